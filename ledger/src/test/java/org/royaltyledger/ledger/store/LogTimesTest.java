package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which state of the log an instant means. */
class LogTimesTest {

  @TempDir private Path folder;

  @Test
  void instant_means_the_newest_event_written_until_then_whatever_the_clock_said_between() {
    try (var store = new SomeStore(folder)) {
      append(store, "a", "2018-12-31T22:00:00.100Z");
      append(store, "b", "2018-12-31T23:59:59.999Z");
      append(store, "c", "2019-01-01T02:00:00Z");
      append(store, "d", "2019-01-01T01:00:00Z"); // the clock went back
      append(store, "e", "2019-01-01T03:00:00.000000001Z");
      var times = new LogTimes(store.jdbc());

      assertThat(at(times, "2018-12-31T22:00:00.099999999Z")).isZero();
      assertThat(at(times, "2018-12-31T22:00:00.1Z")).isEqualTo(1);
      assertThat(at(times, "2018-12-31T23:59:59.999999999Z")).isEqualTo(2);
      assertThat(at(times, "2019-01-01T00:59:59Z")).isEqualTo(2);
      assertThat(at(times, "2019-01-01T01:30:00Z")).isEqualTo(4);
      assertThat(at(times, "9999-12-31T23:59:59Z")).isEqualTo(5);
      assertThat(times.placeAt(Instant.parse("9999-12-31T23:59:59Z"), 3)).isEqualTo(3);
      assertThat(times.writtenAt(List.of(4L, 1L, 9L)))
          .hasToString("{1=2018-12-31T22:00:00.100Z, 4=2019-01-01T01:00:00Z}");
      assertThat(times.writtenAt(0)).isNull();
    }
  }

  private static long at(LogTimes times, String instant) {
    return times.placeAt(Instant.parse(instant), 5);
  }

  private static void append(SomeStore store, String id, String time) {
    store.append(SomeStore.event("party/" + id, 0, id, Instant.parse(time)));
  }
}
