package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;
import static org.royaltyledger.api.reference.Coverage.WORLDWIDE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.royaltyledger.api.reference.Counted.Covered;
import org.royaltyledger.api.reference.Counted.Waiting;
import org.royaltyledger.api.reference.Facts.Earner;
import org.royaltyledger.api.reference.Facts.Licence;
import org.royaltyledger.api.reference.Facts.Part;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Facts.Usage;

/**
 * The contract's "What the calculation means", step by step and as slowly as it is written.
 *
 * @param usages those that count in this period
 * @param recorded those of all months that were recorded up to the period's own cut-off
 */
record Calculation(Facts facts, YearMonth period, List<Usage> usages, Collection<Usage> recorded) {
  /** In the order that decides ties of step 3. */
  private static final List<String> WAITING_STATES =
      List.of("no-consent", "unattributed", "unlicensed", "unmatched");

  /** "An unclaimed share goes to the reserved party, whose money waits in no-split." */
  private static final String UNCLAIMED = "UNCLAIMED";

  record Pool(Row row, Licence licence, int part, BigInteger minorUnits) {}

  record Payee(String party, String currency) {}

  record LineKey(
      Payee payee,
      String offering,
      String territory,
      String territoryOfUse,
      String useType,
      Earner earner,
      String licence,
      int part,
      YearMonth usedIn,
      BigDecimal share,
      boolean held) {}

  record Line(Fraction units, Fraction exact) {
    Line plus(Line other) {
      return new Line(units.plus(other.units), exact.plus(other.exact));
    }
  }

  /** Money of states and totals in the minor units of its currency. */
  record Result(
      YearMonth period,
      List<Pool> pools,
      Map<String, Map<String, BigInteger>> statesByCurrency,
      Map<Payee, BigInteger> totals,
      Map<LineKey, Line> lines) {

    /** What is to be added to {@code before} for this; the pools of both, with their signs. */
    Result minus(Result before) {
      Result difference =
          new Result(
              period,
              new ArrayList<>(pools),
              new LinkedHashMap<>(),
              new LinkedHashMap<>(totals),
              new LinkedHashMap<>(lines));
      before
          .pools()
          .forEach(
              it ->
                  difference
                      .pools()
                      .add(new Pool(it.row(), it.licence(), it.part(), it.minorUnits().negate())));
      Stream.concat(statesByCurrency.keySet().stream(), before.statesByCurrency().keySet().stream())
          .distinct()
          .forEach(
              currency -> {
                Map<String, BigInteger> states =
                    new LinkedHashMap<>(statesByCurrency.getOrDefault(currency, Map.of()));
                before
                    .statesByCurrency()
                    .getOrDefault(currency, Map.of())
                    .forEach((state, it) -> states.merge(state, it.negate(), BigInteger::add));
                difference.statesByCurrency().put(currency, states);
              });
      before
          .totals()
          .forEach((payee, it) -> difference.totals().merge(payee, it.negate(), BigInteger::add));
      before
          .lines()
          .forEach(
              (key, it) ->
                  difference
                      .lines()
                      .merge(
                          key,
                          new Line(
                              Fraction.ZERO.minus(it.units()), Fraction.ZERO.minus(it.exact())),
                          Line::plus));
      return difference;
    }
  }

