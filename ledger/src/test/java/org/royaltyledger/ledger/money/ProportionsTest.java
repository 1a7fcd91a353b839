package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProportionsTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void parts_are_those_of_a_common_denominator_or_nothing_is_said(long seed) {
    var random = new SplittableRandom(seed);
    List<FractionSum> sums = sums(random, random.nextInt(1, 30), random.nextInt(1, 12));
    BigInteger whole = BigInteger.valueOf(random.nextLong(0, 1L << random.nextInt(1, 60)));

    List<BigInteger> parts = Proportions.divide(whole, sums);

    if (parts != null) {
      assertThat(parts).isEqualTo(Allocation.divide(whole, FractionSum.proportions(sums)));
    }
  }

  @Test
  void most_are_told() {
    assertThat(
            seeds()
                .filter(
                    seed -> {
                      var random = new SplittableRandom(seed);
                      return Proportions.divide(BigInteger.valueOf(999_999), sums(random, 20, 10))
                          == null;
                    })
                .count())
        .isLessThan(3);
  }

  @Test
  void equal_sums_are_served_in_their_order() {
    FractionSum third = new FractionSum().add(BigFraction.of(1, 7)).add(BigFraction.of(2, 11));
    FractionSum other = new FractionSum().add(BigFraction.of(5, 13));
    assertThat(Proportions.divide(BigInteger.valueOf(100), List.of(third, third, third, other)))
        .isEqualTo(
            Allocation.divide(
                BigInteger.valueOf(100),
                FractionSum.proportions(List.of(third, third, third, other))));
  }

  @Test
  void a_catalogue_without_a_common_denominator_is_divided_in_full() {
    var random = new SplittableRandom(7);
    List<FractionSum> sums = sums(random, 2_000, 50); // 100,000 denominators of 50 bits

    List<BigInteger> parts = FractionSum.divide(BigInteger.valueOf(1_000_000_00L), sums);

    assertThat(parts.stream().reduce(BigInteger.ZERO, BigInteger::add)).isEqualTo(100_000_000);
  }

  /** Some are 0, some are the same as another. */
  private static List<FractionSum> sums(SplittableRandom random, int count, int terms) {
    var sums = new ArrayList<FractionSum>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(6) == 0) {
        sums.add(sums.get(random.nextInt(i)));
        continue;
      }
      var sum = new FractionSum();
      for (int j = random.nextInt(terms) + 1; j > 0; j--) {
        long over = i > 0 && random.nextInt(8) == 0 ? 0 : random.nextLong(1, 1L << 50);
        sum.add(BigFraction.of(over, random.nextLong(1, 1L << 50)));
      }
      sums.add(sum);
    }
    return sums;
  }
}
