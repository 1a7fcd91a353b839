package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/**
 * How what a close books differs from what the last one booked.
 *
 * @param before the month that was closed last
 * @param states by currency, in the order of reports
 * @param statements of each currency those whose totals changed most, the greatest change first
 * @param parties how many have a statement, by currency
 */
public record Variance(
    Period before, List<StateChange> states, List<TotalChange> statements, List<Parties> parties) {

  /** So many statements of each currency are named. */
  public static final int MOST = 10;

  public Variance {
    states = List.copyOf(states);
    statements = List.copyOf(statements);
    parties = List.copyOf(parties);
  }

  /** Two figures of one thing. */
  public record Change(BigDecimal now, BigDecimal before) {

    public BigDecimal difference() {
      return now.subtract(before);
    }

    /** Of what it was, to one decimal, half up; null if it was nothing. */
    public @Nullable BigDecimal percent() {
      return before.signum() == 0
          ? null
          : difference()
              .movePointRight(2)
              .divide(before.abs(), 1, RoundingMode.HALF_UP); // the sign is that of the difference
    }
  }

  /** Money of a state. */
  public record StateChange(String currency, State state, Change money) {}

  /**
   * A statement's total.
   *
   * @param money nothing where there is no statement
   * @param isNew whether there was none before
   * @param isGone whether there is none now
   */
  public record TotalChange(
      PartyId party, String currency, Change money, boolean isNew, boolean isGone) {}

  /** How many parties have a statement, and of how many that is new, or was the last. */
  public record Parties(String currency, int now, int before, int appeared, int gone) {}

  public static Variance of(Booking now, Booking before) {
    var statements = new ArrayList<TotalChange>();
    var parties = new ArrayList<Parties>();
    SortedMap<String, SortedMap<PartyId, BigDecimal>> totalsNow = totals(now);
    SortedMap<String, SortedMap<PartyId, BigDecimal>> totalsBefore = totals(before);
    var currencies = new TreeSet<>(totalsNow.keySet());
    currencies.addAll(totalsBefore.keySet());
    for (String currency : currencies) {
      List<TotalChange> changes =
          changes(
              currency,
              totalsNow.getOrDefault(currency, new TreeMap<>()),
              totalsBefore.getOrDefault(currency, new TreeMap<>()));
      changes.stream()
          .filter(it -> it.money.difference().signum() != 0)
          .sorted(
              Comparator.<TotalChange, BigDecimal>comparing(it -> it.money.difference().abs())
                  .reversed()
                  .thenComparing(TotalChange::party))
          .limit(MOST)
          .forEach(statements::add);
      int gone = (int) changes.stream().filter(TotalChange::isGone).count();
      int appeared = (int) changes.stream().filter(TotalChange::isNew).count();
      parties.add(
          new Parties(currency, changes.size() - gone, changes.size() - appeared, appeared, gone));
    }
    return new Variance(before.period(), states(now, before), statements, parties);
  }

  private static List<TotalChange> changes(
      String currency, SortedMap<PartyId, BigDecimal> now, SortedMap<PartyId, BigDecimal> before) {
    var all = new TreeSet<>(now.keySet());
    all.addAll(before.keySet());
    BigDecimal none = BigDecimal.ZERO;
    return all.stream()
        .map(
            it ->
                new TotalChange(
                    it,
                    currency,
                    change(now.getOrDefault(it, none), before.getOrDefault(it, none)),
                    !before.containsKey(it),
                    !now.containsKey(it)))
        .toList();
  }

  /** With the decimals of the currency, where only one of them has any. */
  private static Change change(BigDecimal now, BigDecimal before) {
    int decimals = Math.max(now.scale(), before.scale());
    return new Change(now.setScale(decimals), before.setScale(decimals));
  }

  private static SortedMap<String, SortedMap<PartyId, BigDecimal>> totals(Booking booking) {
    var totals = new TreeMap<String, SortedMap<PartyId, BigDecimal>>();
    booking
        .all()
        .flatMap(it -> it.pools().stream())
        .forEach(
            pool ->
                pool.parties()
                    .forEach(
                        (party, amount) -> {
                          if (amount.signum() != 0) {
                            totals
                                .computeIfAbsent(
                                    pool.currency().getCurrencyCode(), _ -> new TreeMap<>())
                                .merge(party, amount, BigDecimal::add);
                          }
                        }));
    return totals;
  }

  private static List<StateChange> states(Booking now, Booking before) {
    record Key(String currency, State state) {}
    Comparator<Key> order = Comparator.comparing(Key::currency).thenComparing(Key::state);
    var nowBy = new TreeMap<Key, BigDecimal>(order);
    var beforeBy = new TreeMap<Key, BigDecimal>(order);
    now.states()
        .forEach(
            it -> nowBy.put(new Key(it.currency().getCurrencyCode(), it.state()), it.amount()));
    before
        .states()
        .forEach(
            it -> beforeBy.put(new Key(it.currency().getCurrencyCode(), it.state()), it.amount()));
    var keys = new TreeSet<>(order);
    keys.addAll(nowBy.keySet());
    keys.addAll(beforeBy.keySet());
    return keys.stream()
        .map(
            it ->
                new StateChange(
                    it.currency,
                    it.state,
                    change(
                        nowBy.getOrDefault(it, BigDecimal.ZERO),
                        beforeBy.getOrDefault(it, BigDecimal.ZERO))))
        .toList();
  }
}
