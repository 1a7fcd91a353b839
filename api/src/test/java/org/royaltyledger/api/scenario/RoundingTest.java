package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.Test;

/** Every amount is rounded once, in its currency's decimals, and nothing is lost or made. */
class RoundingTest extends RunsTheProgram {
  /** U+FF21, in UTF-8 EF BC A1: below every emoji, though above them in Java's own order. */
  private static final String LETTER = "\uFF21";

  /** U+1F600, in UTF-8 F0 9F 98 80. */
  private static final String EMOJI = "\uD83D\uDE00";

  /** One asset, its parties with equal shares, a pool of the whole revenue. */
  private void pool(String currency, String amount, String share, String... parties) {
    ledger.label("label");
    ledger.asset("A1", "label");
    for (var party : parties) {
      if (!party.equals("UNCLAIMED")) {
        ledger.party(party);
      }
      ledger.split("A1", party, share);
    }
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue(OCTOBER, "SE", currency, amount);
    ledger.play("u1", "A1", 1);
    ledger.settle();
  }

  @Test
  void currency_without_decimals() {
    pool("JPY", "1001", "25", "ann", "bea", "cora", "dora"); // 250.25 each
    ledger.pays("ann 251 JPY", "bea 250 JPY", "cora 250 JPY", "dora 250 JPY");
    ledger.holds("payable 1001 JPY");
  }

  @Test
  void currency_with_three_decimals() {
    pool("KWD", "10.001", "25", "ann", "bea", "cora", "dora"); // 2.50025 each
    ledger.pays("ann 2.501 KWD", "bea 2.500 KWD", "cora 2.500 KWD", "dora 2.500 KWD");
    ledger.holds("payable 10.001 KWD");
  }

  @Test
  void leftover_cents_of_a_tie_go_to_the_lower_ids() {
    pool("EUR", "0.14", "25", "d", "c", "b", "a"); // 0.035 each
    ledger.pays("a 0.04 EUR", "b 0.04 EUR", "c 0.03 EUR", "d 0.03 EUR");
  }

  @Test
  void ids_compare_by_their_bytes_not_by_an_alphabet() {
    pool("EUR", "0.03", "50", "adam", "Zoe"); // capital letters come first
    ledger.pays("Zoe 0.02 EUR", "adam 0.01 EUR");
  }

  @Test
  void ids_beyond_the_basic_plane_come_after_those_in_it() {
    pool("EUR", "0.03", "50", EMOJI, LETTER);
    ledger.pays(LETTER + " 0.02 EUR", EMOJI + " 0.01 EUR");
  }

  @Test
  void lowest_licence_id_is_that_of_the_lowest_bytes() {
    ledger.holder("ann", "A1");
    ledger.licence(EMOJI, "ann").pays(ofNet("20"));
    ledger.licence(LETTER, "ann").pays(ofNet("10"));
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pools(LETTER + " 0 SE 10.00 EUR");
  }

  @Test
  void no_split_comes_last_in_a_tie() {
    pool("EUR", "0.03", "50", "UNCLAIMED", "zoe"); // 0.015 each;
    ledger.pays("zoe 0.02 EUR");
    ledger.holds("payable 0.02 EUR", "no-split 0.01 EUR");
  }

  @Test
  void no_split_with_the_larger_remainder_gets_the_cent() {
    ledger.label("label");
    ledger.asset("A1", "label");
    ledger.split("A1", "label", "40");
    ledger.split("A1", "UNCLAIMED", "60");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("1.01");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    // 0.404 and 0.606
    ledger.holds("payable 0.40 EUR", "no-split 0.61 EUR");
  }

  @Test
  void party_is_rounded_once_for_all_its_assets_in_a_pool() {
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.asset("A2", "label", "ann");
    ledger.asset("A3", "label", "ann");
    ledger.asset("B1", "label", "ben");
    ledger.asset("B2", "label", "ben");
    ledger.licence("L", "label").pays(ofNet("100"), "EQUAL");
    ledger.revenue("0.13");
    ledger
        .usage("u1")
        .of("A1", "0.2")
        .of("A2", "0.2")
        .of("A3", "0.2")
        .of("B1", "0.2")
        .of("B2", "0.2");
    ledger.settle();
    // 0.026 each: ann 0.078, ben 0.052. Line by line ann would get 0.09
    ledger.pays("ann 0.08 EUR", "ben 0.05 EUR");
  }

  @Test
  void party_in_several_pools_is_rounded_in_each() {
    ledger.label("label");
    ledger.asset("A1", "label");
    ledger.party("ann");
    ledger.party("ben");
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "50");
    ledger.licence("L", "label").pays(ofNet("30")).pays(ofNet("30"));
    ledger.revenue("0.10");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    // two pools of 0.03, 0.015 for each party: the leftover cent is ann's both times
    ledger.pays("ann 0.04 EUR", "ben 0.02 EUR");
  }

  @Test
  void pool_is_rounded_half_up() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").pays(ofNet("1.5")).pays(ofNet("1.4999")).pays(ofNet("0.4"));
    ledger.revenue("1.00");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    ledger.pools("L 0 SE 0.02 EUR", "L 1 SE 0.01 EUR", "L 2 SE 0.00 EUR");
    ledger.pays("ann 0.03 EUR");
  }

  @Test
  void line_shows_12_decimals_and_the_exact_fraction() {
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.asset("B1", "label", "ben");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 4);
    ledger.play("u2", "B1", 2);
    ledger.settle();
    assertThat(ledger.lines("ann", "units", "exact", "amount"))
        .containsExactly("4 200/3 66.666666666667");
    assertThat(ledger.lines("ben", "units", "exact", "amount"))
        .containsExactly("2 100/3 33.333333333333");
    ledger.pays("ann 66.67 EUR", "ben 33.33 EUR");
  }
}
