package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.contract.Percent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** Makes the settlement of a close, docs/calculation.md#from-earned-to-paid. */
public final class Settling {

  private final Period period;
  private final Agreements agreements;
  private final Books books;
  private final Recoupment recoupment;
  private final Rules rules;

  private Settling(Period period, Agreements agreements, Standing before, Rules rules) {
    this.period = period;
    this.agreements = agreements;
    this.rules = rules;
    this.books = new Books(period, before, rules);
    this.recoupment = new Recoupment(agreements, books);
  }

  /**
   * @param before what the last close left open
   * @param inRuns what payout runs have taken and not given back
   * @param agreements as in force at the end of the booking's month
   * @param rules the version of the rules, at most {@link Settlement#RULES}
   */
  public static Settlement of(
      Booking booking,
      Standing before,
      List<Standing.Payable> inRuns,
      Agreements agreements,
      int rules) {
    var settling = new Settling(booking.period(), agreements, before, Rules.of(rules));
    settling.earn(booking);
    settling.release();
    settling.recoupment.begin();
    settling.deduct(Income.of(booking, agreements, settling.rules));
    settling.free();
    List<Settlement.Unpaid> unpaid = Paying.pay(agreements, settling.books, inRuns);
    return new Settlement(
        booking.period(), settling.books.moves(), unpaid, settling.books.standing());
  }

  /** As the entries of the booking itself say. */
  private void earn(Booking booking) {
    booking
        .all()
        .flatMap(it -> it.pools().stream())
        .forEach(
            pool ->
                pool.parties()
                    .forEach(
                        (party, amount) -> {
                          if (amount.signum() != 0) {
                            books.owe(party, pool.licence().code(), pool.currency(), amount);
                          }
                        }));
  }

  /** Gives back what has been reserved long enough; all of it once the contract has no reserve. */
  private void release() {
    for (Standing.Reserved it : books.takeReserves()) {
      BigDecimal due = due(it, agreements.known(new ContractId(it.contract())));
      BigDecimal released = due.subtract(it.released());
      if (released.signum() > 0) {
        books.move(
            new Move(
                Reason.RELEASED,
                it.month(),
                it.currency(),
                it.party(),
                it.contract(),
                it.month().toString(),
                null,
                null,
                Books.transfer(
                    Account.reserved(it.party(), it.contract()),
                    Account.party(it.party(), it.contract()),
                    released)));
      }
      BigDecimal now = due.max(it.released());
      if (now.compareTo(it.taken()) < 0) {
        books.reserve(
            new Standing.Reserved(
                it.contract(), it.party(), it.currency(), it.month(), it.taken(), now));
      }
    }
  }

  /** What has to be released of a reserve by now. */
  private BigDecimal due(Standing.Reserved it, Contract contract) {
    if (contract.reserve() == null) {
      return it.taken();
    }
    BigDecimal percent = BigDecimal.ZERO;
    for (Contract.Release release : contract.releases()) {
      if (!it.month().month().plusMonths(release.after()).isAfter(period.month())) {
        percent = percent.add(release.percent().value());
      }
    }
    return new Percent(percent).of(it.taken(), it.currency());
  }

  /** Off the top, then from share: of each contract fees, recoupment and what else it says. */
  private void deduct(SortedMap<Income.Key, BigDecimal> income) {
    for (Contract.Basis basis : Contract.Basis.values()) {
      SortedMap<Pot.Key, Pot> pots = pots(income, basis);
      pots.values().forEach(this::charge);
      recoupment.recoup(pots.values());
      pots.values().forEach(this::share);
      if (basis == Contract.Basis.OFF_THE_TOP) {
        lower(income, pots);
      }
    }
  }

  /** What each contract takes in from each party, by currency. */
  private SortedMap<Pot.Key, Pot> pots(
      SortedMap<Income.Key, BigDecimal> income, Contract.Basis basis) {
    SortedMap<Pot.Key, Pot> pots = new TreeMap<>(Pot.Key.ORDER);
    income.forEach(
        (key, amount) -> {
          ContractId id = basis == Contract.Basis.OFF_THE_TOP ? key.top() : key.share();
          Contract contract = id == null ? null : agreements.contract(id);
          if (contract != null && amount.signum() != 0) {
            pots.computeIfAbsent(
                    new Pot.Key(key.currency(), contract.id(), key.party()),
                    it -> new Pot(it, contract, rules))
                .add(
                    key,
                    amount,
                    basis == Contract.Basis.OFF_THE_TOP ? key.topRecoups() : key.shareRecoups());
          }
        });
    return pots;
  }

  private void charge(Pot pot) {
    BigDecimal base = pot.rest();
    if (base.signum() < 0) {
      uncharge(Reason.FEE, pot, base, pot::charge);
      return;
    }
    for (Contract.Fee fee : pot.contract().fees()) {
      if (pot.party().equals(fee.to())) {
        continue; // a contract of everyone
      }
      charge(Reason.FEE, pot, fee.reason(), fee.percent(), fee.to(), base, pot::charge);
    }
  }

