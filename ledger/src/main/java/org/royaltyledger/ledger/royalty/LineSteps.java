package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.value.PartyId;

/** Steps 5 to 7 of docs/calculation.md for one line: from its pool to what its party gets of it. */
final class LineSteps {

  private static final int DECIMALS_TO_READ = 12;

  private final Calculation calculation;
  private final Steps steps;
  private final Calculation.Made made;
  private final RunResult.Line line;
  private final CurrencyUnit currency;
  private final String code;

  LineSteps(Calculation calculation, Steps steps, Calculation.Made made, RunResult.Line line) {
    this.calculation = calculation;
    this.steps = steps;
    this.made = made;
    this.line = line;
    this.currency = line.currency();
    this.code = Steps.code(currency);
  }

  /**
   * @param split the key of the table that says the party's share, null for a named party
   */
  void add(Step pool, List<RunResult.Line> ofParty, @Nullable String split) {
    steps.in(Step.Section.ALLOCATION);
    Slice slice =
        made.slices().stream()
            .filter(it -> it.ofUse() != line.useType().isEmpty())
            .findFirst()
            .orElseThrow();
    Step exact = share(split, slice, asset(slice, part(slice, pool)));
    steps.add(
        "line.amount",
        "the amount of the line, as it is read",
        Operation.ROUND,
        code,
        Steps.of(exact),
        Steps.counted("decimals", DECIMALS_TO_READ));
    round(exact, ofParty);
  }

  /** What is divided by the line's model. */
  private Step part(Slice slice, Step pool) {
    if (slice.isWhole()) {
      return pool;
    }
    Slice reliable = made.slices().stream().filter(Slice::ofUse).findFirst().orElse(null);
    LicenceUse use = calculation.use(line.licence(), made.row());
    Step attributed =
        steps.add(
            "slice.reliable",
            "the part that is attributed reliably: units above the limit by the licence's units",
            Operation.QUOTIENT,
            "",
            Steps.counted(
                "units attributed reliably",
                reliable == null ? BigFraction.ZERO : Steps.units(reliable.use().units()),
                Step.UNITS),
            Steps.counted("the licence's units", Steps.units(use.units()), Step.UNITS));
    Step part =
        slice.ofUse()
            ? attributed
            : steps.add(
                "slice.fallback",
                "the part that the fallback divides",
                Operation.DIFFERENCE,
                "",
                Steps.counted("all", 1),
                Steps.of(attributed));
    steps.expect(slice.part(), part);
    return steps.add(
        "slice",
        slice.ofUse() ? "of the pool, for what was used" : "of the pool, for licensed works",
        Operation.PRODUCT,
        code,
        Steps.of(pool),
        Steps.of(part));
  }

