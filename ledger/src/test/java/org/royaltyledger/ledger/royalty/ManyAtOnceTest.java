package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;

/** Look-ups that are made for many together find what each finds alone. */
class ManyAtOnceTest {

  private static final long MOST = 1_000_000_000_000L; // of a quantity, and of a weight

  private record Pair(String listener, int target) {}

  @Test
  void words_asked_for_together_have_the_numbers_they_have_alone() {
    var together = new Words();
    var alone = new Words();
    var random = new SplittableRandom(2026);
    for (int round = 0; round < 40; round++) {
      String[] words = new String[1_000];
      Arrays.setAll(words, i -> "l-" + random.nextInt(20_000));
      int[] numbers = new int[words.length];

      together.places(words, words.length, numbers);

      assertThat(numbers).isEqualTo(Arrays.stream(words).mapToInt(alone::place).toArray());
    }

    var other = new Words();
    other.place("before all others");
    int[] numbers = other.places(together);
    assertThat(numbers).hasSize(together.size());
    for (int i = 0; i < numbers.length; i++) {
      assertThat(other.word(numbers[i])).isEqualTo(together.word(i));
    }
  }

  @Test
  void a_grid_holds_what_was_put_wherever_it_was() {
    var grid = new Grid();
    var expected = new HashMap<List<Integer>, Integer>();
    var random = new SplittableRandom(2026);
    for (int i = 0; i < 50_000; i++) {
      int row = random.nextInt(500);
      int column = i % 50 == 0 ? Integer.MAX_VALUE : random.nextInt(3_000);
      assertThat(grid.get(row, column))
          .isEqualTo(expected.getOrDefault(List.of(row, column), Grid.ABSENT));
      grid.put(row, column, i);
      expected.put(List.of(row, column), i);
    }
  }

  @Test
  void what_was_heard_together_adds_up_exactly_in_one_fold_and_in_two() {
    var random = new SplittableRandom(2026);
    Map<Pair, BigInteger> expected = new HashMap<>();
    var one = new Fold();
    var other = new Fold();
    for (int block = 0; block < 4; block++) {
      (block % 2 == 0 ? one : other).hear(random, expected);
    }

    one.table.addAll(other.table, one.names.places(other.names));

    Map<Pair, BigInteger> found = new HashMap<>();
    one.table.each(
        (listener, target, units, more) ->
            found.put(
                new Pair(one.names.word(listener), target), BigInteger.valueOf(units).add(more)));
    assertThat(found).isEqualTo(expected);
    assertThat(found.values()).anyMatch(it -> it.bitLength() > Long.SIZE);
  }

  private static final class Fold {
    private final Words names = new Words();
    private final Listeners table = new Listeners();
    private final Heard heard =
        new Heard(names, List.of(new Listeners(), table), Arrays.asList(null, null));

    /** More contributions in a block than are kept, some of which overflow a long. */
    private void hear(SplittableRandom random, Map<Pair, BigInteger> expected) {
      var builder = new UsageBlock.Builder();
      for (int row = 0; row < 3_000; row++) {
        builder.usage(
            "u-" + row,
            0,
            0,
            "OnDemandStream",
            "ai-remix",
            "SE",
            "l-" + random.nextInt(2_000),
            1,
            null,
            null,
            null,
            Attribution.NONE);
      }
      UsageBlock block = builder.build();
      heard.begin(block);
      for (int row = 0; row < block.size(); row++) {
        for (int contribution = 0; contribution < 3; contribution++) {
          int target = random.nextInt(20);
          long quantity = row % 5 == 0 ? MOST : random.nextLong(1, 1_000);
          long weight = random.nextLong(1, MOST);
          heard.add(block, block.listener(row), 1, target, quantity, weight, 1);
          expected.merge(
              new Pair(block.word(block.listener(row)), target),
              BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(weight)),
              BigInteger::add);
        }
      }
      heard.end(block);
    }
  }
}
