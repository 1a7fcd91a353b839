package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.value.Weight;

class WeightsTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void the_remainder_goes_to_the_earlier_of_equals() {
    assertThat(Weights.normalise(new long[] {1, 1, 1}))
        .containsExactly(333_333_333_334L, 333_333_333_333L, 333_333_333_333L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void weights_become_what_big_numbers_say(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long most = random.nextBoolean() ? Weight.ONE : 1 + random.nextInt(20);
    long[] given =
        random.longs(1 + random.nextInt(seed % 10 == 0 ? 1_000 : 8), 0, most + 1).toArray();
    given[random.nextInt(given.length)] = most;

    long[] used = Weights.normalise(given);

    assertThat(used).containsExactly(byBigNumbers(given));
    assertThat(Arrays.stream(used).sum()).isEqualTo(Weight.ONE);
    for (int i = 0; i < given.length; i++) {
      assertThat(given[i] > 0 || used[i] == 0).isTrue();
    }
  }

  private static long[] byBigNumbers(long[] given) {
    BigInteger sum = BigInteger.valueOf(Arrays.stream(given).sum());
    BigInteger[][] parts =
        Arrays.stream(given)
            .mapToObj(it -> BigInteger.valueOf(it).multiply(BigInteger.valueOf(Weight.ONE)))
            .map(it -> it.divideAndRemainder(sum))
            .toArray(BigInteger[][]::new);
    long[] used = Arrays.stream(parts).mapToLong(it -> it[0].longValueExact()).toArray();
    long left = Weight.ONE - Arrays.stream(used).sum();
    IntStream.range(0, given.length)
        .boxed()
        .sorted(Comparator.comparing((Integer it) -> parts[it][1]).reversed())
        .limit(left)
        .forEach(it -> used[it]++);
    return used;
  }
}
