package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.flatForEachRow;
import static org.royaltyledger.api.scenario.Terms.greaterOf;
import static org.royaltyledger.api.scenario.Terms.lesserOf;
import static org.royaltyledger.api.scenario.Terms.minus;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.perSubscriber;
import static org.royaltyledger.api.scenario.Terms.perUse;
import static org.royaltyledger.api.scenario.Terms.percentOf;
import static org.royaltyledger.api.scenario.Terms.performanceRoyalties;
import static org.royaltyledger.api.scenario.Terms.step;
import static org.royaltyledger.api.scenario.Terms.steps;
import static org.royaltyledger.api.scenario.Terms.sum;

import org.junit.jupiter.api.Test;

/** What a licence's terms make of a month's figures. */
class TermsTest extends RunsTheProgram {

  /** All 1,000 uses are of ann's asset, under one licence with one part. */
  private void annAlone(String terms) {
    ledger.holder("ann", "A1");
    ledger.licence("LA", "ann").pays(terms);
    ledger.play("u1", "A1", 1000);
  }

  /** Ann's only licence has a part for each term. */
  private void annAloneWith(String... terms) {
    ledger.holder("ann", "A1");
    var licence = ledger.licence("LA", "ann");
    for (var term : terms) {
      licence.pays(term);
    }
    ledger.play("u1", "A1", 1000);
  }

  @Test
  void percentages_and_amounts_of_what_the_service_reports() {
    annAloneWith(
        percentOf("netRevenue", "60"),
        percentOf("grossRevenue", "8"),
        percentOf("totalContentCost", "26.2"),
        performanceRoyalties());
    ledger.revenue("1000.00").gross("1250.00").contentCost("500.00").performance("3.45");
    ledger.settle();
    ledger.pools(
        "LA 0 SE 600.00 EUR",
        "LA 1 SE 100.00 EUR", // 8 % of 1,250.00
        "LA 2 SE 131.00 EUR", // 26.2 % of 500.00
        "LA 3 SE 3.45 EUR");
    ledger.pays("ann 834.45 EUR");
    ledger.holds("payable 834.45 EUR", "retained 165.55 EUR");
  }

  @Test
  void terms_are_made_of_terms() {
    var hundred = ofNet("10");
    var fifty = perUse("0.05", "EUR");
    var seventy = flat("70", "EUR");
    annAloneWith(
        greaterOf(fifty, hundred, seventy),
        lesserOf(hundred, fifty, seventy),
        sum(sum(hundred), fifty, seventy),
        minus(hundred, seventy),
        sum(minus(fifty, seventy), hundred));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pools(
        "LA 0 SE 100.00 EUR",
        "LA 1 SE 50.00 EUR",
        "LA 2 SE 220.00 EUR",
        "LA 3 SE 30.00 EUR",
        "LA 4 SE 80.00 EUR"); // 50 - 70 + 100: only a pool itself stops at 0
    ledger.pays("ann 480.00 EUR");
  }

  @Test
  void of_two_amounts_below_zero_the_greater_is_the_one_nearer_to_it() {
    var owes20 = minus(flat("10", "EUR"), flat("30", "EUR"));
    var owes40 = minus(flat("10", "EUR"), flat("50", "EUR"));
    annAloneWith(
        sum(flat("100", "EUR"), greaterOf(owes20, owes40)),
        sum(flat("100", "EUR"), greaterOf(owes40, owes20)),
        sum(flat("100", "EUR"), lesserOf(owes20, owes40)));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 80.00 EUR", "LA 1 SE 80.00 EUR", "LA 2 SE 60.00 EUR");
  }

  @Test
  void difference_below_zero_makes_a_pool_of_zero_that_is_listed() {
    annAlone(minus(ofNet("10"), flat("180", "EUR")));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 0.00 EUR"); // 100 - 180
    ledger.pays();
    ledger.holds("retained 1000.00 EUR");
  }

  @Test
  void rate_per_use_counts_the_licences_own_units() {
    annAlone(perUse("0.005", "EUR"));
    ledger.licensed("ben", "B1");
    ledger.usage("u2").of("A1", "0.25").of("B1", "0.75").times(800);
    ledger.revenue("100.00");
    ledger.settle();
    // 1,000 + 800 * 0.25 = 1,200 units * 0.005 = 6.00; ben: 60 % of 100 * 600 / 1,800 = 20.00
    ledger.pays("ann 6.00 EUR", "ben 20.00 EUR");
  }

