package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Allocation;
import org.royaltyledger.ledger.money.FractionSum;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.party.Party;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * Steps 5 to 7 of docs/calculation.md: a pool is divided over targets by its model, over their
 * parties by splits, and rounded once for each party.
 */
final class Division {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** What the units of a target are told apart by in lines. */
  private record Part(
      @Nullable PartyId party,
      Territory territoryOfUse,
      String useType,
      Period usedIn,
      BigDecimal share,
      boolean held) {}

  private final Facts facts;
  private final Revenue revenue;
  private final LicenceId licence;
  private final int part;
  private final BigDecimal amount;
  private final RunResult.@Nullable Raised raised;
  private final List<RunResult.Line> lines = new ArrayList<>();

  // By whose share; null is nobody's. They are rounded in this order.
  private final SortedMap<@Nullable PartyId, FractionSum> sums = new TreeMap<>(Ordering.PARTIES);

  // Of these sums, what a claim holds back.
  private final Map<PartyId, FractionSum> heldSums = new HashMap<>();

  // What there is nothing to divide over.
  private final FractionSum broken = new FractionSum();
  private boolean breaks;

  /**
   * @param amount the pool, rounded
   */
  Division(
      Facts facts,
      Revenue revenue,
      LicenceId licence,
      int part,
      BigDecimal amount,
      List<Slice> slices,
      RunResult.@Nullable Raised raised) {
    this.facts = facts;
    this.revenue = revenue;
    this.licence = licence;
    this.part = part;
    this.amount = amount;
    this.raised = raised;
    slices.forEach(this::divide);
  }

