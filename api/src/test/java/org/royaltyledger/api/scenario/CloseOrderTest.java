package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months are closed once and in order. */
class CloseOrderTest extends RunsTheProgram {
  private static final String SEPTEMBER = "2026-09";

  @BeforeEach
  void oneLicensedAsset() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
  }

  @Test
  void month_waits_for_an_earlier_open_one_with_revenue() {
    ledger.revenue(SEPTEMBER, "SE", "EUR", "10.00");
    ledger.play("u0", "A1", 1).at("2026-09-30T23:59:59Z");
    ledger.imported();
    ledger.refusesToClose(OCTOBER, SEPTEMBER);

    assertThat(ledger.close(SEPTEMBER)).isZero();
    ledger.pays("ann 6.00 EUR");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void earlier_months_without_revenue_are_closed_along() {
    ledger.play("u0", "A1", 3).at("2026-08-31T23:59:59Z");
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR");
    assertThat(ledger.lines("ann", "usedIn", "units", "amount"))
        .containsExactlyInAnyOrder("2026-08 3 45", "2026-10 1 15");
    ledger.refusesToClose(SEPTEMBER);
  }

  @Test
  void month_is_closed_once() {
    ledger.settle(OCTOBER);
    var first = ledger.statements(OCTOBER);
    assertThat(ledger.run("close", OCTOBER, "--json")).isEqualTo(1);
    ledger.refused(OCTOBER);
    ledger.run("statements", OCTOBER, "--format", "json");
    assertThat(ledger.answer()).isEqualTo(first);
  }

  @Test
  void closed_statements_stay_when_facts_change_later() {
    ledger.settle(OCTOBER);
    var first = ledger.statements(OCTOBER);
    ledger.party("joey");
    ledger.split("A1", "joey", "100");
    ledger.licence("L-ann", "ann").pays(Terms.ofNet("10"));
    ledger.consent("ann", "*", "OPT_OUT");
    ledger.play("u2", "A1", 1);
    ledger.imported();
    assertThat(ledger.statements(OCTOBER)).isEqualTo(first);
    assertThat(ledger.replay()).isZero();
    assertThat(ledger.answer().get("identical").asBoolean()).isTrue();
  }

  @Test
  void revenue_that_comes_after_its_month_was_closed_is_never_silent() {
    ledger.settle(OCTOBER);
    ledger.revenue("900.00");
    ledger.revenue(OCTOBER, "NO", "EUR", "500.00");
    ledger.imported();
    assertThat(ledger.err())
        .contains("month 2026-10 is closed", "the next close books what it changes");

    assertThat(ledger.check()).isZero();
    assertThat(ledger.answer().get("checks").toString())
        .contains(
            "remix, SE in 2026-10 is 900.00 EUR now and was 100.00 at the close of 2026-10: the"
                + " next close books")
        .contains(
            "remix, NO in 2026-10, 500.00 EUR, came after the close of 2026-10: the next close"
                + " books");

    ledger.revenue("100.00");
    ledger.imported();
    ledger.check();
    assertThat(ledger.answer().get("checks").toString()).doesNotContain("remix, SE in 2026-10");
  }

  @Test
  void mistyped_year_does_not_close_the_months_between() {
    ledger.settle(OCTOBER);
    ledger.refusesToClose("2027-11", "has no revenue row", "2026-11");

    ledger.revenue("2026-12", "SE", "EUR", "50.00");
    ledger.settle("2026-12"); // November had no revenue
    ledger.run("statements", NOVEMBER);
    ledger.refused("closed along with 2026-12");
  }

  @Test
  void next_month_may_be_closed_without_revenue() {
    ledger.settle(OCTOBER);
    assertThat(ledger.close(NOVEMBER)).isZero();
  }

  @Test
  void dry_run_shows_the_same_figures_and_changes_nothing() {
    ledger.imported();
    assertThat(ledger.dryRun(OCTOBER)).isZero();
    var dry = ledger.answer();
    assertThat(Scenario.pools(dry)).containsExactly("L-ann 0 SE 60.00 EUR");
    assertThat(Scenario.states(dry))
        .containsExactlyInAnyOrder("payable 60.00 EUR", "retained 40.00 EUR");
    ledger.run("statements", OCTOBER, "--format", "json");
    ledger.refused(OCTOBER); // not closed

    ledger.play("u2", "nobody-knows", 1); // still counts in October
    ledger.settle(OCTOBER);
    ledger.holds("payable 30.00 EUR", "unmatched 50.00 EUR", "retained 20.00 EUR");
  }

  @Test
  void statements_of_an_open_month_are_refused() {
    ledger.imported();
    ledger.run("statements", NOVEMBER, "--format", "json");
    ledger.refused(NOVEMBER);
  }

  @Test
  void what_is_no_month_is_refused() {
    ledger.imported();
    ledger.refusesToClose("2026-13", "2026-13");
    ledger.refusesToClose("October", "October");
  }

  @Test
  void refused_close_leaves_the_month_open_for_more_use() {
    ledger.licence("L-ann", "ann").pays(Terms.perSubscriber("1", "EUR"));
    ledger.imported();
    ledger.refusesToClose(OCTOBER, "subscribers");
    ledger.revenue("100.00").subscribers("8");
    ledger.play("u2", "nobody-knows", 3);
    ledger.settle(OCTOBER);
    ledger.pays("ann 2.00 EUR"); // 8 * 1/4: the later use counts too
    assertThat(ledger.lines("ann", "usedIn")).containsExactly(OCTOBER);
  }

  @Test
  void statements_of_one_party_show_no_other() {
    ledger.licensed("ben", "B1");
    ledger.play("u2", "B1", 1);
    ledger.settle(OCTOBER);
    ledger.run("statements", OCTOBER, "--party", "ann", "--format", "json");
    assertThat(Scenario.texts(ledger.answer(), "party")).containsExactly("ann");
    assertThat(ledger.out()).doesNotContain("ben").doesNotContain("B1");
  }

  @Test
  void line_says_where_its_money_comes_from() {
    ledger.settle(OCTOBER);
    var line = ledger.line("ann");
    assertThat(Scenario.text(line, "offering")).isEqualTo("remix");
    assertThat(Scenario.text(line, "territory")).isEqualTo("SE");
    assertThat(Scenario.text(line, "territoryOfUse")).isEqualTo("SE");
    assertThat(Scenario.text(line, "useType")).isEqualTo("OnDemandStream");
    assertThat(Scenario.text(line, "asset")).isEqualTo("A1");
    assertThat(Scenario.text(line, "licence")).isEqualTo("L-ann");
    assertThat(line.get("part").asInt()).isZero();
    assertThat(Scenario.text(line, "usedIn")).isEqualTo(OCTOBER);
  }

  @Test
  void replay_counts_every_usage_and_finds_no_difference() {
    ledger.play("u2", "A1", 1);
    ledger.settle(OCTOBER);
    assertThat(ledger.replay()).isZero();
    assertThat(ledger.answer().get("identical").asBoolean()).isTrue();
    assertThat(ledger.answer().get("usages").asInt()).isEqualTo(2);
    assertThat(ledger.answer().get("events").asInt()).isPositive();
  }
}
