package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;

/** A result of any size is cut into blocks of bounded size, and is itself again when joined. */
class RunBlockTest {

  private static final OfferingId REMIX = new OfferingId("remix");
  private static final Territory SWEDEN = new Territory("SE");
  private static final List<State> STATES =
      List.of(State.NO_CONSENT, State.UNLICENSED, State.UNMATCHED);

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void result_of_any_size_is_cut_into_blocks_that_join_to_it(long seed) {
    var random = new SplittableRandom(seed);
    RunResult result =
        result(
            size(random),
            IntStream.range(0, random.nextInt(4)).map(_ -> size(random)).boxed().toList(),
            size(random),
            IntStream.range(0, random.nextInt(4)).map(_ -> size(random)).boxed().toList(),
            size(random));

    List<RunBlock> blocks = RunBlock.of(booking(result));

    assertThat(blocks).isNotEmpty().allMatch(it -> entries(it.part()) <= RunBlock.MOST);
    assertThat(RunBlock.join(Story.OCTOBER, blocks)).isEqualTo(booking(result));
  }

  @Test
  void pools_that_are_too_many_for_a_block_go_on_in_the_next() {
    RunResult result =
        result(0, IntStream.range(0, 9_000).mapToObj(_ -> 1).toList(), 0, List.of(), 0);

    List<RunBlock> blocks = RunBlock.of(booking(result));

    assertThat(blocks).hasSize(3).allMatch(it -> entries(it.part()) <= RunBlock.MOST);
    assertThat(RunBlock.join(Story.OCTOBER, blocks)).isEqualTo(booking(result));
  }

  @Test
  void blocks_of_old_with_one_first_block_and_whole_waitings_are_read_as_they_were() {
    RunResult result = result(9_000, List.of(0, 20_000, 3), 9_000, List.of(20_000, 0, 5), 9_000);
    var blocks =
        List.of(
            block(result.rows(), result.pools(), List.of(), List.of(), result.notices()),
            block(List.of(), List.of(), List.of(), result.waiting().subList(0, 1), List.of()),
            block(List.of(), List.of(), List.of(), result.waiting().subList(1, 3), List.of()),
            block(List.of(), List.of(), result.lines(), List.of(), List.of()));

    assertThat(RunBlock.join(Story.OCTOBER, blocks)).isEqualTo(booking(withoutRates(result)));
  }

  @Test
  void result_of_nothing_is_one_empty_block() {
    RunResult nothing = result(0, List.of(), 0, List.of(), 0);

    assertThat(RunBlock.of(booking(nothing))).containsExactly(new RunBlock(nothing));
  }

  @Test
  void lines_with_very_long_fractions_are_fewer_in_a_block() {
    BigFraction exact = BigFraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(80_000));
    List<RunResult.Line> lines = IntStream.range(0, 2_000).mapToObj(it -> line(it, exact)).toList();
    var result =
        new RunResult(Story.OCTOBER, List.of(), List.of(), lines, List.of(), List.of(), List.of());

    List<RunBlock> blocks = RunBlock.of(booking(result));

    assertThat(blocks).hasSize(4).allMatch(it -> it.part().lines().size() <= 8_192 / 10);
    assertThat(RunBlock.join(Story.OCTOBER, blocks)).isEqualTo(booking(result));
  }

  private static Booking booking(RunResult month) {
    return new Booking(month, List.of());
  }

  private static RunResult withoutRates(RunResult it) {
    return new RunResult(
        it.period(), it.rows(), it.pools(), it.lines(), it.waiting(), it.notices(), null);
  }

  private static int size(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3);
      case 1 -> RunBlock.MOST - 3 + random.nextInt(6);
      case 2 -> 2 * RunBlock.MOST - 6 + random.nextInt(9);
      default -> random.nextInt(3 * RunBlock.MOST);
    };
  }

  private static int entries(RunResult part) {
    return part.rows().size()
        + part.pools().stream().mapToInt(it -> 1 + it.parties().size()).sum()
        + part.lines().size()
        + part.waiting().stream().mapToInt(it -> 1 + it.details().size()).sum()
        + part.notices().size()
        + Objects.requireNonNull(part.rates()).size();
  }

  /**
   * @param parties how many each pool has
   * @param details how many each waiting has
   */
  private static RunResult result(
      int rows, List<Integer> parties, int notices, List<Integer> details, int lines) {
    var pools = new ArrayList<RunResult.Pool>();
    for (int count : parties) {
      pools.add(pool(pools.size(), count));
    }
    var waiting = new ArrayList<RunResult.Waiting>();
    for (int count : details) {
      waiting.add(waiting(STATES.get(waiting.size()), count));
    }
    return new RunResult(
        Story.OCTOBER,
        IntStream.range(0, rows).mapToObj(RunBlockTest::row).toList(),
        pools,
        IntStream.range(0, lines).mapToObj(it -> line(it, BigFraction.of(it, 7))).toList(),
        waiting,
        IntStream.range(0, notices).mapToObj(RunBlockTest::notice).toList(),
        IntStream.range(0, lines / 100).mapToObj(RunBlockTest::rate).toList());
  }

  private static RunBlock block(
      List<RunResult.Row> rows,
      List<RunResult.Pool> pools,
      List<RunResult.Line> lines,
      List<RunResult.Waiting> waiting,
      List<RunResult.Notice> notices) {
    return new RunBlock(new RunResult(Story.OCTOBER, rows, pools, lines, waiting, notices, null));
  }

  private static RunResult.Row row(int number) {
    BigDecimal figure = BigDecimal.valueOf(number, 2);
    return new RunResult.Row(
        new OfferingId("o" + number),
        SWEDEN,
        Currencies.of("EUR"),
        figure,
        figure,
        figure,
        figure,
        figure);
  }

  private static RunResult.Pool pool(int number, int parties) {
    var amounts = new TreeMap<PartyId, BigDecimal>();
    for (int i = 0; i < parties; i++) {
      amounts.put(new PartyId("p" + i), BigDecimal.valueOf(i, 2));
    }
    return new RunResult.Pool(
        new LicenceId("lic"),
        number,
        REMIX,
        SWEDEN,
        Currencies.of("EUR"),
        BigDecimal.ONE,
        amounts,
        BigDecimal.TWO);
  }

  private static RunResult.Waiting waiting(State state, int details) {
    return new RunResult.Waiting(
        REMIX,
        SWEDEN,
        Currencies.of("EUR"),
        state,
        BigDecimal.ONE,
        BigDecimal.TWO,
        IntStream.range(0, details)
            .mapToObj(
                it -> new RunResult.Detail(RunResult.Kind.ASSET, "a" + it, BigDecimal.ONE, it))
            .toList());
  }

  private static RunResult.Line line(int number, BigFraction exact) {
    return new RunResult.Line(
        new PartyId("p" + number),
        Currencies.of("EUR"),
        REMIX,
        SWEDEN,
        SWEDEN,
        "Remix",
        null,
        new LicenceId("lic"),
        0,
        Story.OCTOBER,
        BigDecimal.ONE,
        BigDecimal.TEN,
        exact);
  }

  private static ExchangeRate rate(int number) {
    return new ExchangeRate(
        Story.START.plusDays(number),
        Currencies.of("EUR"),
        Currencies.of("SEK"),
        BigDecimal.TEN,
        "");
  }

  private static RunResult.Notice notice(int number) {
    return new RunResult.WithoutRevenue(
        REMIX, SWEDEN, Story.OCTOBER, number, BigDecimal.valueOf(number));
  }
}
