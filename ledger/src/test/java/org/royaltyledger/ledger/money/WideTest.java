package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WideTest {

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  static LongStream seeds() {
    return LongStream.range(1, 6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_quotient_is_that_of_unbounded_numbers(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      check(any(random), any(random), Math.max(1, any(random)));
    }
  }

  @Test
  void edges_are_exact() {
    long[] edges = {
      0,
      1,
      2,
      3,
      0xFFFF_FFFFL,
      0x1_0000_0000L,
      0x1_0000_0001L,
      1_000_000_000_000L,
      1_000_000_000_000_000_000L,
      Long.MAX_VALUE / 2,
      Long.MAX_VALUE - 1,
      Long.MAX_VALUE
    };
    for (long a : edges) {
      for (long b : edges) {
        for (long divisor : edges) {
          if (divisor > 0) {
            check(a, b, divisor);
          }
        }
      }
    }
  }

  private static long any(SplittableRandom random) {
    return (random.nextLong() >>> 1) >>> random.nextInt(63);
  }

  private static void check(long a, long b, long divisor) {
    BigInteger quotient =
        BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(divisor));
    if (quotient.compareTo(LARGEST) > 0) {
      assertThatThrownBy(() -> Wide.multiplyDivide(a, b, divisor))
          .isInstanceOf(ArithmeticException.class);
    } else if (Wide.multiplyDivide(a, b, divisor) != quotient.longValueExact()) {
      assertThat(Wide.multiplyDivide(a, b, divisor))
          .as("%d × %d / %d", a, b, divisor)
          .isEqualTo(quotient.longValueExact());
    }
  }
}
