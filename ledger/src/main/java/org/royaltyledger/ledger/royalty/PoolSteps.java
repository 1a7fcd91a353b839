package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.revenue.Revenue;

/** Steps 1 to 4 of docs/calculation.md for one pool: from what was reported to its amount. */
final class PoolSteps {

  private final Calculation calculation;
  private final Steps steps;
  private final Calculation.Made made;
  private final Licence licence;
  private final LicenceUse use;
  private final Revenue revenue;
  private final CurrencyUnit currency;
  private final String code;

  PoolSteps(Calculation calculation, Steps steps, Calculation.Made made) {
    this.calculation = calculation;
    this.steps = steps;
    this.made = made;
    this.licence = made.licence();
    this.use = calculation.use(licence.id(), made.row());
    this.revenue = calculation.revenue().get(made.row());
    this.currency = revenue.currency();
    this.code = Steps.code(currency);
  }

  /**
   * @return the pool, rounded
   */
  Step add() {
    steps.in(Step.Section.REVENUE);
    Step net = reported(steps, revenue, "netRevenue");
    for (String it :
        List.of("grossRevenue", "subscribers", "totalContentCost", "performanceRoyalties")) {
      if (figure(revenue, it) != null) {
        reported(steps, revenue, it);
      }
    }
    steps.in(Step.Section.UNITS);
    Step units = units(net);
    Step factor = factor(units);
    boolean isMinimum = made.part() == licence.parts().size();
    Step amount = isMinimum ? minimum(factor, units) : priced(factor, units);
    return steps.expect(Fractions.of(made.amount()), amount);
  }

  /** A figure of the row; one that was not reported no term has asked for. */
  static Step reported(Steps steps, Revenue row, String name) {
    Step known = steps.find("revenue." + name);
    return known != null
        ? known
        : steps.add(
            "revenue." + name,
            name + ", as reported",
            Operation.TAKE,
            name.equals("subscribers") ? "" : Steps.code(row.currency()),
            Steps.said(
                name,
                Objects.requireNonNull(figure(row, name)),
                name.equals("subscribers") ? "" : Steps.code(row.currency()),
                row.recorded().key()));
  }

