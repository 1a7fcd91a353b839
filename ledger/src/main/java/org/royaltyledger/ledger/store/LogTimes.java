package org.royaltyledger.ledger.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.common.DateTimeUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * When events were written, in milliseconds, by the clock of whoever wrote them: places say the
 * order, times need not.
 */
public final class LogTimes {

  /** Places that one statement asks for. */
  private static final int AT_ONCE = 500;

  private final JdbcTemplate jdbc;

  public LogTimes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The place of the newest event that was written at or before an instant, 0 if none was.
   *
   * @param upTo a place that it does not come after
   */
  public long placeAt(Instant instant, long upTo) {
    // All times have one width, so that texts are in the order of times. From the end, as most
    // questions are about what was not long ago: no index leads to times.
    List<Long> newest =
        jdbc.queryForList(
            "select place from log where place <= ? and time_stamp <= ? order by place desc limit"
                + " 1",
            Long.class,
            upTo,
            DateTimeUtils.formatInstant(instant.truncatedTo(ChronoUnit.MILLIS)));
    return newest.isEmpty() ? 0 : newest.getFirst();
  }

  /**
   * When the event at a place was written, as {@code 2026-11-02T08:15:30.123Z}.
   *
   * @throws IllegalStateException if the log has no such place
   */
  public String of(long place) {
    List<String> found =
        jdbc.queryForList("select time_stamp from log where place = ?", String.class, place);
    if (found.isEmpty()) {
      throw new IllegalStateException("the log has no event at place " + place);
    }
    return found.getFirst();
  }

  /** When the event at a place was written, null if there is none. */
  public @Nullable Instant writtenAt(long place) {
    return writtenAt(List.of(place)).get(place);
  }

  /** When the events at some places were written; places without an event are left out. */
  public SortedMap<Long, Instant> writtenAt(Collection<Long> places) {
    var times = new TreeMap<Long, Instant>();
    var all = new ArrayList<>(places);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      jdbc.query(
          "select place, time_stamp from log where place in (%s)"
              .formatted(String.join(", ", some.stream().map(String::valueOf).toList())),
          row -> {
            times.put(row.getLong(1), Instant.parse(row.getString(2)));
          });
    }
    return times;
  }
}
