package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.Test;

/** Where each cent of a month's net revenue is. */
class StatesTest extends RunsTheProgram {

  private void unlicensed(String asset, long units) {
    ledger.holder("no-licence", asset);
    ledger.play("of-" + asset, asset, units);
  }

  private void withoutConsent(String asset, long units) {
    ledger.party("silent");
    ledger.asset(asset, "silent", "silent");
    ledger.licence("L-silent", "silent");
    ledger.play("of-" + asset, asset, units);
  }

  private void unmatched(long units) {
    ledger.play("of-unknown", "nobody-knows", units);
  }

  private void unattributed(long units) {
    ledger.usage("of-output").playOf("not-analysed-yet").times(units);
  }

  @Test
  void uncovered_use_waits_in_proportion_to_its_units() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 50);
    withoutConsent("N1", 20);
    unattributed(15);
    unlicensed("U1", 10);
    unmatched(5);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds(
        "payable 30.00 EUR", // 60 % of 100 * 50/100
        "no-consent 20.00 EUR",
        "unattributed 15.00 EUR",
        "unlicensed 10.00 EUR",
        "unmatched 5.00 EUR",
        "retained 20.00 EUR");
  }

  @Test
  void leftover_cents_of_what_waits_go_by_remainder_then_in_the_order_of_the_states() {
    withoutConsent("N1", 1);
    unattributed(1);
    unlicensed("U1", 1);
    unmatched(1);
    ledger.revenue("10.02");
    ledger.settle();
    // 10.02 / 4 = 2.505: two leftover cents, in the order of the states
    ledger.holds(
        "no-consent 2.51 EUR",
        "unattributed 2.51 EUR",
        "unlicensed 2.50 EUR",
        "unmatched 2.50 EUR");
  }

  @Test
  void larger_remainder_comes_before_the_order_of_the_states() {
    withoutConsent("N1", 2);
    unmatched(1);
    ledger.revenue("0.02");
    ledger.settle();
    // 0.01333... and 0.00666...: the leftover cent goes to the larger remainder
    ledger.holds("no-consent 0.01 EUR", "unmatched 0.01 EUR");
  }

  @Test
  void amount_set_aside_is_rounded_once_before_it_is_divided() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 7);
    withoutConsent("N1", 1);
    unlicensed("U1", 1);
    unmatched(1);
    ledger.revenue("1.15");
    ledger.settle();
    // 1.15 * 3/10 = 0.345 -> 0.35 = 0.116... * 3: 0.12, 0.12, 0.11; ann 60 % of 0.805 = 0.483
    ledger.holds(
        "payable 0.48 EUR",
        "no-consent 0.12 EUR",
        "unlicensed 0.12 EUR",
        "unmatched 0.11 EUR",
        "retained 0.32 EUR");
  }

  @Test
  void excluding_offering_counts_covered_units_only() {
    ledger.offering("remix", "GENERATE", "EXCLUDE", "EXACT");
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.play("u1", "A1", 3);
    ledger.play("u2", "B1", 1);
    unlicensed("U1", 10);
    unmatched(10);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR"); // 60 * 3/4, 60 * 1/4
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void excluding_offering_sets_nothing_aside_from_the_whole() {
    ledger.offering("remix", "GENERATE", "EXCLUDE", "EXACT");
    ledger.holder("ann", "A1");
    ledger.licence("LA", "ann").base("WHOLE").pays(ofNet("60"));
    ledger.play("u1", "A1", 1);
    unmatched(99);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void excluding_offering_without_covered_use_keeps_everything() {
    ledger.offering("remix", "GENERATE", "EXCLUDE", "EXACT");
    unmatched(99);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds("retained 100.00 EUR");
    ledger.pools();
  }

  @Test
  void revenue_without_use_is_kept() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").pays(flat("10", "EUR"));
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds("retained 100.00 EUR");
    ledger.pools();
    ledger.pays();
  }

  @Test
  void minima_above_the_revenue_make_what_is_kept_negative_with_a_warning() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").pays(flat("150", "EUR"));
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds("payable 150.00 EUR", "retained -50.00 EUR");
    assertThat(ledger.err()).isNotBlank();
  }

  @Test
  void share_of_an_asset_without_a_split_waits() {
    ledger.licensed("ann", "A1");
    ledger.asset("A2", "ann");
    ledger.play("u1", "A1", 3);
    ledger.play("u2", "A2", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 45.00 EUR"); // 60 * 3/4
    ledger.holds("payable 45.00 EUR", "no-split 15.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void unclaimed_share_waits_with_what_has_no_split() {
    ledger.label("ann");
    ledger.asset("A1", "ann");
    ledger.split("A1", "ann", "75");
    ledger.split("A1", "UNCLAIMED", "25"); // declared by nobody
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 45.00 EUR");
    ledger.holds("payable 45.00 EUR", "no-split 15.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void each_currency_is_accounted_for_by_itself() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1).in("JP");
    ledger.play("u3", "nobody-knows", 1).in("JP");
    ledger.revenue("100.00");
    ledger.revenue(OCTOBER, "JP", "JPY", "1001");
    ledger.settle();
    // JP: 1,001 / 2 = 500.5 -> 501 waits; 60 % of 500.5 = 300.3 -> 300
    ledger.pays("ann 60.00 EUR", "ann 300 JPY");
    ledger.holds(
        "payable 60.00 EUR",
        "retained 40.00 EUR",
        "payable 300 JPY",
        "unmatched 501 JPY",
        "retained 200 JPY");
  }

  @Test
  void worldwide_row_takes_every_territory_without_its_own() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 3).in("DE");
    ledger.play("u3", "A1", 1).in("FR");
    ledger.revenue("10.00"); // SE
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "100.00");
    ledger.settle();
    ledger.pools("L-ann 0 SE 6.00 EUR", "L-ann 0 Worldwide 60.00 EUR");
    assertThat(ledger.lines("ann", "territory", "territoryOfUse", "units"))
        .containsExactlyInAnyOrder("SE SE 1", "Worldwide DE 3", "Worldwide FR 1");
  }

  @Test
  void rows_of_another_offering_or_month_take_no_part() {
    ledger.offering("studio", "GENERATE", "SUSPEND", "EXACT");
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1).offering("studio");
    ledger.play("u3", "A1", 1).at("2026-11-01T00:00:00Z");
    ledger.revenue("100.00");
    ledger.revenue(OCTOBER, "studio", "SE", "EUR", "10.00");
    ledger.revenue("2026-11", "SE", "EUR", "1.00");
    ledger.settle();
    ledger.holds( // ann has no licence for studio
        "payable 60.00 EUR", "unlicensed 10.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void use_without_a_row_is_noticed_and_pays_nothing_yet() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 9).in("DE");
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 60.00 EUR");
    assertThat(ledger.line("ann").get("territoryOfUse").asString()).isEqualTo("SE");
    assertThat(ledger.check()).isZero();
    assertThat(Scenario.texts(ledger.answer().get("checks"), "detail").toString()).contains("DE");
  }
}
