package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.money.MonetaryAmount;
import org.apache.commons.numbers.fraction.BigFraction;
import org.javamoney.moneta.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {

  private static final int CASES = 12_500;

  static LongStream seeds() {
    return LongStream.range(1, 11);
  }

  @Test
  void four_equal_shares_of_33_34_differ_by_a_cent_and_add_up() {
    assertThat(equally("33.34", 4)).containsExactly("8.34", "8.34", "8.33", "8.33");
    assertThat(equally("13.34", 4)).containsExactly("3.34", "3.34", "3.33", "3.33");
  }

  @Test
  void the_fixed_fee_of_stim_gives_the_leftover_cent_to_the_lowest_id() {
    assertThat(equally("10000.00", 3)).containsExactly("3333.34", "3333.33", "3333.33");
  }

  @Test
  void a_pro_rata_cent_goes_where_the_remainder_is_largest() {
    // 12.00 over 10 and 3,000 plays: exactly 0.0398671... and 11.9601328...
    var weights = new TreeMap<String, BigFraction>();
    weights.put("j", BigFraction.of(10));
    weights.put("others", BigFraction.of(3000));

    var parts = Allocation.allocate(Money.of(new BigDecimal("12.00"), "EUR"), weights);

    assertThat(plain(parts)).containsExactly("0.04", "11.96");
  }

  @ParameterizedTest(name = "{0} {1} over three")
  @CsvSource({
    "JPY, 100, 34, 33, 33",
    "KWD, 1.000, 0.334, 0.333, 0.333",
    "USD, 1, 0.34, 0.33, 0.33"
  })
  void minor_units_are_the_currencys_own(
      String currency, BigDecimal amount, String first, String second, String third) {
    var parts = Allocation.allocate(Money.of(amount, currency), equal(3));

    assertThat(parts.values())
        .containsExactly(money(first, currency), money(second, currency), money(third, currency));
  }

  @Test
  void fractions_weigh_exactly() {
    var weights = new TreeMap<String, BigFraction>();
    weights.put("a", BigFraction.of(1, 3));
    weights.put("b", BigFraction.of(1, 6));
    weights.put("c", BigFraction.of(1, 2));

    var parts = Allocation.allocate(Money.of(new BigDecimal("0.06"), "EUR"), weights);

    assertThat(plain(parts)).containsExactly("0.02", "0.01", "0.03");
  }

  @Test
  void a_fraction_of_a_cent_is_not_divided() {
    assertThatThrownBy(
            () -> Allocation.allocate(Money.of(new BigDecimal("12.345"), "EUR"), equal(2)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void nothing_can_be_divided_by_weights_of_0_or_below() {
    assertThatThrownBy(() -> divide(10, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> divide(10, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> divide(10)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void all_small_cases_hold() {
    for (int whole = -12; whole <= 12; whole++) {
      for (int a = 0; a <= 6; a++) {
        for (int b = 0; b <= 6; b++) {
          for (int c = 0; c <= 6; c++) {
            if (a + b + c > 0) {
              holds(whole, List.of(big(a), big(b), big(c)));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void random_cases_hold(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      int size = random.nextInt(1, 9);
      long most = random.nextBoolean() ? 4 : 1_000_000_000_000L;
      var weights = new ArrayList<BigInteger>();
      for (int j = 0; j < size; j++) {
        weights.add(random.nextInt(4) == 0 ? BigInteger.ZERO : big(random.nextLong(most)));
      }
      weights.set(random.nextInt(size), big(random.nextLong(1, most)));
      holds(random.nextLong(-2_000, 2_000), weights);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_order_in_which_keys_were_put_does_not_matter(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      var keys = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
      int[] weight = random.ints(6, 1, 5).toArray();
      var amount = Money.of(BigDecimal.valueOf(random.nextLong(5_000), 2), "EUR");
      var given = Allocation.allocate(amount, of(keys, weight));
      Collections.shuffle(keys, new Random(random.nextLong()));

      var shuffled = Allocation.allocate(amount, of(keys, weight));

      assertThat(shuffled).as("seed %d case %d", seed, i).isEqualTo(given);
    }
  }

  private static void holds(long whole, List<BigInteger> weights) {
    List<BigInteger> parts = Allocation.divide(big(whole), weights);
    BigInteger sum = sum(weights);
    if (!sum(parts).equals(big(whole))
        || !Allocation.divide(big(-whole), weights)
            .equals(parts.stream().map(BigInteger::negate).toList())
        || !areLargestRemainders(big(Math.abs(whole)), weights, sum, parts)) {
      fail("%d over %s gave %s", whole, weights, parts);
    }
  }

  /** Whoever got a leftover unit lost at least as much as each who did not; ties: the earlier. */
  private static boolean areLargestRemainders(
      BigInteger whole, List<BigInteger> weights, BigInteger sum, List<BigInteger> parts) {
    BigInteger leastWith = sum;
    BigInteger mostWithout = BigInteger.ZERO;
    int lastWith = -1;
    int firstWithout = parts.size();
    for (int i = 0; i < parts.size(); i++) {
      BigInteger[] exact = whole.multiply(weights.get(i)).divideAndRemainder(sum);
      BigInteger leftover = parts.get(i).abs().subtract(exact[0]);
      if (leftover.equals(BigInteger.ONE) && exact[1].signum() > 0) {
        lastWith = exact[1].compareTo(leastWith) <= 0 ? i : lastWith;
        leastWith = leastWith.min(exact[1]);
      } else if (leftover.signum() != 0) {
        return false;
      } else if (exact[1].compareTo(mostWithout) > 0) {
        mostWithout = exact[1];
        firstWithout = i;
      }
    }
    int lost = leastWith.compareTo(mostWithout);
    return lastWith < 0 || lost > 0 || (lost == 0 && lastWith < firstWithout);
  }

  private static List<BigInteger> divide(long whole, long... weights) {
    return Allocation.divide(
        big(whole), LongStream.of(weights).mapToObj(BigInteger::valueOf).toList());
  }

  private static BigInteger sum(List<BigInteger> numbers) {
    return numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger big(long number) {
    return BigInteger.valueOf(number);
  }

  private static List<String> equally(String amount, int parts) {
    return plain(Allocation.allocate(Money.of(new BigDecimal(amount), "EUR"), equal(parts)));
  }

  private static SortedMap<String, BigFraction> equal(int parts) {
    var weights = new TreeMap<String, BigFraction>();
    for (int i = 0; i < parts; i++) {
      weights.put("party-" + i, BigFraction.ONE);
    }
    return weights;
  }

  private static SortedMap<Integer, BigFraction> of(List<Integer> keys, int[] weight) {
    var weights = new TreeMap<Integer, BigFraction>();
    keys.forEach(key -> weights.put(key, BigFraction.of(weight[key])));
    return weights;
  }

  private static MonetaryAmount money(String amount, String currency) {
    return Money.of(new BigDecimal(amount), currency);
  }

  private static List<String> plain(SortedMap<String, MonetaryAmount> parts) {
    return parts.values().stream()
        .map(it -> it.getNumber().numberValueExact(BigDecimal.class).setScale(2).toPlainString())
        .toList();
  }
}
