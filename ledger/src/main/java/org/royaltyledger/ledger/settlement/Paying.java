package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.contract.Percent;
import org.royaltyledger.ledger.contract.Tax;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.PartyId;

/** Turns what parties are owed into what they are to be paid: tax, exchange, minimum. */
final class Paying {

  private final Agreements agreements;
  private final Books books;
  private final List<Settlement.Unpaid> unpaid = new ArrayList<>();

  private Paying(Agreements agreements, Books books) {
    this.agreements = agreements;
    this.books = books;
  }

  /** Whose payment it would be. */
  private record Payment(PartyId party, CurrencyUnit currency) {

    static final Comparator<Payment> ORDER =
        Comparator.comparing(Payment::party).thenComparing(it -> it.currency.getCurrencyCode());
  }

  /** A party's balance in one currency, above 0, and what it would be paid of it. */
  private record Payable(
      CurrencyUnit currency,
      BigDecimal amount,
      List<Standing.Owed> accounts,
      BigDecimal tax,
      @Nullable ExchangeRate rate,
      BigDecimal paid) {}

  /**
   * @return what is carried forward instead
   */
  static List<Settlement.Unpaid> pay(
      Agreements agreements, Books books, List<Standing.Payable> inRuns) {
    var paying = new Paying(agreements, books);
    paying.setOff(inRuns);
    SortedMap<Payment, List<Payable>> payments = new TreeMap<>(Payment.ORDER);
    paying
        .balances()
        .forEach(
            (whose, accounts) -> {
              CurrencyUnit paidIn = agreements.paidIn(whose.party, whose.currency);
              Payable payable = paying.payable(whose, accounts, paidIn);
              if (payable != null) {
                payments
                    .computeIfAbsent(new Payment(whose.party, paidIn), _ -> new ArrayList<>())
                    .add(payable);
              }
            });
    payments.forEach(paying::pay);
    paying.unpaid.sort(
        Comparator.comparing(Settlement.Unpaid::party)
            .thenComparing(it -> it.currency().getCurrencyCode()));
    return paying.unpaid;
  }

  /** What is not on its way to a party yet first makes up for what it owes. */
  private void setOff(List<Standing.Payable> inRuns) {
    Map<Payment, BigDecimal> onTheWay = new HashMap<>();
    inRuns.forEach(
        it -> onTheWay.merge(new Payment(it.party(), it.currency()), it.amount(), BigDecimal::add));
    balances()
        .forEach(
            (whose, accounts) -> {
              BigDecimal debt = sum(accounts).negate();
              BigDecimal free =
                  books
                      .payable(whose.party, whose.currency)
                      .subtract(onTheWay.getOrDefault(whose, BigDecimal.ZERO));
              if (debt.signum() > 0 && free.signum() > 0) {
                setOff(whose, accounts, debt.min(free));
              }
            });
  }

  private void setOff(Payment whose, List<Standing.Owed> accounts, BigDecimal amount) {
    var postings = new ArrayList<Posting>();
    postings.add(new Posting(Account.payable(whose.party), amount));
    BigDecimal left = amount;
    for (Standing.Owed it : accounts) {
      BigDecimal part = left.min(it.amount().negate());
      if (part.signum() > 0) {
        postings.add(new Posting(Account.party(whose.party, it.contract()), part.negate()));
        left = left.subtract(part);
      }
    }
    books.move(Reason.SET_OFF, whose.currency, whose.party, "", "", null, null, postings);
  }

  private SortedMap<Payment, List<Standing.Owed>> balances() {
    SortedMap<Payment, List<Standing.Owed>> balances = new TreeMap<>(Payment.ORDER);
    for (Standing.Owed it : books.owed()) {
      balances
          .computeIfAbsent(new Payment(it.party(), it.currency()), _ -> new ArrayList<>())
          .add(it);
    }
    return balances;
  }

