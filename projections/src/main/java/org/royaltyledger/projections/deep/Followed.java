package org.royaltyledger.projections.deep;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Up to which place the tables of each read model are: they are compared with the log to there. */
final class Followed {

  static final String LINE = "deep-followed";

  private final Map<String, Long> places = new HashMap<>();

  Followed(Store store, Findings findings) throws SQLException {
    findings.line(LINE, "");
    store.each(
        "select processor, token from token where token is not null",
        row -> {
          String name = row.getString(1);
          byte[] token = row.getBytes(2);
          findings.trying(
              LINE, 0, () -> places.put(name, Fields.number(Fields.read(token), "globalIndex")));
        });
  }

  long of(String readModel) {
    return places.getOrDefault(readModel, 0L);
  }

  /**
   * @param last place of the log
   */
  void end(long last, Findings findings) {
    places.forEach(
        (name, place) -> {
          if (place > last) {
            findings.add(
                LINE,
                Wrong.at(
                    last + 1,
                    "the log ends at place %d, and the tables of '%s' have followed it to %d"
                        .formatted(last, name, place)));
          }
        });
    findings.line(
        LINE,
        "%d read models, up to place %d"
            .formatted(
                places.size(),
                places.values().stream().mapToLong(Long::longValue).min().orElse(0)));
  }
}
