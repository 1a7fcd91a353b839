package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.contract.Advance;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.money.Allocation;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Earns advances and costs back from income, each once.
 *
 * <p>Income below 0 gives back what was recouped, so that what is taken out of a month and put in
 * again leaves nothing behind.
 */
final class Recoupment {

  private final Agreements agreements;
  private final Books books;
  private final List<Advance> advances;

  Recoupment(Agreements agreements, Books books) {
    this.agreements = agreements;
    this.books = books;
    this.advances = agreements.advances();
  }

  /** Puts new and corrected advances on the books; what is recouped beyond them is given back. */
  void begin() {
    for (Advance it : advances) {
      BigDecimal change = it.amount().subtract(books.advanced(it.id(), it.currency()));
      if (change.signum() != 0) {
        books.move(
            Reason.ADVANCED,
            it.currency(),
            null,
            "",
            it.id(),
            null,
            null,
            List.of(
                new Posting(Account.unrecouped(it.id()), change),
                new Posting(Account.advanced(it.id()), change.negate())));
        books.setAdvanced(it.id(), it.currency(), it.amount());
      }
      BigDecimal beyond = books.recouped(it.id()).subtract(it.amount());
      if (beyond.signum() > 0) {
        List<Standing.Recouped> recoupers = books.recoupers(it.id());
        List<BigDecimal> parts =
            divide(
                beyond, recoupers.stream().map(Standing.Recouped::amount).toList(), it.currency());
        for (int i = 0; i < parts.size(); i++) {
          Standing.Recouped from = recoupers.get(i);
          book(it, from.contract(), from.party(), parts.get(i).negate(), null);
        }
      }
    }
  }

  /** Whether nothing is left to earn back of what a contract names. */
  boolean isRecouped(ContractId contract) {
    return advances.stream()
        .filter(it -> it.contracts().contains(contract))
        .allMatch(it -> open(it).signum() <= 0);
  }

  /** Takes from pots what is to be earned back, the oldest advance first. */
  void recoup(Collection<Pot> pots) {
    Map<Pot, BigDecimal> available = new HashMap<>();
    for (Pot pot : pots) {
      BigDecimal recoupable = pot.recoupable();
      if (recoupable.signum() < 0) {
        giveBack(pot, recoupable.negate());
      }
      available.put(pot, recoupable.max(BigDecimal.ZERO));
    }
    for (Advance it : advances) {
      take(it, pots, available, pot -> owes(pot.contract(), it));
    }
    for (Advance it : advances) {
      take(it, pots, available, pot -> crossesOnceRecouped(pot.contract(), it));
    }
  }

  /** By its own contract, or one whose income recovers all of its group's. */
  private boolean owes(Contract contract, Advance advance) {
    return advance.contracts().contains(contract.id())
        || (contract.crosses() == Contract.Crosses.ALL && isOfGroup(contract, advance));
  }

  private boolean crossesOnceRecouped(Contract contract, Advance advance) {
    return contract.crosses() == Contract.Crosses.RECOUPED_BALANCES
        && isOfGroup(contract, advance)
        && isRecouped(contract.id());
  }

  private boolean isOfGroup(Contract contract, Advance advance) {
    if (contract.group() == null) {
      return false;
    }
    for (ContractId id : advance.contracts()) {
      Contract other = agreements.contract(id);
      if (other != null && contract.group().equals(other.group())) {
        return true;
      }
    }
    return false;
  }

  private void take(
      Advance advance,
      Collection<Pot> pots,
      Map<Pot, BigDecimal> available,
      Predicate<Pot> isAsked) {
    BigDecimal open = open(advance);
    if (open.signum() <= 0) {
      return;
    }
    var from = new ArrayList<Pot>();
    var amounts = new ArrayList<BigDecimal>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Pot pot : pots) {
      BigDecimal amount = available.getOrDefault(pot, BigDecimal.ZERO);
      if (amount.signum() > 0 && pot.currency().equals(advance.currency()) && isAsked.test(pot)) {
        from.add(pot);
        amounts.add(amount);
        sum = sum.add(amount);
      }
    }
    if (from.isEmpty()) {
      return;
    }
    List<BigDecimal> parts = divide(open.min(sum), amounts, advance.currency());
    for (int i = 0; i < parts.size(); i++) {
      Pot pot = from.get(i);
      BigDecimal part = parts.get(i);
      book(advance, pot.id(), pot.party(), part, amounts.get(i));
      pot.recoup(part);
      available.merge(pot, part.negate(), BigDecimal::add);
    }
  }

  /** The newest first, the other way round than it was taken. */
  private void giveBack(Pot pot, BigDecimal amount) {
    BigDecimal left = amount;
    for (Advance it : advances.reversed()) {
      if (it.currency().equals(pot.currency())) {
        BigDecimal part = left.min(books.recouped(it.id(), pot.id(), pot.party()));
        book(it, pot.id(), pot.party(), part.negate(), null);
        pot.recoup(part.negate());
        left = left.subtract(part);
      }
    }
  }

  private BigDecimal open(Advance it) {
    return it.amount().subtract(books.recouped(it.id()));
  }

  /**
   * @param base what was there to be taken from; null if something is given back
   */
  private void book(
      Advance advance,
      String contract,
      PartyId party,
      BigDecimal amount,
      @Nullable BigDecimal base) {
    if (amount.signum() == 0) {
      return;
    }
    PartyId payer = advance.paidBy();
    books.move(
        Reason.RECOUPED,
        advance.currency(),
        party,
        contract,
        advance.id(),
        null,
        base,
        List.of(
            new Posting(Account.party(party, contract), amount),
            new Posting(
                payer == null ? Account.recouped(advance.id()) : Account.party(payer, contract),
                amount.negate()),
            new Posting(Account.advanced(advance.id()), amount),
            new Posting(Account.unrecouped(advance.id()), amount.negate())));
    books.addRecouped(advance.id(), contract, party, amount);
  }

  private static List<BigDecimal> divide(
      BigDecimal whole, List<BigDecimal> weights, CurrencyUnit currency) {
    List<BigInteger> parts =
        Allocation.divide(
            Rounding.minorUnits(whole, currency),
            weights.stream().map(it -> Rounding.minorUnits(it, currency)).toList());
    return parts.stream().map(it -> Rounding.ofMinorUnits(it, currency)).toList();
  }
}
