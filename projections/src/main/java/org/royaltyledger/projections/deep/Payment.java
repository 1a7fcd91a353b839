package org.royaltyledger.projections.deep;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a statement's total, as docs/calculation.md settles it.
 *
 * @param tax amount, rate and source of it; all or none, and so of what is exchanged
 */
record Payment(
    List<Step> steps,
    BigDecimal due,
    BigDecimal broughtForward,
    BigDecimal setOff,
    BigDecimal payable,
    @Nullable Rated tax,
    @Nullable Rated exchanged,
    BigDecimal payout,
    String payoutCurrency,
    BigDecimal carriedForward,
    @Nullable String why,
    @Nullable String minimum) {

  /** From the total to what is due. */
  record Step(
      String reason,
      String contract,
      String reference,
      @Nullable String rate,
      @Nullable String base,
      BigDecimal amount) {}

  /** An amount that a rate made. */
  record Rated(BigDecimal amount, String rate, String source) {}
}
