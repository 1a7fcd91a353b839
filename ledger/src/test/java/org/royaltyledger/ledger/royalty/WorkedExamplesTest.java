package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Licence;

/** Examples that a finance reader can check by hand: one per allocation model and term. */
class WorkedExamplesTest {

  private static Story one(String... assets) {
    var story =
        new Story()
            .parties("label", "ben", "joey")
            .offering("remix", Offering.Uncovered.SUSPEND)
            .optIn("label");
    for (String asset : assets) {
      story.asset(asset, "label");
    }
    return story;
  }

  private static Map<String, String> paid(RunResult result) {
    assertThat(result.conserved()).isTrue();
    return result.pools().stream()
        .flatMap(it -> it.parties().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                it -> it.getKey().code(),
                Collectors.collectingAndThen(
                    Collectors.reducing(BigDecimal.ZERO, Map.Entry::getValue, BigDecimal::add),
                    BigDecimal::toPlainString)));
  }

  /** Joey plays J ten times, Ben plays others 3,000 times; 12.00 go to labels. */
  private static Story twoSubscribers(Licence.Allocation allocation) {
    var story = one("j", "others").split("j", "SE", "joey 100").split("others", "SE", "ben 100");
    story.revenue("remix", "SE", "EUR", "12.00");
    story.licence("lic", "label").part("{\"percentOf\":[\"netRevenue\",\"100\"]}", allocation);
    story.play().asset("j", "1").by("l-joey").times(10);
    story.play().asset("others", "1").by("l-ben").times(3_000);
    return story;
  }

  @Test
  void pro_rata_the_heavy_listener_takes_almost_all() {
    RunResult result = twoSubscribers(Licence.Allocation.PRO_RATA).close();

    assertThat(paid(result)).containsOnly(Map.entry("joey", "0.04"), Map.entry("ben", "11.96"));
    assertThat(result.lines().getLast().exact())
        .isEqualTo(org.apache.commons.numbers.fraction.BigFraction.of(120, 3010));
  }

  @Test
  void user_centric_each_listeners_money_goes_where_it_listened() {
    assertThat(paid(twoSubscribers(Licence.Allocation.USER_CENTRIC).close()))
        .containsOnly(Map.entry("joey", "6.00"), Map.entry("ben", "6.00"));
  }

  @Test
  void user_centric_divides_a_vote_by_units() {
    // l-1: a 3 of 4, b 1 of 4; l-2: b alone. a 0.75, b 1.25 of 2 votes.
    var story = one("a", "b").split("a", "SE", "joey 100").split("b", "SE", "ben 100");
    story.revenue("remix", "SE", "EUR", "100.00");
    story
        .licence("lic", "label")
        .part("{\"percentOf\":[\"netRevenue\",\"100\"]}", Licence.Allocation.USER_CENTRIC);
    story.play().asset("a", "0.75").asset("b", "0.25").by("l-1").times(7);
    story.play().asset("b", "1").by("l-2").times(1_000_000_000_000L);

    assertThat(paid(story.close()))
        .containsOnly(Map.entry("joey", "37.50"), Map.entry("ben", "62.50"));
  }

  @Test
  void the_shapley_index_divides_a_vote_equally_over_what_was_used() {
    // l-1 used a and b: half a vote each; l-2 used b: one. a 0.5, b 1.5 of 2 votes.
    var story = one("a", "b").split("a", "SE", "joey 100").split("b", "SE", "ben 100");
    story.revenue("remix", "SE", "EUR", "100.00");
    story
        .licence("lic", "label")
        .part("{\"percentOf\":[\"netRevenue\",\"100\"]}", Licence.Allocation.SHAPLEY_INDEX);
    story.play().asset("a", "0.9").asset("b", "0.1").by("l-1").times(7);
    story.play().asset("b", "1").by("l-2");

    assertThat(paid(story.close()))
        .containsOnly(Map.entry("joey", "25.00"), Map.entry("ben", "75.00"));
  }

  @Test
  void a_fixed_fee_is_shared_equally_and_the_lower_id_gets_the_cent() {
    var story = one("a", "b", "c").parties("p-1", "p-2", "p-3");
    story.split("a", "SE", "p-3 100").split("b", "SE", "p-1 100").split("c", "SE", "p-2 100");
    story.revenue("remix", "SE", "EUR", "20000.00");
    story.licence("lic", "label").part("{\"flat\":[\"10000\",\"EUR\"]}", Licence.Allocation.EQUAL);
    story.play().asset("a", "1").times(900);
    story.play().asset("b", "0.5").asset("c", "0.5");

    assertThat(paid(story.close()))
        .containsOnly(
            Map.entry("p-1", "3333.34"), Map.entry("p-2", "3333.33"), Map.entry("p-3", "3333.33"));
  }

  @Test
  void rounding_closes_over_four_equal_shares() {
    var story = one("a").parties("p-1", "p-2", "p-3", "p-4");
    story.split("a", "SE", "p-1 25", "p-2 25", "p-3 25", "p-4 25");
    story.revenue("remix", "SE", "EUR", "33.34");
    story.licence("lic", "label").part("{\"percentOf\":[\"netRevenue\",\"100\"]}");
    story.play().asset("a", "1");

    assertThat(paid(story.close()))
        .containsOnly(
            Map.entry("p-1", "8.34"),
            Map.entry("p-2", "8.34"),
            Map.entry("p-3", "8.33"),
            Map.entry("p-4", "8.33"));
  }

  @ParameterizedTest(name = "performance royalties of {0} leave a pool of {1}")
  @CsvSource({"600000, 910000.00", "1200000, 450000.00"})
  void the_greater_of_percentages_less_performance_royalties_has_a_floor(
      String performance, String pool) {
    var story = one("a").split("a", "US", "joey 100");
    story.revenue("remix", "US", "USD", "10000000", "10000000", "900000", "5000000", performance);
    story
        .licence("lic", "label")
        .part(
            """
            {"greaterOf":[
              {"minus":[
                {"greaterOf":[{"percentOf":["grossRevenue","15.1"]},
                              {"percentOf":["totalContentCost","26.2"]}]},
                {"amountOf":"performanceRoyalties"}]},
              {"perSubscriber":["0.50","USD"]}]}\
            """);
    story.play().asset("a", "1").in("US");

    RunResult result = story.close();

    assertThat(result.pools())
        .extracting(RunResult.Pool::amount)
        .containsExactly(new BigDecimal(pool));
    assertThat(paid(result)).containsOnly(Map.entry("joey", pool));
  }
}