  private void charge(
      Reason reason,
      Pot pot,
      String reference,
      Percent percent,
      @Nullable PartyId to,
      BigDecimal base,
      Consumer<BigDecimal> taken) {
    BigDecimal amount = percent.of(base, pot.currency());
    if (rules != Rules.FIRST) {
      amount = amount.min(pot.rest());
    }
    if (amount.signum() == 0) {
      return;
    }
    books.addCharged(
        new Standing.Charged(
            reason,
            pot.id(),
            pot.party(),
            reference,
            pot.currency(),
            to,
            percent.value(),
            base,
            amount));
    book(reason, pot, reference, percent.value(), to, base, amount);
    taken.accept(amount);
  }

  /** Of income below 0: back to the party what was taken of it before, as it was taken. */
  private void uncharge(Reason reason, Pot pot, BigDecimal base, Consumer<BigDecimal> taken) {
    for (Standing.Charged it :
        books.uncharge(reason, pot.id(), pot.party(), pot.currency(), base.negate())) {
      if (it.amount().signum() != 0) {
        BigDecimal amount = it.amount().negate();
        book(reason, pot, it.reference(), it.percent(), it.to(), it.base().negate(), amount);
        taken.accept(amount);
      }
    }
  }

  private void book(
      Reason reason,
      Pot pot,
      String reference,
      BigDecimal percent,
      @Nullable PartyId to,
      BigDecimal base,
      BigDecimal amount) {
    books.move(
        reason,
        pot.currency(),
        pot.party(),
        pot.id(),
        reference,
        percent,
        base,
        Books.transfer(
            Account.party(pot.party(), pot.id()),
            to == null ? Account.fee(pot.id()) : Account.party(to, pot.id()),
            amount));
  }

  /** Reserve, letters of direction, and what a condition holds. */
  private void share(Pot pot) {
    Contract contract = pot.contract();
    if (contract.reserve() != null && pot.rest().signum() > 0) {
      BigDecimal base = pot.rest();
      BigDecimal amount = contract.reserve().of(base, pot.currency());
      if (amount.signum() != 0) {
        books.move(
            Reason.RESERVED,
            pot.currency(),
            pot.party(),
            pot.id(),
            period.toString(),
            contract.reserve().value(),
            base,
            Books.transfer(
                Account.party(pot.party(), pot.id()),
                Account.reserved(pot.party(), pot.id()),
                amount));
        books.reserve(
            new Standing.Reserved(
                pot.id(),
                pot.party(),
                pot.currency(),
                period,
                amount,
                BigDecimal.ZERO.setScale(amount.scale())));
        pot.take(amount);
      }
    }
    BigDecimal base = pot.rest();
    if (base.signum() < 0) {
      uncharge(Reason.DIRECTED, pot, base, pot::take);
    } else {
      for (Contract.Direction it : contract.directions()) {
        if (!it.to().equals(pot.party())) { // a contract of everyone
          charge(Reason.DIRECTED, pot, it.to().code(), it.percent(), it.to(), base, pot::take);
        }
      }
    }
    if (pot.rest().signum() < 0) {
      BigDecimal back = books.unhold(pot.party(), pot.id(), pot.currency(), pot.rest().negate());
      if (back.signum() > 0) {
        books.move(
            Reason.FREED,
            pot.currency(),
            pot.party(),
            pot.id(),
            waitingFor(contract),
            null,
            null,
            Books.transfer(
                Account.held(pot.party(), pot.id()), Account.party(pot.party(), pot.id()), back));
        pot.take(back.negate());
      }
    }
    if (pot.rest().signum() > 0 && !isMet(contract)) {
      books.move(
          Reason.HELD,
          pot.currency(),
          pot.party(),
          pot.id(),
          waitingFor(contract),
          null,
          null,
          Books.transfer(
              Account.party(pot.party(), pot.id()),
              Account.held(pot.party(), pot.id()),
              pot.rest()));
      books.hold(new Standing.Held(pot.id(), pot.party(), pot.currency(), pot.rest()));
      pot.take(pot.rest());
    }
  }

  /** Gives back what was held for a condition that is met now. */
  private void free() {
    for (Standing.Held it : books.takeHeld()) {
      Contract contract = agreements.known(new ContractId(it.contract()));
      if (!isMet(contract)) {
        books.hold(it);
        continue;
      }
      books.move(
          Reason.FREED,
          it.currency(),
          it.party(),
          it.contract(),
          waitingFor(contract),
          null,
          null,
          Books.transfer(
              Account.held(it.party(), it.contract()),
              Account.party(it.party(), it.contract()),
              it.amount()));
    }
  }

  private boolean isMet(Contract contract) {
    return contract.payableWhenRecouped().stream().allMatch(recoupment::isRecouped);
  }

  private static String waitingFor(Contract contract) {
    return String.join("|", contract.payableWhenRecouped().stream().map(ContractId::code).toList());
  }

  /** What is left off the top is what goes on to the contracts that take from share. */
  private static void lower(
      SortedMap<Income.Key, BigDecimal> income, SortedMap<Pot.Key, Pot> pots) {
    for (Pot pot : pots.values()) {
      income.putAll(pot.left());
    }
  }
}
