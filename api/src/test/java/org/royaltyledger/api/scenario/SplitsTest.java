package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an asset's money goes to its parties. The label's licence makes a pool of 100.00. */
class SplitsTest extends RunsTheProgram {
  private static final String LONG_AGO = "2020-01-01";

  @BeforeEach
  void oneAssetWithoutSplit() {
    ledger.label("label");
    ledger.party("ann");
    ledger.party("ben");
    ledger.party("cora");
    ledger.asset("A1", "label");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("100.00");
  }

  @Test
  void shares_divide_the_assets_money() {
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "37.5");
    ledger.split("A1", "cora", "12.5");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.pays("ann 50.00 EUR", "ben 37.50 EUR", "cora 12.50 EUR");
  }

  @Test
  void thirds_that_sum_to_100_by_their_last_decimal() {
    ledger.split("A1", "ann", "33.333333");
    ledger.split("A1", "ben", "33.333333");
    ledger.split("A1", "cora", "33.333334");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.pays("ann 33.33 EUR", "ben 33.33 EUR", "cora 33.34 EUR"); // the largest remainder
  }

  @Test
  void party_with_a_share_of_zero_gets_no_statement() {
    ledger.split("A1", "ann", "0");
    ledger.split("A1", "ben", "100");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.pays("ben 100.00 EUR");
  }

  @Test
  void split_of_the_territory_of_use_comes_before_worldwide() {
    ledger.split("A1", "DE", "ann", "100", LONG_AGO, "");
    ledger.split("A1", "ben", "100");
    ledger.play("u1", "A1", 3).in("DE");
    ledger.play("u2", "A1", 1).in("FR");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "10.00");
    ledger.settle();
    ledger.pays("ann 7.50 EUR", "ben 2.50 EUR");
  }

  @Test
  void worldwide_serves_while_the_territorys_own_split_is_not_in_force() {
    ledger.split("A1", "SE", "ann", "100", "2026-10-10", "2026-10-20");
    ledger.split("A1", "ben", "100");
    ledger.play("u1", "A1", 3).at("2026-10-10T00:00:00Z");
    ledger.play("u2", "A1", 1).at("2026-10-20T00:00:00Z");
    ledger.settle();
    ledger.pays("ann 75.00 EUR", "ben 25.00 EUR");
  }

  @Test
  void split_that_changes_mid_month_counts_by_day_of_use() {
    ledger.split("A1", "Worldwide", "ann", "100", LONG_AGO, "2026-10-15");
    ledger.split("A1", "Worldwide", "ben", "100", "2026-10-15", "");
    ledger.play("u1", "A1", 3).at("2026-10-14T23:59:59Z");
    ledger.play("u2", "A1", 1).at("2026-10-15T00:00:00Z");
    ledger.settle();
    ledger.pays("ann 75.00 EUR", "ben 25.00 EUR");
  }

  @Test
  void asset_under_several_splits_is_divided_by_units_whatever_the_model() {
    ledger.licence("L", "label").pays(ofNet("100"), "EQUAL");
    ledger.split("A1", "Worldwide", "ann", "100", LONG_AGO, "2026-10-15");
    ledger.split("A1", "Worldwide", "ben", "100", "2026-10-15", "");
    ledger.asset("A2", "label", "cora");
    ledger.play("u1", "A1", 3).at("2026-10-14T12:00:00Z");
    ledger.play("u2", "A1", 1).at("2026-10-15T12:00:00Z");
    ledger.play("u3", "A2", 96);
    ledger.settle();
    // A1 50 = 37.50 + 12.50, A2 50
    ledger.pays("ann 37.50 EUR", "ben 12.50 EUR", "cora 50.00 EUR");
  }

  @Test
  void use_on_a_day_without_any_share_waits() {
    ledger.split("A1", "Worldwide", "ann", "100", "2026-10-10", "2026-10-20");
    ledger.play("u1", "A1", 1).at("2026-10-09T23:59:59Z");
    ledger.play("u2", "A1", 2).at("2026-10-10T00:00:00Z");
    ledger.play("u3", "A1", 3).at("2026-10-19T23:59:59Z");
    ledger.play("u4", "A1", 4).at("2026-10-20T00:00:00Z");
    ledger.settle();
    ledger.pays("ann 50.00 EUR");
    ledger.holds("payable 50.00 EUR", "no-split 50.00 EUR");
  }

  @Test
  void file_replaces_the_whole_table_of_an_asset_and_territory() {
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "50");
    ledger.split("A1", "DE", "ann", "100", LONG_AGO, "");
    ledger.imported();
    ledger.split("A1", "cora", "100"); // Worldwide; DE stays
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1).in("DE");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "10.00");
    ledger.settle();
    // both uses are in rows of their own or of the world: SE 100.00, DE in Worldwide 10.00
    ledger.pays("ann 10.00 EUR", "cora 100.00 EUR");
  }

  @Test
  void table_that_does_not_sum_to_100_is_rejected_whole_and_others_are_kept() {
    ledger.asset("A2", "label");
    ledger.split("A1", "ann", "60");
    ledger.split("A1", "ben", "30");
    ledger.split("A1", "DE", "ben", "100", LONG_AGO, "");
    ledger.split("A2", "cora", "100");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A2", 1);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("splits")).isEqualTo("2 accepted, 0 repeated, 2 rejected");
    assertThat(ledger.read("rejected-splits-01.csv")).contains("ann", "60", "30");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("cora 50.00 EUR");
    ledger.holds("payable 50.00 EUR", "no-split 50.00 EUR");
  }

  @Test
  void table_whose_shares_overlap_on_some_day_is_rejected() {
    ledger.split("A1", "Worldwide", "ann", "100", LONG_AGO, "");
    ledger.imported();
    ledger.split("A1", "Worldwide", "ben", "100", LONG_AGO, "2027-01-02");
    ledger.split("A1", "Worldwide", "cora", "100", "2027-01-01", "");
    ledger.play("u1", "A1", 1);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("splits")).isEqualTo("0 accepted, 0 repeated, 2 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 100.00 EUR"); // the table before it stands
  }

  @Test
  void table_with_an_unknown_party_is_rejected_whole() {
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "stranger", "50");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("splits")).isEqualTo("0 accepted, 0 repeated, 2 rejected");
  }

  @Test
  void same_table_again_is_repeated() {
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "50");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    ledger.split("A1", "ben", "50.0");
    ledger.split("A1", "ann", "50.00");
    ledger.imported();
    assertThat(ledger.fate("splits")).isEqualTo("0 accepted, 2 repeated, 0 rejected");
    ledger.settle();
    ledger.pays("ann 50.00 EUR", "ben 50.00 EUR");
  }
}
