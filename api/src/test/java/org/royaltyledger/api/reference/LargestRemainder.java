package org.royaltyledger.api.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole parts of a whole number, in proportion, adding up to it exactly. */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Divides {@code whole}.
   *
   * @param whole 0 or more
   * @param weights 0 or more each, in the order that decides ties; all 0 gives everyone 0
   * @return one part per weight, in the same order
   */
  static List<BigInteger> divide(BigInteger whole, List<Fraction> weights) {
    Fraction sum = weights.stream().reduce(Fraction.ZERO, Fraction::plus);
    List<BigInteger> parts = new ArrayList<>();
    List<Fraction> remainders = new ArrayList<>();
    BigInteger left = whole;
    for (Fraction weight : weights) {
      Fraction exact =
          sum.isZero() ? Fraction.ZERO : Fraction.of(whole).times(weight).dividedBy(sum);
      parts.add(exact.floor());
      remainders.add(exact.minus(Fraction.of(exact.floor())));
      left = left.subtract(exact.floor());
    }
    while (!sum.isZero() && left.signum() > 0) {
      int largest = 0;
      for (int i = 1; i < remainders.size(); i++) {
        if (remainders.get(i).compareTo(remainders.get(largest)) > 0) {
          largest = i;
        }
      }
      parts.set(largest, parts.get(largest).add(BigInteger.ONE));
      remainders.set(largest, Fraction.of(-1)); // one each, and no second turn
      left = left.subtract(BigInteger.ONE);
    }
    return parts;
  }

  /** The same by key; the order of the map, a linked one, decides ties. */
  static <K> Map<K, BigInteger> divide(BigInteger whole, Map<K, Fraction> weights) {
    List<BigInteger> parts = divide(whole, List.copyOf(weights.values()));
    Map<K, BigInteger> divided = new LinkedHashMap<>();
    int i = 0;
    for (K key : weights.keySet()) {
      divided.put(key, parts.get(i++));
    }
    return divided;
  }
}
