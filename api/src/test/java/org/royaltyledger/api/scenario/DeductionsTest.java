package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is deducted between earned and paid is on the statement with its reason and rate. */
class DeductionsTest extends RunsTheProgram {

  private static final String DECEMBER = "2026-12";

  private void annEarns(String period, String amount) {
    annEarns(period, amount, "EUR");
  }

  private void annEarns(String period, String amount, String currency) {
    ledger.label("label");
    ledger.party("ann");
    ledger.asset("A1", "label", "ann");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue(period, "SE", currency, amount);
    ledger.play("u-" + period, "A1", 1).at(period + "-05T12:00:00Z");
    ledger.settle(period);
  }

  private void nothingEarned(String period) {
    ledger.revenue(period, "SE", "EUR", "0.00");
    ledger.settle(period);
  }

  private void contract(String fields) {
    ledger.party("ann");
    ledger.file(
        "contracts.json",
        "[{\"contractId\":\"deal\",\"parties\":[\"ann\"],\"from\":\"2026-01-01\",%s}]"
            .formatted(fields.replace('\'', '"')));
  }

  private List<String> settled(String period) {
    return Settled.of(ledger, period, "ann");
  }

  @Test
  void fees_are_percentages_of_what_came_in() {
    ledger.party("distributor");
    contract(
        "'fees':[{'reason':'distribution','percent':'15','to':'distributor'},{'reason':'administration','percent':'2.5'}]");
    annEarns(OCTOBER, "33.33");
    // 4.9995 and 0.83325, each rounded half up.
    assertThat(settled(OCTOBER))
        .containsExactly(
            "earned 33.33",
            "fee distribution -5.00",
            "fee administration -0.83",
            "due 27.50",
            "paid 27.50 EUR");
    assertThat(Settled.of(ledger, OCTOBER, "distributor"))
        .containsExactly("earned 0.00", "fee distribution 5.00", "due 5.00", "paid 5.00 EUR");
    ledger.run("statements", OCTOBER, "--party", "ann");
    assertThat(ledger.out())
        .containsPattern("fee, distribution, 15 % of 33.33, contract deal +-5.00")
        .containsPattern("to be paid, EUR +27.50");
  }

  @Test
  void fee_gives_back_no_more_than_it_took() {
    ledger.party("distributor");
    annEarns(OCTOBER, "100.00");
    contract("'fees':[{'reason':'distribution','percent':'10','to':'distributor'}]");
    annEarns(NOVEMBER, "20.00");
    assertThat(settled(NOVEMBER)).contains("fee distribution -2.00", "due 18.00");
    ledger.revenue(OCTOBER, "SE", "EUR", "0.00");
    nothingEarned(DECEMBER);
    // 10 % of -100.00 would be 10.00, of which the distributor never had more than 2.00.
    assertThat(settled(DECEMBER))
        .containsExactly(
            "earned -100.00",
            "fee distribution 2.00",
            "due -98.00",
            "set off 98.00",
            "paid 0.00 EUR");
  }

  @Test
  void fee_goes_back_from_who_got_it_at_the_rate_that_it_was_taken_at() {
    ledger.party("old");
    ledger.party("new");
    contract("'fees':[{'reason':'agent','percent':'10','to':'old'}]");
    annEarns(OCTOBER, "100.00");
    contract("'fees':[{'reason':'agent','percent':'40','to':'new'}]");
    annEarns(NOVEMBER, "10.00");
    ledger.revenue(OCTOBER, "SE", "EUR", "0.00");
    nothingEarned(DECEMBER);
    // 10.00 of the 100.00 at 40 %, as the newest terms took of so much; the rest at 10 %.
    assertThat(settled(DECEMBER)).contains("earned -100.00", "fee agent 4.00", "fee agent 9.00");
    assertThat(Settled.of(ledger, DECEMBER, "old")).contains("fee agent -9.00");
    assertThat(Settled.of(ledger, DECEMBER, "new")).contains("fee agent -4.00");
  }

