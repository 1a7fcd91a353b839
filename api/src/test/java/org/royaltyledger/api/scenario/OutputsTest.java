package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outputs that are analysed once and played often. ann and ben have 60 % of 100.00 each. */
class OutputsTest extends RunsTheProgram {

  @BeforeEach
  void twoLabels() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
  }

  private void threeQuartersToAnn() {
    ledger.output("o1").of("A1", "0.75").of("B1", "0.25");
  }

  @Test
  void analysis_before_the_plays_counts_for_all_of_them() {
    threeQuartersToAnn();
    ledger.imported();
    ledger.usage("u1").playOf("o1").times(7);
    ledger.usage("u2").playOf("o1").times(1);
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR");
    assertThat(ledger.units("ann")).isEqualByComparingTo("6");
  }

  @Test
  void analysis_may_come_after_the_plays() {
    ledger.usage("u1").playOf("o1").times(8);
    ledger.imported();
    threeQuartersToAnn();
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR");
  }

  @Test
  void analysis_and_plays_may_come_together() {
    ledger.usage("u1").playOf("o1").times(8);
    threeQuartersToAnn();
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR");
  }

  @Test
  void corrected_analysis_counts_for_all_plays_before_the_close() {
    threeQuartersToAnn();
    ledger.usage("u1").playOf("o1").times(8);
    ledger.imported();
    ledger.output("o1").of("B1", "1");
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
  }

  @Test
  void correction_after_the_close_is_booked_in_the_next_one() {
    threeQuartersToAnn();
    ledger.usage("u1").playOf("o1").times(8);
    ledger.settle(OCTOBER);
    ledger.output("o1").of("B1", "1");
    ledger.usage("u2").playOf("o1").at("2026-11-02T00:00:00Z");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann -45.00 EUR", "ben 51.00 EUR"); // 6.00 of November, 45.00 of October
    ledger.paysIn(OCTOBER, "ann 45.00 EUR", "ben 15.00 EUR");
  }

  @Test
  void play_of_an_output_not_yet_analysed_is_unattributed() {
    ledger.usage("u1").playOf("o1").times(1);
    ledger.play("u2", "A1", 3);
    ledger.settle();
    ledger.pays("ann 45.00 EUR");
    ledger.holds("payable 45.00 EUR", "unattributed 25.00 EUR", "retained 30.00 EUR");
  }

  @Test
  void usages_own_contributions_come_before_its_output() {
    threeQuartersToAnn();
    ledger.usage("u1").playOf("o1").of("B1", "1");
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
  }

  @Test
  void usages_own_contributions_count_without_any_analysis() {
    ledger.usage("u1").playOf("never-analysed").of("B1", "1");
    ledger.settle();
    ledger.pays("ben 60.00 EUR");
  }

  @Test
  void analysis_may_name_an_unknown_asset() {
    ledger.output("o1").of("A1", "0.75").of("nobody-knows", "0.25");
    ledger.usage("u1").playOf("o1");
    ledger.settle();
    ledger.holds("payable 45.00 EUR", "unmatched 25.00 EUR", "retained 30.00 EUR");
  }

  @Test
  void analysis_with_its_attribution_is_accepted() {
    threeQuartersToAnn();
    ledger
        .output("o2")
        .of("A1", "1")
        .field("containsAI", "\"Partly\"")
        .field(
            "attribution",
            "{\"provider\":\"acme\",\"method\":\"influence\",\"version\":\"3\",\"confidence\":0.93}");
    ledger.usage("u1").playOf("o1").times(4);
    ledger.usage("u2").playOf("o2").times(1);
    ledger.settle();
    ledger.pays("ann 48.00 EUR", "ben 12.00 EUR"); // 4 of 5 units, 1 of 5
  }

  @Test
  void weights_of_an_analysis_always_sum_to_one() {
    ledger.offering("remix", "GENERATE", "SUSPEND", "NORMALISE");
    ledger.output("o1").of("A1", "1").of("B1", "1");
    ledger.output("o2").of("A1", "0.4").of("B1", "0.6");
    ledger.usage("u1").playOf("o1").times(1);
    ledger.usage("u2").playOf("o2").times(1);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("outputs")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 12.00 EUR", "ben 18.00 EUR"); // half waits; 30 * 0.4, 30 * 0.6
  }

  @Test
  void same_analysis_again_is_repeated() {
    threeQuartersToAnn();
    ledger.imported();
    ledger.output("o1").of("A1", "0.750").of("B1", "0.25");
    ledger.imported();
    assertThat(ledger.fate("outputs")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
  }
}
