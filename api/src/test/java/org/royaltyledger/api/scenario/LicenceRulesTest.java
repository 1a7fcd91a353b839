package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.perUse;
import static org.royaltyledger.api.scenario.Terms.step;
import static org.royaltyledger.api.scenario.Terms.stepsByUnits;

import org.junit.jupiter.api.Test;

/** Rules of AI licences as worked examples, from the file to the statement. */
class LicenceRulesTest extends RunsTheProgram {

  /** 0.10 a use, and 0.12 for all of them once there are 1,000 in the month. */
  private void escalating(long inSweden, long inNorway) {
    ledger.holder("ann", "A1");
    ledger
        .licence("L", "ann")
        .pays(stepsByUnits(step("0", perUse("0.10", "EUR")), step("1000", perUse("0.12", "EUR"))));
    ledger.revenue(OCTOBER, "SE", "EUR", "200.00");
    ledger.revenue(OCTOBER, "NO", "EUR", "200.00");
    ledger.play("u1", "A1", inSweden);
    ledger.play("u2", "A1", inNorway).in("NO");
    ledger.settle();
  }

  @Test
  void units_of_all_territories_together_reach_the_higher_step() {
    escalating(600, 400);
    ledger.pools("L 0 NO 48.00 EUR", "L 0 SE 72.00 EUR"); // 400 and 600 at 0.12
    ledger.pays("ann 120.00 EUR");
  }

  @Test
  void one_unit_less_stays_at_the_lower_step() {
    escalating(600, 399);
    ledger.pools("L 0 NO 39.90 EUR", "L 0 SE 60.00 EUR");
    ledger.pays("ann 99.90 EUR");
  }

  @Test
  void usage_that_comes_late_raises_the_step_of_its_own_month() {
    ledger.lateUsageCountsInItsOwnMonth();
    escalating(600, 399);
    ledger.play("u3", "A1", 1);
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 20.10 EUR"); // 1,000 at 0.12 are 120.00; 99.90 are paid
  }

  @Test
  void minimum_guarantee_fills_rows_of_two_currencies() {
    ledger.holder("ann", "A1");
    ledger
        .licence("L", "ann")
        .field("minimumGuarantee", "{\"amount\":[\"100\",\"EUR\"],\"allocation\":\"PRO_RATA\"}")
        .pays(ofNet("50"));
    ledger.rate("2026-10-30", "EUR", "JPY", "200");
    ledger.revenue(OCTOBER, "SE", "EUR", "100.00");
    ledger.revenue(OCTOBER, "JP", "JPY", "10000");
    ledger.play("u1", "A1", 3);
    ledger.play("u2", "A1", 1).in("JP");
    ledger.settle();
    // 50/100 and 5,000/20,000 are there, 1/4 is missing: by units 3/4 in SE and 1/4 in JP.
    ledger.pools("L 0 JP 5000 JPY", "L 0 SE 50.00 EUR", "L 1 JP 1250 JPY", "L 1 SE 18.75 EUR");
    ledger.pays("ann 68.75 EUR", "ann 6250 JPY");
  }

  @Test
  void minimum_guarantee_of_a_month_without_usage_waits_as_breakage() {
    ledger.holder("ann", "A1");
    ledger
        .licence("L", "ann")
        .field("minimumGuarantee", "{\"amount\":[\"100\",\"EUR\"]}")
        .pays(ofNet("50"));
    ledger.revenue("60.00");
    ledger.settle();
    ledger.pays();
    // Owed to the licensor whatever came in: what the service keeps goes below 0.
    ledger.holds("breakage 100.00 EUR", "retained -40.00 EUR");
  }

  /** Mine pays 10 % and is most favoured, theirs pays 20 %; half of the units each. */
  private void mineAndTheirs(String theirsFrom) {
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    ledger.licence("mine", "ann").field("mostFavoured", "\"labels\"").pays(ofNet("10"));
    ledger
        .licence("theirs", "ben")
        .field("comparable", "\"labels\"")
        .from(theirsFrom)
        .pays(ofNet("20"));
    ledger.revenue("1000.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "B1", 1);
  }

  @Test
  void most_favoured_terms_rise_to_the_best_and_say_so() {
    mineAndTheirs("2026-10-01");
    ledger.settle();
    ledger.pays("ann 100.00 EUR", "ben 100.00 EUR");
    assertThat(ledger.lastClose().at("/pools/0/raised"))
        .hasToString(
            """
            {"licence":"theirs","from":"2026-10-01","own":"50.00"}\
            """);
    assertThat(ledger.statements(OCTOBER).at("/0/pools/0/raised"))
        .as("a partner sees what it got, and not from whose terms")
        .hasToString(
            """
            {"from":"2026-10-01","own":"50/1"}\
            """);
    assertThat(ledger.statements(OCTOBER).at("/1/pools/0").has("raised")).isFalse();
    ledger.run("statements", OCTOBER, "--party", "ann");
    assertThat(ledger.out())
        .contains(
            "mine/0 in SE goes by better terms than its own, of a licence in force since"
                + " 2026-10-01; by its own it would be 50.000000000000");
  }

  @Test
  void most_favoured_terms_rise_from_the_month_after_better_ones_begin() {
    mineAndTheirs("2026-10-02");
    ledger.settle();
    ledger.pays("ann 50.00 EUR", "ben 100.00 EUR");
    ledger.revenue(NOVEMBER, "SE", "EUR", "1000.00");
    ledger.play("u3", "A1", 1).at("2026-11-03T12:00:00Z");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 200.00 EUR");
  }

  @Test
  void better_terms_that_become_known_late_raise_the_closed_month() {
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    ledger.licence("mine", "ann").field("mostFavoured", "\"labels\"").pays(ofNet("10"));
    ledger.revenue("1000.00");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.pays("ann 100.00 EUR");
    ledger
        .licence("theirs", "ben")
        .field("comparable", "\"labels\"")
        .from("2026-10-01")
        .pays(ofNet("20"));
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 100.00 EUR");
    assertThat(ledger.statements(NOVEMBER).at("/0/pools/0"))
        .hasToString(
            """
            {"offering":"remix","territory":"SE","licence":"mine","part":0,"exact":"100/1",\
            "amount":"100.00","raised":{"from":"2026-10-01"},"adjusts":"2026-10"}\
            """);
  }

  @Test
  void joint_clearance_waits_until_each_composition_and_master_is_licensed() {
    ledger.clearanceIsJoint();
    ledger.holder("label", "M1");
    for (String publisher : new String[] {"edition-a", "edition-b"}) {
      ledger.label(publisher);
      ledger.work("W-" + publisher, publisher);
    }
    ledger.licence("L-label", "label").pays(perUse("1", "EUR"));
    ledger.licence("L-a", "edition-a").pays(perUse("1", "EUR"));
    ledger.revenue("100.00");
    ledger.usage("u1").of("M1", "0.5").of("W-edition-a", "0.3").of("W-edition-b", "0.2").times(10);
    ledger.settle();
    ledger.pays();
    ledger.holds("not-cleared 80.00 EUR", "unlicensed 20.00 EUR");

    ledger.licence("L-b", "edition-b").from("2026-10-01").pays(perUse("1", "EUR"));
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.pays("edition-a 3.00 EUR", "edition-b 2.00 EUR", "label 5.00 EUR");
  }
}
