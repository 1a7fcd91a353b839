package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.store.UsageLog.Outcome;
import org.royaltyledger.ledger.store.ids.Fingerprinting;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;

/** A usage id counts once, for ever, however often and with whatever content it comes. */
class UsageLogTest {

  private static final long ONE = 1_000_000_000_000L;

  @TempDir private Path folder;
  private SomeStore store;

  @BeforeEach
  void emptyStore() {
    store = new SomeStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void id_counts_once_in_a_draft() {
    assertThat(append("a", "b", "a"))
        .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REPEATED);
    assertThat(counting()).containsExactly("a", "b");
  }

  @Test
  void id_counts_once_across_drafts() {
    append("a", "b");
    assertThat(append("b", "c")).containsExactly(Outcome.REPEATED, Outcome.ACCEPTED);
    assertThat(append("a", "b", "c")).containsOnly(Outcome.REPEATED);
    assertThat(counting()).containsExactly("a", "b", "c");
  }

  @Test
  void id_counts_once_after_reopening() {
    append("a", "b");
    reopen();
    assertThat(append("b", "c")).containsExactly(Outcome.REPEATED, Outcome.ACCEPTED);
    assertThat(counting()).containsExactly("a", "b", "c");
  }

  @Test
  void id_with_other_content_is_a_conflict_and_the_first_stands() {
    append("a", "b");
    assertThat(append("b=2", "c=1", "c=2"))
        .containsExactly(Outcome.CONFLICT, Outcome.ACCEPTED, Outcome.CONFLICT);
    assertThat(counting()).containsExactly("a", "b", "c");
    assertThat(log().find("b"))
        .hasValueSatisfying(it -> assertThat(it.block().quantity(it.address().row())).isEqualTo(1));
  }

  @Test
  void conflict_that_comes_again_is_recorded_once() {
    append("a");
    append("a=2");
    append("a=2");
    reopen();
    append("a=2");
    assertThat(conflicts()).hasSize(1);
    assertThat(conflicts().getFirst())
        .returns("a", UsageEvent.Conflict::usageId)
        .returns(1L, UsageEvent.Conflict::place)
        .returns("line 0", UsageEvent.Conflict::source);
    append("a=3");
    assertThat(conflicts()).hasSize(2);
  }

  @Test
  void failed_append_leaves_nothing_that_counts() {
    store.jdbc().execute("alter table log alter column payload binary varying(100) not null");
    assertThatThrownBy(() -> append("a", "b")).isInstanceOf(RuntimeException.class);
    store.jdbc().execute("alter table log alter column payload binary varying not null");
    assertThat(append("a", "b")).containsOnly(Outcome.ACCEPTED);
    assertThat(counting()).containsExactly("a", "b");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_draft_is_decided_as_a_map_would(long seed) {
    decidesAsAMapWould(seed, String::hashCode);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ids_of_one_fingerprint_are_told_apart(long seed) {
    decidesAsAMapWould(seed, id -> seed % 2 == 0 ? 42 : id.length());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  private void decidesAsAMapWould(long seed, Fingerprinting fingerprinting) {
    var random = new SplittableRandom(seed);
    Map<String, Integer> first = new HashMap<>();
    UsageLog log = log(UsageIds.inMemory(fingerprinting));
    for (int draft = 0; draft < 20; draft++) {
      if (random.nextInt(4) == 0) {
        log = log(UsageIds.inMemory(fingerprinting)); // as after a restart
      }
      var usages = new UsageBlock.Builder();
      var expected = new ArrayList<Outcome>();
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        String id = "u" + random.nextInt(200);
        int quantity = 1 + (random.nextInt(5) == 0 ? 1 : 0);
        usage(usages, id, quantity);
        Integer before = first.putIfAbsent(id, quantity);
        expected.add(
            before == null
                ? Outcome.ACCEPTED
                : before == quantity ? Outcome.REPEATED : Outcome.CONFLICT);
      }
      assertThat(log.append(usages.build(), row -> "line " + row).outcomes()).isEqualTo(expected);
    }
    assertThat(counting())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(first.keySet());
    for (Map.Entry<String, Integer> it : first.entrySet()) {
      assertThat(log.find(it.getKey()))
          .hasValueSatisfying(
              found -> {
                int row = found.address().row();
                assertThat(found.block().usageId(row)).isEqualTo(it.getKey());
                assertThat(found.block().quantity(row)).isEqualTo(it.getValue().longValue());
              });
    }
  }

  private void reopen() {
    store.close();
    store = new SomeStore(folder);
  }

  private UsageLog log() {
    return store.get(UsageLog.class);
  }

  private UsageLog log(UsageIds ids) {
    return new UsageLog(
        store.get(LogTransaction.class),
        store.get(LogReader.class),
        store.get(EventStore.class),
        store.jdbc(),
        store.get(StoreKey.class),
        () -> ids);
  }

  /** Appends usages {@code ID} or {@code ID=QUANTITY}. */
  private List<Outcome> append(String... usages) {
    var draft = new UsageBlock.Builder();
    for (String usage : usages) {
      int equals = usage.indexOf('=');
      usage(
          draft,
          equals < 0 ? usage : usage.substring(0, equals),
          equals < 0 ? 1 : Long.parseLong(usage.substring(equals + 1)));
    }
    return log().append(draft.build(), row -> "line " + row).outcomes();
  }

  private static void usage(UsageBlock.Builder block, String id, long quantity) {
    block
        .usage(
            id,
            1_790_000_000,
            0,
            "OnDemandStream",
            "remix",
            "SE",
            null,
            quantity,
            null,
            null,
            null,
            Attribution.NONE)
        .contribution(false, "A1", "voice", ONE, ONE);
  }

  /** The ids in all blocks, in the order of the log. */
  private List<String> counting() {
    var ids = new ArrayList<String>();
    LogReader reader = store.get(LogReader.class);
    reader.read(
        EventNames.USAGE_BLOCK,
        0,
        reader.head(),
        row -> {
          UsageBlock block = ((UsageEvent.UsageBlockRecorded) row.event()).block();
          for (int i = 0; i < block.size(); i++) {
            ids.add(block.usageId(i));
          }
        });
    return ids;
  }

  private List<UsageEvent.Conflict> conflicts() {
    var conflicts = new ArrayList<UsageEvent.Conflict>();
    LogReader reader = store.get(LogReader.class);
    reader.read(
        "usage-conflicts-found",
        0,
        reader.head(),
        row -> conflicts.addAll(((UsageEvent.UsageConflictsFound) row.event()).conflicts()));
    return conflicts;
  }
}
