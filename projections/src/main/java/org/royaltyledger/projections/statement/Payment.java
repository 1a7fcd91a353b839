package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a statement's total until it is paid, in the statement's currency where nothing
 * else is said.
 *
 * @param deductions what was taken from the total (below 0) and added to it, in order
 * @param due the total and all of these
 * @param broughtForward what was left open before
 * @param setOff what was to be paid before and makes up for a balance below 0 instead
 * @param payable due, brought forward and set off if that is to be paid, else 0
 * @param tax null if none was withheld
 * @param exchange null if it is paid as it was earned
 * @param payout what is to be paid, in the currency that the party is paid in
 * @param payoutCurrency that currency
 * @param carriedForward what is left open for the next close
 * @param why nothing, or not all, is paid: below-minimum, nothing-due or no-rate; null if all is
 * @param minimum what a payment must come to, in the payout currency; null if that is not why
 */
public record Payment(
    List<Deduction> deductions,
    BigDecimal due,
    BigDecimal broughtForward,
    BigDecimal setOff,
    BigDecimal payable,
    @Nullable Tax tax,
    @Nullable Exchange exchange,
    BigDecimal payout,
    String payoutCurrency,
    BigDecimal carriedForward,
    @Nullable String why,
    @Nullable BigDecimal minimum) {

  public Payment {
    deductions = List.copyOf(deductions);
  }

  /**
   * A step between total and due.
   *
   * @param reason fee, recouped, reserved, released, directed, held or freed
   * @param contract under which
   * @param reference the fee's reason, the advance, the reserved month, the other party, or the
   *     contracts that have to be recouped
   * @param rate in percent, null where none made the amount
   * @param base what the rate is of, or what was there to be taken from; null without
   * @param amount below 0 if it is taken
   */
  public record Deduction(
      String reason,
      String contract,
      String reference,
      @Nullable BigDecimal rate,
      @Nullable BigDecimal base,
      BigDecimal amount) {}

  /**
   * Tax that is withheld.
   *
   * @param rate in percent
   * @param source the country, and its law or treaty
   * @param amount above 0
   */
  public record Tax(BigDecimal rate, String source, BigDecimal amount) {}

  /**
   * @param amount what is exchanged: payable less tax
   * @param rate how much of the payout currency is one of the statement's
   * @param source the rate's day, and who says so
   */
  public record Exchange(BigDecimal amount, BigDecimal rate, String source) {}
}
