package org.royaltyledger.projections.rendering.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;

/** The way from a statement's total to what is paid, in words. */
public final class PaymentSteps {

  private PaymentSteps() {}

  /**
   * One step.
   *
   * @param amount in the statement's currency, but for the last, which is what is paid; below 0 if
   *     it is taken
   */
  public record Step(String what, BigDecimal amount) {}

  /** From what was earned to what is paid; what comes to nothing is left out. */
  public static List<Step> of(Statement statement, Payment payment) {
    var rows = new ArrayList<Step>();
    rows.add(row("earned", statement.total()));
    for (Payment.Deduction it : payment.deductions()) {
      rows.add(row(words(it), it.amount()));
    }
    if (!payment.deductions().isEmpty()) {
      rows.add(row("due", payment.due()));
    }
    if (payment.broughtForward().signum() != 0) {
      rows.add(row("brought forward", payment.broughtForward()));
    }
    if (payment.setOff().signum() != 0) {
      rows.add(row("set off against what was to be paid before", payment.setOff()));
    }
    Payment.Tax tax = payment.tax();
    if (tax != null) {
      rows.add(
          row(
              "withholding tax, %s %% of %s, %s"
                  .formatted(
                      tax.rate().toPlainString(), payment.payable().toPlainString(), tax.source()),
              tax.amount().negate()));
    }
    if (payment.carriedForward().signum() != 0) {
      rows.add(row(carried(payment), payment.carriedForward().negate()));
    }
    Payment.Exchange exchange = payment.exchange();
    if (exchange != null) {
      rows.add(
          row(
              "exchanged into %s at %s, %s"
                  .formatted(
                      payment.payoutCurrency(), exchange.rate().toPlainString(), exchange.source()),
              exchange.amount()));
    }
    rows.add(row("to be paid, " + payment.payoutCurrency(), payment.payout()));
    return rows;
  }

  private static String words(Payment.Deduction it) {
    boolean taken = it.amount().signum() < 0;
    String what =
        switch (it.reason()) {
          case "fee" -> "fee, " + it.reference();
          case "recouped" ->
              (taken ? "recouped, " : "given back of what was recouped, ") + it.reference();
          case "reserved" -> "reserved";
          case "released" -> "released, reserved in " + it.reference();
          case "directed" ->
              taken ? "to " + it.reference() + " by letter of direction" : "by letter of direction";
          case "held" -> "held until recouped: " + it.reference();
          case "freed" -> "no longer held";
          default -> it.reason();
        };
    return what + rate(it.rate(), it.base()) + ", contract " + it.contract();
  }

  private static String rate(@Nullable BigDecimal rate, @Nullable BigDecimal base) {
    if (rate == null || base == null) {
      return "";
    }
    return ", %s %% of %s".formatted(rate.toPlainString(), base.toPlainString());
  }

  private static String carried(Payment it) {
    if (it.why() == null) {
      return "carried forward";
    }
    return "carried forward: "
        + switch (it.why()) {
          case "below-minimum" ->
              "less than the minimum payment%s"
                  .formatted(
                      it.minimum() == null
                          ? ""
                          : " of %s %s"
                              .formatted(it.minimum().toPlainString(), it.payoutCurrency()));
          case "no-rate" -> "no exchange rate into " + it.payoutCurrency() + " is known";
          case "nothing-due" -> "later earnings have to make up for it first";
          default -> it.why();
        };
  }

  private static Step row(String what, BigDecimal amount) {
    return new Step(what, amount);
  }
}
