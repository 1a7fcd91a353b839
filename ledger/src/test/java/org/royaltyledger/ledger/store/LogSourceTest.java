package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * No reader of the log ever steps over an event: the schedules in which Axon's own reader does, and
 * a log that somebody damaged.
 */
class LogSourceTest {

  private static final int MORE_THAN_AXON_WAITS_FOR = 10_001;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch mayCommit = new CountDownLatch(1);
  private SomeStore store;

  @BeforeEach
  void emptyStore(@TempDir Path folder) {
    store = new SomeStore(folder);
  }

  @AfterEach
  void close() {
    mayCommit.countDown();
    threads.close();
    store.close();
  }

  @Test
  void event_with_an_old_time_does_not_overtake_an_open_transaction() throws Exception {
    Future<?> first = appendAndHold(SomeStore.event("first"));
    Future<?> second =
        appendBehind(List.of(SomeStore.event("party/second", 0, "second", Instant.EPOCH)));
    try (var stream = store.get(LogSource.class).openStream(null)) {
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      mayCommit.countDown();
      first.get();
      second.get();
      assertThat(placesOf(stream, 2)).containsExactly(1L, 2L);
    }
    assertThat(store.recorded()).containsExactly("first", "second");
  }

  @Test
  void ten_thousand_later_events_do_not_overtake_an_open_transaction() throws Exception {
    Future<?> first = appendAndHold(SomeStore.event("first"));
    Future<?> many =
        appendBehind(
            IntStream.range(0, MORE_THAN_AXON_WAITS_FOR)
                .<DomainEventMessage<?>>mapToObj(i -> SomeStore.event("later-" + i))
                .toList());
    try (var stream = store.get(LogSource.class).openStream(null)) {
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      mayCommit.countDown();
      first.get();
      many.get();
      int all = 1 + MORE_THAN_AXON_WAITS_FOR;
      assertThat(placesOf(stream, all)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
    }
    assertThat(store.recorded()).startsWith("first", "later-0");
  }

  @Test
  void stream_stops_before_a_missing_event_and_goes_on_once_it_is_back() throws Exception {
    for (String id : List.of("a", "b", "c", "d")) {
      store.append(SomeStore.event(id));
    }
    store.jdbc().execute("create table aside as select * from log where place = 3");
    store.jdbc().execute("delete from log where place = 3");
    LogSource source = store.get(LogSource.class);
    try (var stream = source.openStream(null)) {
      assertThat(placesOf(stream, 2)).containsExactly(1L, 2L);
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      assertThat(source.whyStuck(1)).isNull();
      assertThat(source.whyStuck(2)).hasMessageContaining("no event at place 3");

      store.jdbc().execute("insert into log select * from aside");
      assertThat(placesOf(stream, 2)).containsExactly(3L, 4L);
      assertThat(source.whyStuck(2)).isNull();
    }
  }

  @Test
  void event_that_cannot_be_read_is_not_stepped_over() throws Exception {
    store.append(SomeStore.event("a"));
    store.append(SomeStore.event("b"));
    store.append(SomeStore.event("c"));
    store.jdbc().execute("update log set payload_type = 'of-tomorrow' where place = 2");
    LogSource source = store.get(LogSource.class);
    try (var stream = source.openStream(null)) {
      assertThat(placesOf(stream, 1)).containsExactly(1L);
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      assertThat(source.whyStuck(1)).hasMessageContaining("'of-tomorrow'");
    }
  }

  @Test
  void row_that_the_counter_does_not_count_is_not_followed() throws Exception {
    store.append(SomeStore.event("a"));
    store
        .jdbc()
        .execute(
            "insert into log select 2, 'forged', 'forged', 0, aggregate_type, time_stamp,"
                + " payload_type, payload_revision, payload, meta_data from log");
    try (var stream = store.get(LogSource.class).openStream(null)) {
      assertThat(placesOf(stream, 1)).containsExactly(1L);
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }
  }

  /** Appends, and keeps its transaction open until {@link #mayCommit}. */
  private Future<?> appendAndHold(DomainEventMessage<?> event) throws InterruptedException {
    Future<?> done =
        threads.submit(
            () -> {
              append(
                  List.of(event),
                  () -> {
                    written.countDown();
                    await(mayCommit);
                  });
            });
    await(written);
    return done;
  }

  /** Appends; returns once that has to wait for the lock. */
  private Future<?> appendBehind(List<DomainEventMessage<?>> events) {
    Future<?> done = threads.submit(() -> append(events, () -> {}));
    while (store
        .jdbc()
        .queryForList(
            "select session_id from information_schema.sessions where blocker_id is not null")
        .isEmpty()) {
      assertThat(done.isDone()).as("did not wait for the lock").isFalse();
    }
    return done;
  }

  private void append(List<DomainEventMessage<?>> events, Runnable before) {
    new TransactionTemplate(store.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              store.get(EventStorageEngine.class).appendEvents(events);
              before.run();
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Long> placesOf(BlockingStream<TrackedEventMessage<?>> stream, int count)
      throws InterruptedException {
    var places = new ArrayList<Long>();
    while (places.size() < count) {
      places.add(stream.nextAvailable().trackingToken().position().orElseThrow());
    }
    return places;
  }
}
