package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.store.UsageLog.Appended;
import org.royaltyledger.ledger.store.UsageLog.Outcome;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageBlock.Address;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/** Callers that come together share a block, and each is told of its own usages only. */
class GroupCommitTest {

  /** A log that can be held up, and keeps what it is given. */
  private static final class SlowLog {

    private final List<List<String>> blocks = new ArrayList<>();
    private final List<Acting> by = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    Appended append(UsageBlock draft, IntFunction<String> source) {
      begun.countDown();
      await(goOn);
      by.add(Acting.now());
      blocks.add(
          IntStream.range(0, draft.size())
              .mapToObj(row -> draft.usageId(row) + " of " + source.apply(row))
              .toList());
      if (draft.usageId(0).equals("bad")) {
        throw new IllegalStateException("disk full");
      }
      int place = blocks.size();
      return new Appended(
          IntStream.range(0, draft.size()).mapToObj(row -> Outcome.ACCEPTED).toList(),
          IntStream.range(0, draft.size()).mapToObj(row -> new Address(place, row)).toList());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UsageBlock draft(String id, int size) {
    var block = new UsageBlock.Builder();
    for (int row = 0; row < size; row++) {
      block
          .usage(
              size == 1 ? id : id + row,
              0,
              0,
              "OnDemandStream",
              "remix",
              "SE",
              null,
              1,
              null,
              null,
              null,
              Attribution.NONE)
          .contribution(false, "A", "voice", 1_000_000_000_000L, 1_000_000_000_000L);
    }
    return block.build();
  }

  @Test
  void drafts_that_come_while_another_is_appended_share_the_next_block() throws Exception {
    var log = new SlowLog();
    var answers = new ArrayList<Future<Appended>>();
    try (var commit = new GroupCommit(log::append);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers.add(clients.submit(() -> commit.append(draft("first", 1), row -> "first")));
      await(log.begun);
      var called = new CountDownLatch(30);
      for (int client = 0; client < 30; client++) {
        String id = "c" + client;
        answers.add(
            clients.submit(
                () -> {
                  called.countDown();
                  return commit.append(draft(id, 2), row -> id + "/" + row);
                }));
      }
      await(called);
      log.goOn.countDown();
      for (Future<Appended> answer : answers) {
        answer.get();
      }
    }
    assertThat(log.blocks).hasSizeLessThan(answers.size());
    for (int client = 0; client < 30; client++) {
      Appended told = answers.get(client + 1).get();
      assertThat(told.outcomes()).hasSize(2);
      for (int row = 0; row < 2; row++) {
        Address address = told.addresses().get(row);
        assertThat(log.blocks.get((int) address.place() - 1).get(address.row()))
            .isEqualTo("c%d%d of c%d/%d".formatted(client, row, client, row));
      }
    }
  }

  @Test
  void shared_block_names_all_who_share_it_and_any_other_its_own() throws Exception {
    var log = new SlowLog();
    var answers = new ArrayList<Future<Appended>>();
    try (var commit = new GroupCommit(log::append);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers.add(clients.submit(() -> appended(commit, "first", "10.0.0.1")));
      await(log.begun);
      var called = new CountDownLatch(6);
      for (int client = 0; client < 6; client++) {
        String name = "c" + client % 2;
        answers.add(
            clients.submit(
                () -> {
                  called.countDown();
                  return appended(commit, name, "10.0.0.2");
                }));
      }
      await(called);
      log.goOn.countDown();
      for (Future<Appended> answer : answers) {
        answer.get();
      }
    }
    assertThat(log.by.getFirst()).isEqualTo(new Acting("first", "of first", "http 10.0.0.1"));
    var said = new TreeSet<String>();
    for (Acting it : log.by.subList(1, log.by.size())) {
      assertThat(it.from()).isEqualTo("http 10.0.0.2");
      said.addAll(List.of(it.who().split(", ")));
      assertThat(it.why()).isEqualTo(it.who().replace(", ", "; ").replace("c", "of c"));
    }
    assertThat(said).containsExactly("c0", "c1");
    assertThat(log.by).hasSizeLessThan(answers.size());
  }

  private static Appended appended(GroupCommit commit, String name, String address) {
    return Acting.http(address)
        .doing(
            () ->
                Acting.as(new Signature(name, "of " + name))
                    .doing(() -> commit.append(draft("u", 1), row -> "")));
  }

  @Test
  void block_holds_no_more_than_a_block_may() throws Exception {
    var log = new SlowLog();
    try (var commit = new GroupCommit(log::append);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Appended>>();
      for (int client = 0; client < 5; client++) {
        String id = "c" + client + "-";
        answers.add(
            clients.submit(() -> commit.append(draft(id, UsageBlock.MOST / 2 + 1), row -> "")));
      }
      log.goOn.countDown();
      for (Future<Appended> answer : answers) {
        assertThat(answer.get().outcomes()).hasSize(UsageBlock.MOST / 2 + 1);
      }
    }
    assertThat(log.blocks).hasSize(5);
  }

  @Test
  void nothing_is_acknowledged_that_the_log_did_not_take_and_the_next_is() {
    var log = new SlowLog();
    log.goOn.countDown();
    try (var commit = new GroupCommit(log::append)) {
      assertThatThrownBy(() -> commit.append(draft("bad", 1), row -> ""))
          .isInstanceOfSatisfying(
              Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.NOT_WRITTEN))
          .hasRootCauseMessage("disk full");
      assertThat(commit.append(draft("good", 1), row -> "").outcomes())
          .containsExactly(Outcome.ACCEPTED);
    }
  }

  @Test
  void what_waits_is_appended_before_it_closes_and_nothing_is_taken_after() throws Exception {
    var log = new SlowLog();
    var commit = new GroupCommit(log::append);
    var answer = CompletableFuture.supplyAsync(() -> commit.append(draft("a", 1), row -> ""));
    await(log.begun);
    var closing = CompletableFuture.runAsync(commit::close);
    log.goOn.countDown();
    closing.get();
    assertThat(answer.get().outcomes()).containsExactly(Outcome.ACCEPTED);
    assertThatThrownBy(() -> commit.append(draft("b", 1), row -> ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("the server is stopping");
  }
}
