package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.value.Refused;

class MonthFoldTest {

  private static final int MONTHS_A_CHUNK = 60;

  static LongStream chunks() {
    return LongStream.range(0, 10);
  }

  private static LongStream seeds(long chunk) {
    return LongStream.range(chunk * MONTHS_A_CHUNK, (chunk + 1) * MONTHS_A_CHUNK);
  }

  /** The result, or why there is none. */
  private static Object outcome(MonthFold fold) {
    try {
      return fold.result();
    } catch (Refused refused) {
      return refused.code() + ": " + refused.getMessage();
    }
  }

  @ParameterizedTest(name = "seeds from {0} × 60")
  @MethodSource("chunks")
  void random_months_come_out_as_the_contract_says_word_by_word(long chunk) {
    seeds(chunk)
        .forEach(
            seed -> {
              var month = new RandomMonth(seed);
              if (outcome(month.fold()) instanceof RunResult result) {
                assertThat(Oracle.told(result))
                    .as("seed %d", seed)
                    .isEqualTo(Oracle.answer(month.story.book, month.counting, month.placed));
              }
            });
  }

  @ParameterizedTest(name = "seeds from {0} × 60")
  @MethodSource("chunks")
  void the_order_of_blocks_and_folds_does_not_matter(long chunk) {
    seeds(chunk)
        .forEach(
            seed -> {
              var month = new RandomMonth(seed);
              Object expected = outcome(month.fold());
              for (int i = 0; i < 3; i++) {
                assertThat(outcome(month.shuffled(seed + i)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
              }
            });
  }

  @ParameterizedTest(name = "seeds from {0} × 60")
  @MethodSource("chunks")
  void money_is_conserved(long chunk) {
    seeds(chunk)
        .forEach(
            seed -> {
              if (outcome(new RandomMonth(seed).fold()) instanceof RunResult result) {
                assertThat(result.conserved()).as("seed %d", seed).isTrue();
                linesAddUpToTheirPools(result, seed);
                statesAddUpToRevenue(result, seed);
              }
            });
  }

  private static void linesAddUpToTheirPools(RunResult result, long seed) {
    var left = new HashMap<String, BigFraction>();
    for (RunResult.Pool it : result.pools()) {
      left.put(it.licence() + " " + it.part() + " " + it.territory(), Fractions.of(it.amount()));
    }
    for (RunResult.Line it : result.lines()) {
      left.merge(
          it.licence() + " " + it.part() + " " + it.territory(),
          it.exact().negate(),
          BigFraction::add);
    }
    assertThat(left.values()).as("seed %d", seed).allMatch(it -> it.signum() == 0);
  }

  private static void statesAddUpToRevenue(RunResult result, long seed) {
    var left = new HashMap<String, BigDecimal>();
    result
        .rows()
        .forEach(
            it -> left.merge(it.currency().getCurrencyCode(), it.netRevenue(), BigDecimal::add));
    result
        .states()
        .forEach(
            it ->
                left.merge(it.currency().getCurrencyCode(), it.amount().negate(), BigDecimal::add));
    assertThat(left.values()).as("seed %d", seed).allMatch(it -> it.signum() == 0);
    assertThat(result.states())
        .hasSize(
            left.size()
                * (int) Stream.of(State.values()).filter(it -> !it.countsNowhere()).count());
  }

  @Test
  void a_fold_is_not_merged_with_itself_or_with_one_of_other_facts() {
    var month = new RandomMonth(1);
    MonthFold fold = month.fold();

    assertThatThrownBy(() -> fold.merge(fold)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fold.merge(month.fold())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sums_are_exact_beyond_64_bits() {
    var amounts = new Amounts();
    var others = new Amounts();
    var sums = new Sums(1);
    BigInteger expected = BigInteger.ZERO;
    BigInteger expectedSum = BigInteger.ZERO;
    for (int i = 0; i < 100; i++) {
      amounts.add(3, 1_000_000_000_000L, 1_000_000_000_000L - i, 1 + i / 2);
      others.add(4, 1_000_000_000_000L, 1_000_000_000_000L - i, 1);
      sums.add(3, 0, Long.MAX_VALUE);
      expected =
          expected.add(BigInteger.TEN.pow(12).multiply(BigInteger.valueOf(1_000_000_000_000L - i)));
      expectedSum = expectedSum.add(BigInteger.valueOf(Long.MAX_VALUE));
    }
    amounts.add(3, others, 4);

    assertThat(amounts.units(3)).isEqualTo(expected.add(expected));
    assertThat(amounts.usages(3)).isEqualTo(51);
    assertThat(sums.get(3)).isEqualTo(expectedSum);
    assertThat(sums.get(2)).isZero();
    assertThat(sums.get(1_000)).isZero();
  }

  @Test
  void words_keep_their_numbers_however_many_come() {
    var words = new Words();
    for (int i = 0; i < 100_000; i++) {
      assertThat(words.place("wörd-" + i % 70_000)).isEqualTo(i % 70_000);
    }

    assertThat(words.size()).isEqualTo(70_000);
    assertThat(words.word(66_666)).isEqualTo("wörd-66666");
    assertThat(words.find("wörd-66666")).isEqualTo(66_666);
    assertThat(words.find("wörd-70000")).isEqualTo(Words.ABSENT);
    assertThat(words.find("")).isEqualTo(Words.ABSENT);
  }
}
