package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.percentOf;

import org.junit.jupiter.api.Test;

/** Facts that come after a month was closed: it stays, and the next close books the difference. */
class LateFactsTest extends RunsTheProgram {
  private static final String IN_NOVEMBER = "2026-11-20T12:00:00Z";

  /** October: one play of A1 is all, so that ann gets 60 % of 100.00. */
  private void annEarns60InOctober() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
  }

  private void closeNovember() {
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
  }

  @Test
  void late_split_takes_back_from_one_and_gives_to_the_other() {
    annEarns60InOctober();
    var before = ledger.statements(OCTOBER);
    ledger.party("ben");
    ledger.split("A1", "ben", "100");
    closeNovember();

    ledger.pays("ann -60.00 EUR", "ben 60.00 EUR");
    assertThat(ledger.lines("ann", "adjusts", "usedIn", "share", "units", "amount"))
        .containsExactly("2026-10 2026-10 100 -1 -60");
    assertThat(ledger.lines("ben", "adjusts", "usedIn", "share", "units", "amount"))
        .containsExactly("2026-10 2026-10 100 1 60");
    ledger.holds("retained 10.00 EUR");
    assertThat(ledger.statements(OCTOBER)).isEqualTo(before);
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void what_moves_between_assets_of_one_party_stands_in_a_statement_of_nothing() {
    ledger.holder("ann", "A1");
    ledger.asset("A2", "ann", "ann");
    ledger.licence("L", "ann");
    ledger.output("song").of("A1", "1");
    ledger.usage("u1").playOf("song");
    ledger.revenue("100.00");
    ledger.settle();
    ledger.output("song").of("A2", "1");
    closeNovember();

    ledger.pays("ann 0.00 EUR");
    assertThat(ledger.lines("ann", "asset", "adjusts", "amount"))
        .containsExactly("A1 2026-10 -60", "A2 2026-10 60");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void late_split_touches_only_the_days_on_which_it_is_another() {
    ledger.licensed("ann", "A1");
    ledger.party("ben");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1).at("2026-10-09T23:59:59Z");
    ledger.play("u2", "A1", 3).at("2026-10-10T00:00:00Z");
    ledger.settle(OCTOBER);
    ledger.split("A1", "Worldwide", "ann", "100", "2020-01-01", "2026-10-10");
    ledger.split("A1", "Worldwide", "ben", "100", "2026-10-10", "");
    closeNovember();
    ledger.pays("ann -45.00 EUR", "ben 45.00 EUR");
  }

  @Test
  void raised_rate_of_a_closed_year_is_booked_in_the_open_month() {
    // Example 9: 10.5 % of 1,000,000 = 105,000; 11.4 % would have been 114,000.
    ledger.party("ann");
    ledger.asset("A1", "ann");
    ledger.split("A1", "Worldwide", "ann", "100", "2010-01-01", "");
    ledger.consent("ann", "A1", "GENERATE", "2010-01-01", "", "OPT_IN");
    ledger.licence("L", "ann").from("2010-01-01").pays(ofNet("10.5"));
    ledger.revenue("2018-12", "SE", "EUR", "1000000.00");
    ledger.play("u1", "A1", 1_000_000).at("2018-12-24T12:00:00Z");
    ledger.settle("2018-12");
    ledger.pays("ann 105000.00 EUR");

    ledger.licence("L", "ann").from("2010-01-01").pays(ofNet("11.4"));
    ledger.revenue("2019-01", "SE", "EUR", "0.00");
    ledger.settle("2019-01");
    ledger.pays("ann 9000.00 EUR");
    assertThat(ledger.lines("ann", "adjusts", "usedIn", "units", "amount"))
        .containsExactly("2018-12 2018-12 0 9000");
    ledger.paysIn("2018-12", "ann 105000.00 EUR");
    ledger.holds("payable 9000.00 EUR", "retained -9000.00 EUR");
  }

  @Test
  void short_payment_is_topped_up_and_the_sum_is_exact() {
    // Example 8: 10,000 due on 1,000,000 uses, 8,000 received: 0.008 a use, and 0.002 later.
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    ledger.licence("L-ann", "ann").pays(ofNet("100"));
    ledger.licence("L-ben", "ben").pays(ofNet("100"));
    ledger.revenue("8000.00");
    ledger.play("u1", "A1", 700_001);
    ledger.play("u2", "B1", 299_999);
    ledger.settle(OCTOBER);
    ledger.pays("ann 5600.01 EUR", "ben 2399.99 EUR");

    ledger.revenue("10000.00");
    closeNovember();
    ledger.pays("ann 1400.00 EUR", "ben 600.00 EUR"); // in all 7,000.01 and 2,999.99
    assertThat(ledger.lines("ann", "adjusts", "units", "amount")).containsExactly("2026-10 0 1400");
  }

  @Test
  void late_licence_pays_what_waited() {
    ledger.holder("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.holds("unlicensed 100.00 EUR");
    ledger.licence("L", "ann").pays(ofNet("60"));
    closeNovember();
    ledger.pays("ann 60.00 EUR");
    ledger.holds("payable 60.00 EUR", "unlicensed -100.00 EUR", "retained 50.00 EUR");
  }

  @Test
  void licence_that_is_ended_earlier_is_not_paid_for_the_days_after() {
    annEarns60InOctober();
    ledger.licence("L-ann", "ann").to("2026-10-02");
    closeNovember();
    ledger.pays("ann -60.00 EUR");
    ledger.holds("payable -60.00 EUR", "unlicensed 100.00 EUR", "retained -30.00 EUR");
  }

  @Test
  void licence_that_goes_on_longer_changes_no_closed_month() {
    ledger.holder("ann", "A1");
    ledger.licence("L-ann", "ann").to("2026-11-01");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.licence("L-ann", "ann").to("2027-11-01");
    ledger.play("u2", "A1", 1).at(IN_NOVEMBER);
    closeNovember();
    ledger.pays("ann 6.00 EUR");
    assertThat(ledger.lastClose().has("adjustments")).isFalse();
  }

  @Test
  void late_consent_pays_what_waited_and_a_late_no_takes_it_back() {
    ledger.party("ann");
    ledger.asset("A1", "ann", "ann");
    ledger.licence("L", "ann");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.holds("no-consent 100.00 EUR");
    ledger.consent("ann", "*", "OPT_IN");
    closeNovember();
    ledger.pays("ann 60.00 EUR");

    ledger.consent("ann", "A1", "OPT_OUT");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann -60.00 EUR");
    ledger.holds("payable -60.00 EUR", "no-consent 100.00 EUR", "retained -40.00 EUR");
  }

  @Test
  void late_exchange_rate_is_booked_if_a_term_asked_for_it() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").pays(flat("100", "USD"));
    ledger.rate("2026-10-01", "USD", "EUR", "0.90");
    ledger.rate("2026-10-01", "SEK", "EUR", "0.09");
    ledger.revenue("1000.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.rate("2026-10-31", "USD", "EUR", "0.95");
    ledger.rate("2026-10-31", "SEK", "EUR", "0.10");
    ledger.rate("2026-11-01", "USD", "EUR", "2.00");
    closeNovember();
    ledger.pays("ann 5.00 EUR");
  }

  @Test
  void late_revenue_row_does_not_find_usage_that_counted_in_another_month() {
    annEarns60InOctober();
    ledger.play("u2", "A1", 1).in("NO");
    closeNovember();
    ledger.revenue(OCTOBER, "NO", "EUR", "50.00");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.play("u3", "A1", 1).in("NO");
    ledger.settle("2026-12");
    // u2 came in November and u3 in December, which have no row for NO: nothing of October's.
    ledger.holds("retained 50.00 EUR");
  }

  @Test
  void revenue_row_that_is_late_finds_the_usage_of_its_month() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1).in("NO");
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR");
    ledger.revenue(OCTOBER, "NO", "EUR", "50.00");
    closeNovember();
    ledger.pays("ann 30.00 EUR");
    ledger.holds("payable 30.00 EUR", "retained 30.00 EUR");
  }

  @Test
  void asset_that_is_registered_late_gets_what_was_unmatched() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A2", 1);
    ledger.settle(OCTOBER);
    ledger.holds("payable 30.00 EUR", "unmatched 50.00 EUR", "retained 20.00 EUR");
    ledger.asset("A2", "ann", "ben");
    closeNovember();
    ledger.pays("ben 30.00 EUR");
    ledger.holds("payable 30.00 EUR", "unmatched -50.00 EUR", "retained 30.00 EUR");
  }

  @Test
  void party_that_is_registered_late_gets_what_was_unmatched() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.usage("u1").of("A1", "0.5").byParty("ben", "0.5");
    ledger.settle(OCTOBER);
    ledger.holds("payable 30.00 EUR", "unmatched 50.00 EUR", "retained 20.00 EUR");
    ledger.label("ben");
    ledger.licence("L-ben", "ben");
    closeNovember();
    ledger.pays("ben 30.00 EUR");
  }

  @Test
  void membership_of_before_brings_a_licence_for_a_closed_month() {
    ledger.holder("ann", "A1");
    ledger.party("merlin", "SOCIETY");
    ledger.licence("L", "merlin");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.membership("ann", "merlin");
    closeNovember();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void late_usage_counts_in_its_own_month_if_the_offering_says_so() {
    ledger.lateUsageCountsInItsOwnMonth();
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR");

    ledger.play("u2", "B1", 1);
    ledger.play("u3", "A1", 1).at(IN_NOVEMBER);
    closeNovember();
    // October would have been 30.00 each; November is ann's alone.
    ledger.pays("ann -24.00 EUR", "ben 30.00 EUR");
    assertThat(ledger.lines("ben", "adjusts", "usedIn", "units", "amount"))
        .containsExactly("2026-10 2026-10 1 30");
  }

  @Test
  void late_usage_counts_where_the_offering_said_when_it_came() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.play("u2", "B1", 1); // to November
    closeNovember();
    ledger.pays("ben 6.00 EUR");

    ledger.lateUsageCountsInItsOwnMonth();
    ledger.play("u3", "B1", 1); // to October
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann -30.00 EUR", "ben 30.00 EUR");
    ledger.paysIn(NOVEMBER, "ben 6.00 EUR");
  }

  @Test
  void what_has_no_dates_stays_for_a_closed_month() {
    annEarns60InOctober();
    ledger.label("buyer");
    ledger.asset("A1", "buyer"); // who has no licence for it
    ledger.offering("remix", "TRAIN", "EXCLUDE", "EXACT"); // for which nobody gave consent
    ledger.revenue("200.00");
    closeNovember();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void each_close_books_only_what_the_one_before_did_not() {
    annEarns60InOctober();
    ledger.party("ben");
    ledger.split("A1", "ben", "100");
    closeNovember();
    ledger.pays("ann -60.00 EUR", "ben 60.00 EUR");

    ledger.split("A1", "ann", "100");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann 60.00 EUR", "ben -60.00 EUR");

    ledger.revenue("2027-01", "SE", "EUR", "0.00");
    ledger.settle("2027-01");
    ledger.pays();
    assertThat(ledger.lastClose().has("adjustments")).isFalse();
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void statement_whose_adjustments_take_back_all_it_earned_is_there_with_nothing() {
    annEarns60InOctober();
    ledger.party("ben");
    ledger.split("A1", "Worldwide", "ben", "100", "2020-01-01", "2026-11-01");
    ledger.split("A1", "Worldwide", "ann", "100", "2026-11-01", "");
    ledger.play("u2", "A1", 1).at(IN_NOVEMBER);
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 0.00 EUR", "ben 60.00 EUR");
    assertThat(ledger.lines("ann", "usedIn", "amount"))
        .containsExactly("2026-11 60", "2026-10 -60");
  }

  @Test
  void dry_run_shows_what_the_close_will_book() {
    annEarns60InOctober();
    ledger.revenue("150.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.imported();
    assertThat(ledger.dryRun(NOVEMBER)).isZero();
    var preview = ledger.answer();
    assertThat(preview.get("adjustments").get(0).get("pools").get(0).get("amount").asString())
        .isEqualTo("30.00");
    ledger.settle(NOVEMBER);
    assertThat(ledger.lastClose()).isEqualTo(preview);
    ledger.run("statements", NOVEMBER, "--party", "ann");
    assertThat(ledger.out()).contains("remix, recordings: adjustment of 2026-10");
  }

  @Test
  void closed_month_that_cannot_be_calculated_again_refuses_the_close_and_says_which() {
    annEarns60InOctober();
    ledger.licence("L-ann", "ann").pays(percentOf("grossRevenue", "50"));
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00").gross("20.00");
    ledger.imported();
    ledger.refusesToClose(NOVEMBER, "2026-10 is closed, and what came since", "grossRevenue");
    ledger.revenue("100.00").gross("140.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 10.00 EUR"); // 70.00 instead of 60.00
  }

  @Test
  void what_changes_no_amount_is_not_booked() {
    annEarns60InOctober();
    ledger.licence("L-ann", "ann").pays(ofNet("60.00"));
    ledger.party("ann", "LABEL");
    ledger.consent("ann", "A1", "GENERATE", "2026-10-05", "", "OPT_IN");
    closeNovember();
    ledger.pays();
    assertThat(ledger.lastClose().has("adjustments")).isFalse();
  }
}
