package org.royaltyledger.projections.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.royalty.Operation;
import org.royaltyledger.ledger.royalty.Step;
import org.royaltyledger.ledger.royalty.Steps;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.projections.rendering.text.PaymentSteps;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;

/** From what a party got of one pool to what it is paid, as its statement says. */
final class PaymentWorking {

  private final Steps steps;
  private final Statement statement;
  private final PaymentFacts facts;
  private final CurrencyUnit currency;
  private final String code;

  PaymentWorking(Steps steps, Statement statement, PaymentFacts facts) {
    this.facts = facts;
    this.steps = steps.in(Step.Section.STATEMENT);
    this.statement = statement;
    this.currency = Currencies.of(statement.currency());
    this.code = statement.currency();
  }

  /**
   * @param ofPool what the statement has of the line's pool
   * @param from the part and step that gave it
   */
  void add(BigDecimal ofPool, String from) {
    Step share =
        steps.add(
            "statement.pool",
            "what the statement has of this pool",
            Operation.TAKE,
            code,
            new Step.Operand("as above", Fractions.of(ofPool), code, from, null));
    Step total =
        steps.expect(
            Fractions.of(statement.total()),
            steps.add(
                "statement.total",
                "total of the statement",
                Operation.SUM,
                code,
                Steps.of(share),
                Steps.counted(
                    "of its other pools", Fractions.of(statement.total().subtract(ofPool)), code)));
    if (statement.payment() != null) {
      add(total, statement.payment());
    }
  }

  private void add(Step total, Payment payment) {
    List<PaymentSteps.Step> words = PaymentSteps.of(statement, payment);
    var operands = new ArrayList<Step.Operand>();
    operands.add(Steps.of(total));
    for (int i = 0; i < payment.deductions().size(); i++) {
      Payment.Deduction it = payment.deductions().get(i);
      operands.add(Steps.of(deduction(i + 1, words.get(i + 1).what(), it)));
    }
    Step due =
        steps.expect(
            Fractions.of(payment.due()),
            steps.add("statement.due", "due", Operation.SUM, code, operands));
    Step open =
        steps.add(
            "statement.open",
            "with what was left open before, and what is set off",
            Operation.SUM,
            code,
            Steps.of(due),
            said("brought forward", payment.broughtForward()),
            said("set off against what was to be paid before", payment.setOff()));
    Step payable =
        steps.expect(
            Fractions.of(payment.payable()),
            steps.add(
                "statement.payable",
                "payable",
                Operation.DIFFERENCE,
                code,
                Steps.of(open),
                said(
                    "carried forward" + (payment.why() == null ? "" : ": " + payment.why()),
                    payment.carriedForward())));
    paid(payable, payment);
  }

  private Step.Operand said(String name, BigDecimal amount) {
    return Steps.counted(name, Fractions.of(amount), code);
  }

  /** With its arithmetic, where it is a percentage and nothing limited it. */
  private Step deduction(int number, String what, Payment.Deduction it) {
    String fact =
        it.reason().equals("recouped")
            ? Key.of("advance", it.reference())
            : Key.of("contract", it.contract());
    String name = "deduction." + number;
    BigDecimal rate = it.rate();
    if (rate != null && it.base() != null) {
      BigDecimal signed = it.amount().signum() < 0 ? rate.negate() : rate;
      BigFraction exact = Fractions.ofPercent(signed).multiply(Fractions.of(it.base()));
      if (Rounding.decimal(exact, currency).compareTo(it.amount()) == 0) {
        Step part =
            steps.add(
                name + ".exact",
                what,
                Operation.PERCENT,
                code,
                Steps.said("rate", signed, Step.PERCENT, fact),
                said("base", it.base()));
        return steps.round(name, it.reason() + ", rounded", part, currency);
      }
    }
    return steps.add(
        name, what, Operation.TAKE, code, Steps.said(it.reason(), it.amount(), code, fact));
  }

  private void paid(Step payable, Payment payment) {
    Step net = payable;
    Payment.Tax tax = payment.tax();
    if (tax != null) {
      Step exact =
          steps.add(
              "statement.tax.exact",
              "tax withheld: " + tax.source(),
              Operation.PERCENT,
              code,
              new Step.Operand(
                  "rate", Fractions.of(tax.rate()), Step.PERCENT, null, facts.tax(tax.source())),
              Steps.of(payable));
      Step rounded =
          steps.expect(
              Fractions.of(tax.amount()),
              steps.round("statement.tax", "tax, rounded", exact, currency));
      net =
          steps.add(
              "statement.net",
              "payable less tax",
              Operation.DIFFERENCE,
              code,
              Steps.of(payable),
              Steps.of(rounded));
    }
    Payment.@Nullable Exchange exchange = payment.exchange();
    if (exchange != null) {
      steps.expect(Fractions.of(exchange.amount()), net);
      Step exact =
          steps.add(
              "statement.exchange",
              "exchanged at the rate of " + exchange.source(),
              Operation.PRODUCT,
              payment.payoutCurrency(),
              Steps.of(net),
              new Step.Operand(
                  "rate",
                  Fractions.of(exchange.rate()),
                  "",
                  null,
                  facts.rate(code, payment.payoutCurrency())));
      steps.expect(
          Fractions.of(payment.payout()),
          steps.round(
              "statement.payout", "to be paid", exact, Currencies.of(payment.payoutCurrency())));
    } else if (payment.payoutCurrency().equals(code)) {
      steps.expect(
          Fractions.of(payment.payout()),
          steps.add("statement.payout", "to be paid", Operation.TAKE, code, Steps.of(net)));
    }
  }
}