  private static @Nullable BigDecimal figure(Revenue row, String name) {
    return switch (name) {
      case "netRevenue" -> row.netRevenue();
      case "grossRevenue" -> row.grossRevenue();
      case "subscribers" -> row.subscribers();
      case "totalContentCost" -> row.totalContentCost();
      case "performanceRoyalties" -> row.performanceRoyalties();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The licence's units, after T and what is set aside. */
  private Step units(Step net) {
    SetAside aside = calculation.aside(made.row());
    Step covered =
        counted("units.covered", "units that licences cover", calculation.coveredUnits(made.row()));
    Step uncovered = counted("units.uncovered", "units that are not covered", aside.uncovered());
    boolean excludes = calculation.excludes(made.row());
    Step total =
        excludes
            ? steps.add(
                "units.T",
                "T, all units that count: the offering leaves out what is not covered",
                Operation.TAKE,
                Step.UNITS,
                Steps.of(covered))
            : steps.add(
                "units.T",
                "T, all units that count",
                Operation.SUM,
                Step.UNITS,
                Steps.of(covered),
                Steps.of(uncovered));
    steps.expect(Steps.units(aside.total()), total);
    Step part =
        excludes || uncovered.value().signum() == 0
            ? steps.add(
                "units.q",
                "q, the part that is set aside",
                Operation.TAKE,
                "",
                Steps.counted(excludes ? "nothing is set aside" : "all is covered", 0))
            : steps.add(
                "units.q",
                "q, the part that is set aside",
                Operation.QUOTIENT,
                "",
                Steps.of(uncovered),
                Steps.of(total));
    steps.expect(aside.part(), part);
    if (part.value().signum() > 0) {
      Step exact =
          steps.add(
              "aside.exact",
              "net revenue that is set aside",
              Operation.PRODUCT,
              code,
              Steps.of(net),
              Steps.of(part));
      steps.expect(
          Fractions.of(aside.amount()),
          steps.round("aside", "what is set aside, rounded", exact, currency));
    }
    return counted(
        "units.licence", "units that licence %s covers".formatted(licence.id()), use.units());
  }

  private Step counted(String name, String what, BigInteger trillionths) {
    return steps.add(
        name,
        what,
        Operation.TAKE,
        Step.UNITS,
        Steps.counted("counted from usages", Steps.units(trillionths), Step.UNITS));
  }

  /** The base of the licence. */
  private Step factor(Step units) {
    return switch (licence.base()) {
      case SHARE ->
          units.value().signum() > 0
              ? steps.add(
                  "base",
                  "base SHARE: the licence's units by T",
                  Operation.QUOTIENT,
                  "",
                  Steps.of(units),
                  Steps.of(Objects.requireNonNull(steps.find("units.T"))))
              : steps.add(
                  "base",
                  "base SHARE: the licence has no units here",
                  Operation.TAKE,
                  "",
                  Steps.counted("nothing", 0));
      case WHOLE ->
          steps.add(
              "base",
              "base WHOLE: all that is not set aside",
              Operation.DIFFERENCE,
              "",
              Steps.counted("all", 1),
              Steps.of(Objects.requireNonNull(steps.find("units.q"))));
    };
  }

  private TermSteps terms(Licence of, int part, Step factor, Step units) {
    return new TermSteps(
        calculation,
        calculation.terms(licence, part, made.row(), use).of(of),
        steps,
        factor,
        units);
  }

  private Step priced(Step factor, Step units) {
    steps.in(Step.Section.TERMS);
    TermSteps own = terms(licence, made.part(), factor, units);
    Step exact = own.of("term", licence.parts().get(made.part()).terms());
    if (made.raised() != null) {
      return raised(own, exact, factor, units);
    }
    steps.in(Step.Section.POOL);
    return steps.round("pool", "the pool", own.atLeast0("pool.exact", exact), currency);
  }

  /** By the terms of a comparable licence, which nobody is told the name of. */
  private Step raised(TermSteps own, Step ownExact, Step factor, Step units) {
    MostFavoured.Better better =
        Objects.requireNonNull(
            calculation.better(licence, calculation.priced(licence.id())).get(made.row()));
    Licence other = better.licence();
    int last = licence.parts().size() - 1;
    var parts = new ArrayList<Step.Operand>();
    for (int part = 0; part < other.parts().size(); part++) {
      if (Math.min(part, last) == made.part()) {
        String name = "better." + (part + 1);
        TermSteps terms = terms(other, part, factor, units);
        Step exact = terms.of(name, other.parts().get(part).terms());
        parts.add(Steps.of(terms.atLeast0(name + ".exact", exact)));
      }
    }
    steps.in(Step.Section.POOL);
    steps.round(
        "pool.own",
        "what its own terms come to",
        own.atLeast0("pool.own.exact", ownExact),
        currency);
    String what =
        "most favoured: the better terms of a comparable licence, in force from %s, on the same figures"
            .formatted(other.window().from());
    Step exact =
        parts.isEmpty()
            ? steps.add(
                "pool.exact",
                what,
                Operation.TAKE,
                code,
                Steps.counted("it has no such part", BigFraction.ZERO, code))
            : steps.add("pool.exact", what, Operation.SUM, code, parts);
    steps.expect(better.parts().get(made.part()), exact);
    return steps.round("pool", "the pool", exact, currency);
  }

  /** What all pools of the licence come to less than its minimum, in this row. */
  private Step minimum(Step factor, Step units) {
    Licence.MinimumGuarantee minimum = Objects.requireNonNull(licence.minimum());
    NavigableMap<Integer, BigInteger> weights = calculation.weights(licence.id());
    Map<Integer, BigDecimal> pools = new TreeMap<>();
    for (Calculation.Made it : calculation.made()) {
      if (it.licence().equals(licence) && it.part() < licence.parts().size()) {
        pools.merge(it.row(), it.amount(), BigDecimal::add);
      }
    }
    steps.in(Step.Section.TERMS);
    var there = new ArrayList<Step.Operand>();
    there.add(Steps.counted("all of the minimum", 1));
    for (int row : weights.keySet()) {
      Revenue of = calculation.revenue().get(row);
      String name = "minimum." + (row + 1);
      var terms =
          new TermSteps(
              calculation,
              calculation.terms(licence, made.part(), row, calculation.use(licence.id(), row)),
              steps,
              factor,
              units);
      there.add(
          Steps.of(
              steps.add(
                  name,
                  "the part of the minimum that the pools of %s are"
                      .formatted(of.row().territory()),
                  Operation.QUOTIENT,
                  "",
                  Steps.counted(
                      "the licence's pools of " + of.row().territory(),
                      Fractions.of(pools.getOrDefault(row, BigDecimal.ZERO)),
                      Steps.code(of.currency())),
                  terms.amount(name, minimum.amount(), minimum.currency()))));
    }
    Step difference =
        steps.add("minimum.difference", "what is missing", Operation.DIFFERENCE, "", there);
    Step missing =
        steps.add(
            "minimum.missing",
            "not below 0",
            Operation.GREATEST,
            "",
            Steps.of(difference),
            Steps.counted("nothing", 0));
    BigInteger all = sum(weights, weights.keySet());
    List<Integer> alike =
        weights.keySet().stream()
            .filter(it -> calculation.revenue().get(it).currency().equals(currency))
            .toList();
    BigInteger ofCurrency = sum(weights, alike);
    Step.Operand least =
        terms(licence, made.part(), factor, units)
            .amount("minimum.here", minimum.amount(), minimum.currency());
    Step exact =
        steps.add(
            "minimum.exact",
            "what is missing in rows in " + code,
            Operation.PRODUCT,
            code,
            Steps.of(missing),
            least,
            Steps.counted(
                "these rows' part of the licence's units", BigFraction.of(ofCurrency, all), ""));
    steps.in(Step.Section.POOL);
    if (alike.size() == 1) {
      return steps.round("pool", "the pool: what is missing to the minimum", exact, currency);
    }
    Step whole = steps.round("minimum.rounded", "rounded once for these rows", exact, currency);
    return shared(whole, weights, alike, ofCurrency);
  }

  private Step shared(
      Step whole,
      NavigableMap<Integer, BigInteger> weights,
      List<Integer> rows,
      BigInteger ofCurrency) {
    BigInteger own = Objects.requireNonNull(weights.get(made.row()));
    if (ofCurrency.signum() == 0) {
      return steps.add(
          "pool",
          "the pool: no row in %s has units".formatted(code),
          Operation.TAKE,
          code,
          Steps.counted("nothing", BigFraction.ZERO, code));
    }
    Step exact =
        steps.add(
            "pool.exact",
            "this row's part of it, by units",
            Operation.PRODUCT,
            code,
            Steps.of(whole),
            Steps.counted("its part of these rows' units", BigFraction.of(own, ofCurrency), ""));
    BigInteger minor =
        whole
            .value()
            .multiply(BigInteger.TEN.pow(currency.getDefaultFractionDigits()))
            .getNumerator();
    BigInteger left = minor;
    BigInteger mine = minor.multiply(own).mod(ofCurrency);
    int before = 0;
    for (int row : rows) {
      BigInteger[] divided =
          minor.multiply(Objects.requireNonNull(weights.get(row))).divideAndRemainder(ofCurrency);
      left = left.subtract(divided[0]);
      int more = divided[1].compareTo(mine);
      before += more > 0 || (more == 0 && row < made.row()) ? 1 : 0;
    }
    return steps.largestRemainder(
        "pool", "the pool: what is missing to the minimum", exact, left, before, currency);
  }

  private static BigInteger sum(Map<Integer, BigInteger> weights, Iterable<Integer> rows) {
    BigInteger sum = BigInteger.ZERO;
    for (int row : rows) {
      sum = sum.add(weights.getOrDefault(row, BigInteger.ZERO));
    }
    return sum;
  }
}