  private LicenceUse.OfTarget target(Slice slice) {
    return slice.use().targets().stream()
        .filter(it -> isOf(calculation.facts().target(it.target()), line))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a line is about a target. */
  static boolean isOf(Target target, RunResult.Line line) {
    return switch (target) {
      case Target.OfAsset it -> it.asset().id().equals(line.asset());
      case Target.OfParty it -> line.asset() == null && it.party().equals(line.party());
    };
  }

  private Step asset(Slice slice, Step part) {
    LicenceUse.OfTarget target = target(slice);
    List<BigInteger> weights = slice.model().weights(slice.use());
    BigInteger all = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger own = weights.get(new ArrayList<>(slice.use().targets()).indexOf(target));
    // By units alone, W is said in units.
    boolean byUnits = slice.model() instanceof ProRata && own.equals(target.units());
    BigInteger unit = byUnits ? BigInteger.TEN.pow(12) : BigInteger.ONE;
    String of = line.asset() == null ? "the party named" : "asset " + line.asset();
    Step weight =
        steps.add(
            "allocation.W",
            "W of %s: %s".formatted(of, words(slice)),
            Operation.TAKE,
            byUnits ? Step.UNITS : "",
            Steps.counted(
                "counted from usages", BigFraction.of(own, unit), byUnits ? Step.UNITS : ""));
    Step sum =
        steps.add(
            "allocation.sum",
            "the sum of W, of %s"
                .formatted(
                    weights.size() == 1
                        ? "this alone"
                        : weights.size() + " assets and named parties"),
            Operation.TAKE,
            byUnits ? Step.UNITS : "",
            Steps.counted(
                "counted from usages", BigFraction.of(all, unit), byUnits ? Step.UNITS : ""));
    Step quotient =
        steps.add(
            "allocation.part", "its part", Operation.QUOTIENT, "", Steps.of(weight), Steps.of(sum));
    return steps.add(
        "asset",
        "what %s earns, exact".formatted(of),
        Operation.PRODUCT,
        code,
        Steps.of(part),
        Steps.of(quotient));
  }

  private String words(Slice slice) {
    if (!slice.ofUse()) {
      return "1 for each licensed work, used or not";
    }
    return switch (slice.model()) {
      case ProRata _ ->
          "PRO_RATA, its units"
              + (slice.use().capped() == null ? "" : ", of each listener up to the cap")
              + (calculation.facts().policies().boosts(line.offering()) ? ", boosted" : "");
      case Equal _ -> "EQUAL, 1 for each";
      case UserCentric _ ->
          "USER_CENTRIC, Σ over listeners of floor(10^18 × its units / the listener's units of"
              + " all)";
      case ShapleyIndex _ ->
          "SHAPLEY_INDEX, Σ over its listeners of floor(10^18 / how many each used)";
    };
  }

  private Step share(@Nullable String split, Slice slice, Step asset) {
    steps.in(Step.Section.SPLIT);
    Step of = asset;
    if (slice.ofUse()) {
      LicenceUse.OfTarget target = target(slice);
      BigInteger own = Division.units(target, line);
      Step units =
          steps.add(
              "line.units",
              "units of the line: the same territory, use type, month and split",
              Operation.TAKE,
              Step.UNITS,
              Steps.counted("counted from usages", Steps.units(own), Step.UNITS));
      steps.expect(Fractions.of(line.units()), units);
      if (!own.equals(target.units())) {
        Step part =
            steps.add(
                "line.part",
                "its part of all units of the asset",
                Operation.QUOTIENT,
                "",
                Steps.of(units),
                Steps.counted("all units of the asset", Steps.units(target.units()), Step.UNITS));
        of =
            steps.add(
                "line.whole",
                "what the line's units earn",
                Operation.PRODUCT,
                code,
                Steps.of(asset),
                Steps.of(part));
      }
    }
    Step exact =
        steps.add(
            "line",
            "the line, exact" + (line.held() ? ": held back by a claim" : ""),
            Operation.PERCENT,
            code,
            split == null
                ? Steps.counted(
                    "all is the named party's", Fractions.of(line.share()), Step.PERCENT)
                : Steps.said("the party's share", line.share(), Step.PERCENT, split),
            Steps.of(of));
    return steps.expect(line.exact(), exact);
  }

  /** The party's lines of the pool together, and what they come to. */
  private void round(Step exact, List<RunResult.Line> ofParty) {
    steps.in(Step.Section.ROUNDING);
    PartyId party = Objects.requireNonNull(line.party());
    BigFraction others = BigFraction.ZERO;
    BigFraction held = BigFraction.ZERO;
    int count = 0;
    for (RunResult.Line it : ofParty) {
      if (!it.equals(line)) {
        others = others.add(it.exact());
        count++;
      }
      if (it.held()) {
        held = held.add(it.exact());
      }
    }
    var operands = new ArrayList<Step.Operand>();
    operands.add(Steps.of(exact));
    if (count > 0) {
      operands.add(
          Steps.counted("the party's %d other lines of the pool".formatted(count), others, code));
    }
    Step all =
        steps.add(
            "party.exact", "all of the party's lines of the pool", Operation.SUM, code, operands);
    Division division = calculation.divide(made);
    RunResult.Pool pool = division.pool();
    BigDecimal none = BigDecimal.ZERO;
    BigDecimal paid = pool.parties().getOrDefault(party, none);
    BigDecimal back = pool.held().getOrDefault(party, none);
    Division.Rank rank = division.rank(party);
    Step rounded =
        rank == null
            ? steps.add(
                "party.rounded",
                "by largest remainder among all parties",
                Operation.TAKE,
                code,
                Steps.counted("as the calculation ranks them", Fractions.of(paid.add(back)), code))
            : steps.largestRemainder(
                "party.rounded",
                "by largest remainder among all parties",
                all,
                rank.left(),
                rank.before(),
                currency);
    steps.expect(Fractions.of(paid.add(back)), rounded);
    if (held.signum() == 0) {
      steps.add(
          "party.amount",
          "what the party gets of the pool",
          Operation.TAKE,
          code,
          Steps.of(rounded));
      return;
    }
    Step back1 =
        steps.add(
            "party.free",
            "what no claim holds back, exact",
            Operation.DIFFERENCE,
            code,
            Steps.of(all),
            Steps.counted("the party's lines that are held back", held, code));
    Step free =
        steps.add(
            "party.free.part", "its part", Operation.QUOTIENT, "", Steps.of(back1), Steps.of(all));
    Step share =
        steps.add(
            "party.free.exact",
            "of what was rounded",
            Operation.PRODUCT,
            code,
            Steps.of(rounded),
            Steps.of(free));
    Step amount =
        steps.expect(
            Fractions.of(paid),
            steps.round(
                "party.amount",
                "what the party gets of the pool: of two parts the greater remainder gets what is"
                    + " left",
                share,
                currency));
    steps.expect(
        Fractions.of(back),
        steps.add(
            "party.held",
            "what a claim holds back",
            Operation.DIFFERENCE,
            code,
            Steps.of(rounded),
            Steps.of(amount)));
  }

  /** The allocation that divides the pool, null if nothing does. */
  static Licence.@Nullable Allocation allocation(Licence licence, int part) {
    return part < licence.parts().size()
        ? licence.parts().get(part).allocation()
        : Objects.requireNonNull(licence.minimum()).allocation();
  }
}
