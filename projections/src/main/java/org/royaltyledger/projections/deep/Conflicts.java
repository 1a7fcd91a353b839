package org.royaltyledger.projections.deep;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Usages that came again with other content: the first conflict of each id and content stands. */
final class Conflicts {

  private final Store store;
  private final Findings findings;
  private final UsageIds ids;
  private final long upTo;
  private final Set<List<String>> seen = new HashSet<>();
  private final Rows rows =
      new Rows(
          "usage_conflict", 2, "usage_id", "other_hash", "place", "row_number_in_block", "source");

  /**
   * @param upTo the place that the tables have followed the log to
   */
  Conflicts(Store store, Findings findings, UsageIds ids, long upTo) {
    this.store = store;
    this.findings = findings;
    this.ids = ids;
    this.upTo = upTo;
  }

  void add(StoredEvent event, JsonNode fields) {
    int number = 0;
    for (JsonNode it : Fields.list(fields, "conflicts")) {
      String usageId = Fields.text(it, "usageId");
      String hash = Fields.text(it, "otherHash");
      long place = Fields.number(it, "place");
      long row = Fields.number(it, "row");
      ids.addConflict(event.place(), number++, usageId, place, row);
      if (event.place() <= upTo && seen.add(List.of(usageId, hash))) {
        rows.add(
            event.place(), event.place(), usageId, hash, place, row, Fields.text(it, "source"));
      }
    }
  }

  /** What can be said once all events were added. */
  void end() throws SQLException {
    rows.compare(store, findings, Close.EXCEPTIONS, 0, "");
  }
}