  @Test
  void terms_that_come_again_are_newer_than_those_between() {
    ledger.party("old");
    ledger.party("new");
    String old = "'fees':[{'reason':'agent','percent':'10','to':'old'}]";
    contract(old);
    annEarns(OCTOBER, "100.00");
    contract("'fees':[{'reason':'agent','percent':'40','to':'new'}]");
    annEarns(NOVEMBER, "10.00");
    contract(old);
    annEarns(DECEMBER, "50.00");
    ledger.revenue(DECEMBER, "SE", "EUR", "0.00");
    nothingEarned("2027-01");
    // The 50.00 of December are taken back, of which old had 5.00 and new nothing.
    assertThat(settled("2027-01")).contains("earned -50.00", "fee agent 5.00", "due -45.00");
    assertThat(Settled.of(ledger, "2027-01", "old")).contains("fee agent -5.00");
  }

  @Test
  void percentages_that_are_rounded_up_take_and_give_back_no_more_than_there_is() {
    ledger.party("distributor");
    contract(
        "'fees':[{'reason':'a','percent':'50','to':'distributor'},{'reason':'b','percent':'50'}]");
    annEarns(OCTOBER, "0.01");
    // 0.005 each, rounded half up: the second finds nothing left.
    assertThat(settled(OCTOBER))
        .containsExactly("earned 0.01", "fee a -0.01", "due 0.00", "paid 0.00 EUR");
    annEarns(NOVEMBER, "1.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.99");
    nothingEarned(DECEMBER);
    assertThat(settled(DECEMBER)).hasSize(4).contains("earned -0.01", "due 0.00");
  }

  @Test
  void tax_of_all_leaves_nothing_to_carry_forward() {
    ledger.file("taxes.csv", "country,from,rate\nSE,2026-01-01,100\n");
    annEarns(OCTOBER, "100.00");
    assertThat(settled(OCTOBER))
        .containsExactly("earned 100.00", "due 100.00", "tax 100 -100.00", "paid 0.00 EUR");
  }

