package org.royaltyledger.ledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.apache.commons.numbers.fraction.BigFraction;
import org.javamoney.moneta.Money;

/** Divides money so that the parts add up to the whole: largest remainder (docs/calculation.md). */
public final class Allocation {

  private Allocation() {}

  /**
   * Divides {@code amount} so that the parts add up to it exactly: largest remainder, ties to the
   * lower key.
   *
   * @param amount any sign, whole minor units (EUR 12.34, never 12.345)
   * @param weights 0 or more, not all 0; only their proportions matter
   * @return one amount per key, same currency; a weight of 0 always gets 0
   * @throws ArithmeticException if {@code amount} has a fraction of a minor unit: round by name
   *     first
   * @throws IllegalArgumentException if a weight is below 0 or all are 0
   */
  public static <K> SortedMap<K, MonetaryAmount> allocate(
      MonetaryAmount amount, SortedMap<K, BigFraction> weights) {
    CurrencyUnit currency = amount.getCurrency();
    BigInteger whole =
        Rounding.minorUnits(amount.getNumber().numberValueExact(BigDecimal.class), currency);
    List<BigInteger> parts = divide(whole, proportions(weights.values()));
    var allocated = new TreeMap<K, MonetaryAmount>(weights.comparator());
    int place = 0;
    for (K key : weights.keySet()) {
      allocated.put(key, Money.of(Rounding.ofMinorUnits(parts.get(place++), currency), currency));
    }
    return allocated;
  }

  /**
   * Divides a whole number by largest remainder, ties to the earlier weight.
   *
   * @param whole any sign; the parts of a negated whole are the negated parts
   * @param weights 0 or more, not all 0; only their proportions matter
   * @return one part per weight, adding up to {@code whole}
   * @throws IllegalArgumentException if a weight is below 0 or all are 0
   */
  public static List<BigInteger> divide(BigInteger whole, List<BigInteger> weights) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      if (weight.signum() < 0) {
        throw new IllegalArgumentException("a weight is below 0");
      }
      sum = sum.add(weight);
    }
    if (sum.signum() == 0) {
      throw new IllegalArgumentException("nothing to divide by: all weights are 0");
    }
    BigInteger size = whole.abs();
    BigInteger[] parts = new BigInteger[weights.size()];
    BigInteger[] remainders = new BigInteger[parts.length];
    BigInteger left = size;
    for (int i = 0; i < parts.length; i++) {
      BigInteger[] divided = size.multiply(weights.get(i)).divideAndRemainder(sum);
      parts[i] = divided[0];
      remainders[i] = divided[1];
      left = left.subtract(divided[0]);
    }
    // What is left is less than the number of remainders above 0, so a weight of 0 gets none of it.
    if (left.signum() > 0) {
      IntStream.range(0, parts.length)
          .boxed()
          .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
          .limit(left.intValueExact())
          .forEach(i -> parts[i] = parts[i].add(BigInteger.ONE));
    }
    return Arrays.stream(parts).map(it -> whole.signum() < 0 ? it.negate() : it).toList();
  }

  private static List<BigInteger> proportions(Collection<BigFraction> weights) {
    return FractionSum.proportions(weights.stream().map(it -> new FractionSum().add(it)).toList());
  }
}
