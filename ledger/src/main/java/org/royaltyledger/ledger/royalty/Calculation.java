package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Weight;

/** Steps 3 to 8 of docs/calculation.md: units become money. */
final class Calculation {

  private static final BigInteger ONE_UNIT = BigInteger.valueOf(Weight.ONE);

  private final Facts facts;
  private final Period period;
  private final Tally tally;
  private final LicensedWorks works;
  private final List<Revenue> revenue;
  private final List<SetAside> asides = new ArrayList<>();
  private final SortedMap<LicenceId, List<Priced>> priced = new TreeMap<>();

  /** What pools take of each row. */
  private final List<BigDecimal> taken = new ArrayList<>();

  private final Map<LicenceId, BigInteger> unitsOfAllRows = new HashMap<>();
  private final Map<LicenceId, Integer> rowsOf = new HashMap<>();
  private final List<RunResult.Row> rows = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private final List<RunResult.Waiting> waiting = new ArrayList<>();
  private final List<RunResult.Notice> notices = new ArrayList<>();
  private final NavigableSet<ExchangeRate> rates = new TreeSet<>(Ordering.RATES);

  /** What a part of a licence comes to in a row, exact. */
  record Priced(int row, int part, BigFraction exact) {}

  /** A pool, and over what it is divided. */
  record Made(
      Licence licence,
      int part,
      int row,
      BigDecimal amount,
      List<Slice> slices,
      RunResult.@Nullable Raised raised) {}

  private Calculation(Facts facts, Period period, Tally tally) {
    this.facts = facts;
    this.period = period;
    this.tally = tally;
    this.revenue = facts.revenue(period);
    this.works = new LicensedWorks(facts, period);
  }

  /**
   * @throws org.royaltyledger.ledger.value.Refused in the order of listeners, then of rows,
   *     licences, parts and terms
   */
  static RunResult of(Facts facts, Period period, Tally tally) {
    return new Calculation(facts, period, tally).run();
  }

  /** One that can be asked how it came to its result. */
  static Workings workings(Facts facts, Period period, Tally tally) {
    var calculation = new Calculation(facts, period, tally);
    return new Workings(calculation, calculation.run());
  }

  private RunResult run() {
    tally.unheard().refuse();
    Owed.add(facts, period, tally.rows());
    for (Tally.Row row : tally.rows()) {
      row.covered()
          .forEach(
              (licence, use) -> {
                unitsOfAllRows.merge(licence, use.units(), BigInteger::add);
                rowsOf.merge(licence, 1, Integer::sum);
              });
    }
    notices.addAll(tally.notices());
    for (int row = 0; row < revenue.size(); row++) {
      asides.add(SetAside.of(revenue.get(row), tally.rows().get(row), excludes(row)));
      taken.add(BigDecimal.ZERO);
      price(row);
    }
    for (Map.Entry<LicenceId, List<Priced>> licence : priced.entrySet()) {
      makePools(facts.licence(licence.getKey()), licence.getValue());
    }
    for (int row = 0; row < revenue.size(); row++) {
      finish(row);
    }
    // No pool asks what becomes of another.
    List<Division> divided = made.parallelStream().map(this::divide).toList();
    List<RunResult.Pool> pools =
        divided.parallelStream().map(Division::pool).sorted(Ordering.POOLS).toList();
    List<RunResult.Line> lines = sorted(divided);
    return new RunResult(period, rows, pools, lines, waiting, notices, List.copyOf(rates));
  }

  Division divide(Made it) {
    return new Division(
        facts, revenue.get(it.row), it.licence.id(), it.part, it.amount, it.slices, it.raised);
  }

  /** Each party's lines by themselves: a month of millions spends most of a close in comparing. */
  private static List<RunResult.Line> sorted(List<Division> divided) {
    SortedMap<@Nullable PartyId, List<RunResult.Line>> byParty = new TreeMap<>(Ordering.PARTIES);
    for (Division it : divided) {
      it.moveLines(byParty);
    }
    byParty.values().parallelStream().forEach(it -> it.sort(Ordering.LINES));
    return byParty.values().stream().flatMap(List::stream).toList();
  }

