package org.royaltyledger.api.example;

import java.util.SplittableRandom;

/**
 * Seeded chance, the same on every machine and JDK: bounds are taken here by multiplication, since
 * only the raw longs of {@link SplittableRandom} are the same in every JDK.
 */
final class Dice {

  private final SplittableRandom random;

  /**
   * @param seed of the whole month
   * @param number of the thing that is drawn: each has dice of its own, so any one can be made
   *     again
   */
  Dice(long seed, long number) {
    random = new SplittableRandom(mixed(seed) + number);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** From 0 to {@code bound - 1}. */
  long below(long bound) {
    return Math.unsignedMultiplyHigh(random.nextLong(), bound);
  }

  /** True once in {@code times}. */
  boolean oneIn(int times) {
    return below(times) == 0;
  }

  /** Neighbouring seeds give unlike numbers, different seeds different ones. */
  static long mixed(long seed) {
    long mixed = (seed ^ (seed >>> 31)) * 0x9E3779B97F4A7C15L;
    return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
  }
}