  @Test
  void reserve_is_kept_and_released_on_its_schedule() {
    contract(
        "'reserve':{'percent':'20','releases':[{'after':1,'percent':'50'},{'after':2,'percent':'50'}]}");
    annEarns(OCTOBER, "10.03");
    assertThat(settled(OCTOBER))
        .containsExactly("earned 10.03", "reserved 2026-10 -2.01", "due 8.02", "paid 8.02 EUR");
    annEarns(NOVEMBER, "100.00");
    // Half of 2.01 is 1.005, half up; the rest follows whole.
    assertThat(settled(NOVEMBER))
        .containsExactly(
            "earned 100.00",
            "released 2026-10 1.01",
            "reserved 2026-11 -20.00",
            "due 81.01",
            "paid 81.01 EUR");
    nothingEarned(DECEMBER);
    assertThat(settled(DECEMBER))
        .containsExactly(
            "earned 0.00",
            "released 2026-10 1.00",
            "released 2026-11 10.00",
            "due 11.00",
            "paid 11.00 EUR");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void contract_that_has_ended_still_keeps_what_it_reserved() {
    contract(
        "'to':'2026-11-01','reserve':{'percent':'20','releases':[{'after':2,'percent':'100'}]}");
    annEarns(OCTOBER, "100.00");
    annEarns(NOVEMBER, "10.00");
    assertThat(settled(NOVEMBER)).containsExactly("earned 10.00", "due 10.00", "paid 10.00 EUR");
    nothingEarned(DECEMBER);
    assertThat(settled(DECEMBER)).contains("released 2026-10 20.00", "paid 20.00 EUR");
  }

  @Test
  void letter_of_direction_gives_a_part_to_another() {
    ledger.party("nephew");
    contract("'directions':[{'to':'nephew','percent':'10'}]");
    annEarns(OCTOBER, "100.00");
    assertThat(settled(OCTOBER))
        .containsExactly("earned 100.00", "directed nephew -10.00", "due 90.00", "paid 90.00 EUR");
    assertThat(Settled.of(ledger, OCTOBER, "nephew"))
        .containsExactly("earned 0.00", "directed nephew 10.00", "due 10.00", "paid 10.00 EUR");
  }

  @Test
  void tax_is_withheld_by_country_and_less_with_a_proof_of_residence() {
    ledger.file(
        "taxes.csv", "country,from,rate,treatyRate,source\nSE,2026-01-01,30,5.5,treaty of 1999\n");
    annEarns(OCTOBER, "100.00");
    assertThat(settled(OCTOBER))
        .containsExactly("earned 100.00", "due 100.00", "tax 30 -30.00", "paid 70.00 EUR");
    ledger.file("payees.csv", "partyId,from,treaty\nann,2026-11-01,certificate 7\n");
    annEarns(NOVEMBER, "100.01");
    assertThat(settled(NOVEMBER))
        .containsExactly("earned 100.01", "due 100.01", "tax 5.5 -5.50", "paid 94.51 EUR");
    ledger.run("statements", NOVEMBER, "--party", "ann");
    assertThat(ledger.out())
        .containsPattern("withholding tax, 5.5 % of 100.01, SE: treaty of 1999 +-5.50");
  }

  @Test
  void less_than_a_minimum_payment_is_carried_forward_until_it_is_reached() {
    ledger.file("minimums.csv", "partyId,currency,from,amount\n*,EUR,2026-01-01,50.00\n");
    annEarns(OCTOBER, "30.00");
    assertThat(settled(OCTOBER))
        .containsExactly("earned 30.00", "due 30.00", "left 30.00 below-minimum", "paid 0.00 EUR");
    annEarns(NOVEMBER, "20.00");
    assertThat(settled(NOVEMBER))
        .containsExactly("earned 20.00", "due 20.00", "before 30.00", "paid 50.00 EUR");
  }

  @Test
  void own_minimum_of_a_party_counts_before_everyone_s() {
    ledger.party("ann");
    ledger.file(
        "minimums.csv",
        "partyId,currency,from,amount\n*,EUR,2026-01-01,50.00\nann,EUR,2026-01-01,30.00\n");
    annEarns(OCTOBER, "30.00");
    assertThat(settled(OCTOBER)).contains("paid 30.00 EUR");
  }

  @Test
  void payment_in_another_currency_shows_rate_day_and_source() {
    ledger.rate("2026-10-20", "USD", "EUR", "0.85");
    ledger.rate("2026-11-01", "USD", "EUR", "0.99");
    annEarns(OCTOBER, "100.01", "USD");
    assertThat(Settled.of(ledger, OCTOBER, "ann", "USD"))
        .containsExactly(
            "earned 100.01", "due 100.01", "exchanged 100.01 at 0.85", "paid 85.01 EUR");
    ledger.run("statements", OCTOBER, "--party", "ann");
    assertThat(ledger.out())
        .containsPattern("exchanged into EUR at 0.85, 2026-10-20: ECB +100.01")
        .containsPattern("to be paid, EUR +85.01");
  }

  @Test
  void money_without_an_exchange_rate_is_carried_forward() {
    annEarns(OCTOBER, "100.01", "USD");
    assertThat(Settled.of(ledger, OCTOBER, "ann", "USD"))
        .containsExactly("earned 100.01", "due 100.01", "left 100.01 no-rate", "paid 0.00 EUR");
    ledger.rate("2026-11-01", "USD", "EUR", "0.9");
    nothingEarned(NOVEMBER);
    assertThat(Settled.of(ledger, NOVEMBER, "ann", "USD"))
        .containsExactly(
            "earned 0.00",
            "due 0.00",
            "before 100.01",
            "exchanged 100.01 at 0.9",
            "paid 90.01 EUR");
  }

  @Test
  void what_was_to_be_paid_makes_up_for_what_is_taken_back() {
    annEarns(OCTOBER, "40.00");
    assertThat(settled(OCTOBER)).contains("paid 40.00 EUR");
    ledger.revenue(OCTOBER, "SE", "EUR", "25.00");
    nothingEarned(NOVEMBER);
    assertThat(settled(NOVEMBER))
        .containsExactly("earned -15.00", "due -15.00", "set off 15.00", "paid 0.00 EUR");
    ledger.run("accounts", "--party", "ann");
    assertThat(ledger.out().lines().skip(1))
        .containsExactly("party\tann\tL\tEUR\t0.00", "payable\tann\t\tEUR\t25.00");
  }
}
