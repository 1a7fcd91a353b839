package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;
import static org.royaltyledger.api.reference.Coverage.WORLDWIDE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
import org.royaltyledger.api.reference.Counted.Unknown;
import org.royaltyledger.api.reference.Counted.Waiting;
import org.royaltyledger.api.reference.Facts.Earner;
import org.royaltyledger.api.reference.Facts.Licence;
import org.royaltyledger.api.reference.Facts.Part;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Facts.Usage;
import tools.jackson.databind.JsonNode;

/**
 * The contract's "What the calculation means", step by step and as slowly as it is written.
 *
 * @param usages those that count in this period
 * @param recorded those of all months that were recorded up to the period's own cut-off
 */
record Calculation(Facts facts, YearMonth period, List<Usage> usages, Collection<Usage> recorded) {
  /** In the order that decides ties of step 3. */
  private static final List<String> WAITING_STATES =
      List.of("no-consent", "not-cleared", "unattributed", "unlicensed", "unmatched");

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
    facts.licences.values().forEach(licence -> minimum(licence, result));
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

  /** The licence's covered units in a row, with those of which nobody knows what is in them. */
  private Fraction licensedUnits(Row row, Licence licence) {
    Fraction units = units(covered(row, licence));
    for (Counted it : contributions(row)) {
      if (it instanceof Unknown unknown && unknown.licence().equals(licence)) {
        units = units.plus(it.units());
      }
    }
    return units;
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
        case Covered _, Unknown _ -> coveredUnits = coveredUnits.plus(it.units());
        case Waiting waiting -> {
          uncoveredUnits = uncoveredUnits.plus(it.units());
          uncovered.merge(waiting.state(), it.units(), Fraction::plus);
        }
      }
    }

    // Step 1: "T = all units counted"; step 3: "with EXCLUDE, T counts covered units only".
    Fraction total = suspends ? coveredUnits.plus(uncoveredUnits) : coveredUnits;
    add(result, row, "retained", netRevenue.floor()); // less all the others, below
    // Step 3: rounded once, half up; divided in proportion to the units of the states. "With T = 0
    // everything is retained", but for what is owed whatever is used.
    Fraction q = suspends && !total.isZero() ? uncoveredUnits.dividedBy(total) : Fraction.ZERO;
    if (!q.isZero()) {
      LargestRemainder.divide(netRevenue.times(q).halfUp(), uncovered)
          .forEach((state, amount) -> leave(result, row, state, amount));
    }

    for (Licence licence : facts.licences.values()) {
      List<Covered> covered = covered(row, licence);
      for (int part = 0; part < licence.parts().size(); part++) {
        // "A licence without a covered unit in the row has no pool there", unless it is guaranteed.
        if (!licensedUnits(row, licence).isZero()
            || (licence.parts().get(part).guaranteed() && isOwed(licence, row))) {
          Pool pool = pool(row, licence, part, total, q);
          result.pools().add(pool);
          divide(pool, earnings(pool, licence.parts().get(part), covered), result);
        }
      }
    }
  }

  /**
   * "What is missing to the minimum is one more pool": the missing part of 1, in each currency the
   * minimum's equivalent by the licence's units there, "rounded once and divided over its rows".
   */
  private void minimum(Licence licence, Result result) {
    JsonNode minimum = licence.minimum();
    List<Row> rows = rows().stream().filter(row -> isOwed(licence, row)).toList();
    if (minimum == null) {
      return;
    }
    Fraction all = Fraction.ZERO;
    Fraction missing = Fraction.ONE;
    for (Row row : rows) {
      all = all.plus(licensedUnits(row, licence));
      for (Pool pool : result.pools()) {
        if (pool.licence().equals(licence) && pool.row().equals(row)) {
          Fraction paid = Fraction.of(pool.minorUnits()).dividedBy(minimumIn(row, minimum));
          missing = missing.minus(paid);
        }
      }
      minimumIn(row, minimum); // its rate is asked for, whatever the pools come to
    }
    boolean unused = all.isZero();
    Fraction sum = unused ? Fraction.of(rows.size()) : all;
    for (String currency : rows.stream().map(Row::currency).distinct().toList()) {
      LinkedHashMap<Row, Fraction> weights = new LinkedHashMap<>();
      rows.stream()
          .filter(row -> row.currency().equals(currency))
          .sorted(Comparator.comparing(Row::territory))
          .forEach(row -> weights.put(row, unused ? Fraction.ONE : licensedUnits(row, licence)));
      Fraction ofCurrency = weights.values().stream().reduce(Fraction.ZERO, Fraction::plus);
      BigInteger whole =
          missing
              .times(minimumIn(weights.keySet().iterator().next(), minimum))
              .times(ofCurrency)
              .dividedBy(sum)
              .halfUp()
              .max(BigInteger.ZERO);
      LargestRemainder.divide(whole, weights)
          .forEach(
              (row, amount) -> {
                Pool pool = new Pool(row, licence, licence.parts().size(), amount);
                result.pools().add(pool);
                String model = minimum.path("allocation").asString("");
                divide(
                    pool,
                    model.isEmpty()
                        ? List.of()
                        : earnings(pool, model, covered(row, licence), true),
                    result);
              });
    }
  }

  /** In minor units of the row's currency. */
  private Fraction minimumIn(Row row, JsonNode minimum) {
    JsonNode amount = minimum.path("amount");
    return new Terms(facts, period, row, Fraction.ZERO, Fraction.ZERO, Fraction.ZERO, Fraction.ZERO)
        .converted(Fraction.of(amount.path(0).asString()), amount.path(1).asString())
        .times(minorUnitsOfOne(row));
  }

  /** In force on some day of the period, in a row that takes usage of one of its territories. */
  private boolean isOwed(Licence licence, Row row) {
    boolean inForce =
        period.atDay(1).datesUntil(period.plusMonths(1).atDay(1)).anyMatch(licence.window()::holds);
    Set<String> ownRows = new HashSet<>();
    rows().stream()
        .filter(it -> it.offering().equals(row.offering()))
        .forEach(it -> ownRows.add(it.territory()));
    return inForce
        && licence.offering().equals(row.offering())
        && licence.territories().stream()
            .anyMatch(
                it ->
                    it.equals(WORLDWIDE)
                        || row.territory().equals(ownRows.contains(it) ? it : WORLDWIDE));
  }

  /** Step 4, with the best of the terms that it is entitled to. */
  private Pool pool(Row row, Licence licence, int part, Fraction total, Fraction q) {
    Licence best = licensedUnits(row, licence).isZero() ? licence : best(row.currency(), licence);
    Fraction exact = Fraction.ZERO;
    for (int i = 0; i < best.parts().size(); i++) {
      boolean here =
          best.equals(licence) ? i == part : Math.min(i, licence.parts().size() - 1) == part;
      if (here) {
        exact = exact.plus(amount(row, licence, best.parts().get(i), total, q));
      }
    }
    return new Pool(row, licence, part, exact.times(minorUnitsOfOne(row)).halfUp());
  }

  /** "The larger sum of pools over the period", of the rows of a currency; own before others. */
  private Licence best(String currency, Licence licence) {
    Licence best = licence;
    if (!licence.mostFavoured().isEmpty()) {
      for (Licence other :
          facts.licences.values().stream()
              .filter(it -> it.offering().equals(licence.offering()))
              .filter(it -> !it.licensor().equals(licence.licensor()))
              .filter(
                  it ->
                      List.of(it.mostFavoured(), it.comparable()).contains(licence.mostFavoured()))
              .filter(it -> it.window().holds(period.atDay(1)))
              .sorted(Comparator.comparing(Licence::id, Facts.BY_BYTES))
              .toList()) {
        if (sum(currency, licence, other).compareTo(sum(currency, licence, best)) > 0) {
          best = other;
        }
      }
    }
    return best;
  }

  private Fraction sum(String currency, Licence licence, Licence terms) {
    Fraction sum = Fraction.ZERO;
    for (Row row : rows()) {
      if (row.currency().equals(currency) && !licensedUnits(row, licence).isZero()) {
        for (Part part : terms.parts()) {
          sum = sum.plus(amount(row, licence, part, totalOf(row), qOf(row)));
        }
      }
    }
    return sum;
  }

  /** What terms come to on the figures of a licence; "below 0 it is 0". */
  private Fraction amount(Row row, Licence licence, Part terms, Fraction total, Fraction q) {
    Fraction rowUnits = licensedUnits(row, licence);
    Fraction allUnits =
        rows().stream().map(it -> licensedUnits(it, licence)).reduce(Fraction.ZERO, Fraction::plus);
    Fraction ofFigures =
        licence.wholeBase()
            ? Fraction.ONE.minus(q)
            : total.isZero() ? Fraction.ZERO : rowUnits.dividedBy(total);
    Fraction ofFlat =
        allUnits.isZero()
            ? Fraction.ONE.dividedBy(
                Fraction.of(rows().stream().filter(it -> isOwed(licence, it)).count()))
            : rowUnits.dividedBy(allUnits);
    Fraction exact =
        new Terms(facts, period, row, ofFigures, rowUnits, ofFlat, allUnits).amount(terms.terms());
    return exact.compareTo(Fraction.ZERO) < 0 ? Fraction.ZERO : exact;
  }

  private Fraction totalOf(Row row) {
    boolean suspends = Facts.get(facts.offerings, row.offering()).suspends();
    return contributions(row).stream()
        .filter(it -> suspends || !(it instanceof Waiting))
        .map(Counted::units)
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  private Fraction qOf(Row row) {
    Fraction uncovered =
        contributions(row).stream()
            .filter(Waiting.class::isInstance)
            .map(Counted::units)
            .reduce(Fraction.ZERO, Fraction::plus);
    return Facts.get(facts.offerings, row.offering()).suspends()
        ? uncovered.dividedBy(totalOf(row))
        : Fraction.ZERO;
  }

  /**
   * What one contribution, or one licensed work, earns of a pool.
   *
   * @param ofPool a part of 1
   * @param units of its line, 0 for a work that earns without use
   */
  private record Earning(Covered covered, Fraction ofPool, Fraction units, YearMonth usedIn) {
    Earning times(Fraction part) {
      return new Earning(covered, ofPool.times(part), units, usedIn);
    }
  }

  /** With a fallback, "the rest by the part's own allocation". */
  private List<Earning> earnings(Pool pool, Part part, List<Covered> covered) {
    Fraction all = licensedUnits(pool.row(), pool.licence());
    JsonNode fallback = part.fallback();
    if (fallback == null || all.isZero()) {
      return earnings(pool, part.allocation(), covered, true);
    }
    BigDecimal below = new BigDecimal(fallback.path("below").asString());
    List<Covered> reliable =
        covered.stream().filter(it -> new Coverage(facts).isReliable(it.usage(), below)).toList();
    Fraction own = units(reliable).dividedBy(all);
    List<Earning> both = new ArrayList<>();
    earnings(pool, part.allocation(), reliable, false).forEach(it -> both.add(it.times(own)));
    earnings(pool, fallback.path("allocation").asString(), List.of(), false)
        .forEach(it -> both.add(it.times(Fraction.ONE.minus(own))));
    return both;
  }

  /**
   * Step 5; empty where there is nothing to divide over.
   *
   * @param capped "a part with a fallback is not capped"
   */
  private List<Earning> earnings(Pool pool, String model, List<Covered> covered, boolean capped) {
    if (model.equals("EQUAL_LICENSED")) {
      List<Covered> works = new Coverage(facts).works(pool.licence(), pool.row());
      Fraction each = Fraction.of(Math.max(1, works.size()));
      return works.stream()
          .map(it -> new Earning(it, Fraction.ONE.dividedBy(each), Fraction.ZERO, period))
          .toList();
    }
    if (covered.isEmpty()) {
      return List.of();
    }
    String offering = pool.row().offering();
    Allocation allocation =
        new Allocation(
            model,
            pool.licence().ownListeners(),
            covered,
            this::boost,
            capped
                ? facts
                    .policy(offering, "LISTENER_CAP", "", period.atDay(1))
                    .map(Facts.Policy::value)
                : Optional.empty(),
            listener -> unitsOfListener(offering, listener));
    List<Earning> earnings = new ArrayList<>();
    for (Covered it : covered) {
      // Step 5 by asset or named party; step 6: under several splits "divided by units first".
      Fraction unitsOfEarner =
          units(covered.stream().filter(one -> one.earner().equals(it.earner())).toList());
      earnings.add(
          new Earning(
              it,
              allocation.shareOf(it.earner()).times(it.units()).dividedBy(unitsOfEarner),
              it.units(),
              it.usage().usedIn()));
    }
    return earnings;
  }

  /** Steps 6 and 7; what no earning takes of the pool is breakage. */
  private void divide(Pool pool, List<Earning> earnings, Result result) {
    Row row = pool.row();
    Map<String, Fraction> ofParty = new LinkedHashMap<>();
    Map<String, Fraction> heldOfParty = new LinkedHashMap<>();
    Fraction noSplit = Fraction.ZERO;
    Fraction breakage = Fraction.of(pool.minorUnits());
    for (Earning earning : earnings) {
      Covered it = earning.covered();
      Fraction amount = Fraction.of(pool.minorUnits()).times(earning.ofPool());
      breakage = breakage.minus(amount);
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
                      earning.usedIn(),
                      share.percent().stripTrailingZeros(),
                      share.held()),
                  new Line(earning.units(), exact.dividedBy(minorUnitsOfOne(row))),
                  Line::plus);
        }
      }
    }

    // Step 7: "ties to the lower party id, no-split last", but for breakage.
    LinkedHashMap<String, Fraction> weights = new LinkedHashMap<>();
    TreeSet<String> parties = new TreeSet<>(Facts.BY_BYTES);
    parties.addAll(ofParty.keySet());
    parties.forEach(party -> weights.put("party " + party, Facts.get(ofParty, party)));
    weights.put("no-split", noSplit);
    weights.put("breakage", breakage);
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
    leave(result, row, "breakage", Facts.get(rounded, "breakage"));
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
