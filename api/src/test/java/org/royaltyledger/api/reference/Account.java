package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.royaltyledger.api.reference.Incomes.Income;

/** What a contract takes in of one party in one currency, and what is left of it. */
final class Account {

  /** "Ties in the order of contract and party." */
  static final Comparator<Account> ORDER =
      Comparator.comparing((Account it) -> it.contract.id(), Facts.BY_BYTES)
          .thenComparing(it -> it.party, Facts.BY_BYTES)
          .thenComparing(it -> it.currency);

  final Contract contract;
  final String party;
  final String currency;
  final Map<Income, BigDecimal> parts = new TreeMap<>(Income.ORDER);

  private BigDecimal taken;
  private BigDecimal givenBack;
  private final Map<Income, BigDecimal> cameIn = new TreeMap<>(Income.ORDER);

  Account(Contract contract, String party, String currency) {
    this.contract = contract;
    this.party = party;
    this.currency = currency;
    this.taken = zero();
    this.givenBack = zero();
  }

  void add(Income income, BigDecimal amount) {
    cameIn.put(income, amount);
    parts.put(income, amount);
  }

  BigDecimal rest() {
    return parts.values().stream().reduce(zero(), BigDecimal::add).subtract(taken).add(givenBack);
  }

  private boolean recoups(Income income) {
    return income.recoups(contract.offTheTop());
  }

  /** What is left of the income that earns back advances and costs. */
  BigDecimal recouping() {
    return parts.entrySet().stream()
        .filter(it -> recoups(it.getKey()))
        .map(Map.Entry::getValue)
        .reduce(zero(), BigDecimal::add);
  }

  /** "Income that recoups, less the fees on it", at most what is left of all. */
  BigDecimal recoupable() {
    BigDecimal recouping =
        cameIn.entrySet().stream()
            .filter(it -> recoups(it.getKey()))
            .map(Map.Entry::getValue)
            .reduce(zero(), BigDecimal::add);
    BigDecimal fees = zero();
    for (Contract.Charge fee : contract.fees()) {
      if (!fee.to().equals(party)) {
        fees = fees.add(percentOf(fee.percent(), recouping));
      }
    }
    return recouping.subtract(fees).min(rest()).max(zero());
  }

  /** Takes it from all income; what is below 0 is given back. */
  void take(BigDecimal amount) {
    taken = taken.add(amount.max(zero()));
    givenBack = givenBack.subtract(amount.min(zero()));
  }

  /** Lowers and raises the single incomes by what was taken and given back since the last time. */
  void spread() {
    BigDecimal less = taken;
    BigDecimal more = givenBack;
    taken = zero();
    givenBack = zero();
    take(less, _ -> true);
    take(more.negate(), _ -> true);
  }

  /** Takes it from income that recoups, then from other. */
  void takeFromRecouping(BigDecimal amount) {
    BigDecimal left = take(amount, this::recoups);
    take(left, _ -> true);
  }

  /**
   * In proportion: what is taken comes from income above 0, what is given back goes to that below.
   *
   * @return what there is no such income for
   */
  private BigDecimal take(BigDecimal amount, Predicate<Income> which) {
    int sign = amount.signum();
    Map<Income, Fraction> weights = new LinkedHashMap<>();
    BigDecimal all = zero();
    for (Map.Entry<Income, BigDecimal> it : parts.entrySet()) {
      if (which.test(it.getKey()) && it.getValue().signum() == sign) {
        weights.put(it.getKey(), Fraction.of(it.getValue().abs()));
        all = all.add(it.getValue().abs());
      }
    }
    BigDecimal moved = amount.abs().min(all);
    LargestRemainder.divide(moved.unscaledValue(), weights)
        .forEach(
            (income, part) ->
                parts.merge(
                    income,
                    new BigDecimal(part.multiply(BigInteger.valueOf(sign)), amount.scale()),
                    BigDecimal::subtract));
    return sign > 0 ? amount.subtract(moved) : amount.add(moved);
  }

  private BigDecimal zero() {
    return BigDecimal.ZERO.setScale(Calculation.decimals(currency));
  }

  /** A percentage, rounded half up. */
  static BigDecimal percentOf(BigDecimal percent, BigDecimal base) {
    return percent.multiply(base).movePointLeft(2).setScale(base.scale(), RoundingMode.HALF_UP);
  }
}
