package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Places are dense, and in the order of commits. */
@ParameterizedClass(name = "{0}")
@EnumSource
class AppendLockTest {

  private static final int WRITERS = 4;
  private static final int APPENDS_EACH = 25;

  private final SomeDatabase database;
  private SomeStore store;

  AppendLockTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyStore(@TempDir Path folder) {
    store = new SomeStore(database.fresh(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void failed_transaction_gives_its_places_back() {
    store.append(SomeStore.event("a"));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store
                    .get(LogTransaction.class)
                    .run(
                        () -> {
                          // Written for sure before it fails, not only at its end.
                          store
                              .get(EventStorageEngine.class)
                              .appendEvents(SomeStore.event("b"), SomeStore.event("c"));
                          store.get(EventBus.class).publish(SomeStore.event("d"));
                          throw new IllegalStateException("thought better of it");
                        }));
    store.append(SomeStore.event("e"), SomeStore.event("f"));

    assertThat(store.recorded()).containsExactly("a", "e", "f");
    assertThat(store.places()).containsExactly(1L, 2L, 3L);
    assertThat(store.get(LogReader.class).head()).isEqualTo(3);
  }

  @Test
  void whoever_sees_a_place_sees_all_before_it_while_many_append() throws Exception {
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer + "-";
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < APPENDS_EACH; i++) {
                    store.append(SomeStore.event(name + i + "a"), SomeStore.event(name + i + "b"));
                  }
                }));
      }
      while (!writers.stream().allMatch(Future::isDone)) {
        assertDense(store.places());
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertDense(store.places());
    assertThat(store.places()).hasSize(WRITERS * APPENDS_EACH * 2);
    assertThat(store.get(LogReader.class).head()).isEqualTo(WRITERS * APPENDS_EACH * 2);
  }

  @Test
  void second_copy_of_a_first_event_is_refused_as_what_it_is() {
    DomainEventMessage<?> event = SomeStore.event("a");
    store.append(event);
    assertThatThrownBy(() -> store.append(event))
        .isInstanceOf(AggregateStreamCreationException.class);
    assertThat(store.places()).containsExactly(1L);
    assertThat(store.get(LogReader.class).head()).isEqualTo(1);
  }

  @Test
  void second_event_of_one_version_is_refused_as_a_race() {
    store.append(SomeStore.event("party/a", 0, "a", Instant.now()));
    store.append(SomeStore.event("party/a", 1, "b", Instant.now()));
    assertThatThrownBy(() -> store.append(SomeStore.event("party/a", 1, "c", Instant.now())))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(store.recorded()).containsExactly("a", "b");
  }

  private static void assertDense(List<Long> places) {
    assertThat(places).isEqualTo(LongStream.rangeClosed(1, places.size()).boxed().toList());
  }
}
