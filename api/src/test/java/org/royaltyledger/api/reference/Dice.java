package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Seeded choices. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From {@code low} to {@code high}, both inclusive. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  long below(long bound) {
    return random.nextLong(bound);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> left = new ArrayList<>(list);
    List<T> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(random.nextInt(left.size())));
    }
    return shuffled;
  }

  <T> List<T> some(List<T> of, int count) {
    return List.copyOf(shuffled(of).subList(0, Math.min(count, of.size())));
  }

  /**
   * {@code count} decimals of 0 or more that add up to {@code whole}, often with ties and zeros.
   */
  List<BigDecimal> parts(BigDecimal whole, int count, int decimals) {
    BigInteger units = whole.setScale(decimals).unscaledValue();
    List<BigDecimal> parts = new ArrayList<>();
    if (percent(40)) { // as equal as they can be
      BigInteger[] each = units.divideAndRemainder(BigInteger.valueOf(count));
      for (int i = 0; i < count; i++) {
        boolean one = i < each[1].intValueExact();
        parts.add(new BigDecimal(one ? each[0].add(BigInteger.ONE) : each[0], decimals));
      }
      return shuffled(parts);
    }
    List<BigInteger> cuts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      cuts.add(
          percent(15)
              ? one(BigInteger.ZERO, BigInteger.ONE, units)
              : BigInteger.valueOf(below(units.longValueExact() + 1)));
    }
    BigInteger before = BigInteger.ZERO;
    cuts.sort(null);
    cuts.add(units);
    for (BigInteger cut : cuts) {
      parts.add(new BigDecimal(cut.subtract(before), decimals));
      before = cut;
    }
    return parts;
  }

  /** Days that cut a stretch of time, ascending, without repeats. */
  List<Integer> days(int count, int low, int high) {
    TreeSet<Integer> days = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      days.add(between(low, high));
    }
    return List.copyOf(days);
  }
}
