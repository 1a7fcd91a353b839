package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No reader of the log ever steps over an event, even of a log that somebody damaged. */
@ParameterizedClass(name = "{0}")
@EnumSource
class LogSourceTest {

  private final SomeDatabase database;
  private SomeStore store;

  LogSourceTest(SomeDatabase database) {
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
  void database_that_did_not_answer_once_stops_nobody_once_it_does() throws Exception {
    store.append(SomeStore.event("a"));
    LogSource source = store.get(LogSource.class);
    try (var stream = source.openStream(null)) {
      assertThat(placesOf(stream, 1)).containsExactly(1L);
      source.hurry(2);
      store.jdbc().execute("alter table append_lock rename to aside");
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      assertThat(source.whyStuck(1)).isNotNull();

      store.jdbc().execute("alter table aside rename to append_lock");
      assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
      assertThat(source.whyStuck(1)).as("nothing is left to wait for").isNull();
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

  private static List<Long> placesOf(BlockingStream<TrackedEventMessage<?>> stream, int count)
      throws InterruptedException {
    var places = new ArrayList<Long>();
    while (places.size() < count) {
      places.add(stream.nextAvailable().trackingToken().position().orElseThrow());
    }
    return places;
  }
}
