package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.Test;

/** What an offering lays down for its usage: who is eligible, capped, boosted, free. */
class PoliciesTest extends RunsTheProgram {

  private static final String TRIAL = "NonInteractiveStream";

  /** All 100.00 of October go to what is played: ann keeps all of A, ben of B, nia of N. */
  private void threeTracks(String allocation) {
    ledger.label("label");
    ledger.asset("A", "label", "ann");
    ledger.asset("B", "label", "ben");
    ledger.asset("N", "label", "nia");
    ledger.licence("L", "label").useTypes("OnDemandStream", TRIAL).pays(ofNet("100"), allocation);
    ledger.revenue("100.00");
  }

  /** Example 11 of docs/calculation.md. */
  private void exampleEleven() {
    threeTracks("PRO_RATA");
    ledger.play("u1", "A", 600).heardBy("joey");
    ledger.play("u2", "B", 1_400).heardBy("joey");
    ledger.play("u3", "A", 50).heardBy("mia");
    ledger.play("u4", "N", 30).heardBy("zed");
    ledger.play("u5", "B", 500).heardBy("new").type(TRIAL);
  }

  private String listed(String state) {
    return ledger.lastClose().get("states").values().stream()
        .filter(it -> it.get("state").asString().equals(state))
        .map(it -> it.get("amount").asString())
        .reduce("", String::concat);
  }

  private void closeNovember() {
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
  }

  @Test
  void artist_centric_month_comes_to_what_is_worked_out_by_hand() {
    exampleEleven();
    ledger.policy("MIN_STREAMS", "", "100", "12");
    ledger.policy("LISTENER_CAP", "", "1000", "");
    ledger.policy("BOOST", "asset:A", "2", "");
    ledger.policy("FREE_TRIAL", "useType:" + TRIAL, "", "");

    ledger.settle();

    // A: (600 × 1000/2000 + 50) × 2 = 700; B: 1,400 × 1000/2000 = 700
    ledger.pays("ann 50.00 EUR", "ben 50.00 EUR");
    assertThat(ledger.lines("ann", "units", "exact")).containsExactly("650 50/1");
    assertThat(ledger.lines("ben", "units", "exact")).containsExactly("1400 50/1");
    assertThat(listed("ineligible")).isEqualTo("0.00");
    assertThat(listed("free")).isEqualTo("0.00");
    ledger.run("statements", OCTOBER, "--party", "ann", "--format", "table");
    assertThat(ledger.exit()).isZero();
  }

  @Test
  void rules_that_came_late_move_the_closed_month_and_withdrawn_ones_move_it_back() {
    exampleEleven();
    ledger.settle();
    // 650, 1,900 and 30 of 2,580
    ledger.pays("ann 25.20 EUR", "ben 73.64 EUR", "nia 1.16 EUR");
    assertThat(listed("free")).isEmpty();

    ledger.policy("MIN_STREAMS", "", "100", "12");
    ledger.policy("LISTENER_CAP", "", "1000", "");
    ledger.policy("BOOST", "asset:A", "2", "");
    ledger.policy("FREE_TRIAL", "useType:" + TRIAL, "", "");
    closeNovember();
    ledger.pays("ann 24.80 EUR", "ben -23.64 EUR", "nia -1.16 EUR");

    ledger.policy("MIN_STREAMS", "", "2020-01-01", "", "100", "12", "WITHDRAWN");
    ledger.policy("LISTENER_CAP", "", "2020-01-01", "", "1000", "", "WITHDRAWN");
    ledger.policy("BOOST", "asset:A", "2020-01-01", "", "2", "", "WITHDRAWN");
    ledger.policy("FREE_TRIAL", "useType:" + TRIAL, "2020-01-01", "", "", "", "WITHDRAWN");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann -24.80 EUR", "ben 23.64 EUR", "nia 1.16 EUR");
  }

  @Test
  void streams_are_counted_over_months_and_frozen_at_the_close_of_their_month() {
    threeTracks("PRO_RATA");
    ledger.lateUsageCountsInItsOwnMonth();
    ledger.policy("MIN_STREAMS", "", "10", "2");
    ledger.play("u1", "A", 10);
    ledger.play("u2", "B", 6);
    ledger.settle();
    ledger.pays("ann 100.00 EUR");

    // B has 6 + 100 + 4 now, but had 6 when October was counted.
    ledger.play("u3", "A", 6).at("2026-11-03T12:00:00Z");
    ledger.play("u4", "B", 4).at("2026-11-03T12:00:00Z");
    ledger.play("u5", "B", 100);
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 6.00 EUR", "ben 4.00 EUR");
  }

