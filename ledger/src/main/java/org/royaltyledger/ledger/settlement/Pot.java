package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.money.Allocation;
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
  private final NavigableMap<Income.Key, BigDecimal> from = new TreeMap<>(Income.Key.ORDER);
  private final Set<Income.Key> recoups = new TreeSet<>(Income.Key.ORDER);

  // What was taken and what was given back: of one sign each, so that neither hides the other.
  private final Moved fees = new Moved();
  private final Moved recouped = new Moved();
  private final Moved shared = new Moved();
  private final Rules rules;

  /** Sums by sign, each 0 or more. */
  private static final class Moved {

    private BigDecimal taken = BigDecimal.ZERO;
    private BigDecimal given = BigDecimal.ZERO;

    void add(BigDecimal amount) {
      if (amount.signum() > 0) {
        taken = taken.add(amount);
      } else {
        given = given.subtract(amount);
      }
    }

    BigDecimal sum() {
      return taken.subtract(given);
    }
  }

  Pot(Key key, Contract contract, Rules rules) {
    this.key = key;
    this.contract = contract;
    this.rules = rules;
  }

  private BigDecimal zero() {
    return BigDecimal.ZERO.setScale(key.currency.getDefaultFractionDigits());
  }

  /**
   * @param recoup whether it earns back advances
   */
  void add(Income.Key source, BigDecimal amount, boolean recoup) {
    from.merge(source, amount, BigDecimal::add);
    if (recoup) {
      recoups.add(source);
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

  /** A fee; below 0 if it is given back. */
  void charge(BigDecimal amount) {
    fees.add(amount);
  }

  /** What is kept or goes to others. */
  void take(BigDecimal amount) {
    shared.add(amount);
  }

  /** What earned an advance back; below 0 if it is given back. */
  void recoup(BigDecimal amount) {
    recouped.add(amount);
  }

  /** What came in less what was taken. */
  BigDecimal rest() {
    return sum(from.values()).subtract(fees.sum()).subtract(recouped.sum()).subtract(shared.sum());
  }

  /** What earns back advances: what came in for that, less the fees on it. Below 0 gives back. */
  BigDecimal recoupable() {
    BigDecimal recouping = sum(recoups.stream().map(from::get).toList());
    BigDecimal onIt = zero();
    for (Contract.Fee fee : contract.fees()) {
      if (!key.party.equals(fee.to())) {
        onIt = onIt.add(fee.percent().of(recouping, key.currency));
      }
    }
    if (recouping.signum() < 0) {
      return rules == Rules.FIRST
          ? recouping.subtract(onIt.max(fees.sum().min(zero())))
          : sum(recoups.stream().map(lessFees()::get).toList());
    }
    // Fees are rounded on the whole: what is left of that bounds it.
    return recouping.subtract(onIt).min(rest()).max(zero());
  }

  private BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(zero(), BigDecimal::add);
  }

  /**
   * What is left of each source: what was taken is taken from those above 0, what was given back
   * goes to those below, of advances to those that recoup before others.
   */
  NavigableMap<Income.Key, BigDecimal> left() {
    if (rules == Rules.FIRST) {
      return leftByFirstRules();
    }
    NavigableMap<Income.Key, BigDecimal> left = lessFees();
    move(left, recouped, recoups);
    move(left, shared, left.keySet());
    return left;
  }

  private NavigableMap<Income.Key, BigDecimal> lessFees() {
    NavigableMap<Income.Key, BigDecimal> left = new TreeMap<>(from);
    move(left, fees, left.keySet());
    return left;
  }

  /** What others got before advances did. */
  private NavigableMap<Income.Key, BigDecimal> leftByFirstRules() {
    NavigableMap<Income.Key, BigDecimal> left = new TreeMap<>(from);
    move(left, fees.taken.add(shared.taken), 1, left.keySet());
    move(left, fees.given.add(shared.given), -1, left.keySet());
    move(left, recouped, recoups);
    return left;
  }

  private void move(
      NavigableMap<Income.Key, BigDecimal> left, Moved moved, Collection<Income.Key> first) {
    move(left, moved.taken, 1, first);
    move(left, moved.given, -1, first);
  }

  /**
   * @param amount 0 or more
   * @param sign of the sources that it comes out of; they come nearer to 0
   */
  private void move(
      NavigableMap<Income.Key, BigDecimal> left,
      BigDecimal amount,
      int sign,
      Collection<Income.Key> first) {
    BigDecimal rest = moveSome(left, amount, sign, List.copyOf(first));
    rest = moveSome(left, rest, sign, List.copyOf(left.keySet()));
    if (rest.signum() != 0) {
      left.merge(left.firstKey(), sign > 0 ? rest.negate() : rest, BigDecimal::add);
    }
  }

  /** In proportion to what is there, by largest remainder; what they do not have is given back. */
  private BigDecimal moveSome(
      NavigableMap<Income.Key, BigDecimal> left,
      BigDecimal amount,
      int sign,
      List<Income.Key> candidates) {
    List<Income.Key> sources =
        candidates.stream()
            .filter(it -> left.getOrDefault(it, BigDecimal.ZERO).signum() == sign)
            .toList();
    if (sources.isEmpty() || amount.signum() == 0) {
      return amount;
    }
    List<BigInteger> weights =
        sources.stream()
            .map(
                it ->
                    Rounding.minorUnits(left.getOrDefault(it, BigDecimal.ZERO).abs(), key.currency))
            .toList();
    BigInteger all = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger moved = Rounding.minorUnits(amount, key.currency).min(all);
    List<BigInteger> parts = Allocation.divide(moved, weights);
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal part = Rounding.ofMinorUnits(parts.get(i), key.currency);
      left.merge(sources.get(i), sign > 0 ? part.negate() : part, BigDecimal::add);
    }
    return amount.subtract(Rounding.ofMinorUnits(moved, key.currency));
  }
}
