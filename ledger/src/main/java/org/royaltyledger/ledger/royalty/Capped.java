package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * What counts of the targets of a licence where only so many units of a listener do: of a listener
 * with more, each counts in proportion. In trillionths of a unit, rounded down for each listener
 * and target, so that the sum is the same in any order.
 */
final class Capped {

  private final BigInteger cap;
  private final BigInteger scale;
  private final Map<Integer, BigInteger> counted = new HashMap<>();
  private final Map<Integer, BigInteger> heard = new HashMap<>();

  /**
   * @param cap in trillionths of a unit
   * @param scale what an unboosted unit weighs
   */
  Capped(BigInteger cap, long scale) {
    this.cap = cap;
    this.scale = BigInteger.valueOf(scale);
  }

  /**
   * Takes what a listener used of a target.
   *
   * @param boosted trillionths of units, each by what it weighs
   * @param all the listener's units of the month, in trillionths
   */
  void add(int target, BigInteger boosted, BigInteger all) {
    heard.merge(target, boosted, BigInteger::add);
    counted.merge(
        target,
        all.compareTo(cap) <= 0
            ? boosted.divide(scale)
            : boosted.multiply(cap).divide(all.multiply(scale)),
        BigInteger::add);
  }

  /** With the units of nobody, which are not capped. */
  BigInteger weight(LicenceUse.OfTarget of) {
    BigInteger ofNobody = of.boosted().subtract(heard.getOrDefault(of.target(), BigInteger.ZERO));
    return counted.getOrDefault(of.target(), BigInteger.ZERO).add(ofNobody.divide(scale));
  }
}