  @Test
  void stream_of_an_earlier_month_that_is_excluded_makes_an_asset_ineligible_later() {
    threeTracks("PRO_RATA");
    ledger.policy("MIN_STREAMS", "", "10", "2");
    ledger.play("u1", "A", 10);
    ledger.play("u2", "B", 6);
    ledger.settle();
    ledger.play("u3", "A", 10).at("2026-11-03T12:00:00Z");
    ledger.play("u4", "B", 5).at("2026-11-03T12:00:00Z");
    ledger.revenue(NOVEMBER, "SE", "EUR", "15.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 10.00 EUR", "ben 5.00 EUR");

    ledger.exclude("x-1").of("usageId", "u2");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann 5.00 EUR", "ben -5.00 EUR");
  }

  @Test
  void boosts_multiply_and_a_pool_of_no_weight_is_divided_by_units() {
    threeTracks("PRO_RATA");
    ledger.play("u1", "A", 10).heardBy("joey");
    ledger.play("u2", "B", 30).heardBy("mia");
    ledger.policy("BOOST", "asset:A", "2", "");
    ledger.policy("BOOST", "asset:B", "0.6", "");
    ledger.policy("BOOST", "party:label", "7", "");
    ledger.policy("BOOST", "useType:OnDemandStream", "0.5", "");
    ledger.settle();
    // 10 × 2 × 7 × 0.5 = 70 and 30 × 0.6 × 7 × 0.5 = 63
    ledger.pays("ann 52.63 EUR", "ben 47.37 EUR");

    ledger.policy("BOOST", "useType:OnDemandStream", "0", "");
    closeNovember();
    ledger.pays("ann -27.63 EUR", "ben 27.63 EUR"); // to 25.00 and 75.00
  }

  @Test
  void boost_moves_a_listeners_vote_but_no_vote_of_another() {
    threeTracks("USER_CENTRIC");
    ledger.policy("BOOST", "asset:A", "3", "");
    ledger.play("u1", "A", 10).heardBy("joey");
    ledger.play("u2", "B", 10).heardBy("joey");
    ledger.play("u3", "B", 1_000).heardBy("mia");
    ledger.settle();
    // joey's vote: 30 of 40 for A; mia's: all for B
    ledger.pays("ann 37.50 EUR", "ben 62.50 EUR");
  }

  @Test
  void listeners_of_a_trial_are_free_and_their_usage_waits_for_nothing() {
    threeTracks("PRO_RATA");
    ledger.policy("FREE_TRIAL", "listener:joey", "2026-10-01", "2026-10-08", "", "", "");
    ledger.play("u1", "A", 10).heardBy("joey");
    ledger.play("u2", "lost", 90).heardBy("joey");
    ledger.play("u3", "A", 1).heardBy("joey").at("2026-10-08T00:00:00Z");
    ledger.play("u4", "B", 3).heardBy("mia");
    ledger.settle();
    ledger.holds("payable 100.00 EUR");
    ledger.pays("ann 25.00 EUR", "ben 75.00 EUR");
  }

  @Test
  void what_is_not_paid_for_stands_in_the_statement_of_who_controls_it() {
    ledger.licensed("ann", "A");
    ledger.asset("A2", "ann", "ann");
    ledger.revenue("100.00");
    ledger.policy("MIN_STREAMS", "", "10", "1");
    ledger.policy("FREE_TRIAL", "listener:joey", "", "");
    ledger.play("u1", "A", 20);
    ledger.play("u2", "A2", 9);
    ledger.play("u3", "A", 7).heardBy("joey");
    ledger.settle();

    ledger.pays("ann 60.00 EUR");
    assertThat(ledger.statements(OCTOBER).get(0).get("waiting").values())
        .map(
            it ->
                it.get("state").asString()
                    + " "
                    + it.get("target").asString()
                    + " "
                    + it.get("units").asString())
        .containsExactly("free A 7", "ineligible A2 9");
    ledger.run("statements", OCTOBER);
    assertThat(ledger.out() + ledger.err())
        .contains("remix: 9 units are ineligible, and no money waits for them")
        .contains("remix: 7 units are free, and no money waits for them");
  }

  @Test
  void usage_without_a_listener_is_not_capped() {
    threeTracks("PRO_RATA");
    ledger.policy("LISTENER_CAP", "", "10", "");
    ledger.play("u1", "A", 90);
    ledger.play("u2", "B", 1_000).heardBy("joey");
    ledger.settle();
    ledger.pays("ann 90.00 EUR", "ben 10.00 EUR");
  }
}
