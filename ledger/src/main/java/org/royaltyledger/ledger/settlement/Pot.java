package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.value.PartyId;

/** What a contract takes in from a party in one currency, and what is left of it. One thread. */
final class Pot {

  /** Whose it is. */
  record Key(CurrencyUnit currency, ContractId contract, PartyId party) {

    static final Comparator<Key> ORDER =
        Comparator.comparing((Key it) -> it.currency.getCurrencyCode())
            .thenComparing(Key::contract)
            .thenComparing(Key::party);
  }

  private final Key key;
  private final Contract contract;
  private final SortedMap<Income.Key, BigDecimal> from = new TreeMap<>(Income.Key.ORDER);
  private BigDecimal taken;
  private BigDecimal recouping;

  Pot(Key key, Contract contract) {
    this.key = key;
    this.contract = contract;
    this.taken = zero();
    this.recouping = zero();
  }

  private BigDecimal zero() {
    return BigDecimal.ZERO.setScale(key.currency.getDefaultFractionDigits());
  }

  /**
   * @param recoups whether it earns back advances
   */
  void add(Income.Key source, BigDecimal amount, boolean recoups) {
    from.merge(source, amount, BigDecimal::add);
    if (recoups) {
      recouping = recouping.add(amount);
    }
  }

  Contract contract() {
    return contract;
  }

  String id() {
    return contract.id().code();
  }

  PartyId party() {
    return key.party;
  }

  CurrencyUnit currency() {
    return key.currency;
  }

  void take(BigDecimal amount) {
    taken = taken.add(amount);
  }

  /** What came in less what was taken. */
  BigDecimal rest() {
    return all().subtract(taken);
  }

  /** What earns back advances: what came in for that, less the fees on it. Below 0 gives back. */
  BigDecimal recoupable() {
    BigDecimal left = recouping;
    for (Contract.Fee fee : contract.fees()) {
      if (key.party.equals(fee.to())) {
        continue;
      }
      left = left.subtract(fee.percent().of(recouping, key.currency));
    }
    // Fees are rounded on the whole: what is left of that bounds it.
    return left.signum() > 0 ? left.min(rest()).max(zero()) : left;
  }

  private BigDecimal all() {
    return from.values().stream().reduce(zero(), BigDecimal::add);
  }

  /** What is left, over where it came from in proportion. */
  SortedMap<Income.Key, BigDecimal> left() {
    SortedMap<Income.Key, BigDecimal> left = new TreeMap<>(from);
    BigDecimal all = all();
    if (taken.signum() == 0) {
      return left;
    }
    if (all.signum() == 0) { // no proportion: what was taken is all from one
      left.merge(left.firstKey(), taken.negate(), BigDecimal::add);
      return left;
    }
    BigFraction factor = Fractions.of(rest()).divide(Fractions.of(all));
    List<BigInteger> parts =
        Parts.of(
            Rounding.minorUnits(rest(), key.currency),
            from.values().stream().map(it -> Fractions.of(it).multiply(factor)).toList(),
            key.currency);
    int place = 0;
    for (Income.Key source : from.keySet()) {
      left.put(source, Rounding.ofMinorUnits(parts.get(place++), key.currency));
    }
    return left;
  }
}
