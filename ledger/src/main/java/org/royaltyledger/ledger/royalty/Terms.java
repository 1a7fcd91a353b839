package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.Term;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/**
 * Step 4 of docs/calculation.md: what a term comes to in a revenue row, exact, in its currency.
 *
 * @param factor what the row's figures are first multiplied by: the licence's base
 * @param units the licence's covered units in the row, 1 a whole usage
 * @param unitsOfPeriod its covered units in all rows
 * @param flatShare the row's part of what is owed once for the period
 * @param used told each exchange rate that is asked for
 */
record Terms(
    Facts facts,
    Licence licence,
    int part,
    Revenue row,
    BigFraction factor,
    BigFraction units,
    BigFraction unitsOfPeriod,
    BigFraction flatShare,
    Consumer<ExchangeRate> used) {

  /** For the figures of one licence the terms of another, which messages then name. */
  Terms of(Licence other) {
    return new Terms(facts, other, part, row, factor, units, unitsOfPeriod, flatShare, used);
  }

  /**
   * @return below 0 only where a term subtracts
   * @throws Refused NOT_REPORTED, NO_RATE or STEP_NOT_BEGUN
   */
  BigFraction evaluate(Term term) {
    return switch (term) {
      case Term.PercentOf it ->
          figure(it.basis().written(), basis(it.basis()))
              .multiply(Fractions.ofPercent(it.percent()));
      case Term.PerUse it -> inRowCurrency(it.amount(), it.currency()).multiply(units);
      case Term.PerSubscriber it ->
          inRowCurrency(it.amount(), it.currency())
              .multiply(figure("subscribers", row.subscribers()));
      case Term.Flat it -> {
        BigFraction amount = inRowCurrency(it.amount(), it.currency());
        yield it.perRow() ? amount : amount.multiply(flatShare);
      }
      case Term.PerformanceRoyalties _ ->
          figure("performanceRoyalties", row.performanceRoyalties());
      case Term.GreaterOf it -> fold(it.terms(), (a, b) -> Fractions.compare(a, b) >= 0 ? a : b);
      case Term.LesserOf it -> fold(it.terms(), (a, b) -> Fractions.compare(a, b) <= 0 ? a : b);
      case Term.Sum it -> fold(it.terms(), BigFraction::add);
      case Term.Minus it -> evaluate(it.from()).subtract(evaluate(it.less()));
      case Term.Steps it -> evaluate(begun(it).term());
      case Term.StepsByUnits it -> evaluate(reached(it).term());
    };
  }

  private BigFraction fold(Iterable<Term> terms, BinaryOperator<BigFraction> operator) {
    BigFraction folded = null;
    for (Term term : terms) {
      BigFraction next = evaluate(term);
      folded = folded == null ? next : operator.apply(folded, next);
    }
    if (folded == null) {
      throw new IllegalStateException("a term of no terms");
    }
    return folded;
  }

  @Nullable BigDecimal basis(Term.Basis basis) {
    return switch (basis) {
      case NET_REVENUE -> row.netRevenue();
      case GROSS_REVENUE -> row.grossRevenue();
      case TOTAL_CONTENT_COST -> row.totalContentCost();
    };
  }

  private BigFraction figure(String name, @Nullable BigDecimal reported) {
    if (reported == null) {
      throw new Refused(
          Refused.Code.NOT_REPORTED,
          "%s needs %s of %s, %s in %s, which is not reported: import that revenue row with %s, 0 if there was none"
              .formatted(
                  where(), name, row.row().offering(), row.row().territory(), period(), name));
    }
    return Fractions.of(reported).multiply(factor);
  }

  /**
   * @throws Refused NO_RATE
   */
  BigFraction inRowCurrency(BigDecimal amount, CurrencyUnit currency) {
    BigFraction exact = Fractions.of(amount);
    if (currency.equals(row.currency())) {
      return exact;
    }
    ExchangeRate rate = facts.rate(currency, row.currency(), period().lastDay());
    if (rate == null) {
      throw new Refused(
          Refused.Code.NO_RATE,
          "%s is in %s, the revenue of %s, %s in %s: import a rate from %s to %s of %s or before"
              .formatted(
                  where(),
                  currency,
                  row.row().offering(),
                  row.row().territory(),
                  row.currency(),
                  currency,
                  row.currency(),
                  period().lastDay()));
    }
    used.accept(rate);
    return exact.multiply(Fractions.of(rate.rate()));
  }

  Term.Step begun(Term.Steps steps) {
    LocalDate day = period().firstDay();
    return steps.steps().stream()
        .filter(it -> !it.from().isAfter(day))
        .max(Comparator.comparing(Term.Step::from))
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.STEP_NOT_BEGUN,
                    "%s has no step that has begun by %s: record the licence with a step from that day or before"
                        .formatted(where(), day)));
  }

  /** One is from 0 units on. */
  Term.UnitStep reached(Term.StepsByUnits steps) {
    return steps.steps().stream()
        .filter(it -> Fractions.compare(Fractions.of(it.from()), unitsOfPeriod) <= 0)
        .max(Comparator.comparing(Term.UnitStep::from))
        .orElseThrow();
  }

  private Period period() {
    return row.row().period();
  }

  private String where() {
    return "licence %s part %d".formatted(licence.id(), part);
  }
}
