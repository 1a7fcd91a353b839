package org.royaltyledger.ledger.store;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** When events were written, by this computer's clock: no calculation asks for it. */
public final class RecordedTimes {

  private final JdbcTemplate jdbc;

  public RecordedTimes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * In UTC, as {@code 2026-11-02T08:15:30.123Z}.
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
}
