package org.royaltyledger.ledger.intake.dsr;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Territory;

/** The summary records (SY) of a file: where, and by which use, its sales rows were used. */
final class Summaries {

  /** The most ids that are kept. */
  private static final int MOST = 100_000;

  private static final int LONGEST_ID = 256;

  /**
   * What a sales row takes from its summary record.
   *
   * @param line where it stands
   * @param problem why no sales row can take it
   */
  record Summary(long line, String useType, String territory, @Nullable String problem) {}

  private final Quirks quirks;
  private final Map<String, Summary> byId = new HashMap<>();
  private final Map<String, Long> repeated = new HashMap<>();
  private long rows;

  Summaries(Quirks quirks) {
    this.quirks = quirks;
  }

  /** How many SY rows came. */
  long rows() {
    return rows;
  }

  /**
   * Keeps the first row of each id.
   *
   * @throws IllegalArgumentException if the row cannot be kept
   */
  void add(Cells row, DraftBlock draft) {
    rows++;
    int useType =
        switch (row.type().substring(0, 4)) {
          case "SY01", "SY02", "SY07" -> 5;
          case "SY09" -> 3;
          default -> 0; // subscribers and shares of the market: nothing that a sales row asks for
        };
    if (useType == 0) {
      return;
    }
    String id = Codes.requireText("SummaryRecordId", row.text(1), LONGEST_ID);
    Summary first = byId.get(id);
    if (first != null) {
      if (repeated.putIfAbsent(id, row.line()) == null) {
        quirks.tell(
            Quirks.Kind.SUMMARY,
            row.line(),
            "SummaryRecordId '%s' stands on line %d already: that first one says territory and use type of its sales rows"
                .formatted(Quoted.shown(id), first.line()),
            draft);
      }
      return;
    }
    if (byId.size() == MOST) {
      throw new IllegalArgumentException(
          "SummaryRecordId '%s' is one more than %d: let the sender divide the report"
              .formatted(Quoted.shown(id), MOST));
    }
    byId.put(id, summary(row, row.text(useType), row.text(useType + 1)));
  }

  private static Summary summary(Cells row, String useType, String territory) {
    try {
      return new Summary(
          row.line(), Codes.require("UseType", useType), new Territory(territory).code(), null);
    } catch (IllegalArgumentException e) {
      return new Summary(row.line(), "", "", Quoted.sentence(String.valueOf(e.getMessage())));
    }
  }

  /**
   * @param id as in the sales row; empty where the file has one only
   * @throws IllegalArgumentException if there is none, or it does not say what is asked of it
   */
  Summary of(String id) {
    Summary summary =
        id.isEmpty() && byId.size() == 1 ? byId.values().iterator().next() : byId.get(id);
    if (summary == null) {
      throw new IllegalArgumentException(
          id.isEmpty()
              ? "SummaryRecordId is empty, and the file has %d of them: territory and use type are unknown, ask the sender for a corrected report"
                  .formatted(byId.size())
              : "SummaryRecordId '%s' has no SY01, SY02, SY07 or SY09 row before: territory and use type are unknown, ask the sender for a corrected report"
                  .formatted(Quoted.shown(id)));
    }
    if (summary.problem() != null) {
      throw new IllegalArgumentException(
          "summary record '%s' on line %d: %s; ask the sender for a corrected report"
              .formatted(Quoted.shown(id), summary.line(), summary.problem()));
    }
    return summary;
  }
}
