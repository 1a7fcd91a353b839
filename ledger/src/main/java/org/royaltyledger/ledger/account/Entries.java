package org.royaltyledger.ledger.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** What a close moves, as entries of the journal (docs/calculation.md#accounts). */
public final class Entries {

  private Entries() {}

  /** A revenue row, whose money is divided by itself. */
  private record Row(OfferingId offering, Territory territory, CurrencyUnit currency) {

    private static final Comparator<Row> ORDER =
        Comparator.comparing(Row::offering)
            .thenComparing(Row::territory)
            .thenComparing(it -> it.currency.getCurrencyCode());

    static Row of(RunResult.Row it) {
      return new Row(it.offering(), it.territory(), it.currency());
    }

    static Row of(RunResult.Pool it) {
      return new Row(it.offering(), it.territory(), it.currency());
    }

    static Row of(RunResult.Waiting it) {
      return new Row(it.offering(), it.territory(), it.currency());
    }
  }

  /** All that a result says of one row. */
  private record Part(
      List<RunResult.Row> rows, List<RunResult.Pool> pools, List<RunResult.Waiting> waiting) {

    static Part empty() {
      return new Part(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Money by state, counted by the calculation itself: a state that it gets has its account. */
    List<RunResult.StateAmount> states(Period period) {
      return new RunResult(period, rows, pools, List.of(), waiting, List.of(), null).states();
    }
  }

  /**
   * One entry for each revenue row with money, of the month itself and then of each month that is
   * adjusted; what comes to nothing is left out.
   *
   * @param source the place of the event that closed the month
   */
  public static List<Entry> of(Booking booking, long source) {
    var entries = new ArrayList<Entry>();
    booking
        .all()
        .forEach(
            result -> {
              var parts = new TreeMap<Row, Part>(Row.ORDER);
              result.rows().forEach(it -> part(parts, Row.of(it)).rows.add(it));
              result.pools().forEach(it -> part(parts, Row.of(it)).pools.add(it));
              result.waiting().forEach(it -> part(parts, Row.of(it)).waiting.add(it));
              parts.forEach(
                  (row, part) -> {
                    List<Posting> postings = postings(row, part, result.period());
                    if (!postings.isEmpty()) {
                      entries.add(
                          new Entry(
                              result.period(),
                              booking.period(),
                              row.currency,
                              result.period().equals(booking.period())
                                  ? Reason.EARNED
                                  : Reason.ADJUSTED,
                              source,
                              postings));
                    }
                  });
            });
    return List.copyOf(entries);
  }

  private static Part part(SortedMap<Row, Part> parts, Row row) {
    return parts.computeIfAbsent(row, _ -> Part.empty());
  }

  private static List<Posting> postings(Row row, Part part, Period period) {
    var sums = new TreeMap<Account, BigDecimal>();
    for (RunResult.Row it : part.rows) {
      add(sums, Account.receivable(row.offering), it.netRevenue());
    }
    for (RunResult.Pool pool : part.pools) {
      pool.parties()
          .forEach(
              (party, amount) -> add(sums, Account.party(party, pool.licence()), amount.negate()));
    }
    for (RunResult.StateAmount it : part.states(period)) {
      if (it.state() == State.RETAINED) {
        add(sums, Account.retained(row.offering), it.amount().negate());
      } else if (it.state() != State.PAYABLE) { // which stands on the accounts of parties
        add(sums, Account.waiting(it.state()), it.amount().negate());
      }
    }
    int decimals = row.currency.getDefaultFractionDigits();
    return sums.entrySet().stream()
        .filter(it -> it.getValue().signum() != 0)
        .map(it -> new Posting(it.getKey(), it.getValue().setScale(decimals)))
        .toList();
  }

  private static void add(SortedMap<Account, BigDecimal> sums, Account account, BigDecimal amount) {
    sums.merge(account, amount, BigDecimal::add);
  }
}
