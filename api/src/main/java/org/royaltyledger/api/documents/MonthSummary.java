package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.suspense.WaitingMoney;

/**
 * A closed month at a glance.
 *
 * @param totals by party and currency
 * @param waiting by offering, territory, state
 */
public record MonthSummary(String period, List<Total> totals, List<WaitingMoney.Entry> waiting) {

  public MonthSummary {
    totals = List.copyOf(totals);
    waiting = List.copyOf(waiting);
  }

  /**
   * A statement without its lines.
   *
   * @param name of the party; empty if it is not known any more
   * @param lines how many it has
   * @param due after deductions; null if the month was closed by a program that settled nothing,
   *     and so are the others
   * @param payout what is to be paid
   * @param payoutCurrency in which
   */
  public record Total(
      String party,
      String name,
      String currency,
      int lines,
      BigDecimal total,
      @Nullable BigDecimal due,
      @Nullable BigDecimal payout,
      @Nullable String payoutCurrency) {}
}
