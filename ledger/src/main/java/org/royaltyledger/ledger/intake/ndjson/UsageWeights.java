package org.royaltyledger.ledger.intake.ndjson;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.royaltyledger.ledger.value.Weight;

/** Makes weights sum to 1: largest remainder on 12 decimals, ties to the earlier contribution. */
final class UsageWeights {

  private static final int STEP = 1_000; // four of them are 10^12, and no product leaves a long
  private static final int STEPS = 4;

  private UsageWeights() {}

  /**
   * @param given each 0 to 10^12, at most 1,000 of them, not all 0
   * @param used takes the result: {@code count} weights with the sum 10^12; 0 stays 0
   */
  static void normalise(long[] given, long[] used, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += given[i];
    }
    if (sum == Weight.ONE) {
      System.arraycopy(given, 0, used, 0, count);
      return;
    }
    long[] remainder = new long[count];
    long left = Weight.ONE;
    for (int i = 0; i < count; i++) {
      long quotient = 0;
      long rest = given[i];
      for (int step = 0; step < STEPS; step++) {
        rest *= STEP;
        quotient = quotient * STEP + rest / sum;
        rest %= sum;
      }
      used[i] = quotient;
      remainder[i] = rest;
      left -= quotient;
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingLong((Integer it) -> -remainder[it]))
            .mapToInt(Integer::intValue)
            .toArray();
    Arrays.stream(order).limit(left).forEach(it -> used[it]++);
  }
}
