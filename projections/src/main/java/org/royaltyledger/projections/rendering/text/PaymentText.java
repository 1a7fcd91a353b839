package org.royaltyledger.projections.rendering.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;

/** For a terminal: the way from a statement's total to what is paid. */
final class PaymentText {

  private static final Set<Integer> NUMBERS = Set.of(1);
  private static final String INDENT = "    ";

  private PaymentText() {}

  static void write(Statement statement, Payment payment, Appendable to) throws IOException {
    var rows = new ArrayList<List<String>>();
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
    rows.add(List.of("to be paid, " + payment.payoutCurrency(), payment.payout().toPlainString()));
    to.append("\n  from earned to paid\n");
    for (String line : Aligned.lines(rows, NUMBERS)) {
      to.append(INDENT).append(line).append('\n');
    }
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

  private static List<String> row(String what, BigDecimal amount) {
    return List.of(what, amount.toPlainString());
  }
}
