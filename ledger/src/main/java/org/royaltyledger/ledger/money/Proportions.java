package org.royaltyledger.ledger.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Largest remainder over sums of so many fractions that their common denominator has millions of
 * digits: each sum is taken between two bounds, so close together that they nearly always say which
 * remainders are the largest. Where they do not, nothing is said.
 */
final class Proportions {

  /**
   * Bits beyond those of the whole; two remainders are closer than that by chance next to never.
   */
  private static final int GUARD = 192;

  private final BigInteger whole;
  private final int bits;
  private final List<FractionSum> sums;

  /** What one sum comes to: its whole part, and the bounds of its remainder. */
  private record Part(int number, BigInteger floor, BigInteger least, BigInteger most) {}

  private Proportions(BigInteger whole, List<FractionSum> sums) {
    this.whole = whole;
    this.sums = sums;
    this.bits = whole.bitLength() + GUARD;
  }

  /**
   * The parts of a whole in the proportions of sums, ties to the earlier one.
   *
   * @param whole 0 or more
   * @param sums 0 or more, not all 0
   * @return null if the bounds do not tell
   */
  static @Nullable List<BigInteger> divide(BigInteger whole, List<FractionSum> sums) {
    return new Proportions(whole, sums).parts();
  }

  private @Nullable List<BigInteger> parts() {
    List<BigInteger> least = sums.stream().map(it -> it.floor(bits)).toList();
    BigInteger leastOfAll = least.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger mostOfAll =
        leastOfAll.add(BigInteger.valueOf(sums.stream().mapToLong(FractionSum::terms).sum()));
    if (leastOfAll.signum() == 0) {
      return null;
    }
    var parts = new ArrayList<Part>();
    BigInteger left = whole;
    for (int i = 0; i < sums.size(); i++) {
      Part part = part(i, least.get(i), leastOfAll, mostOfAll);
      if (part == null) {
        return null;
      }
      parts.add(part);
      left = left.subtract(part.floor());
    }
    return given(parts, left.intValueExact());
  }

  /** In units of {@code 2^-bits}, rounded outwards; null if it may be on both sides of a whole. */
  private @Nullable Part part(
      int number, BigInteger least, BigInteger leastOfAll, BigInteger mostOfAll) {
    BigInteger most = least.add(BigInteger.valueOf(sums.get(number).terms()));
    BigInteger lower = whole.multiply(least).shiftLeft(bits).divide(mostOfAll);
    BigInteger upper = whole.multiply(most).shiftLeft(bits).divide(leastOfAll).add(BigInteger.ONE);
    BigInteger floor = lower.shiftRight(bits);
    if (sums.get(number).isZero()) {
      return new Part(number, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    }
    return floor.equals(upper.shiftRight(bits))
        ? new Part(
            number,
            floor,
            lower.subtract(floor.shiftLeft(bits)),
            upper.subtract(floor.shiftLeft(bits)))
        : null;
  }

  private @Nullable List<BigInteger> given(List<Part> parts, int left) {
    List<Part> byRemainder =
        parts.stream()
            .sorted(Comparator.comparing(Part::least).reversed().thenComparingInt(Part::number))
            .toList();
    if (left < 0 || left > parts.size() || !isSure(byRemainder, left)) {
      return null;
    }
    BigInteger[] given = parts.stream().map(Part::floor).toArray(BigInteger[]::new);
    byRemainder
        .subList(0, left)
        .forEach(it -> given[it.number()] = given[it.number()].add(BigInteger.ONE));
    return List.of(given);
  }

  /**
   * Whether whoever gets one more has the larger remainder for sure, or the same and is earlier.
   */
  private boolean isSure(List<Part> byRemainder, int left) {
    if (left == 0 || left == byRemainder.size()) {
      return true;
    }
    List<Part> more = byRemainder.subList(0, left);
    List<Part> others = byRemainder.subList(left, byRemainder.size());
    BigInteger least = more.getLast().least();
    BigInteger most = others.stream().map(Part::most).max(Comparator.naturalOrder()).orElseThrow();
    if (least.compareTo(most) > 0) {
      return true;
    }
    List<FractionSum> unsure =
        IntStream.concat(
                more.stream().filter(it -> it.least().compareTo(most) <= 0).mapToInt(Part::number),
                others.stream()
                    .filter(it -> it.most().compareTo(least) >= 0)
                    .mapToInt(Part::number))
            .mapToObj(sums::get)
            .toList();
    return unsure.stream().allMatch(it -> it.isSameAs(unsure.getFirst()));
  }
}