  @Test
  void rate_per_subscriber_counts_the_licences_part_of_the_subscribers() {
    annAlone(perSubscriber("0.50", "EUR"));
    ledger.licensed("ben", "B1");
    ledger.play("u2", "B1", 3000);
    ledger.revenue("100.00").subscribers("200");
    ledger.settle();
    // ann: 0.50 * 200 * 1,000 / 4,000 = 25.00; ben: 60 % of 100 * 3/4 = 45.00
    ledger.pays("ann 25.00 EUR", "ben 45.00 EUR");
  }

  @Test
  void flat_fee_is_paid_once_and_divided_over_the_rows_by_units() {
    annAlone(flat("100", "EUR"));
    ledger.play("u2", "A1", 3000).in("DE");
    ledger.revenue("1000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 25.00 EUR", "LA 0 DE 75.00 EUR"); // 1,000 : 3,000
    ledger.pays("ann 100.00 EUR");
  }

  @Test
  void flat_fee_ignores_rows_without_a_covered_unit() {
    annAlone(flat("100", "EUR"));
    ledger.revenue("1000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 100.00 EUR");
  }

  @Test
  void each_rows_part_of_a_flat_fee_is_rounded_by_itself() {
    annAlone(flat("100", "EUR"));
    ledger.play("u2", "A1", 1000).in("DE");
    ledger.play("u3", "A1", 1000).in("FR");
    ledger.revenue("1000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.revenue(OCTOBER, "FR", "EUR", "1000.00");
    ledger.settle();
    // 100 / 3 = 33.333... in each row, and a pool is rounded half up on its own
    ledger.pools("LA 0 SE 33.33 EUR", "LA 0 DE 33.33 EUR", "LA 0 FR 33.33 EUR");
    ledger.pays("ann 99.99 EUR");
  }

  @Test
  void flat_fee_for_each_row_is_paid_in_each() {
    annAlone(flatForEachRow("100", "EUR"));
    ledger.play("u2", "A1", 3000).in("DE");
    ledger.revenue("1000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 100.00 EUR", "LA 0 DE 100.00 EUR");
  }

  @Test
  void flat_fee_over_rows_of_two_currencies_is_converted_in_each() {
    annAlone(flat("100", "EUR"));
    ledger.play("u2", "A1", 3000).in("DE");
    ledger.revenue(OCTOBER, "SE", "SEK", "5000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.rate("2026-10-30", "EUR", "SEK", "11.20");
    ledger.settle();
    ledger.pools("LA 0 DE 75.00 EUR", "LA 0 SE 280.00 SEK"); // 25.00 EUR * 11.20
    ledger.holds(
        "payable 75.00 EUR", "retained 925.00 EUR", "payable 280.00 SEK", "retained 4720.00 SEK");
  }

  @Test
  void latest_step_on_or_before_the_first_day_counts() {
    annAlone(
        steps(
            step("2026-10-02", ofNet("30")),
            step("2026-01-01", ofNet("10")),
            step("2026-10-01", ofNet("20"))));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pays("ann 200.00 EUR");
  }

  @Test
  void before_the_first_step_the_close_is_refused() {
    annAlone(steps(step("2026-10-02", ofNet("30"))));
    ledger.revenue("1000.00");
    ledger.imported();
    ledger.refusesToClose(OCTOBER, "LA");

    ledger.licence("LA", "ann").pays(steps(step("2026-10-01", ofNet("30"))));
    ledger.settle();
    ledger.pays("ann 300.00 EUR");
  }

  @Test
  void foreign_amount_takes_the_newest_rate_up_to_the_last_day() {
    annAlone(perUse("0.01", "USD"));
    ledger.revenue("1000.00");
    ledger.rate("2026-11-01", "USD", "EUR", "0.50");
    ledger.rate("2026-10-31", "USD", "EUR", "0.90");
    ledger.rate("2026-10-01", "USD", "EUR", "0.80");
    ledger.settle();
    ledger.pays("ann 9.00 EUR"); // 1,000 * 0.01 USD * 0.90
  }

  @Test
  void close_names_each_rate_that_a_term_used_also_where_another_term_won() {
    annAlone(greaterOf(perUse("0.01", "EUR"), perUse("0.01", "USD"), perUse("0.00", "SEK")));
    ledger.revenue("1000.00");
    ledger.rate("2026-10-31", "USD", "EUR", "0.90");
    ledger.rate("2026-10-01", "USD", "EUR", "0.80");
    ledger.rate("2026-10-30", "SEK", "EUR", "0.09");
    ledger.rate("2026-10-30", "JPY", "EUR", "0.006"); // nobody asks
    ledger.imported();
    ledger.run("close", OCTOBER, "--json");
    assertThat(ledger.answer().get("rates").values())
        .extracting(
            it ->
                Scenario.text(it, "from")
                    + Scenario.text(it, "to")
                    + " "
                    + Scenario.text(it, "rate")
                    + " of "
                    + Scenario.text(it, "date"))
        .containsExactly("SEKEUR 0.09 of 2026-10-30", "USDEUR 0.9 of 2026-10-31");
  }

  @Test
  void rate_of_an_earlier_month_serves_until_a_newer_one_comes() {
    annAlone(perUse("0.01", "USD"));
    ledger.revenue("1000.00");
    ledger.rate("2025-03-14", "USD", "EUR", "0.75");
    ledger.settle();
    ledger.pays("ann 7.50 EUR");
  }

  @Test
  void without_a_rate_the_close_is_refused() {
    annAlone(perUse("0.01", "USD"));
    ledger.revenue("1000.00");
    ledger.rate("2026-10-31", "EUR", "USD", "1.25"); // no inverse rate is made up
    ledger.rate("2026-10-31", "USD", "GBP", "0.80"); // no cross rate either
    ledger.rate("2026-10-31", "GBP", "EUR", "1.10");
    ledger.rate("2026-11-01", "USD", "EUR", "0.90"); // too late
    ledger.imported();
    ledger.refusesToClose(OCTOBER, "USD", "EUR");

    ledger.rate("2026-10-31", "USD", "EUR", "0.80");
    ledger.settle();
    ledger.pays("ann 8.00 EUR");
  }

  @Test
  void figure_that_was_not_reported_refuses_the_close() {
    annAlone(perSubscriber("0.50", "EUR"));
    ledger.revenue("1000.00");
    ledger.imported();
    ledger.refusesToClose(OCTOBER, "subscribers");

    ledger.revenue("1000.00").subscribers("0"); // none is a figure
    ledger.settle();
    ledger.pools("LA 0 SE 0.00 EUR");
  }

  @Test
  void figure_that_no_term_needs_may_be_missing() {
    annAlone(greaterOf(ofNet("10"), flat("1", "EUR")));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pays("ann 100.00 EUR");
  }

  @Test
  void each_part_of_a_licence_has_its_own_pool() {
    ledger.holder("ann", "A1");
    ledger.licence("LA", "ann").pays(ofNet("50")).pays(flat("7", "EUR"), "EQUAL");
    ledger.play("u1", "A1", 1);
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pools("LA 0 SE 500.00 EUR", "LA 1 SE 7.00 EUR");
    ledger.pays("ann 507.00 EUR");
  }

  /** Of 100 units ann's licence covers 50, ben's 25; 25 wait. */
  private void halfAQuarterAndAQuarter(String base, String terms) {
    ledger.holder("ann", "A1");
    ledger.licence("LA", "ann").base(base).pays(terms);
    ledger.licensed("ben", "B1");
    ledger.play("u1", "A1", 50);
    ledger.play("u2", "B1", 25);
    ledger.play("u3", "nobody-knows", 25);
  }

  @Test
  void base_share_is_the_licences_part_of_all_units() {
    halfAQuarterAndAQuarter("SHARE", ofNet("60"));
    ledger.revenue("1000.00");
    ledger.settle();
    // ann 60 % of 1,000 * 50/100; ben 60 % of 1,000 * 25/100; 1,000 * 25/100 waits
    ledger.pays("ann 300.00 EUR", "ben 150.00 EUR");
    ledger.holds("payable 450.00 EUR", "unmatched 250.00 EUR", "retained 300.00 EUR");
  }

  @Test
  void base_whole_is_all_that_is_not_set_aside() {
    halfAQuarterAndAQuarter("WHOLE", ofNet("60"));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pays("ann 450.00 EUR", "ben 150.00 EUR"); // ann: 60 % of 1,000 * (1 - 25/100)
  }

  @Test
  void every_figure_of_the_row_is_reduced_to_the_base() {
    halfAQuarterAndAQuarter(
        "WHOLE",
        sum(
            percentOf("grossRevenue", "10"),
            percentOf("totalContentCost", "20"),
            performanceRoyalties(),
            perSubscriber("0.10", "EUR")));
    ledger
        .revenue("1000.00")
        .gross("2000.00")
        .contentCost("400.00")
        .performance("40.00")
        .subscribers("800");
    ledger.settle();
    // (200 + 80 + 40 + 80) * 3/4 = 300.00
    ledger.pays("ann 300.00 EUR", "ben 150.00 EUR");
  }

  @Test
  void rates_per_use_and_flat_fees_do_not_depend_on_the_base() {
    halfAQuarterAndAQuarter("SHARE", sum(perUse("0.10", "EUR"), flat("20", "EUR")));
    ledger.revenue("1000.00");
    ledger.settle();
    ledger.pays("ann 25.00 EUR", "ben 150.00 EUR"); // 50 * 0.10 + 20
  }
}
