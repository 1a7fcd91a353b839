package org.royaltyledger.api.reference;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.royaltyledger.api.reference.Calculation.Result;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Facts.Usage;
import org.royaltyledger.api.reference.Refusal.Kind;

/**
 * The contract stated a second time: imports and closes, one after the other, kept in memory.
 *
 * <p>What is not here: rejected lines (only good ones may come), DSR files, adjustments.
 */
final class ReferenceMonth {
  private final Facts facts = new Facts();
  private final Set<String> countedBefore = new HashSet<>();
  private YearMonth closedUpTo = YearMonth.of(1, 1);

  /** One {@code import} of all files in a folder. */
  void importFolder(Path folder) {
    facts.importFolder(folder);
  }

  /**
   * One {@code close}: all that was imported so far is before its cut-off.
   *
   * @throws Refusal when the contract refuses it; nothing is recorded then
   */
  Documents close(String period) {
    YearMonth month = YearMonth.parse(period);
    if (!month.isAfter(closedUpTo)) {
      throw new Refusal(Kind.ALREADY_CLOSED, period);
    }
    for (Row row : facts.revenue.values()) {
      if (row.period().isAfter(closedUpTo) && row.period().isBefore(month)) {
        throw new Refusal(Kind.EARLIER_MONTH_OPEN, row.toString());
      }
    }

    // Its own usage, that of earlier months it closes too, and what came late to closed months.
    // Reading: usage of a closed month that had no revenue row has been counted (for nothing).
    List<Usage> counting = new ArrayList<>();
    for (Usage usage : facts.usages.values()) {
      if (!usage.usedIn().isAfter(month) && !countedBefore.contains(usage.id())) {
        counting.add(usage);
      }
    }
    Result result = new Calculation(facts, month, counting).run();

    counting.forEach(usage -> countedBefore.add(usage.id()));
    closedUpTo = month;
    return Documents.of(result);
  }
}
