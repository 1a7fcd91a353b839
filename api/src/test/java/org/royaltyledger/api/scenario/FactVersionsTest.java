package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.perUse;

import org.junit.jupiter.api.Test;

/** The same key with other content is a new version, and the newest before the close counts. */
class FactVersionsTest extends RunsTheProgram {

  /** Would pay ann 60 % of 100.00, were it not for what comes next. */
  private void annWouldGet60() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "merlin");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.imported();
  }

  private void newVersionOf(String kind) {
    ledger.imported();
    assertThat(ledger.fate(kind)).isEqualTo("1 accepted, 0 repeated, 0 rejected");
    ledger.settle();
  }

  @Test
  void party() {
    annWouldGet60();
    ledger.party("ann", "PUBLISHER");
    newVersionOf("parties");
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void membership() {
    annWouldGet60();
    ledger.membership("ann", "merlin", "2020-01-01", "2026-10-01"); // it has ended
    newVersionOf("memberships");
    ledger.holds("unlicensed 100.00 EUR");
  }

  @Test
  void offering() {
    annWouldGet60();
    ledger.play("u2", "nobody-knows", 1);
    ledger.offering("remix", "GENERATE", "EXCLUDE", "EXACT"); // instead of SUSPEND
    newVersionOf("offerings");
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void asset() {
    annWouldGet60();
    ledger.asset("A1", "service"); // another controller, without a licence
    newVersionOf("assets");
    ledger.holds("unlicensed 100.00 EUR");
  }

  @Test
  void split() {
    annWouldGet60();
    ledger.split("A1", "merlin", "100");
    newVersionOf("splits");
    ledger.pays("merlin 60.00 EUR");
  }

  @Test
  void licence() {
    annWouldGet60();
    ledger.licence("L", "merlin").pays(ofNet("25"));
    newVersionOf("licences");
    ledger.pays("ann 25.00 EUR");
  }

  @Test
  void consent() {
    annWouldGet60();
    ledger.consent("ann", "*", "OPT_OUT");
    newVersionOf("consents");
    ledger.holds("no-consent 100.00 EUR");
  }

  @Test
  void revenue() {
    annWouldGet60();
    ledger.revenue("50.00");
    newVersionOf("revenue");
    ledger.pays("ann 30.00 EUR");
  }

  @Test
  void rate() {
    annWouldGet60();
    ledger.licence("L", "merlin").pays(perUse("10", "USD"));
    ledger.rate("2026-10-01", "USD", "EUR", "0.90");
    ledger.imported();
    ledger.rate("2026-10-01", "USD", "EUR", "0.80");
    newVersionOf("rates");
    ledger.pays("ann 8.00 EUR");
  }

  @Test
  void version_may_return_to_an_older_one() {
    annWouldGet60();
    ledger.revenue("50.00");
    ledger.imported();
    ledger.revenue("100.00");
    newVersionOf("revenue");
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void version_after_a_close_counts_in_the_next_one_for_both_months() {
    annWouldGet60();
    ledger.settle(OCTOBER);
    ledger.licence("L", "merlin").pays(ofNet("25"));
    ledger.play("u2", "A1", 1).at("2026-11-05T12:00:00Z");
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann -10.00 EUR"); // 25.00 of November, 25.00 - 60.00 of October
    ledger.paysIn(OCTOBER, "ann 60.00 EUR");
  }

  @Test
  void numbers_written_another_way_are_the_same() {
    annWouldGet60();
    ledger.licence("L", "merlin").pays(ofNet("60.0"));
    ledger.imported();
    assertThat(ledger.fate("licences")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
  }
}
