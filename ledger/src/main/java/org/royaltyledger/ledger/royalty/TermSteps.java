package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.licence.Term;
import org.royaltyledger.ledger.revenue.ExchangeRate;

/** A term as the tree of steps that it is; what each comes to is compared with the calculation. */
final class TermSteps {

  private final Calculation calculation;
  private final Terms terms;
  private final Steps steps;
  private final Step factor;
  private final Step units;
  private final String currency;
  private final String licence;

  /**
   * @param factor the base of the licence
   * @param units its covered units in the row
   */
  TermSteps(Calculation calculation, Terms terms, Steps steps, Step factor, Step units) {
    this.calculation = calculation;
    this.terms = terms;
    this.steps = steps;
    this.factor = factor;
    this.units = units;
    this.currency = Steps.code(terms.row().currency());
    this.licence = terms.licence().recorded().key();
  }

  /** The steps of a term; the last is what it comes to. */
  Step of(String name, Term term) {
    Step step =
        switch (term) {
          case Term.PercentOf it ->
              steps.add(
                  name,
                  "percent of " + it.basis().written(),
                  Operation.PERCENT,
                  currency,
                  Steps.said("percent", it.percent(), Step.PERCENT, licence),
                  Steps.of(figure(name, it.basis().written())));
          case Term.PerUse it ->
              steps.add(
                  name,
                  "per use, times the licence's units",
                  Operation.PRODUCT,
                  currency,
                  amount(name, it.amount(), it.currency()),
                  Steps.of(units));
          case Term.PerSubscriber it ->
              steps.add(
                  name,
                  "per subscriber, times subscribers",
                  Operation.PRODUCT,
                  currency,
                  amount(name, it.amount(), it.currency()),
                  Steps.of(figure(name, "subscribers")));
          case Term.Flat it when it.perRow() ->
              steps.add(
                  name,
                  "a flat fee for each revenue row",
                  Operation.TAKE,
                  currency,
                  amount(name, it.amount(), it.currency()));
          case Term.Flat it ->
              steps.add(
                  name,
                  "a flat fee for the month, the row's part of it",
                  Operation.PRODUCT,
                  currency,
                  amount(name, it.amount(), it.currency()),
                  Steps.of(flatShare()));
          case Term.PerformanceRoyalties _ ->
              steps.add(
                  name,
                  "performance royalties",
                  Operation.TAKE,
                  currency,
                  Steps.of(figure(name, "performanceRoyalties")));
          case Term.GreaterOf it -> all(name, "the greater of", Operation.GREATEST, it.terms());
          case Term.LesserOf it -> all(name, "the lesser of", Operation.LEAST, it.terms());
          case Term.Sum it -> all(name, "the sum of", Operation.SUM, it.terms());
          case Term.Minus it ->
              all(name, "the one less the other", Operation.DIFFERENCE, it.from(), it.less());
          case Term.Steps it -> {
            Term.Step begun = terms.begun(it);
            yield steps.add(
                name,
                "the step from %s, the latest that has begun by %s"
                    .formatted(begun.from(), terms.row().row().period().firstDay()),
                Operation.TAKE,
                currency,
                Steps.of(of(name + ".step", begun.term())));
          }
          case Term.StepsByUnits it -> {
            Term.UnitStep reached = terms.reached(it);
            yield steps.add(
                name,
                "the step from %s units, the last that the licence's %s units of the month reach"
                    .formatted(
                        reached.from().toPlainString(),
                        Figure.text(terms.unitsOfPeriod(), Step.UNITS)),
                Operation.TAKE,
                currency,
                Steps.of(of(name + ".step", reached.term())));
          }
        };
    return steps.expect(terms.evaluate(term), step);
  }

  private Step all(String name, String what, Operation operation, Term... of) {
    return all(name, what, operation, List.of(of));
  }

  private Step all(String name, String what, Operation operation, List<Term> of) {
    var operands = new ArrayList<Step.Operand>();
    for (Term it : of) {
      operands.add(Steps.of(of(name + "." + (operands.size() + 1), it)));
    }
    return steps.add(name, what, operation, currency, operands);
  }

  /** What was reported, times the base. */
  private Step figure(String name, String figure) {
    return steps.add(
        name + ".base",
        figure + ", times the base",
        Operation.PRODUCT,
        figure.equals("subscribers") ? "" : currency,
        Steps.of(PoolSteps.reported(steps, terms.row(), figure)),
        Steps.of(factor));
  }

  /** In the row's currency. */
  Step.Operand amount(String name, BigDecimal amount, CurrencyUnit in) {
    Step.Operand said = Steps.said("the amount of the terms", amount, Steps.code(in), licence);
    if (in.equals(terms.row().currency())) {
      return said;
    }
    ExchangeRate rate =
        Objects.requireNonNull(
            calculation
                .facts()
                .rate(in, terms.row().currency(), terms.row().row().period().lastDay()));
    Step converted =
        steps.add(
            name + ".converted",
            "in %s, at the newest rate on or before the month's last day, %s of %s"
                .formatted(currency, rate.date(), rate.source()),
            Operation.PRODUCT,
            currency,
            said,
            Steps.said("rate", rate.rate(), "", rate.recorded().key()));
    steps.expect(terms.inRowCurrency(amount, in), converted);
    return Steps.of(converted);
  }

  /** The same for each term that asks for it. */
  private Step flatShare() {
    Step known = steps.find("flat.share");
    if (known != null) {
      return known;
    }
    return steps.expect(terms.flatShare(), newFlatShare());
  }

  private Step newFlatShare() {
    BigFraction all = terms.unitsOfPeriod();
    if (all.signum() == 0) {
      return steps.add(
          "flat.share",
          "the row's part of what is owed once: no row has units, so each the same",
          Operation.QUOTIENT,
          "",
          Steps.counted("this row", 1),
          Steps.counted("rows of the licence", BigFraction.ONE.divide(terms.flatShare()), ""));
    }
    return steps.add(
        "flat.share",
        "the row's part of what is owed once: the licence's units here by those in all rows",
        Operation.QUOTIENT,
        "",
        Steps.of(units),
        Steps.counted("the licence's units in all rows", all, Step.UNITS));
  }

  /** A pool is not below 0. */
  Step atLeast0(String name, Step exact) {
    return exact.value().signum() >= 0
        ? exact
        : steps.add(
            name,
            "not below 0",
            Operation.GREATEST,
            currency,
            Steps.of(exact),
            Steps.counted("nothing", BigFraction.ZERO, currency));
  }
}
