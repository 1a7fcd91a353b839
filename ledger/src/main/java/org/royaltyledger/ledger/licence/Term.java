package org.royaltyledger.ledger.licence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.money.CurrencyUnit;

/** The price of a licence: how a pool is made of what a service reports. */
public sealed interface Term {

  /** A figure of a revenue row that a term may take a percentage of. */
  enum Basis {
    NET_REVENUE("netRevenue"),
    GROSS_REVENUE("grossRevenue"),
    TOTAL_CONTENT_COST("totalContentCost");

    private final String written;

    Basis(String written) {
      this.written = written;
    }

    /** As in files. */
    public String written() {
      return written;
    }
  }

  /**
   * @param percent 0 or more
   */
  record PercentOf(Basis basis, BigDecimal percent) implements Term {}

  /** Times the licence's covered units in the row. */
  record PerUse(BigDecimal amount, CurrencyUnit currency) implements Term {}

  /** Times the subscribers of the row. */
  record PerSubscriber(BigDecimal amount, CurrencyUnit currency) implements Term {}

  /**
   * @param perRow true is once for each row; false is once per licence and period, divided over its
   *     rows by covered units
   */
  record Flat(BigDecimal amount, CurrencyUnit currency, boolean perRow) implements Term {}

  /** The performance royalties that the row reports. */
  record PerformanceRoyalties() implements Term {}

  record GreaterOf(List<Term> terms) implements Term {
    public GreaterOf {
      terms = oneOrMore("greaterOf", terms);
    }
  }

  record LesserOf(List<Term> terms) implements Term {
    public LesserOf {
      terms = oneOrMore("lesserOf", terms);
    }
  }

  record Sum(List<Term> terms) implements Term {
    public Sum {
      terms = oneOrMore("sum", terms);
    }
  }

  /** {@code from} less {@code less}; may go below 0, the pool does not. */
  record Minus(Term from, Term less) implements Term {}

  /** The step with the latest {@code from} on or before the period's first day counts. */
  record Steps(List<Step> steps) implements Term {
    public Steps {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("steps is empty: give one step or more");
      }
      if (steps.stream().map(Step::from).distinct().count() < steps.size()) {
        throw new IllegalArgumentException("steps has two steps from the same day: keep one");
      }
      steps = List.copyOf(steps);
    }
  }

  /** A term in force from a day on. */
  record Step(LocalDate from, Term term) {}

  /**
   * The step with the greatest {@code from} that the licence's covered units of the period reach,
   * in all its rows together, counts for all of them.
   */
  record StepsByUnits(List<UnitStep> steps) implements Term {
    public StepsByUnits {
      if (steps.stream().noneMatch(it -> it.from().signum() == 0)) {
        throw new IllegalArgumentException(
            "stepsByUnits has no step from 0: give one, for the first units");
      }
      if (steps.stream().map(UnitStep::from).distinct().count() < steps.size()) {
        throw new IllegalArgumentException(
            "stepsByUnits has two steps from the same number of units: keep one");
      }
      steps = List.copyOf(steps);
    }
  }

  /**
   * A term from a number of units on.
   *
   * @param from 0 or more, without trailing zeros
   */
  record UnitStep(BigDecimal from, Term term) {}

  private static List<Term> oneOrMore(String name, List<Term> terms) {
    if (terms.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty: give one term or more");
    }
    return List.copyOf(terms);
  }
}