  /** What the terms of each licence come to in a row. */
  private void price(int row) {
    tally
        .rows()
        .get(row)
        .covered()
        .forEach(
            (id, use) -> {
              Licence licence = facts.licence(id);
              List<Priced> parts = priced.computeIfAbsent(id, _ -> new ArrayList<>());
              for (int part = 0; part < licence.parts().size(); part++) {
                Licence.Part of = licence.parts().get(part);
                if (use.units().signum() > 0 || of.guaranteed()) {
                  parts.add(
                      new Priced(row, part, terms(licence, part, row, use).evaluate(of.terms())));
                }
              }
            });
  }

  Terms terms(Licence licence, int part, int row, LicenceUse use) {
    SetAside aside = asides.get(row);
    BigFraction factor =
        switch (licence.base()) {
          case SHARE ->
              use.units().signum() > 0
                  ? BigFraction.of(use.units(), aside.total())
                  : BigFraction.ZERO;
          case WHOLE -> BigFraction.ONE.subtract(aside.part());
        };
    BigFraction units = BigFraction.of(use.units(), ONE_UNIT);
    BigFraction flatShare = shareOfRow(licence.id(), use);
    BigFraction unitsOfPeriod =
        BigFraction.of(unitsOfAllRows.getOrDefault(licence.id(), BigInteger.ZERO), ONE_UNIT);
    return new Terms(
        facts,
        licence,
        part,
        revenue.get(row),
        factor,
        units,
        unitsOfPeriod,
        flatShare,
        rates::add);
  }

  /** The pools of a licence in all rows. */
  private void makePools(Licence licence, List<Priced> parts) {
    var ofRows = new TreeMap<Integer, BigDecimal>();
    Map<Integer, MostFavoured.Better> better =
        licence.mostFavoured() == null ? Map.of() : better(licence, parts);
    for (Priced it : parts) {
      MostFavoured.Better by = better.get(it.row);
      BigDecimal own = rounded(it.exact, it.row);
      BigDecimal amount = by == null ? own : rounded(by.parts().get(it.part), it.row);
      ofRows.merge(it.row, amount, BigDecimal::add);
      makePool(
          licence,
          it.part,
          it.row,
          amount,
          slices(licence, it.row, it.part),
          by == null
              ? null
              : new RunResult.Raised(by.licence().id(), by.licence().window().from(), own));
    }
    Licence.MinimumGuarantee minimum = licence.minimum();
    if (minimum != null && Owed.isInForce(licence, period)) {
      new Minimum(weights(licence.id()))
          .shortfall(
              row -> revenue.get(row).currency(),
              row -> ofRows.getOrDefault(row, BigDecimal.ZERO),
              row -> least(licence, minimum, row))
          .forEach(
              (row, amount) ->
                  makePool(
                      licence,
                      licence.parts().size(),
                      row,
                      amount,
                      slices(licence, row, minimum.allocation()),
                      null));
    }
  }

  private BigDecimal rounded(BigFraction exact, int row) {
    return Rounding.decimal(
        exact.signum() < 0 ? BigFraction.ZERO : exact, revenue.get(row).currency());
  }

  /** Where the licence covers a unit. */
  Map<Integer, MostFavoured.Better> better(Licence licence, List<Priced> parts) {
    var own = new TreeMap<Integer, List<BigFraction>>();
    for (Priced it : parts) {
      if (use(licence.id(), it.row).units().signum() > 0) {
        own.computeIfAbsent(it.row, _ -> new ArrayList<>()).add(it.exact);
      }
    }
    return new MostFavoured(licence, facts, period)
        .better(
            own,
            (other, part, row) ->
                terms(licence, part, row, use(licence.id(), row))
                    .of(other)
                    .evaluate(other.parts().get(part).terms()));
  }

  BigFraction least(Licence licence, Licence.MinimumGuarantee minimum, int row) {
    return terms(licence, licence.parts().size(), row, use(licence.id(), row))
        .inRowCurrency(minimum.amount(), minimum.currency());
  }

  private void makePool(
      Licence licence,
      int part,
      int row,
      BigDecimal amount,
      List<Slice> slices,
      RunResult.@Nullable Raised raised) {
    made.add(new Made(licence, part, row, amount, slices, raised));
    taken.set(row, taken.get(row).add(amount));
  }

  LicenceUse use(LicenceId licence, int row) {
    return tally.rows().get(row).use(licence);
  }

