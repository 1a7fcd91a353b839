package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.step;
import static org.royaltyledger.api.scenario.Terms.steps;

import org.junit.jupiter.api.Test;

/** Use that is written down after its month was closed. */
class LateUsageTest extends RunsTheProgram {
  private static final String IN_OCTOBER = "2026-10-20T12:00:00Z";
  private static final String IN_NOVEMBER = "2026-11-20T12:00:00Z";

  private void revenueOfBothMonths() {
    ledger.revenue(OCTOBER, "SE", "EUR", "100.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
  }

  @Test
  void mistyped_first_month_does_not_use_up_usage_that_waits_for_its_revenue() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.imported();
    ledger.refusesToClose("2062-10", "has no revenue row", OCTOBER);
    ledger.revenue("100.00");
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void late_usage_counts_in_the_open_month_and_says_when_it_was_used() {
    ledger.licensed("ann", "A1");
    revenueOfBothMonths();
    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.settle(OCTOBER);
    assertThat(ledger.lines("ann", "usedIn", "units")).containsExactly("2026-10 1");

    ledger.play("u2", "A1", 3).at(IN_OCTOBER);
    ledger.play("u3", "A1", 1).at(IN_NOVEMBER);
    ledger.settle(NOVEMBER);
    ledger.pays("ann 6.00 EUR");
    assertThat(ledger.lines("ann", "usedIn", "units", "amount"))
        .containsExactlyInAnyOrder("2026-10 3 4.5", "2026-11 1 1.5");
    ledger.paysIn(OCTOBER, "ann 60.00 EUR"); // as before
  }

  @Test
  void late_usage_is_paid_by_the_split_of_its_day() {
    ledger.label("label");
    ledger.party("ann");
    ledger.party("ben");
    ledger.asset("A1", "label");
    ledger.split("A1", "Worldwide", "ann", "100", "2020-01-01", "2026-11-01");
    ledger.split("A1", "Worldwide", "ben", "100", "2026-11-01", "");
    ledger.licence("L", "label").pays(ofNet("100"));
    revenueOfBothMonths();
    ledger.settle(OCTOBER);

    ledger.play("u1", "A1", 3).at(IN_OCTOBER);
    ledger.play("u2", "A1", 1).at(IN_NOVEMBER);
    ledger.settle(NOVEMBER);
    ledger.pays("ann 7.50 EUR", "ben 2.50 EUR");
  }

  @Test
  void late_usage_is_covered_as_on_its_day() {
    ledger.holder("ann", "A1");
    ledger.licence("L-ann", "ann").to("2026-11-01");
    ledger.holder("ben", "B1");
    ledger.licence("L-ben", "ben").from("2026-11-01");
    revenueOfBothMonths();
    ledger.settle(OCTOBER);

    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.play("u2", "B1", 1).at(IN_OCTOBER);
    ledger.settle(NOVEMBER);
    ledger.pays("ann 3.00 EUR"); // 60 % of 10 * 1/2
    ledger.holds("payable 3.00 EUR", "unlicensed 5.00 EUR", "retained 2.00 EUR");
  }

  @Test
  void late_usage_is_paid_by_the_terms_of_the_month_it_counts_in() {
    ledger.holder("ann", "A1");
    ledger
        .licence("L", "ann")
        .pays(steps(step("2026-10-01", ofNet("10")), step("2026-11-01", ofNet("20"))));
    revenueOfBothMonths();
    ledger.settle(OCTOBER);

    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.settle(NOVEMBER);
    ledger.pays("ann 2.00 EUR");
  }

  @Test
  void late_usage_goes_to_the_earliest_month_still_open() {
    ledger.licensed("ann", "A1");
    revenueOfBothMonths();
    ledger.revenue("2026-12", "SE", "EUR", "1.00");
    ledger.settle(OCTOBER);
    ledger.settle(NOVEMBER);

    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.settle("2026-12");
    ledger.pays("ann 0.60 EUR");
    assertThat(ledger.lines("ann", "usedIn")).containsExactly("2026-10");
  }

  @Test
  void early_usage_waits_for_its_month() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    revenueOfBothMonths();
    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.play("u2", "B1", 1).at(IN_NOVEMBER);
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR");
    ledger.settle(NOVEMBER);
    ledger.pays("ben 6.00 EUR");
  }

  @Test
  void usage_counts_in_one_month_only_however_often_it_comes() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    revenueOfBothMonths();
    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.settle(OCTOBER);

    ledger.play("u1", "A1", 1).at(IN_OCTOBER);
    ledger.play("u2", "B1", 1).at(IN_NOVEMBER);
    ledger.settle(NOVEMBER);
    ledger.pays("ben 6.00 EUR");
  }
}
