package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Growing list of sums of 128 bits: exact for 10^20 votes of 10^18, without an object for any of
 * them.
 */
final class Sums {

  private long[] halves; // low, high, low, high ...

  Sums(int capacity) {
    halves = new long[capacity * 2];
  }

  /** Adds a sum of 128 bits, 0 or more. */
  void add(int place, long high, long low) {
    int at = place * 2;
    if (at >= halves.length) {
      halves = Arrays.copyOf(halves, Math.max(at + 2, halves.length * 2));
    }
    long sum = halves[at] + low;
    halves[at] = sum;
    halves[at + 1] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
  }

  void add(int place, Sums other, int otherPlace) {
    if (otherPlace * 2 < other.halves.length) {
      add(place, other.halves[otherPlace * 2 + 1], other.halves[otherPlace * 2]);
    }
  }

  BigInteger get(int place) {
    if (place * 2 >= halves.length) {
      return BigInteger.ZERO;
    }
    return whole(halves[place * 2 + 1], halves[place * 2]);
  }

  /** 128 bits as one number. */
  static BigInteger whole(long high, long low) {
    BigInteger lower = BigInteger.valueOf(low);
    if (low < 0) {
      lower = lower.add(BigInteger.ONE.shiftLeft(Long.SIZE));
    }
    return high == 0 ? lower : BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
  }

  boolean fitsLong(int place) {
    return halves[place * 2 + 1] == 0 && halves[place * 2] >= 0;
  }

  long longValue(int place) {
    return halves[place * 2];
  }
}
