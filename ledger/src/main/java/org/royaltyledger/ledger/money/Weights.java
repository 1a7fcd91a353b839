package org.royaltyledger.ledger.money;

import org.royaltyledger.ledger.value.Weight;

/** Weights of contributions, in trillionths. */
public final class Weights {

  private Weights() {}

  /**
   * Divides weights by their sum, cut to 12 decimals by largest remainder, ties to the earlier one.
   *
   * @param given 0 or more each; only their proportions matter
   * @return one weight per given one, summing to exactly 10^12; 0 stays 0
   * @throws IllegalArgumentException if a weight is below 0 or all are 0
   */
  public static long[] normalise(long[] given) {
    long sum = 0;
    for (long weight : given) {
      if (weight < 0) {
        throw new IllegalArgumentException("a weight is below 0");
      }
      sum = Math.addExact(sum, weight);
    }
    if (sum == 0) {
      throw new IllegalArgumentException("weights sum to 0 and cannot be divided by it");
    }
    long[] used = new long[given.length];
    long[] remainder = new long[given.length];
    long left = Weight.ONE;
    for (int i = 0; i < given.length; i++) {
      used[i] = Wide.multiplyDivide(given[i], Weight.ONE, sum);
      remainder[i] = given[i] * Weight.ONE - used[i] * sum; // both wrap alike; below sum
      left -= used[i];
    }
    for (; left > 0; left--) {
      int most = 0;
      for (int i = 1; i < given.length; i++) {
        if (remainder[i] > remainder[most]) {
          most = i;
        }
      }
      used[most]++;
      remainder[most] = -1;
    }
    return used;
  }
}
