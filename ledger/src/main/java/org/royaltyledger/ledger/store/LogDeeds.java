package org.royaltyledger.ledger.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Codes;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who did what, from beside the events: nothing of what they say is read. */
public final class LogDeeds {

  /** Places that one statement asks for. */
  private static final int AT_ONCE = 500;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcTemplate jdbc;

  public LogDeeds(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One event, and who did it.
   *
   * @param recordedAt by the clock of whoever wrote it
   * @param acting null if nothing says so: of an older version, or changed since
   */
  public record Deed(
      long place, String recordedAt, String event, String stream, @Nullable Acting acting) {}

  /** The events after a place, in their order. */
  public List<Deed> after(long place, int limit) {
    return jdbc.query(
        "select place, time_stamp, payload_type, aggregate_identifier, meta_data from log where"
            + " place > ? order by place limit ?",
        (row, n) ->
            new Deed(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                acting(row, 5)),
        place,
        limit);
  }

  /** Who did the events at some places; those of which nothing says so are left out. */
  public SortedMap<Long, Acting> at(Collection<Long> places) {
    var deeds = new TreeMap<Long, Acting>();
    var all = new ArrayList<>(places);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      jdbc.query(
          "select place, meta_data from log where place in (%s)"
              .formatted(String.join(", ", some.stream().map(String::valueOf).toList())),
          row -> {
            Acting acting = acting(row, 2);
            if (acting != null) {
              deeds.put(row.getLong(1), acting);
            }
          });
    }
    return deeds;
  }

  /** What was changed since is for {@code check} to find: here it must not stop the reader. */
  private static @Nullable Acting acting(ResultSet row, int column) throws SQLException {
    try {
      JsonNode said = JSON.readTree(new String(row.getBytes(column), StandardCharsets.UTF_8));
      String who = text(said, "who");
      String from = text(said, "from");
      return who == null || from == null ? null : new Acting(who, text(said, "why"), from);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode said, String name) {
    JsonNode text = said.path(name);
    return text.isString() ? Codes.printable(text.stringValue()) : null;
  }
}
