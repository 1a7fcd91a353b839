package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * In no schedule is an event lost: what is appended behind an open transaction waits for it. That
 * the schedules can lose one is shown by {@link StockReaderTest}.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class OvertakingTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch mayCommit = new CountDownLatch(1);
  private final List<Long> read = new ArrayList<>();
  private final SomeDatabase database;
  private SomeStore store;

  OvertakingTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyStore(@TempDir Path folder) {
    store = new SomeStore(database.fresh(folder));
  }

  @AfterEach
  void close() {
    mayCommit.countDown();
    threads.close();
    store.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void nothing_overtakes_an_open_transaction_and_nothing_is_lost(Schedule schedule)
      throws Exception {
    List<DomainEventMessage<?>> later = schedule.later();
    Future<?> first = appendAndHold(SomeStore.event("first"));
    Future<?> second = appendBehind(later);
    try (var stream = store.get(LogSource.class).openStream(null)) {
      schedule.thereafter(() -> readOn(stream));
      assertThat(read).isEmpty();
      mayCommit.countDown();
      first.get();
      second.get();
      store.append(SomeStore.event("last"));
      schedule.thereafter(() -> readOn(stream));
    }
    assertThat(read).isEqualTo(LongStream.rangeClosed(1, later.size() + 2L).boxed().toList());
    assertThat(store.recorded()).startsWith("first", "later-0").endsWith("last");
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
    while (store.jdbc().queryForList(database.waiting()).isEmpty()) {
      assertThat(done.isDone()).as("did not wait for the lock").isFalse();
    }
    return done;
  }

  /** Without taking turns, which H2 needs for another reason: the append lock alone must do. */
  private void append(List<DomainEventMessage<?>> events, Runnable before) {
    new TransactionTemplate(new JdbcTransactionManager(store.get(DataSource.class)))
        .executeWithoutResult(
            status -> {
              store.get(EventStorageEngine.class).appendEvents(events);
              before.run();
            });
  }

  private void readOn(BlockingStream<TrackedEventMessage<?>> stream) {
    try {
      while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
        read.add(stream.nextAvailable().trackingToken().position().orElseThrow());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
