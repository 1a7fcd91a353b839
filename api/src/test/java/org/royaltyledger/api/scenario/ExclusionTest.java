package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage that is not to be paid, before a close and after it, and what an appeal gives back. */
class ExclusionTest extends RunsTheProgram {
  private static final String DECEMBER = "2026-12";

  /** Of 100.00, ann's A1 earns 45.00 by a play that is a fraud, and ben's B1 15.00. */
  private void fraudAndGoodPlay() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "100.00");
    ledger.output("o-bad").of("A1", "1");
    ledger
        .usage("bad")
        .playOf("o-bad")
        .times(3)
        .in("NO")
        .heardBy("l-bad")
        .at("2026-10-07T23:59:59Z");
    ledger.play("good", "B1", 1).heardBy("l-good").at("2026-10-08T00:00:00Z");
  }

  private void close(String period) {
    ledger.revenue(period, "SE", "EUR", "0.00");
    ledger.settle(period);
  }

  @Test
  void usage_that_meets_all_conditions_counts_nowhere() {
    fraudAndGoodPlay();
    for (String conditions :
        List.of(
            "usageId=bad",
            "asset=A1",
            "output=o-bad",
            "listener=l-bad",
            "source=service territory=NO",
            "asset=A1 territory=NO offering=remix",
            "from=2026-10-07 to=2026-10-08",
            "source=service from=2026-10-01 to=2026-10-08",
            "usageId=bad asset=A1 output=o-bad listener=l-bad offering=remix territory=NO"
                + " source=service")) {
      exclude("x", conditions);
      assertThat(poolsWouldBe()).as(conditions).containsExactly("L-ben 0 Worldwide 60.00 EUR");
    }
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
    assertThat(ledger.lastClose().get("notices").toString())
        .contains("1 usages of remix in NO, 2026-10 are excluded and count nowhere");
  }

  @Test
  void usage_that_does_not_meet_one_of_the_conditions_counts() {
    fraudAndGoodPlay();
    for (String conditions :
        List.of(
            "usageId=bad territory=SE",
            "asset=A1 to=2026-10-07",
            "output=o-bad from=2026-10-08",
            "listener=l-bad asset=B1",
            "source=nobody",
            "usageId=Bad")) {
      exclude("x", conditions);
      assertThat(poolsWouldBe())
          .as(conditions)
          .containsExactly("L-ann 0 Worldwide 45.00 EUR", "L-ben 0 Worldwide 15.00 EUR");
    }
  }

  /** Of October, with what was added until now. */
  private List<String> poolsWouldBe() {
    ledger.imported();
    assertThat(ledger.dryRun(OCTOBER)).isZero();
    return Scenario.pools(ledger.answer());
  }

  private void exclude(String id, String conditions) {
    Exclusion row = ledger.exclude(id);
    for (String condition : conditions.split(" ", -1)) {
      String[] words = condition.split("=", -1);
      row.of(words[0], words[1]);
    }
  }

  @Test
  void whole_usage_is_out_where_one_of_its_contributions_is_of_the_asset() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
    ledger.usage("u1").of("A1", "0.1").of("B1", "0.9");
    ledger.usage("u2").of("A1", "0").of("B1", "1");
    ledger.exclude("x").of("asset", "A1");
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
    assertThat(ledger.units("ben")).isEqualByComparingTo("1");
  }

  @Test
  void money_that_was_paid_is_clawed_back_and_goes_to_the_others() {
    fraudAndGoodPlay();
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR");
    var before = ledger.statements(OCTOBER);
    ledger.exclude("x").of("listener", "l-bad");
    close(NOVEMBER);

    ledger.pays("ann -45.00 EUR", "ben 45.00 EUR");
    assertThat(ledger.lines("ann", "adjusts", "usedIn", "units", "amount"))
        .containsExactly("2026-10 2026-10 -3 -45");
    assertThat(ledger.lines("ben", "adjusts", "usedIn", "units", "amount"))
        .containsExactly("2026-10 2026-10 0 45");
    assertThat(ledger.statements(OCTOBER)).isEqualTo(before);

    ledger.reinstate("x");
    close(DECEMBER);
    ledger.pays("ann 45.00 EUR", "ben -45.00 EUR");
    close("2027-01");
    ledger.pays();
    assertThat(ledger.replay()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRO_RATA", "USER_CENTRIC", "SHAPLEY_INDEX", "EQUAL"})
  void what_an_appeal_gives_back_is_exactly_what_was_taken(String model) {
    for (String label : new String[] {"ann", "ben", "cat"}) {
      ledger.holder(label, "A-" + label);
      ledger.membership(label, "merlin");
    }
    ledger.party("merlin", "SOCIETY");
    ledger.licence("L", "merlin").withoutListener("OWN").pays(ofNet("33.33"), model);
    ledger.revenue("100.01");
    ledger.usage("u1").of("A-ann", "0.3").of("A-ben", "0.7").times(7).heardBy("l-1");
    ledger.play("u2", "A-ben", 11).heardBy("l-1");
    ledger.play("u3", "A-cat", 13).heardBy("l-2");
    ledger.usage("u4").of("A-cat", "0.000000000001").of("A-ann", "0.999999999999");
    ledger.usage("u5").of("A-new", "1").heardBy("l-2");
    ledger.settle();
    Map<String, BigDecimal> undisturbed = totals(OCTOBER);

    ledger.exclude("x-1").of("asset", "A-cat");
    ledger.exclude("x-2").of("listener", "l-1").of("from", "2026-10-01");
    close(NOVEMBER);
    assertThat(totals(OCTOBER, NOVEMBER)).isNotEqualTo(undisturbed);
    ledger.reinstate("x-2");
    close(DECEMBER);
    assertThat(totals(OCTOBER, NOVEMBER, DECEMBER)).isNotEqualTo(undisturbed);
    ledger.reinstate("x-1");
    close("2027-01");

    assertThat(totals(OCTOBER, NOVEMBER, DECEMBER, "2027-01")).isEqualTo(undisturbed);
  }

  /** What was paid to each party in all of some months; a party that got nothing is absent. */
  private Map<String, BigDecimal> totals(String... periods) {
    var totals = new TreeMap<String, BigDecimal>();
    for (String period : periods) {
      ledger
          .statements(period)
          .values()
          .forEach(
              it ->
                  totals.merge(
                      text(it, "party"), new BigDecimal(text(it, "total")), BigDecimal::add));
    }
    totals.values().removeIf(it -> it.signum() == 0);
    return totals;
  }

  @Test
  void exclusion_that_is_taken_back_before_the_next_close_changes_nothing() {
    fraudAndGoodPlay();
    ledger.settle();
    ledger.exclude("x").of("asset", "A1");
    ledger.imported();
    ledger.reinstate("x");
    close(NOVEMBER);
    ledger.pays();
    assertThat(ledger.lastClose().has("adjustments")).isFalse();
  }

  @Test
  void exclusion_with_narrower_conditions_gives_back_the_rest() {
    fraudAndGoodPlay();
    ledger.exclude("x").of("from", "2026-10-07");
    ledger.settle();
    ledger.pays();
    ledger.exclude("x").of("from", "2026-10-07").of("to", "2026-10-08");
    close(NOVEMBER);
    ledger.pays("ben 60.00 EUR");
  }

  @Test
  void usage_that_comes_after_its_exclusion_is_out_in_whatever_month_it_counts() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.exclude("x").of("usageId", "u2");
    ledger.imported();
    ledger.play("u2", "A1", 1); // of October, counts in November
    ledger.play("u3", "A1", 1);
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 60.00 EUR");
    assertThat(ledger.units("ann")).isEqualByComparingTo("1");

    ledger.reinstate("x"); // reaches November, where u2 counts, by October's day
    ledger.exclude("y").of("usageId", "u3");
    close(DECEMBER);
    ledger.pays();
    ledger.exclude("z").of("usageId", "u2");
    close("2027-01");
    ledger.pays("ann -60.00 EUR");
    assertThat(ledger.lines("ann", "adjusts", "usedIn")).containsExactly("2026-11 2026-10");
  }

  @Test
  void analysis_that_takes_an_excluded_asset_out_of_an_output_lets_its_plays_count() {
    fraudAndGoodPlay();
    ledger.exclude("x").of("asset", "A1");
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
    ledger.licensed("cat", "C1");
    ledger.output("o-bad").of("C1", "1");
    close(NOVEMBER);
    ledger.pays("ben -45.00 EUR", "cat 45.00 EUR");
  }

  @Test
  void very_many_usages_can_be_excluded_by_their_ids() {
    fraudAndGoodPlay();
    ledger.settle();
    for (int i = 0; i < 1_200; i++) {
      ledger.exclude("x" + i).of("usageId", "nobody-" + i);
    }
    close(NOVEMBER);
    ledger.pays();
    assertThat(ledger.lastClose().has("adjustments")).isFalse();
    for (int i = 0; i < 1_200; i++) {
      ledger.exclude("x" + i).of("usageId", i == 1_199 ? "bad" : "nothing-" + i);
    }
    close(DECEMBER);
    ledger.pays("ann -45.00 EUR", "ben 45.00 EUR");
  }

  @Test
  void report_shows_each_pool_without_and_with_the_exclusions_whether_closed_or_not() {
    fraudAndGoodPlay();
    ledger.exclude("x").of("listener", "l-bad");
    ledger.imported();
    assertThat(report(OCTOBER))
        .containsExactly("L-ann 45.00 0.00 -45.00", "L-ben 15.00 60.00 45.00");
    assertThat(ledger.answer().get("totals").get(0).get("difference").asString()).isEqualTo("0.00");
    assertThat(ledger.answer().get("excluded").toString())
        .isEqualTo(
            "[{\"offering\":\"remix\",\"territory\":\"NO\",\"usedIn\":\"2026-10\",\"usages\":1,\"quantity\":\"3\"}]");
    ledger.settle();
    assertThat(report(OCTOBER))
        .containsExactly("L-ann 45.00 0.00 -45.00", "L-ben 15.00 60.00 45.00");
    ledger.reinstate("x");
    ledger.imported();
    assertThat(report(OCTOBER)).containsExactly("L-ann 45.00 45.00 0.00", "L-ben 15.00 15.00 0.00");
    close(DECEMBER);
    assertThat(ledger.run("exclusions", NOVEMBER)).isOne();
    ledger.refused("it was closed along with 2026-12, see: exclusions 2026-12");
    assertThat(ledger.run("exclusions", "2030-01")).isOne();
    ledger.refused("has no revenue row");
  }

  /** Each pool of a month: its licence, before, after and the difference. */
  private List<String> report(String period) {
    assertThat(ledger.run("exclusions", period, "--json")).as(ledger.err()).isZero();
    return ledger.answer().get("pools").values().stream()
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(
                        text(it, "licence"),
                        text(it, "before"),
                        text(it, "after"),
                        text(it, "difference")))
        .toList();
  }

  @Test
  void unknown_asset_can_be_excluded_and_no_longer_waits() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "fake", 3);
    ledger.exclude("x").of("asset", "fake");
    ledger.imported();
    assertThat(ledger.err()).contains("asset 'fake' is unknown");
    ledger.settle();
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
  }
}
