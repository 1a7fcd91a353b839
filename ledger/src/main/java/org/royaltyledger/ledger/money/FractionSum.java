package org.royaltyledger.ledger.money;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A sum of many fractions: it keeps one numerator for each denominator, as common denominators of a
 * whole catalogue grow to millions of digits and mostly are not needed.
 */
public final class FractionSum {

  /** Bits of all sums over a common denominator, beyond which that is not made if need be. */
  private static final long MANY_BITS = 1L << 28;

  private final Map<BigInteger, BigInteger> numerators = new HashMap<>();

  public FractionSum add(BigFraction fraction) {
    numerators.merge(fraction.getDenominator(), fraction.getNumerator(), BigInteger::add);
    return this;
  }

  /**
   * Divides a whole number in the proportions of sums by largest remainder, ties to the earlier
   * one: as {@link Allocation#divide} would, also where there are more fractions than can be
   * brought to a common denominator.
   *
   * @param whole 0 or more
   * @param sums 0 or more, not all 0
   */
  public static List<BigInteger> divide(BigInteger whole, List<FractionSum> sums) {
    List<BigInteger> parts = haveCommonDenominator(sums) ? null : Proportions.divide(whole, sums);
    return parts == null ? Allocation.divide(whole, proportions(sums)) : parts;
  }

  /** Whether a common denominator of all is short enough to be written down. */
  public static boolean haveCommonDenominator(List<FractionSum> sums) {
    long bits =
        sums.stream()
            .flatMap(it -> it.numerators.keySet().stream())
            .distinct()
            .mapToLong(BigInteger::bitLength)
            .sum();
    return Math.multiplyHigh(bits, sums.size()) == 0 && bits * sums.size() <= MANY_BITS;
  }

  /** The sum in units of {@code 2^-bits}, each term rounded down. */
  BigInteger floor(int bits) {
    BigInteger floor = BigInteger.ZERO;
    for (Map.Entry<BigInteger, BigInteger> part : numerators.entrySet()) {
      floor = floor.add(part.getValue().shiftLeft(bits).divide(part.getKey()));
    }
    return floor;
  }

  /** How many fractions are added up: by so many units at most {@link #floor} is too low. */
  int terms() {
    return numerators.size();
  }

  boolean isZero() {
    return numerators.values().stream().allMatch(it -> it.signum() == 0);
  }

  boolean isSameAs(FractionSum other) {
    return numerators.equals(other.numerators);
  }

  /** Sums in the same proportions as whole numbers. */
  public static List<BigInteger> proportions(List<FractionSum> sums) {
    BigInteger common = BigInteger.ONE;
    for (FractionSum sum : sums) {
      for (BigInteger denominator : sum.numerators.keySet()) {
        common = common.multiply(denominator.divide(common.gcd(denominator)));
      }
    }
    BigInteger denominator = common;
    return sums.stream().map(it -> it.times(denominator)).toList();
  }

  /**
   * @param common a multiple of all denominators
   */
  private BigInteger times(BigInteger common) {
    BigInteger total = BigInteger.ZERO;
    for (Map.Entry<BigInteger, BigInteger> part : numerators.entrySet()) {
      total = total.add(part.getValue().multiply(common.divide(part.getKey())));
    }
    return total;
  }
}
