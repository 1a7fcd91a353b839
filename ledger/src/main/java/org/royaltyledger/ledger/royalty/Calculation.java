package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
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
  private final Map<LicenceId, BigInteger> unitsOfAllRows = new HashMap<>();
  private final List<RunResult.Row> rows = new ArrayList<>();
  private final List<Supplier<Division>> divisions = new ArrayList<>();
  private final List<RunResult.Waiting> waiting = new ArrayList<>();
  private final List<RunResult.Notice> notices = new ArrayList<>();
  private final NavigableSet<ExchangeRate> rates = new TreeSet<>(Ordering.RATES);

  private Calculation(Facts facts, Period period, Tally tally) {
    this.facts = facts;
    this.period = period;
    this.tally = tally;
  }

  /**
   * @throws org.royaltyledger.ledger.value.Refused in the order of listeners, then of rows,
   *     licences, parts and terms
   */
  static RunResult of(Facts facts, Period period, Tally tally) {
    return new Calculation(facts, period, tally).run();
  }

  private RunResult run() {
    tally.unheard().refuse();
    for (Tally.Row row : tally.rows()) {
      row.covered()
          .forEach((licence, use) -> unitsOfAllRows.merge(licence, use.units(), BigInteger::add));
    }
    notices.addAll(tally.notices());
    List<Revenue> revenue = facts.revenue(period);
    for (int i = 0; i < revenue.size(); i++) {
      calculate(revenue.get(i), tally.rows().get(i));
    }
    // No pool asks what becomes of another.
    List<Division> divided = divisions.parallelStream().map(Supplier::get).toList();
    List<RunResult.Pool> pools =
        divided.parallelStream().map(Division::pool).sorted(Ordering.POOLS).toList();
    List<RunResult.Line> lines = sorted(divided);
    return new RunResult(period, rows, pools, lines, waiting, notices, List.copyOf(rates));
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

  private void calculate(Revenue revenue, Tally.Row usage) {
    CurrencyUnit currency = revenue.currency();
    SetAside aside = SetAside.of(revenue, usage, excludes(revenue));
    waiting.addAll(aside.waiting());
    BigDecimal retained = Rounding.decimal(Fractions.of(revenue.netRevenue()), currency);
    BigDecimal net = retained;
    retained = retained.subtract(aside.amount());
    for (Map.Entry<LicenceId, LicenceUse> covered : usage.covered().entrySet()) {
      retained = retained.subtract(pools(revenue, covered.getKey(), covered.getValue(), aside));
    }
    rows.add(
        new RunResult.Row(
            revenue.row().offering(),
            revenue.row().territory(),
            currency,
            net,
            units(aside.total()),
            units(aside.uncovered()),
            aside.amount(),
            retained));
    if (retained.signum() < 0) {
      notices.add(
          new RunResult.RetainedBelowZero(
              revenue.row().offering(), revenue.row().territory(), currency, retained));
    }
  }

  private boolean excludes(Revenue revenue) {
    return facts.offering(revenue.row().offering()).uncovered() == Offering.Uncovered.EXCLUDE;
  }

  /** What the pools of a licence take of the row. */
  private BigDecimal pools(Revenue revenue, LicenceId id, LicenceUse use, SetAside aside) {
    Licence licence = facts.licence(id);
    BigFraction factor =
        switch (licence.base()) {
          case SHARE -> BigFraction.of(use.units(), aside.total());
          case WHOLE -> BigFraction.ONE.subtract(aside.part());
        };
    BigFraction units = BigFraction.of(use.units(), ONE_UNIT);
    BigFraction flatShare = BigFraction.of(use.units(), unitsOfAllRows.get(id));
    BigDecimal taken = BigDecimal.ZERO;
    for (int part = 0; part < licence.parts().size(); part++) {
      Licence.Part terms = licence.parts().get(part);
      BigFraction exact =
          new Terms(facts, licence, part, revenue, factor, units, flatShare, rates::add)
              .evaluate(terms.terms());
      BigDecimal amount =
          Rounding.decimal(exact.signum() < 0 ? BigFraction.ZERO : exact, revenue.currency());
      int number = part;
      divisions.add(
          () ->
              new Division(facts, revenue, id, number, amount, use, Model.of(terms.allocation())));
      taken = taken.add(amount);
    }
    return taken;
  }

  /** Trillionths as a decimal. */
  static BigDecimal units(BigInteger trillionths) {
    return Fractions.plain(new BigDecimal(trillionths, 12));
  }
}
