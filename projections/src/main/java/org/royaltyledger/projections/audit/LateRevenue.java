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
 * Revenue that was reported, or corrected, after its month was closed: it counts in no close, and
 * somebody has to know.
 */
final class LateRevenue {

  private LateRevenue() {}

  /**
   * A row that says something else now than when its month was closed.
   *
   * @param then null if there was none
   */
  private record Changed(
      String closedAs,
      RevenueEvent.@Nullable RevenueRecorded then,
      RevenueEvent.RevenueRecorded now) {

    String told() {
      String row = "%s, %s in %s".formatted(now.offering(), now.territory(), now.period());
      String rest = "is in no statement: add it to a row of a month that is still open";
      if (then == null) {
        return "revenue of %s, %s %s, came after %s was closed and %s"
            .formatted(row, now.netRevenue(), now.currency(), closedAs, rest);
      }
      return then.netRevenue().equals(now.netRevenue())
          ? "revenue of %s has other figures beside its netRevenue since %s was closed: no statement follows them"
              .formatted(row, closedAs)
          : "revenue of %s is %s %s now and was %s when %s was closed: the difference %s"
              .formatted(row, now.netRevenue(), now.currency(), then.netRevenue(), closedAs, rest);
    }
  }

  /** A sentence for each such row, by month, offering and territory. */
  static List<String> told(LogReader reader, List<PeriodEvent.PeriodClosed> closes) {
    if (closes.isEmpty()) {
      return List.of();
    }
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
            if (stored.place() <= close.cutOff()) {
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
