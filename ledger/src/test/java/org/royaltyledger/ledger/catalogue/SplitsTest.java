package org.royaltyledger.ledger.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Window;

class SplitsTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 40;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static Splits.Share share(String party, int percent, int from, int to) {
    return new Splits.Share(
        new PartyId(party),
        BigDecimal.valueOf(percent),
        new Window(FIRST.plusDays(from), to == DAYS ? null : FIRST.plusDays(to)));
  }

  private static Splits table(List<Splits.Share> shares) {
    return new Splits(new AssetId("A"), Territory.WORLDWIDE, shares);
  }

  /** Halves, quarters and nothings, each of some days; a few days have none. */
  private static List<Splits.Share> random(SplittableRandom random) {
    var shares = new ArrayList<Splits.Share>();
    for (int column = 0; column < 4; column++) {
      for (int from = 5; from < DAYS; ) {
        int to = Math.min(DAYS, from + random.nextInt(1, 12));
        shares.add(share("p" + random.nextInt(3), 25, from, to));
        from = to;
      }
    }
    shares.add(share("p4", 0, 7, 9));
    return shares;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void each_day_has_the_shares_whose_windows_hold_it(long seed) {
    List<Splits.Share> shares = random(new SplittableRandom(seed));
    var changes = new TreeMap<LocalDate, List<Splits.Share>>();

    table(shares).eachChange(changes::put);

    for (int i = 0; i < DAYS + 5; i++) {
      LocalDate day = FIRST.plusDays(i);
      Map.Entry<LocalDate, List<Splits.Share>> since = changes.floorEntry(day);
      assertThat(since == null ? List.<Splits.Share>of() : since.getValue())
          .as("%s", day)
          .containsExactlyInAnyOrderElementsOf(
              shares.stream()
                  .filter(it -> it.window().contains(day) && it.percent().signum() > 0)
                  .collect(Collectors.toList()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void table_with_a_day_that_does_not_sum_to_100_is_none(long seed) {
    var random = new SplittableRandom(seed);
    List<Splits.Share> shares = random(random);
    int day = random.nextInt(5, DAYS);
    shares.add(share("p5", 25, day, day + 1));

    assertThatThrownBy(() -> table(shares))
        .hasMessageContaining("sum to 125 on " + FIRST.plusDays(day));
  }

  @Test
  void days_on_which_all_shares_are_nothing_do_not_sum_to_100() {
    assertThatThrownBy(() -> table(Arrays.asList(share("a", 0, 1, 2), share("b", 0, 1, 3))))
        .hasMessageContaining("sum to 0 on 2026-01-02");
  }
}
