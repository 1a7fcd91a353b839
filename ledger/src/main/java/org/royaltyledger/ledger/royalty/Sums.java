package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Growing list of sums of 128 bits: exact for 10^14 additions of 10^24, the units of a usage of
 * 10^12 plays, without an object for any of them.
 */
final class Sums {

  private long[] high;
  private long[] low;

  Sums(int capacity) {
    high = new long[capacity];
    low = new long[capacity];
  }

  /** Adds {@code a × b}, both 0 or more. */
  void addProduct(int place, long a, long b) {
    add(place, Math.multiplyHigh(a, b), a * b);
  }

  /** Adds a sum of 128 bits, 0 or more. */
  void add(int place, long moreHigh, long moreLow) {
    if (place >= low.length) {
      int capacity = Math.max(place + 1, low.length * 2);
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
    }
    long sum = low[place] + moreLow;
    high[place] += moreHigh + (Long.compareUnsigned(sum, moreLow) < 0 ? 1 : 0);
    low[place] = sum;
  }

  void add(int place, Sums other, int otherPlace) {
    if (otherPlace < other.low.length) {
      add(place, other.high[otherPlace], other.low[otherPlace]);
    }
  }

  BigInteger get(int place) {
    if (place >= low.length) {
      return BigInteger.ZERO;
    }
    BigInteger lower = BigInteger.valueOf(low[place]);
    if (low[place] < 0) {
      lower = lower.add(BigInteger.ONE.shiftLeft(Long.SIZE));
    }
    return BigInteger.valueOf(high[place]).shiftLeft(Long.SIZE).add(lower);
  }

  boolean fitsLong(int place) {
    return high[place] == 0 && low[place] >= 0;
  }

  long longValue(int place) {
    return low[place];
  }
}