  private static BigDecimal sum(List<Standing.Owed> accounts) {
    return accounts.stream().map(Standing.Owed::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private @Nullable Payable payable(
      Payment whose, List<Standing.Owed> accounts, CurrencyUnit paidIn) {
    BigDecimal amount = sum(accounts);
    if (amount.signum() <= 0) {
      carry(whose, amount, Settlement.Why.NOTHING_DUE, paidIn, null);
      return null;
    }
    Tax tax = agreements.tax(whose.party);
    BigDecimal withheld =
        tax == null
            ? BigDecimal.ZERO.setScale(amount.scale())
            : rate(tax, whose.party).of(amount, whose.currency);
    BigDecimal net = amount.subtract(withheld);
    if (paidIn.equals(whose.currency)) {
      return new Payable(whose.currency, amount, accounts, withheld, null, net);
    }
    ExchangeRate rate = agreements.rate(whose.currency, paidIn);
    if (rate == null) {
      carry(whose, amount, Settlement.Why.NO_RATE, paidIn, null);
      return null;
    }
    return new Payable(
        whose.currency,
        amount,
        accounts,
        withheld,
        rate,
        Rounding.decimal(Fractions.of(net).multiply(Fractions.of(rate.rate())), paidIn));
  }

  private Percent rate(Tax tax, PartyId party) {
    return tax.rate(agreements.residenceProven(party));
  }

  private void pay(Payment payment, List<Payable> parts) {
    BigDecimal sum = parts.stream().map(Payable::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal minimum = agreements.minimum(payment.party, payment.currency);
    if (sum.compareTo(minimum) < 0) {
      for (Payable it : parts) {
        carry(
            new Payment(payment.party, it.currency),
            it.amount,
            Settlement.Why.BELOW_MINIMUM,
            payment.currency,
            minimum);
      }
      return;
    }
    for (Payable it : parts) {
      if (it.paid.signum() > 0 || it.tax.compareTo(it.amount) == 0) {
        pay(payment, it);
      } else { // a cent of the one currency can be less than half of the other's
        carry(
            new Payment(payment.party, it.currency),
            it.amount,
            Settlement.Why.BELOW_MINIMUM,
            payment.currency,
            minimum);
      }
    }
  }

  private void pay(Payment payment, Payable it) {
    PartyId party = payment.party;
    var postings = new ArrayList<Posting>();
    for (Standing.Owed account : it.accounts) {
      postings.add(new Posting(Account.party(party, account.contract()), account.amount()));
    }
    postings.add(new Posting(Account.payable(party), it.amount.negate()));
    books.move(Reason.PAYABLE, it.currency, party, "", "", null, null, postings);
    if (it.tax.signum() != 0) {
      Tax tax = Objects.requireNonNull(agreements.tax(party), "it was asked above");
      boolean proven = agreements.residenceProven(party);
      books.move(
          Reason.TAXED,
          it.currency,
          party,
          "",
          tax.source().isEmpty() ? tax.country() : tax.country() + ": " + tax.source(),
          tax.rate(proven).value(),
          it.amount,
          Books.transfer(Account.payable(party), Account.tax(tax.country()), it.tax));
    }
    ExchangeRate rate = it.rate;
    BigDecimal net = it.amount.subtract(it.tax);
    if (rate != null && net.signum() != 0) {
      Account exchange = Account.exchange(it.currency, payment.currency);
      String reference =
          rate.source().isEmpty()
              ? rate.date().toString()
              : "%s: %s".formatted(rate.date(), rate.source());
      books.move(
          Reason.EXCHANGED,
          it.currency,
          party,
          "",
          reference,
          rate.rate(),
          net,
          Books.transfer(Account.payable(party), exchange, net));
      books.move(
          Reason.EXCHANGED,
          payment.currency,
          party,
          "",
          reference,
          rate.rate(),
          net,
          Books.transfer(exchange, Account.payable(party), it.paid));
    }
  }

  private void carry(
      Payment whose,
      BigDecimal amount,
      Settlement.Why why,
      CurrencyUnit paidIn,
      @Nullable BigDecimal minimum) {
    if (amount.signum() == 0) {
      return;
    }
    unpaid.add(
        new Settlement.Unpaid(
            whose.party,
            whose.currency,
            amount.setScale(whose.currency.getDefaultFractionDigits()),
            why,
            paidIn,
            minimum));
  }
}