  /** Of the rows of a licence: its units, or, if it has none in any, 1 for each. */
  NavigableMap<Integer, BigInteger> weights(LicenceId licence) {
    var weights = new TreeMap<Integer, BigInteger>();
    boolean used = unitsOfAllRows.getOrDefault(licence, BigInteger.ZERO).signum() > 0;
    for (int row = 0; row < revenue.size(); row++) {
      LicenceUse use = tally.rows().get(row).covered().get(licence);
      if (use != null) {
        weights.put(row, used ? use.units() : BigInteger.ONE);
      }
    }
    return weights;
  }

  private void finish(int number) {
    Revenue row = revenue.get(number);
    CurrencyUnit currency = row.currency();
    SetAside aside = asides.get(number);
    waiting.addAll(aside.waiting());
    BigDecimal net = Rounding.decimal(Fractions.of(row.netRevenue()), currency);
    BigDecimal retained = net.subtract(aside.amount()).subtract(taken.get(number));
    rows.add(
        new RunResult.Row(
            row.row().offering(),
            row.row().territory(),
            currency,
            net,
            units(aside.total()),
            units(aside.uncovered()),
            aside.amount(),
            retained));
    if (retained.signum() < 0) {
      notices.add(
          new RunResult.RetainedBelowZero(
              row.row().offering(), row.row().territory(), currency, retained));
    }
  }

  boolean excludes(int row) {
    return facts.offering(revenue.get(row).row().offering()).uncovered()
        == Offering.Uncovered.EXCLUDE;
  }

  /** By units; of what nobody used in any row, equally. */
  private BigFraction shareOfRow(LicenceId id, LicenceUse use) {
    BigInteger all = unitsOfAllRows.getOrDefault(id, BigInteger.ZERO);
    return all.signum() > 0
        ? BigFraction.of(use.units(), all)
        : BigFraction.of(1, rowsOf.getOrDefault(id, 1));
  }

  private List<Slice> slices(Licence licence, int row, int number) {
    Licence.Part part = licence.parts().get(number);
    LicenceUse use = use(licence.id(), row);
    return part.fallback() == null || use.units().signum() == 0
        ? slices(licence, row, part.allocation())
        : fallback(licence, row, part, use);
  }

  /** What is attributed reliably by the part's own allocation, the rest by the fallback's. */
  private List<Slice> fallback(Licence licence, int row, Licence.Part part, LicenceUse use) {
    LicenceUse reliable = use.above(Reliability.lastBelow(facts, part));
    BigFraction share = BigFraction.of(reliable.units(), use.units());
    var slices = new ArrayList<Slice>();
    if (share.signum() > 0) {
      slices.add(new Slice(share, reliable, Model.of(part.allocation()), true));
    }
    if (!share.equals(BigFraction.ONE)) {
      slices.add(
          Slice.overWorks(
              BigFraction.ONE.subtract(share), works.of(licence, row, revenue.get(row))));
    }
    return slices;
  }

  /**
   * @param allocation null divides over nothing
   */
  private List<Slice> slices(Licence licence, int row, Licence.@Nullable Allocation allocation) {
    if (allocation == null) {
      return List.of(Slice.ofUse(new LicenceUse(), new ProRata()));
    }
    return List.of(
        allocation.isOverWorks()
            ? Slice.overWorks(BigFraction.ONE, works.of(licence, row, revenue.get(row)))
            : Slice.ofUse(use(licence.id(), row), Model.of(allocation)));
  }

  // What those ask that explain a result; nothing of it is changed after the run.

  Facts facts() {
    return facts;
  }

  Period period() {
    return period;
  }

  List<Revenue> revenue() {
    return revenue;
  }

  List<Made> made() {
    return made;
  }

  List<Priced> priced(LicenceId licence) {
    return priced.getOrDefault(licence, List.of());
  }

  SetAside aside(int row) {
    return asides.get(row);
  }

  BigInteger coveredUnits(int row) {
    return tally.rows().get(row).coveredUnits();
  }

  BigInteger unitsOfAllRows(LicenceId licence) {
    return unitsOfAllRows.getOrDefault(licence, BigInteger.ZERO);
  }

  int rowsOf(LicenceId licence) {
    return rowsOf.getOrDefault(licence, 1);
  }

  /** Trillionths as a decimal. */
  static BigDecimal units(BigInteger trillionths) {
    return Fractions.plain(new BigDecimal(trillionths, 12));
  }
}
