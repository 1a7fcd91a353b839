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

  private final Map<BigInteger, BigInteger> numerators = new HashMap<>();

  public FractionSum add(BigFraction fraction) {
    numerators.merge(fraction.getDenominator(), fraction.getNumerator(), BigInteger::add);
    return this;
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