  private void divide(Slice slice) {
    List<BigInteger> weights = slice.model().weights(slice.use());
    BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() == 0) {
      broken.add(slice.part());
      breaks = true;
      return;
    }
    int place = 0;
    for (LicenceUse.OfTarget target : slice.use().targets()) {
      divide(slice, target, weights.get(place++), sum);
    }
  }

  private void divide(
      Slice slice, LicenceUse.OfTarget target, BigInteger weight, BigInteger sumOfWeights) {
    Map<Part, BigInteger> units = byPart(target);
    // Of a whole pool proportions are enough, and shorter.
    BigInteger sum = slice.isWhole() ? sumOfWeights : BigInteger.ONE;
    BigFraction perUnit =
        slice.isWhole()
            ? BigFraction.of(weight, target.units())
            : BigFraction.of(weight, target.units().multiply(sumOfWeights)).multiply(slice.part());
    BigFraction moneyPerUnit =
        BigFraction.of(
            amount.unscaledValue().multiply(perUnit.getNumerator()),
            BigInteger.TEN.pow(amount.scale()).multiply(perUnit.getDenominator()).multiply(sum));
    var shared = new HashMap<@Nullable PartyId, BigDecimal>();
    var heldBack = new HashMap<PartyId, BigDecimal>();
    AssetId asset = asset(target.target());
    units.forEach(
        (it, count) -> {
          BigDecimal partUnits = it.share().movePointLeft(2).multiply(new BigDecimal(count));
          shared.merge(it.party(), partUnits, BigDecimal::add);
          if (it.held() && it.party() != null) {
            heldBack.merge(it.party(), partUnits, BigDecimal::add);
          }
          lines.add(
              new RunResult.Line(
                  it.party(),
                  revenue.currency(),
                  revenue.row().offering(),
                  revenue.row().territory(),
                  it.territoryOfUse(),
                  it.useType(),
                  asset,
                  licence,
                  part,
                  it.usedIn(),
                  slice.ofUse() ? Calculation.units(count) : BigDecimal.ZERO,
                  it.share(),
                  it.held(),
                  times(moneyPerUnit, partUnits)));
        });
    // A party's units of the whole target first: mostly they cancel against the target's units.
    shared.forEach(
        (party, partUnits) ->
            sums.computeIfAbsent(party, _ -> new FractionSum()).add(times(perUnit, partUnits)));
    heldBack.forEach(
        (party, partUnits) ->
            heldSums.computeIfAbsent(party, _ -> new FractionSum()).add(times(perUnit, partUnits)));
  }

  /** Reduced once: most of the time of a close goes into this. */
  private static BigFraction times(BigFraction fraction, BigDecimal decimal) {
    return BigFraction.of(
        fraction.getNumerator().multiply(decimal.unscaledValue()),
        fraction.getDenominator().multiply(BigInteger.TEN.pow(decimal.scale())));
  }

  private static Map<Part, BigInteger> byPart(LicenceUse.OfTarget target) {
    var units = new HashMap<Part, BigInteger>();
    for (LicenceUse.Earned earned : target.cells()) {
      Cell.Earns cell = earned.cell();
      shares(
          cell.holding(),
          (party, share, held) ->
              units.merge(
                  new Part(
                      party, cell.territoryOfUse(), cell.useType(), cell.usedIn(), share, held),
                  earned.units(),
                  BigInteger::add));
    }
    return units;
  }

  private interface Shares {
    void take(@Nullable PartyId party, BigDecimal percent, boolean held);
  }

  /** Percents by party; nobody's is what is unclaimed, or all without a split. */
  private static void shares(Holding holding, Shares to) {
    if (holding.isNone()) {
      to.take(null, WHOLE, false);
    }
    holding
        .percents()
        .forEach(
            (party, percent) -> {
              BigDecimal held = holding.held().get(party);
              if (party.equals(Party.UNCLAIMED)) {
                to.take(null, percent, false);
              } else if (held == null) {
                to.take(party, percent, false);
              } else {
                to.take(party, held, true);
                BigDecimal rest = percent.subtract(held);
                if (rest.signum() > 0) {
                  to.take(party, Fractions.plain(rest), false);
                }
              }
            });
  }

  private @Nullable AssetId asset(int target) {
    return switch (facts.target(target)) {
      case Target.OfAsset it -> it.asset().id();
      case Target.OfParty _ -> null;
    };
  }

  /** Gives its lines away, in no order. */
  void moveLines(Map<@Nullable PartyId, List<RunResult.Line>> byParty) {
    for (RunResult.Line it : lines) {
      byParty.computeIfAbsent(it.party(), _ -> new ArrayList<>()).add(it);
    }
    lines.clear();
  }

  RunResult.Pool pool() {
    var exact = new ArrayList<>(sums.values());
    if (breaks) {
      exact.add(broken); // last, as nobody's
    }
    List<BigInteger> parts =
        FractionSum.divide(Rounding.minorUnits(amount, revenue.currency()), exact);
    var parties = new TreeMap<PartyId, BigDecimal>();
    var held = new TreeMap<PartyId, BigDecimal>();
    BigDecimal noSplit = Rounding.ofMinorUnits(BigInteger.ZERO, revenue.currency());
    int place = 0;
    for (PartyId party : sums.keySet()) {
      BigDecimal rounded = Rounding.ofMinorUnits(parts.get(place++), revenue.currency());
      if (party == null) {
        noSplit = rounded;
      } else if (heldSums.containsKey(party)) {
        divide(party, rounded, parties, held);
      } else {
        parties.put(party, rounded);
      }
    }
    BigInteger breakage = breaks ? parts.getLast() : BigInteger.ZERO;
    return new RunResult.Pool(
        licence,
        part,
        revenue.row().offering(),
        revenue.row().territory(),
        revenue.currency(),
        amount,
        parties,
        held,
        noSplit,
        Rounding.ofMinorUnits(breakage, revenue.currency()),
        raised);
  }

  /**
   * Where a party's remainder stands among all that are rounded together.
   *
   * @param left how many minor units are left when all are cut down
   * @param before how many remainders are greater, or equal and earlier in order
   */
  record Rank(BigInteger left, int before) {}

  /** Null where remainders have no common denominator that can be written down. */
  @Nullable Rank rank(PartyId party) {
    var exact = new ArrayList<>(sums.values());
    if (breaks) {
      exact.add(broken);
    }
    if (!FractionSum.haveCommonDenominator(exact)) {
      return null;
    }
    int own = new ArrayList<>(sums.keySet()).indexOf(party);
    List<BigInteger> weights = FractionSum.proportions(exact);
    BigInteger all = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger whole = Rounding.minorUnits(amount, revenue.currency());
    BigInteger left = whole;
    BigInteger mine = whole.multiply(weights.get(own)).mod(all);
    int before = 0;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger[] divided = whole.multiply(weights.get(i)).divideAndRemainder(all);
      left = left.subtract(divided[0]);
      int more = divided[1].compareTo(mine);
      before += more > 0 || (more == 0 && i < own) ? 1 : 0;
    }
    return new Rank(left, before);
  }

  /** The units of a target that are told in a line, in trillionths. */
  static BigInteger units(LicenceUse.OfTarget target, RunResult.Line line) {
    return byPart(target)
        .getOrDefault(
            new Part(
                line.party(),
                line.territoryOfUse(),
                line.useType(),
                line.usedIn(),
                line.share(),
                line.held()),
            BigInteger.ZERO);
  }

  /** Whether a holding gives a line's party the share that the line is of. */
  static boolean gives(Holding holding, RunResult.Line line) {
    boolean[] gives = new boolean[1];
    shares(
        holding,
        (party, percent, held) ->
            gives[0] |=
                Objects.equals(party, line.party())
                    && percent.compareTo(line.share()) == 0
                    && held == line.held());
    return gives[0];
  }

  /** A claim changes what is paid of a party's amount now, and not the amount. */
  private void divide(
      PartyId party,
      BigDecimal rounded,
      SortedMap<PartyId, BigDecimal> parties,
      SortedMap<PartyId, BigDecimal> held) {
    FractionSum all = Objects.requireNonNull(sums.get(party));
    FractionSum back = Objects.requireNonNull(heldSums.get(party));
    List<BigInteger> of = FractionSum.proportions(List.of(all, back));
    BigInteger free = of.getFirst().subtract(of.getLast());
    List<BigInteger> parts =
        Allocation.divide(
            Rounding.minorUnits(rounded, revenue.currency()), List.of(free, of.getLast()));
    if (free.signum() > 0) {
      parties.put(party, Rounding.ofMinorUnits(parts.getFirst(), revenue.currency()));
    }
    if (parts.getLast().signum() > 0) {
      held.put(party, Rounding.ofMinorUnits(parts.getLast(), revenue.currency()));
    }
  }
}
