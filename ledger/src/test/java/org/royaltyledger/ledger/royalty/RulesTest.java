package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Refused.Code;

/** One clause of the contract at a time. */
class RulesTest {

  private static final String ALL = "{\"percentOf\":[\"netRevenue\",\"100\"]}";

  private final Story story = new Story();

  @BeforeEach
  void a_label_with_two_assets_and_a_licence() {
    story
        .parties("label", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .asset("a", "label")
        .asset("b", "label")
        .split("a", "Worldwide", "ben 100")
        .split("b", "Worldwide", "mia 100")
        .optIn("label");
  }

  private static List<String> states(RunResult result) {
    assertThat(result.conserved()).isTrue();
    return result.states().stream()
        .map(it -> it.currency() + " " + it.state().written() + " " + it.amount().toPlainString())
        .toList();
  }

  private static String pools(RunResult result) {
    assertThat(result.conserved()).isTrue();
    var text = new StringBuilder();
    for (RunResult.Pool it : result.pools()) {
      text.append(
          "%s/%d %s %s %s %s no-split %s; "
              .formatted(
                  it.licence(),
                  it.part(),
                  it.territory(),
                  it.amount(),
                  it.currency(),
                  it.parties(),
                  it.noSplit()));
    }
    return text.toString().strip();
  }

  private void refuses(Code code, String message) {
    assertThatThrownBy(story::close)
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void a_row_without_usage_is_retained_and_all_states_are_listed_in_order() {
    story.revenue("remix", "SE", "JPY", "334");

    assertThat(states(story.close()))
        .containsExactly(
            "JPY payable 0",
            "JPY no-split 0",
            "JPY disputed 0",
            "JPY breakage 0",
            "JPY no-consent 0",
            "JPY not-cleared 0",
            "JPY unattributed 0",
            "JPY unlicensed 0",
            "JPY unmatched 0",
            "JPY retained 334");
  }

  @Test
  void currencies_stand_in_order_of_their_codes_with_their_own_decimals() {
    story.revenue("remix", "SE", "KWD", "1.234").revenue("remix", "DE", "EUR", "1.2");

    assertThat(states(story.close()))
        .contains("EUR retained 1.20", "KWD retained 1.234")
        .hasSize(2 * (int) Stream.of(State.values()).filter(it -> !it.countsNowhere()).count());
  }

  @Test
  void a_contribution_of_0_units_counts_nowhere() {
    story.revenue("remix", "SE", "EUR", "10");
    story.licence("lic", "label").part(ALL, Licence.Allocation.EQUAL);
    story.play().asset("a", "1").asset("b", "0").asset("unknown", "0").by("l-1");

    RunResult result = story.close();

    assertThat(pools(result)).isEqualTo("lic/0 SE 10.00 EUR {ben=10.00} no-split 0.00;");
    assertThat(result.waiting()).isEmpty();
  }

  @Test
  void the_step_that_all_units_of_the_licence_reach_counts_for_all_of_them() {
    story.revenue("remix", "SE", "EUR", "10").revenue("remix", "DE", "EUR", "10");
    story
        .licence("lic", "label")
        .part(
            "{\"stepsByUnits\":[{\"from\":\"3.5\",\"term\":{\"perUse\":[\"3\",\"EUR\"]}},"
                + "{\"from\":\"0\",\"term\":{\"perUse\":[\"1\",\"EUR\"]}},"
                + "{\"from\":\"3\",\"term\":{\"perUse\":[\"2\",\"EUR\"]}}]}");
    story.play().asset("a", "1");
    story.play().asset("a", "1").in("DE");
    assertThat(pools(story.close())).contains("DE 1.00 EUR", "SE 1.00 EUR");
    story.play().asset("a", "1").in("DE");
    assertThat(pools(story.close())).contains("DE 4.00 EUR", "SE 2.00 EUR");
    story.play().asset("a", "0.5").asset("unknown", "0.5");
    assertThat(pools(story.close())).contains("DE 6.00 EUR", "SE 4.50 EUR");
  }

  @Test
  void what_waits_is_rounded_once_and_divided_with_ties_in_the_order_of_states() {
    // 4 states, 1 unit each, and 4 covered: q = 1/2 of 0.05 is 0.025, so 0.03 over four.
    story.revenue("remix", "SE", "EUR", "0.05");
    story.licence("lic", "label").part("{\"percentOf\":[\"netRevenue\",\"0\"]}");
    story.consent("label", "b", "2026-01-01", null, Consent.Decision.OPT_OUT);
    story.asset("c", "ben");
    story.play().asset("a", "1").times(4);
    story.play().asset("b", "1");
    story.play().output("unseen");
    story.play().asset("c", "1");
    story.play().asset("unknown", "0.5").named("nobody", "0.5");

    RunResult result = story.close();

    assertThat(states(result))
        .containsExactly(
            "EUR payable 0.00",
            "EUR no-split 0.00",
            "EUR disputed 0.00",
            "EUR breakage 0.00",
            "EUR no-consent 0.01",
            "EUR not-cleared 0.00",
            "EUR unattributed 0.01",
            "EUR unlicensed 0.01",
            "EUR unmatched 0.00",
            "EUR retained 0.02");
    assertThat(result.waiting())
        .extracting(it -> it.details().toString())
        .containsExactly(
            "[Detail[kind=ASSET, target=b, units=1, usages=1]]",
            "[Detail[kind=OUTPUT, target=unseen, units=1, usages=1]]",
            "[Detail[kind=ASSET, target=c, units=1, usages=1]]",
            "[Detail[kind=ASSET, target=unknown, units=0.5, usages=1], Detail[kind=PARTY,"
                + " target=nobody, units=0.5, usages=1]]");
  }

  @Test
  void one_usage_that_names_a_target_twice_is_one_usage() {
    story.revenue("remix", "SE", "EUR", "10");
    story.play().asset("unknown", "0.5").asset("unknown", "0.5").times(3);
    story.play().asset("unknown", "1");

    assertThat(story.close().waiting())
        .flatExtracting(RunResult.Waiting::details)
        .extracting(RunResult.Detail::units, RunResult.Detail::usages)
        .containsExactly(tuple(new BigDecimal("4"), 2L));
  }

  @Test
  void an_offering_that_excludes_divides_all_among_covered_units_and_still_shows_the_others() {
    story.offering("remix", Offering.Uncovered.EXCLUDE).revenue("remix", "SE", "EUR", "10");
    story.licence("lic", "label").part(ALL);
    story.play().asset("a", "0.25").asset("unknown", "0.75");

    RunResult result = story.close();

    assertThat(pools(result)).isEqualTo("lic/0 SE 10.00 EUR {ben=10.00} no-split 0.00;");
    assertThat(result.rows().getFirst().units()).isEqualTo("0.25");
    assertThat(result.rows().getFirst().uncoveredUnits()).isEqualTo("0.75");
    assertThat(result.waiting())
        .extracting(RunResult.Waiting::state, RunResult.Waiting::amount)
        .containsExactly(tuple(State.UNMATCHED, new BigDecimal("0.00")));
  }

  @Test
  void an_offering_that_excludes_all_usage_retains_all() {
    story.offering("remix", Offering.Uncovered.EXCLUDE).revenue("remix", "SE", "EUR", "10");
    story.play().asset("unknown", "1");

    assertThat(states(story.close())).contains("EUR retained 10.00", "EUR unmatched 0.00");
  }

  @ParameterizedTest(name = "base {0}, uncovered {1}: {2}")
  @CsvSource({
    "SHARE, SUSPEND, 25.00",
    "WHOLE, SUSPEND, 50.00",
    "SHARE, EXCLUDE, 50.00",
    "WHOLE, EXCLUDE, 100.00"
  })
  void figures_are_multiplied_by_the_base(
      Licence.Base base, Offering.Uncovered uncovered, BigDecimal pool) {
    // Four units: one of lic, one of another licence, two without.
    story.offering("remix", uncovered).optIn("mia").revenue("remix", "SE", "EUR", "100");
    story.licence("lic", "label").base(base).part(ALL);
    story.licence("other", "mia");
    story.play().asset("a", "1");
    story.play().named("mia", "1");
    story.play().asset("unknown", "1").times(2);

    assertThat(story.close().pools()).extracting(RunResult.Pool::amount).containsExactly(pool);
  }

  @Test
  void per_use_counts_covered_units_and_flat_is_not_multiplied_by_the_base() {
    story.revenue("remix", "SE", "EUR", "100");
    story
        .licence("lic", "label")
        .part("{\"perUse\":[\"0.005\",\"EUR\"]}")
        .part("{\"flat\":[\"7\",\"EUR\"]}")
        .part("{\"flat\":[\"3\",\"EUR\",\"ROW\"]}");
    story.play().asset("a", "0.5").asset("unknown", "0.5").times(1_000);

    assertThat(story.close().pools())
        .extracting(it -> it.amount().toPlainString())
        .containsExactly("2.50", "7.00", "3.00");
  }

  @Test
  void a_flat_amount_is_divided_over_rows_by_covered_units_in_their_currencies() {
    story.revenue("remix", "SE", "EUR", "100").revenue("remix", "US", "USD", "100");
    story.revenue("remix", "DE", "EUR", "100");
    story.rate("2026-10-31", "EUR", "USD", "1.1").rate("2026-11-01", "EUR", "USD", "9");
    story
        .licence("lic", "label")
        .part("{\"flat\":[\"40\",\"EUR\"]}")
        .part("{\"flat\":[\"40\",\"EUR\",\"ROW\"]}");
    story.play().asset("a", "1").times(3);
    story.play().asset("a", "1").in("US");

    assertThat(pools(story.close()))
        .isEqualTo(
            "lic/0 SE 30.00 EUR {ben=30.00} no-split 0.00; lic/0 US 11.00 USD {ben=11.00} no-split"
                + " 0.00; lic/1 SE 40.00 EUR {ben=40.00} no-split 0.00; lic/1 US 44.00 USD"
                + " {ben=44.00} no-split 0.00;");
  }

  @Test
  void a_pool_below_0_is_0_and_listed_and_minima_above_revenue_are_a_notice() {
    story.revenue("remix", "SE", "EUR", "100", null, null, null, "200");
    story
        .licence("lic", "label")
        .part("{\"minus\":[" + ALL + ",{\"amountOf\":\"performanceRoyalties\"}]}")
        .part("{\"flat\":[\"101.23\",\"EUR\"]}");
    story.play().asset("a", "1");

    RunResult result = story.close();

    assertThat(pools(result))
        .isEqualTo(
            "lic/0 SE 0.00 EUR {ben=0.00} no-split 0.00; lic/1 SE 101.23 EUR {ben=101.23} no-split"
                + " 0.00;");
    assertThat(states(result)).contains("EUR retained -1.23");
    assertThat(result.notices())
        .singleElement()
        .isInstanceOfSatisfying(
            RunResult.RetainedBelowZero.class, it -> assertThat(it.retained()).isEqualTo("-1.23"));
  }

  @Test
  void the_step_that_has_begun_by_the_periods_first_day_counts() {
    story.revenue("remix", "SE", "EUR", "100");
    story
        .licence("lic", "label")
        .part(
            "{\"steps\":[{\"from\":\"2026-10-02\",\"term\":{\"flat\":[\"9\",\"EUR\"]}},{\"from\":\"2026-10-01\",\"term\":{\"flat\":[\"8\",\"EUR\"]}},{\"from\":\"2026-07-01\",\"term\":{\"flat\":[\"7\",\"USD\"]}}]}");
    story.play().asset("a", "1");

    assertThat(pools(story.close())).startsWith("lic/0 SE 8.00 EUR");
  }

  @Test
  void before_the_first_step_the_close_is_refused() {
    story.revenue("remix", "SE", "EUR", "100");
    story
        .licence("lic", "label")
        .part("{\"steps\":[{\"from\":\"2026-10-02\",\"term\":{\"flat\":[\"9\",\"EUR\"]}}]}");
    assertThat(story.close().pools()).as("without a covered unit nothing is asked").isEmpty();

    story.play().asset("a", "1");
    refuses(
        Code.STEP_NOT_BEGUN,
        "licence lic part 0 has no step that has begun by 2026-10-01: record the licence with a"
            + " step from that day or before");
  }

  @Test
  void a_figure_that_is_not_reported_is_refused_even_where_it_would_not_win() {
    story.revenue("remix", "SE", "EUR", "100");
    story
        .licence("lic", "label")
        .part(ALL)
        .part("{\"greaterOf\":[" + ALL + ",{\"percentOf\":[\"totalContentCost\",\"1\"]}]}");
    story.play().asset("a", "1");

    refuses(
        Code.NOT_REPORTED,
        "licence lic part 1 needs totalContentCost of remix, SE in 2026-10, which is not reported:"
            + " import that revenue row with totalContentCost, 0 if there was none");
  }

  @Test
  void no_inverse_rate_and_none_of_a_later_day_is_made_up() {
    story.revenue("remix", "SE", "EUR", "100");
    story.rate("2026-10-01", "EUR", "USD", "1.1").rate("2026-11-01", "USD", "EUR", "0.9");
    story.licence("lic", "label").part("{\"flat\":[\"9\",\"USD\"]}");
    story.play().asset("a", "1");

    refuses(
        Code.NO_RATE,
        "licence lic part 0 is in USD, the revenue of remix, SE in EUR: import a rate from USD to"
            + " EUR of 2026-10-31 or before");
  }

  @Test
  void a_usage_without_listener_stops_a_model_that_asks_and_the_first_20_are_named() {
    story.revenue("remix", "SE", "EUR", "100");
    story.licence("lic", "label").part(ALL, Licence.Allocation.SHAPLEY_INDEX);
    for (int i = 0; i < 22; i++) {
      story.play().asset("a", "0.5").asset("b", "0.5");
    }
    story.play().asset("a", "1").by("l-1");
    story.play().asset("unknown", "1");

    refuses(
        Code.NO_LISTENER,
        "22 usages have no listener, which the allocation of lic asks for (u-0000, u-0001, u-0002,"
            + " u-0003, u-0004, u-0005, u-0006, u-0007, u-0008, u-0009, u-0010, u-0011, u-0012,"
            + " u-0013, u-0014, u-0015, u-0016, u-0017, u-0018, u-0019, …): record these licences"
            + " with withoutListener OWN, and each such usage is its own listener");
  }

  @Test
  void with_own_each_usage_without_listener_is_a_listener() {
    story.revenue("remix", "SE", "EUR", "90");
    story.licence("lic", "label").ownListener().part(ALL, Licence.Allocation.USER_CENTRIC);
    story.play().asset("a", "1").times(1_000);
    story.play().asset("b", "1");
    story.play().asset("b", "0.5").asset("b", "0.5");

    assertThat(pools(story.close()))
        .isEqualTo("lic/0 SE 90.00 EUR {ben=30.00, mia=60.00} no-split 0.00;");
  }

  @Test
  void votes_are_floored_at_18_decimals_and_the_lines_still_add_up_exactly() {
    story.revenue("remix", "SE", "EUR", "1");
    story.asset("c", "label").split("c", "SE", "ben 50", "mia 50");
    story.licence("lic", "label").part(ALL, Licence.Allocation.SHAPLEY_INDEX);
    story.play().asset("a", "0.3").asset("b", "0.3").asset("c", "0.4").by("l-1");
    story.play().asset("a", "1").by("l-2");

    RunResult result = story.close();

    assertThat(pools(result)).isEqualTo("lic/0 SE 1.00 EUR {ben=0.75, mia=0.25} no-split 0.00;");
    assertThat(result.lines().getFirst().exact().getDenominator().bitLength()).isGreaterThan(40);
  }

  @Test
  void the_split_of_the_day_and_territory_of_use_counts() {
    story.revenue("remix", "Worldwide", "EUR", "100");
    story.split("a", "SE", "ben 100 2026-10-02 2026-10-16", "mia 100 2026-10-16");
    story.split("a", "Worldwide", "label 100");
    story.licence("lic", "label").part(ALL);
    story.play().asset("a", "1").at("2026-10-01T23:59:59.999999999Z"); // Worldwide's: label
    story.play().asset("a", "1").at("2026-10-02T00:00:00Z"); // ben
    story.play().asset("a", "1").at("2026-10-16T00:30:00+01:00"); // still the 15th in UTC: ben
    story.play().asset("a", "1").at("2026-10-15T23:00:00-01:00"); // the 16th: mia
    story.play().asset("a", "1").in("DE"); // label

    assertThat(pools(story.close()))
        .isEqualTo("lic/0 Worldwide 100.00 EUR {ben=40.00, label=40.00, mia=20.00} no-split 0.00;");
  }

  @Test
  void what_has_no_split_or_is_unclaimed_waits_and_is_rounded_last() {
    story.asset("c", "label").split("b", "SE", "mia 50", "UNCLAIMED 50");
    story.revenue("remix", "SE", "EUR", "0.05");
    story.licence("lic", "label").part(ALL);
    story.play().asset("b", "0.8").asset("c", "0.2");

    // mia 0.02, nobody 0.02 + 0.01.
    RunResult result = story.close();

    assertThat(pools(result)).isEqualTo("lic/0 SE 0.05 EUR {mia=0.02} no-split 0.03;");
    assertThat(result.lines())
        .extracting(it -> it.party() + " " + it.asset() + " " + it.share() + " " + it.exact())
        .containsExactly("mia b 50 1 / 50", "null b 50 1 / 50", "null c 100 1 / 100");
  }

  @Test
  void a_tie_leaves_no_split_last() {
    story.split("a", "SE", "mia 50", "UNCLAIMED 50").revenue("remix", "SE", "EUR", "0.01");
    story.licence("lic", "label").part(ALL);
    story.play().asset("a", "1");

    assertThat(pools(story.close())).isEqualTo("lic/0 SE 0.01 EUR {mia=0.01} no-split 0.00;");
  }

  @Test
  void an_asset_and_a_party_of_one_id_are_two() {
    story.asset("ben", "label").split("ben", "SE", "mia 100").optIn("ben");
    story.revenue("remix", "SE", "EUR", "30");
    story.licence("lic", "label").part(ALL, Licence.Allocation.EQUAL);
    story.licence("lic-ben", "ben").part(ALL);
    story.member("ben", "label", "2026-01-01", null);
    story.play().asset("ben", "0.5").named("ben", "0.5");

    assertThat(pools(story.close()))
        .isEqualTo(
            "lic/0 SE 15.00 EUR {mia=15.00} no-split 0.00; lic-ben/0 SE 15.00 EUR {ben=15.00}"
                + " no-split 0.00;");

    story.licence("lic-ben", "ben").offering("remix").assets("a");
    RunResult result = story.close();
    assertThat(pools(result)).isEqualTo("lic/0 SE 30.00 EUR {ben=15.00, mia=15.00} no-split 0.00;");
    assertThat(result.lines())
        .extracting(it -> it.party() + " " + it.asset() + " " + it.share())
        .containsExactly("ben null 100", "mia ben 100");
  }

  @Test
  void a_worldwide_row_takes_the_territories_without_a_row_of_their_own() {
    story.revenue("remix", "Worldwide", "EUR", "10").revenue("remix", "SE", "EUR", "20");
    story.licence("lic", "label").part(ALL);
    story.play().asset("a", "1");
    story.play().asset("b", "1").in("DE");
    story.play().asset("b", "1").in("Worldwide");

    RunResult result = story.close();

    assertThat(pools(result))
        .isEqualTo(
            "lic/0 SE 20.00 EUR {ben=20.00} no-split 0.00; lic/0 Worldwide 10.00 EUR {mia=10.00}"
                + " no-split 0.00;");
    assertThat(result.lines())
        .extracting(it -> it.territory() + " " + it.territoryOfUse() + " " + it.exact())
        .containsExactly("SE SE 20", "Worldwide DE 5", "Worldwide Worldwide 5");
  }

  @Test
  void usage_without_any_row_is_a_notice_with_its_own_month() {
    story.play().asset("a", "1").times(1_000_000_000_000L);
    story.play().asset("a", "1").times(2);
    story.play().asset("a", "1").at("2026-09-30T23:59:59Z");
    story.play().asset("a", "1").at("2026-11-01T00:00:00Z");

    assertThat(story.close().notices().stream().map(Object::toString))
        .containsExactly(
            "WithoutRevenue[offering=remix, territory=SE, month=2026-09, usages=1, quantity=1]",
            "WithoutRevenue[offering=remix, territory=SE, month=2026-10, usages=2,"
                + " quantity=1000000000002]");
  }

  @Test
  void a_usages_own_contributions_count_before_its_outputs() {
    story.made("out", Story.contribution(false, "b", "0.5"), Story.contribution(false, "a", "0.5"));
    story.made("empty");
    story.revenue("remix", "SE", "EUR", "30");
    story.licence("lic", "label").part(ALL);
    story.play().output("out").times(2);
    story.play().output("out").asset("a", "1");
    story.play().output("empty");

    RunResult result = story.close();

    assertThat(pools(result)).isEqualTo("lic/0 SE 22.50 EUR {ben=15.00, mia=7.50} no-split 0.00;");
    assertThat(states(result)).contains("EUR unattributed 7.50");
  }

  @Test
  void late_usage_counts_once_with_the_day_of_its_use() {
    var month = Period.parse("2026-09");
    story.revenue("remix", "SE", "EUR", "30");
    story.split("a", "Worldwide", "mia 100 2026-01-01 2026-10-01", "ben 100 2026-10-01");
    story.licence("lic", "label").part(ALL);
    story.play().asset("a", "1").at("2026-09-30T23:59:59Z");
    story.play().asset("a", "1").at("2026-10-01T00:00:00Z");
    story.play().asset("a", "1").at("2026-11-01T00:00:00Z");
    var counting = Story.counting(month, 5, 9);

    RunResult result =
        new MonthFold(Facts.of(story.book), counting)
            .add(5, Story.block(story.plays)) // September's is counted, October's is not
            .add(6, Story.block(story.plays)) // both are new
            .add(10, Story.block(story.plays)) // after the cut-off
            .result();

    assertThat(result.lines())
        .extracting(it -> it.party() + " " + it.usedIn() + " " + it.units() + " " + it.exact())
        .containsExactly("ben 2026-10 2 20", "mia 2026-09 1 10");
  }

  @Test
  void sums_of_the_largest_quantities_stay_exact() {
    story.revenue("remix", "SE", "EUR", "100");
    story.licence("lic", "label").part(ALL).part(ALL, Licence.Allocation.USER_CENTRIC);
    for (int i = 0; i < 30; i++) {
      story
          .play()
          .asset("a", "0.999999999999")
          .asset("b", "0.000000000001")
          .by("l-1")
          .times(1_000_000_000_000L);
    }

    RunResult result = story.close();

    assertThat(result.rows().getFirst().units()).isEqualTo("30000000000000");
    assertThat(result.lines())
        .extracting(it -> it.part() + " " + it.asset() + " " + it.exact())
        .contains("0 b 1 / 10000000000", "1 b 1 / 10000000000");
  }

  @Test
  void a_result_that_does_not_add_up_is_not_conserved() {
    story.revenue("remix", "SE", "EUR", "10");
    story.licence("lic", "label").part("{\"percentOf\":[\"netRevenue\",\"50\"]}");
    story.play().asset("a", "0.5").asset("unknown", "0.5");
    RunResult right = story.close();
    RunResult.Pool pool = right.pools().getFirst();
    var more = new TreeMap<>(pool.parties());
    more.put(new PartyId("ben"), new BigDecimal("2.51"));
    var wrongParty =
        new RunResult.Pool(
            pool.licence(),
            0,
            pool.offering(),
            pool.territory(),
            pool.currency(),
            pool.amount(),
            more,
            pool.noSplit());

    assertThat(right.conserved()).isTrue();
    assertThat(with(right, List.of(wrongParty), right.waiting()).conserved()).isFalse();
    assertThat(with(right, List.of(), right.waiting()).conserved()).isFalse();
    assertThat(with(right, right.pools(), List.of()).conserved()).isFalse();
  }

  private static RunResult with(
      RunResult result, List<RunResult.Pool> pools, List<RunResult.Waiting> waiting) {
    return new RunResult(
        result.period(),
        result.rows(),
        pools,
        result.lines(),
        waiting,
        result.notices(),
        result.rates());
  }

  @Test
  void counting_goes_on_after_the_month_closed_last() {
    assertThatThrownBy(() -> Story.counting(Story.OCTOBER, 5, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Story.counting(Period.parse("2026-09"), 5, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
