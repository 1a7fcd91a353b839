package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.settlement.Move;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.settlement.Standing;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;

/** Sorts a settlement by statements. */
final class Payments {

  /** Whose statement. */
  record Key(String party, String currency) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::party, Codes.ORDER).thenComparing(Key::currency);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final SortedMap<Key, BigDecimal> totals;
  private final SortedMap<Key, List<Payment.Deduction>> deductions = new TreeMap<>();
  private final SortedMap<Key, BigDecimal> setOff = new TreeMap<>();
  private final SortedMap<Key, BigDecimal> payable = new TreeMap<>();
  private final SortedMap<Key, Payment.Tax> taxes = new TreeMap<>();
  private final SortedMap<Key, Payment.Exchange> exchanges = new TreeMap<>();
  private final SortedMap<Key, BigDecimal> carried = new TreeMap<>();
  private final SortedMap<Key, Settlement.Unpaid> unpaid = new TreeMap<>();

  private Payments(SortedMap<Key, BigDecimal> totals) {
    this.totals = totals;
  }

  /**
   * A payment for each total, and for each party that something else moved for.
   *
   * @param totals of the statements
   */
  static SortedMap<Key, Payment> of(Settlement settlement, SortedMap<Key, BigDecimal> totals) {
    var payments = new Payments(totals);
    settlement.moves().forEach(payments::take);
    for (Standing.Owed it : settlement.after().owed()) {
      payments.carried.merge(
          new Key(it.party().code(), it.currency().getCurrencyCode()),
          it.amount(),
          BigDecimal::add);
    }
    settlement
        .unpaid()
        .forEach(
            it ->
                payments.unpaid.put(
                    new Key(it.party().code(), it.currency().getCurrencyCode()), it));
    return payments.all(settlement);
  }

  private void take(Move move) {
    String currency = move.currency().getCurrencyCode();
    switch (move.reason()) {
      case FEE, RECOUPED, RESERVED, RELEASED, DIRECTED, HELD, FREED -> deduct(move, currency);
      case SET_OFF -> setOff.put(key(move, currency), paid(move).negate());
      case PAYABLE -> payable.put(key(move, currency), paid(move));
      case TAXED ->
          taxes.put(
              key(move, currency),
              new Payment.Tax(rate(move), move.reference(), paid(move).negate()));
      case EXCHANGED -> {
        if (paid(move).signum() < 0) { // the other currency's entry follows
          exchanges.put(
              key(move, currency),
              new Payment.Exchange(paid(move).negate(), rate(move), move.reference()));
        }
      }
      default -> {} // nobody's statement
    }
  }

  private void deduct(Move move, String currency) {
    for (Posting it : move.postings()) {
      if (it.account().kind() == Account.Kind.PARTY) {
        boolean own =
            move.party() != null
                && move.party().code().equals(it.account().holder())
                && it.amount().signum() == sign(move);
        deductions
            .computeIfAbsent(new Key(it.account().holder(), currency), _ -> new ArrayList<>())
            .add(
                new Payment.Deduction(
                    move.reason().written(),
                    it.account().contract(),
                    move.reference(),
                    own ? move.rate() : null,
                    own ? move.base() : null,
                    it.amount().negate()));
      }
    }
  }

  /** The first posting is that of the party whose money it is. */
  private static int sign(Move move) {
    return move.postings().getFirst().amount().signum();
  }

  private static Key key(Move move, String currency) {
    if (move.party() == null) {
      throw new IllegalStateException("a payment of nobody: " + move);
    }
    return new Key(move.party().code(), currency);
  }

  private static BigDecimal paid(Move move) {
    return move.adds(Account.Kind.PAYABLE, key(move, "").party());
  }

  private static BigDecimal rate(Move move) {
    BigDecimal rate = move.rate();
    if (rate == null) {
      throw new IllegalStateException("%s without a rate".formatted(move.reason().written()));
    }
    return rate;
  }

  private SortedMap<Key, Payment> all(Settlement settlement) {
    Set<Key> keys = new TreeSet<>(totals.keySet());
    keys.addAll(deductions.keySet());
    keys.addAll(setOff.keySet());
    keys.addAll(payable.keySet());
    SortedMap<Key, String> paidIn = new TreeMap<>();
    SortedMap<Key, BigDecimal> paid = new TreeMap<>();
    for (Move move : settlement.moves()) {
      if (move.reason() == Reason.EXCHANGED && paid(move).signum() > 0) {
        exchangedFrom(move)
            .forEach(
                from -> {
                  paidIn.put(from, move.currency().getCurrencyCode());
                  paid.put(from, paid(move));
                });
      }
    }
    SortedMap<Key, Payment> all = new TreeMap<>();
    for (Key key : keys) {
      all.put(key, payment(key, paidIn.get(key), paid.get(key)));
    }
    return all;
  }

  /** The statement whose money an entry in another currency pays out. */
  private static List<Key> exchangedFrom(Move move) {
    return move.postings().stream()
        .map(Posting::account)
        .filter(it -> it.kind() == Account.Kind.EXCHANGE)
        .map(
            it ->
                new Key(key(move, "").party(), it.holder().substring(0, it.holder().indexOf('-'))))
        .toList();
  }

  private Payment payment(Key key, @Nullable String paidIn, @Nullable BigDecimal exchanged) {
    int decimals = Currencies.of(key.currency).getDefaultFractionDigits();
    BigDecimal none = BigDecimal.ZERO.setScale(decimals);
    List<Payment.Deduction> of = deductions.getOrDefault(key, List.of());
    BigDecimal due =
        of.stream()
            .map(Payment.Deduction::amount)
            .reduce(totals.getOrDefault(key, none), BigDecimal::add);
    BigDecimal pay = payable.getOrDefault(key, none);
    BigDecimal off = setOff.getOrDefault(key, none);
    BigDecimal left = carried.getOrDefault(key, none);
    Payment.Tax tax = taxes.get(key);
    Settlement.Unpaid why = unpaid.get(key);
    String payoutCurrency =
        paidIn != null ? paidIn : why == null ? key.currency : why.paidIn().getCurrencyCode();
    BigDecimal net = tax == null ? pay : pay.subtract(tax.amount());
    BigDecimal payout =
        exchanged != null
            ? exchanged
            : payoutCurrency.equals(key.currency)
                ? net
                : BigDecimal.ZERO.setScale(
                    Currencies.of(payoutCurrency).getDefaultFractionDigits());
    return new Payment(
        of,
        due,
        pay.add(left).subtract(due).subtract(off),
        off,
        pay,
        tax,
        exchanges.get(key),
        payout,
        payoutCurrency,
        left,
        why == null ? null : why.why().written(),
        why == null ? null : why.minimum());
  }
}
