package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What is added up in each cell, side by side: units in 128 bits (exact for 10^14 additions of
 * 10^24), how many usages, and which was the last.
 */
final class Amounts {

  private static final int LOW = 0;
  private static final int HIGH = 1;
  private static final int USAGES = 2;
  private static final int LAST = 3;
  private static final int WIDTH = 4;

  private long[] fields = new long[256 * WIDTH];

  /** To be called before the first use of a cell. */
  void reserve(int cell) {
    if ((cell + 1L) * WIDTH > fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
  }

  /**
   * Adds {@code quantity × weight}.
   *
   * @param usage its number, from 1: a usage counts once however often it comes to a cell
   */
  void add(int cell, long quantity, long weight, long usage) {
    int at = cell * WIDTH;
    add(at, Math.multiplyHigh(quantity, weight), quantity * weight);
    if (fields[at + LAST] != usage) {
      fields[at + LAST] = usage;
      fields[at + USAGES]++;
    }
  }

  private void add(int at, long high, long low) {
    long sum = fields[at + LOW] + low;
    fields[at + LOW] = sum;
    fields[at + HIGH] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
  }

  /** Adds another fold's cell, whose usages are all others. */
  void add(int cell, Amounts other, int otherCell) {
    int at = cell * WIDTH;
    int from = otherCell * WIDTH;
    add(at, other.fields[from + HIGH], other.fields[from + LOW]);
    fields[at + USAGES] += other.fields[from + USAGES];
  }

  BigInteger units(int cell) {
    return Sums.whole(fields[cell * WIDTH + HIGH], fields[cell * WIDTH + LOW]);
  }

  long usages(int cell) {
    return fields[cell * WIDTH + USAGES];
  }
}
