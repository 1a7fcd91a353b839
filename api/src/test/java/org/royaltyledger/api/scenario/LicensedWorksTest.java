package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;

import org.junit.jupiter.api.Test;

/** {@code EQUAL_LICENSED}: a pool over all works that a licence covers, used or not. */
class LicensedWorksTest extends RunsTheProgram {

  /** Works W1, W2 and W3 of stim, a fee of 10,000 for all of them, and uses of W1 alone. */
  private void feeForThreeWorks() {
    ledger.label("stim");
    ledger.asset("W1", "stim", "writer-1");
    ledger.asset("W2", "stim", "writer-2");
    ledger.asset("W3", "stim", "writer-3");
    ledger.licence("L", "stim").pays(flat("10000", "EUR"), "EQUAL_LICENSED");
    ledger.revenue("15000.00");
    ledger.play("u1", "W1", 7);
  }

  @Test
  void work_that_nobody_used_earns_the_same_as_one_that_was() {
    feeForThreeWorks();
    ledger.settle();
    ledger.pays("writer-1 3333.34 EUR", "writer-2 3333.33 EUR", "writer-3 3333.33 EUR");
    ledger.holds("payable 10000.00 EUR", "retained 5000.00 EUR");
    assertThat(ledger.lines("writer-1", "asset", "useType", "units", "exact"))
        .containsExactly("W1  0 10000/3");
  }

  @Test
  void work_without_consent_on_the_last_day_is_not_licensed() {
    feeForThreeWorks();
    ledger.consent("writer-2", "W2", "GENERATE", "2026-10-31", "", "OPT_OUT");
    ledger.consent("writer-3", "W3", "GENERATE", "2026-10-01", "2026-10-31", "OPT_OUT");
    ledger.settle();
    ledger.pays("writer-1 5000.00 EUR", "writer-3 5000.00 EUR");
  }

  @Test
  void last_day_is_that_of_the_licence_where_it_ends_within_the_month() {
    feeForThreeWorks();
    ledger.licence("L", "stim").to("2026-10-15").pays(flat("10000", "EUR"), "EQUAL_LICENSED");
    ledger.consent("writer-2", "W2", "GENERATE", "2026-10-15", "", "OPT_OUT");
    ledger.consent("writer-3", "W3", "GENERATE", "2026-10-14", "", "OPT_OUT");
    ledger.settle();
    ledger.pays("writer-1 5000.00 EUR", "writer-2 5000.00 EUR");
  }

  @Test
  void works_of_members_are_licensed_and_those_of_others_are_not_though_listed() {
    feeForThreeWorks();
    ledger.label("member");
    ledger.membership("member", "stim");
    ledger.holder("member", "W4");
    ledger.holder("stranger", "W5");
    ledger
        .licence("L", "stim")
        .assets("W1", "W4", "W5")
        .pays(flat("10000", "EUR"), "EQUAL_LICENSED");
    ledger.settle();
    ledger.pays("writer-1 5000.00 EUR", "member 5000.00 EUR");
  }

  @Test
  void claims_and_missing_splits_hold_back_what_a_work_earns_without_use() {
    feeForThreeWorks();
    ledger.asset("W4", "stim");
    ledger.claim("c", "writer-1", "W3", "DISPUTE", "", "", "WHOLE", "OPEN");
    ledger.settle();
    ledger.pays("writer-1 2500.00 EUR", "writer-2 2500.00 EUR", "writer-3 0.00 EUR");
    ledger.holds(
        "payable 5000.00 EUR",
        "disputed 2500.00 EUR",
        "no-split 2500.00 EUR",
        "retained 5000.00 EUR");
  }

  @Test
  void fee_waits_as_breakage_where_no_work_is_licensed_any_more() {
    feeForThreeWorks();
    ledger.consent("stim", "*", "GENERATE", "2026-10-20", "", "OPT_OUT");
    ledger.settle();
    ledger.pays();
    ledger.holds("breakage 10000.00 EUR", "retained 5000.00 EUR");
    assertThat(ledger.lines("writer-1")).isEmpty();
  }

  @Test
  void word_on_a_work_that_nobody_used_changes_closed_months() {
    feeForThreeWorks();
    ledger.settle();
    ledger.consent("writer-2", "W2", "OPT_OUT");
    ledger.consent("writer-3", "W3", "OPT_OUT");
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("writer-1 6666.66 EUR", "writer-2 -3333.33 EUR", "writer-3 -3333.33 EUR");
  }

  @Test
  void fee_of_a_month_without_any_usage_waits_on_an_account_until_works_are_licensed() {
    ledger.party("stim", "SOCIETY");
    ledger.asset("W1", "stim", "writer-1");
    ledger.licence("L", "stim").guarantees(flat("10000", "EUR"), "EQUAL_LICENSED");
    ledger.revenue("15000.00");
    ledger.settle();
    ledger.holds("breakage 10000.00 EUR", "retained 5000.00 EUR");
    ledger.run("journal", OCTOBER, "--format", "csv");
    assertThat(ledger.out()).contains("earned,waiting,breakage,,EUR,10000.00");
    ledger.consent("stim", "*", "OPT_IN");
    ledger.revenue(NOVEMBER, "SE", "EUR", "15000.00");
    ledger.settle(NOVEMBER);
    ledger.pays("writer-1 20000.00 EUR");
    ledger.holds("payable 20000.00 EUR", "breakage -10000.00 EUR", "retained 5000.00 EUR");
  }

  @Test
  void work_that_is_registered_later_takes_nothing_of_closed_months() {
    feeForThreeWorks();
    ledger.settle();
    ledger.asset("W4", "stim", "writer-4");
    ledger.consent("writer-1", "W1", "OPT_IN"); // what makes the month be looked at again
    ledger.revenue(NOVEMBER, "SE", "EUR", "15000.00");
    ledger.play("u2", "W4", 1).at("2026-11-03T12:00:00Z");
    ledger.settle(NOVEMBER);
    ledger.pays(
        "writer-1 2500.00 EUR",
        "writer-2 2500.00 EUR",
        "writer-3 2500.00 EUR",
        "writer-4 2500.00 EUR");
    ledger.paysIn(OCTOBER, "writer-1 3333.34 EUR", "writer-2 3333.33 EUR", "writer-3 3333.33 EUR");
  }

  @Test
  void licence_that_comes_late_is_for_the_works_that_came_with_it() {
    ledger.revenue("15000.00");
    ledger.label("stim");
    ledger.asset("W1", "stim", "writer-1");
    ledger.play("u1", "W1", 1);
    ledger.settle();
    ledger.holds("unlicensed 15000.00 EUR");
    ledger.asset("W2", "stim", "writer-2");
    ledger.licence("L", "stim").pays(flat("10000", "EUR"), "EQUAL_LICENSED");
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("writer-1 5000.00 EUR", "writer-2 5000.00 EUR");
  }
}