  Result run() {
    Result result =
        new Result(
            period,
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    rows().forEach(row -> row(row, result));
    return result;
  }

  private List<Row> rows() {
    return facts.revenue.values().stream().filter(row -> row.period().equals(period)).toList();
  }

  /** "A row for Worldwide takes the usage of every territory without a row of its own." */
  private boolean takes(Row row, Usage usage) {
    boolean hasOwnRow =
        rows().stream()
            .anyMatch(
                it ->
                    it.offering().equals(usage.offering())
                        && it.territory().equals(usage.territory()));
    return row.offering().equals(usage.offering())
        && row.territory().equals(hasOwnRow ? usage.territory() : WORLDWIDE);
  }

  /** "All given conditions must hold"; an excluded usage "counts nowhere". */
  private boolean isExcluded(Usage usage) {
    return facts.exclusions.values().stream()
        .anyMatch(
            it ->
                it.inForce()
                    && it.conditions().entrySet().stream()
                        .allMatch(one -> meets(usage, one.getKey(), one.getValue())));
  }

  private boolean meets(Usage usage, String condition, String value) {
    return switch (condition) {
      case "usageId" -> usage.id().equals(value);
      case "listener" -> value.equals(usage.listener());
      case "output" -> usage.output().equals(value);
      case "offering" -> usage.offering().equals(value);
      case "territory" -> usage.territory().equals(value);
      case "source" -> Facts.get(facts.offerings, usage.offering()).service().equals(value);
      case "from" -> !usage.day().isBefore(LocalDate.parse(value));
      case "to" -> usage.day().isBefore(LocalDate.parse(value));
      case "asset" -> names(usage, value);
      default -> throw new IllegalArgumentException("no condition " + condition);
    };
  }

  private boolean names(Usage usage, String asset) {
    return (usage.contributions().isEmpty()
            ? facts.outputs.getOrDefault(usage.output(), List.of())
            : usage.contributions())
        .stream()
            .filter(it -> it.weight().signum() > 0) // "of 0 units count nowhere"
            .anyMatch(it -> it.earner().equals(new Earner(false, asset)));
  }

  /** "Usage of a use type, or of a listener, at rate zero", by the day of use. */
  private boolean isFree(Usage usage) {
    return facts
            .policy(usage.offering(), "FREE_TRIAL", "useType:" + usage.useType(), usage.day())
            .isPresent()
        || (usage.listener() != null
            && facts
                .policy(usage.offering(), "FREE_TRIAL", "listener:" + usage.listener(), usage.day())
                .isPresent());
  }

  /** "An asset is eligible in a month only if its usage quantity … is at least the value." */
  private Set<String> ineligible(String offering) {
    Optional<Facts.Policy> rule = facts.policy(offering, "MIN_STREAMS", "", period.atDay(1));
    Set<String> ineligible = new HashSet<>();
    if (rule.isPresent()) {
      YearMonth from = period.minusMonths(rule.get().months() - 1L);
      for (String asset : facts.controllerOfAsset.keySet()) {
        BigInteger quantity = BigInteger.ZERO;
        for (Usage it : recorded) {
          if (it.offering().equals(offering)
              && !it.usedIn().isBefore(from)
              && !it.usedIn().isAfter(period)
              && names(it, asset)
              && !isExcluded(it)) {
            quantity = quantity.add(it.quantity());
          }
        }
        if (Fraction.of(quantity).compareTo(rule.get().value()) < 0) {
          ineligible.add(asset);
        }
      }
    }
    return ineligible;
  }

  private List<Counted> contributions(Row row) {
    List<Counted> contributions = new ArrayList<>();
    Set<String> ineligible = ineligible(row.offering());
    for (Usage usage : usages) {
      if (takes(row, usage) && !isExcluded(usage) && !isFree(usage)) {
        contributions.addAll(
            new Coverage(facts).contributionsOf(usage, ineligible)); // steps 1 and 2
      }
    }
    return contributions;
  }

  /** "Several boosts multiply." */
  private Fraction boost(Covered it) {
    Usage usage = it.usage();
    List<String> subjects = new ArrayList<>(List.of("useType:" + usage.useType()));
    if (it.earner().isParty()) {
      subjects.add("party:" + it.earner().id());
    } else {
      subjects.add("asset:" + it.earner().id());
      subjects.add("party:" + Facts.get(facts.controllerOfAsset, it.earner().id()));
    }
    return subjects.stream()
        .map(subject -> facts.policy(usage.offering(), "BOOST", subject, usage.day()))
        .map(boost -> boost.map(Facts.Policy::value).orElse(Fraction.ONE))
        .reduce(Fraction.ONE, Fraction::times);
  }

  /** "All covered units of a listener in the offering and month, whatever the licence and row." */
  private Fraction unitsOfListener(String offering, String listener) {
    return units(
        rows().stream()
            .filter(row -> row.offering().equals(offering))
            .flatMap(row -> contributions(row).stream())
            .filter(Covered.class::isInstance)
            .filter(it -> listener.equals(it.usage().listener()))
            .toList());
  }

  private List<Covered> covered(Row row, Licence licence) {
    return contributions(row).stream()
        .filter(Covered.class::isInstance)
        .map(Covered.class::cast)
        .filter(it -> it.licence().equals(licence))
        .toList();
  }

  private static Fraction units(List<? extends Counted> contributions) {
    return contributions.stream().map(Counted::units).reduce(Fraction.ZERO, Fraction::plus);
  }

  private void row(Row row, Result result) {
    boolean suspends = Facts.get(facts.offerings, row.offering()).suspends();
    Fraction netRevenue = Fraction.of(minorUnits(Facts.get(row.figures(), "netRevenue"), row));
    LinkedHashMap<String, Fraction> uncovered = new LinkedHashMap<>();
    WAITING_STATES.forEach(state -> uncovered.put(state, Fraction.ZERO));
    Fraction coveredUnits = Fraction.ZERO;
    Fraction uncoveredUnits = Fraction.ZERO;
    for (Counted it : contributions(row)) {
      switch (it) {
        case Covered _ -> coveredUnits = coveredUnits.plus(it.units());
        case Waiting waiting -> {
          uncoveredUnits = uncoveredUnits.plus(it.units());
          uncovered.merge(waiting.state(), it.units(), Fraction::plus);
        }
      }
    }

    // Step 1: "T = all units counted"; step 3: "with EXCLUDE, T counts covered units only".
    Fraction total = suspends ? coveredUnits.plus(uncoveredUnits) : coveredUnits;
    add(result, row, "retained", netRevenue.floor()); // less all the others, below
    if (total.isZero()) { // "with T = 0 everything is retained"
      return;
    }

    // Step 3: rounded once, half up; divided in proportion to the units of the states.
    Fraction q = suspends ? uncoveredUnits.dividedBy(total) : Fraction.ZERO;
    if (!q.isZero()) {
      LargestRemainder.divide(netRevenue.times(q).halfUp(), uncovered)
          .forEach((state, amount) -> leave(result, row, state, amount));
    }

    for (Licence licence : facts.licences.values()) {
      List<Covered> covered = covered(row, licence);
      if (!covered.isEmpty()) { // "a licence without a covered unit in the row has no pool there"
        for (int part = 0; part < licence.parts().size(); part++) {
          Pool pool = pool(row, licence, part, total, q);
          result.pools().add(pool);
          divide(pool, covered, result);
        }
      }
    }
  }

  /** Step 4. */
  private Pool pool(Row row, Licence licence, int part, Fraction total, Fraction q) {
    Fraction rowUnits = units(covered(row, licence));
    Fraction allUnits =
        rows().stream()
            .map(it -> units(covered(it, licence)))
            .reduce(Fraction.ZERO, Fraction::plus);
    Fraction ofFigures = licence.wholeBase() ? Fraction.ONE.minus(q) : rowUnits.dividedBy(total);
    Fraction exact =
        new Terms(facts, period, row, ofFigures, rowUnits, allUnits)
            .amount(licence.parts().get(part).terms());
    BigInteger rounded = exact.times(minorUnitsOfOne(row)).halfUp();
    return new Pool(row, licence, part, rounded.max(BigInteger.ZERO)); // "below 0 it is 0"
  }

  /** Steps 5, 6 and 7. */
  private void divide(Pool pool, List<Covered> covered, Result result) {
    Row row = pool.row();
    Part part = pool.licence().parts().get(pool.part());
    Allocation allocation =
        new Allocation(
            part.allocation(),
            pool.licence().ownListeners(),
            covered,
            this::boost,
            facts
                .policy(row.offering(), "LISTENER_CAP", "", period.atDay(1))
                .map(Facts.Policy::value),
            listener -> unitsOfListener(row.offering(), listener));
    Map<String, Fraction> ofParty = new LinkedHashMap<>();
    Map<String, Fraction> heldOfParty = new LinkedHashMap<>();
    Fraction noSplit = Fraction.ZERO;
    for (Covered it : covered) {
      // Step 5 by asset or named party; step 6: under several splits "divided by units first".
      Fraction ofEarner = Fraction.of(pool.minorUnits()).times(allocation.shareOf(it.earner()));
      Fraction unitsOfEarner =
          units(covered.stream().filter(one -> one.earner().equals(it.earner())).toList());
      Fraction amount = ofEarner.times(it.units()).dividedBy(unitsOfEarner);
      List<Claims.Part> shares = new Coverage(facts).sharesOf(it);
      if (shares.isEmpty()) {
        noSplit = noSplit.plus(amount);
      }
      for (Claims.Part share : shares) {
        Fraction part100 = Fraction.of(share.percent()).dividedBy(Fraction.of(100));
        Fraction exact = amount.times(part100);
        if (share.party().equals(UNCLAIMED)) {
          noSplit = noSplit.plus(exact);
        } else {
          ofParty.merge(share.party(), exact, Fraction::plus);
          if (share.held()) {
            heldOfParty.merge(share.party(), exact, Fraction::plus);
          }
          result
              .lines()
              .merge(
                  new LineKey(
                      new Payee(share.party(), row.currency()),
                      row.offering(),
                      row.territory(),
                      it.usage().territory(),
                      it.usage().useType(),
                      it.earner(),
                      pool.licence().id(),
                      pool.part(),
                      it.usage().usedIn(),
                      share.percent().stripTrailingZeros(),
                      share.held()),
                  new Line(it.units(), exact.dividedBy(minorUnitsOfOne(row))),
                  Line::plus);
        }
      }
    }

    // Step 7: "ties to the lower party id, no-split last".
    LinkedHashMap<String, Fraction> weights = new LinkedHashMap<>();
    TreeSet<String> parties = new TreeSet<>(Facts.BY_BYTES);
    parties.addAll(ofParty.keySet());
    parties.forEach(party -> weights.put("party " + party, Facts.get(ofParty, party)));
    weights.put("no-split", noSplit);
    Map<String, BigInteger> rounded = LargestRemainder.divide(pool.minorUnits(), weights);
    for (String party : parties) {
      // "What is held back of a party's amount is divided from it in proportion."
      Fraction held = heldOfParty.getOrDefault(party, Fraction.ZERO);
      LinkedHashMap<String, Fraction> two = new LinkedHashMap<>();
      two.put("payable", Facts.get(ofParty, party).minus(held));
      two.put("held", held);
      BigInteger amount = Facts.get(rounded, "party " + party);
      BigInteger back = BigInteger.ZERO;
      if (!held.isZero()) {
        Map<String, BigInteger> parts = LargestRemainder.divide(amount, two);
        amount = Facts.get(parts, "payable");
        back = Facts.get(parts, "held");
      }
      result.totals().merge(new Payee(party, row.currency()), amount, BigInteger::add);
      leave(result, row, "payable", amount);
      leave(result, row, "disputed", back);
    }
    leave(result, row, "no-split", Facts.get(rounded, "no-split"));
  }

  /** Step 8: "retained (what the service keeps: netRevenue less all the others)". */
  private static void leave(Result result, Row row, String state, BigInteger amount) {
    add(result, row, state, amount);
    add(result, row, "retained", amount.negate());
  }

  private static void add(Result result, Row row, String state, BigInteger amount) {
    requireNonNull(
            result.statesByCurrency().computeIfAbsent(row.currency(), _ -> new LinkedHashMap<>()))
        .merge(state, amount, BigInteger::add);
  }

  private static BigInteger minorUnits(Fraction amount, Row row) {
    Fraction minor = amount.times(minorUnitsOfOne(row));
    if (!minor.under().equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("more decimals than the currency has: " + row);
    }
    return minor.over();
  }

  private static Fraction minorUnitsOfOne(Row row) {
    return Fraction.of(BigInteger.TEN.pow(decimals(row.currency())));
  }

  static int decimals(String currency) {
    return Currency.getInstance(currency).getDefaultFractionDigits();
  }
}
