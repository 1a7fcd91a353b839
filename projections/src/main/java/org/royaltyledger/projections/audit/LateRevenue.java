package org.royaltyledger.projections.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;

/**
 * Revenue that was reported, or corrected, after its month was closed. The next close books the
 * difference; a month without a close of its own has no usage of its own either, so that its money
 * would be in no statement, and somebody has to know.
 */
final class LateRevenue {

  private LateRevenue() {}

  /**
   * A row that says something else now than what was booked.
   *
   * @param closedAs the close that its month was closed by
   * @param then null if there was none
   */
  private record Changed(
      String closedAs,
      RevenueEvent.@Nullable RevenueRecorded then,
      RevenueEvent.RevenueRecorded now) {

    String told() {
      String row = "%s, %s in %s".formatted(now.offering(), now.territory(), now.period());
      String rest =
          closedAs.equals(now.period())
              ? "the next close books what that changes"
              : "it is in no statement, as that month was closed with %s and has no usage of its own: add it to a row of a month that is still open"
                  .formatted(closedAs);
      if (then == null) {
        return "revenue of %s, %s %s, came after the close of %s: %s"
            .formatted(row, now.netRevenue(), now.currency(), closedAs, rest);
      }
      return then.netRevenue().equals(now.netRevenue())
          ? "revenue of %s has other figures beside its netRevenue since the close of %s: %s"
              .formatted(row, closedAs, rest)
          : "revenue of %s is %s %s now and was %s at the close of %s: %s"
              .formatted(row, now.netRevenue(), now.currency(), then.netRevenue(), closedAs, rest);
    }
  }

  /** A sentence for each such row, by month, offering and territory. */
  static List<String> told(LogReader reader, List<PeriodEvent.PeriodClosed> closes) {
    if (closes.isEmpty()) {
      return List.of();
    }
    long lastCutOff = closes.getLast().cutOff();
    Map<String, RevenueEvent.RevenueRecorded> then = new HashMap<>();
    Map<String, RevenueEvent.RevenueRecorded> now = new TreeMap<>();
    reader.read(
        EventNames.REVENUE,
        0,
        reader.head(),
        stored -> {
          var row = (RevenueEvent.RevenueRecorded) stored.event();
          PeriodEvent.PeriodClosed close = closeOf(row.period(), closes);
          if (close != null) {
            now.put(row.key(), row);
            boolean adjusted = close.period().equals(row.period());
            if (stored.place() <= (adjusted ? lastCutOff : close.cutOff())) {
              then.put(row.key(), row);
            }
          }
        });
    List<String> told = new ArrayList<>();
    now.forEach(
        (key, row) -> {
          RevenueEvent.RevenueRecorded before = then.get(key);
          PeriodEvent.PeriodClosed close = closeOf(row.period(), closes);
          if (close != null && !row.equals(before)) {
            told.add(new Changed(close.period(), before, row).told());
          }
        });
    return told;
  }

  /** The close that a month was closed by: its own, or that of the next later month closed. */
  private static PeriodEvent.@Nullable PeriodClosed closeOf(
      String period, List<PeriodEvent.PeriodClosed> closes) {
    return closes.stream()
        .filter(it -> it.period().compareTo(period) >= 0)
        .findFirst()
        .orElse(null);
  }
}
