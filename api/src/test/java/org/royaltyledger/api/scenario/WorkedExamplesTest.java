package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.greaterOf;
import static org.royaltyledger.api.scenario.Terms.minus;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.perSubscriber;
import static org.royaltyledger.api.scenario.Terms.percentOf;
import static org.royaltyledger.api.scenario.Terms.performanceRoyalties;

import org.junit.jupiter.api.Test;

/** The worked examples of the field, from the file to the statement. */
class WorkedExamplesTest extends RunsTheProgram {

  /** Joey plays 10 tracks of J, Ben 3,000 of others; each pays 6.00. */
  private void joeyAndBen(String allocation) {
    ledger.label("label");
    ledger.asset("track-J", "label", "J");
    ledger.asset("track-O", "label", "others");
    ledger.licence("L", "label").pays(ofNet("100"), allocation);
    ledger.revenue("12.00");
    ledger.play("u1", "track-J", 10).heardBy("joey");
    ledger.play("u2", "track-O", 3000).heardBy("ben");
    ledger.settle();
  }

  @Test
  void pro_rata_pays_the_one_who_is_played_less_next_to_nothing() {
    joeyAndBen("PRO_RATA");
    ledger.pays("J 0.04 EUR", "others 11.96 EUR");
    // 12 * 10 / 3010 = 12/301 = 0.03986710963455...
    assertThat(ledger.lines("J", "exact", "amount")).containsExactly("12/301 0.039867109635");
  }

  @Test
  void user_centric_gives_each_subscribers_money_to_what_they_hear() {
    joeyAndBen("USER_CENTRIC");
    ledger.pays("J 6.00 EUR", "others 6.00 EUR");
  }

  /** US mechanical royalty, Phonorecords III, 2022. */
  private void phonorecords(String performance) {
    ledger.holder("ann", "A1");
    var allIn = greaterOf(ofNet("15.1"), percentOf("totalContentCost", "26.2"));
    ledger
        .licence("L", "ann")
        .pays(greaterOf(minus(allIn, performanceRoyalties()), perSubscriber("0.50", "USD")));
    ledger
        .revenue(Scenario.OCTOBER, "SE", "USD", "10000000.00")
        .contentCost("5000000.00")
        .performance(performance)
        .subscribers("900000");
    ledger.play("u1", "A1", 1);
    ledger.settle();
  }

  @Test
  void mechanical_royalty_is_the_all_in_rate_less_performance_royalties() {
    phonorecords("600000.00");
    // max(15.1 % of 10,000,000 = 1,510,000; 26.2 % of 5,000,000 = 1,310,000) - 600,000 = 910,000
    ledger.pays("ann 910000.00 USD");
    ledger.holds("payable 910000.00 USD", "retained 9090000.00 USD");
  }

  @Test
  void mechanical_royalty_never_falls_below_the_floor_for_each_subscriber() {
    phonorecords("1200000.00");
    // 1,510,000 - 1,200,000 = 310,000 < 0.50 * 900,000 = 450,000
    ledger.pays("ann 450000.00 USD");
  }

  /** One pool, an asset of four parties with a quarter each. */
  private void fourQuarters(String pool) {
    ledger.label("label");
    ledger.asset("A1", "label");
    for (var party : new String[] {"dora", "cora", "bea", "ann"}) {
      ledger.party(party);
      ledger.split("A1", party, "25");
    }
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue(pool);
    ledger.play("u1", "A1", 1);
    ledger.settle();
  }

  @Test
  void four_quarters_of_33_34_are_two_of_8_34_and_two_of_8_33() {
    fourQuarters("33.34"); // 8.335 each; the two leftover cents go to the lower ids
    ledger.pays("ann 8.34 EUR", "bea 8.34 EUR", "cora 8.33 EUR", "dora 8.33 EUR");
  }

  @Test
  void four_quarters_of_13_34_are_two_of_3_34_and_two_of_3_33() {
    fourQuarters("13.34"); // 3.335 each
    ledger.pays("ann 3.34 EUR", "bea 3.34 EUR", "cora 3.33 EUR", "dora 3.33 EUR");
  }

  /** A fixed fee for all works, and output money that follows attribution where it is reliable. */
  @Test
  void fixed_money_is_equal_and_output_money_follows_what_is_reliably_attributed() {
    ledger.label("stim");
    ledger.asset("W1", "stim", "writer-1");
    ledger.asset("W2", "stim", "writer-2");
    ledger.asset("W3", "stim", "writer-3");
    ledger
        .licence("L", "stim")
        .to("2026-11-01")
        .guarantees(flat("10000", "EUR"), "EQUAL_LICENSED")
        .paysWithFallback(ofNet("30"), "PRO_RATA", "0.60");
    ledger.revenue("15000.00");
    ledger.play("u1", "W1", 3).field("attribution", "{\"confidence\":0.93}");
    ledger.usage("u2").playOf("song-7");
    ledger.settle();
    ledger.pools("L 0 SE 10000.00 EUR", "L 1 SE 4500.00 EUR");
    // 3,333.34 + 3,375 + 375; 3,333.33 + 375; 3,333.33 + 375
    ledger.pays("writer-1 7083.34 EUR", "writer-2 3708.33 EUR", "writer-3 3708.33 EUR");
    ledger.holds("payable 14500.00 EUR", "retained 500.00 EUR");

    ledger.output("song-7").of("W3", "1").field("attribution", "{\"confidence\":0.80}");
    ledger.revenue(Scenario.NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(Scenario.NOVEMBER);
    ledger.pays("writer-1 -375.00 EUR", "writer-2 -375.00 EUR", "writer-3 750.00 EUR");
  }

  @Test
  void fixed_fee_is_shared_equally_over_the_licensed_works() {
    ledger.label("stim");
    ledger.asset("W1", "stim", "writer-1");
    ledger.asset("W2", "stim", "writer-2");
    ledger.asset("W3", "stim", "writer-3");
    ledger.licence("L", "stim").pays(flat("10000", "EUR"), "EQUAL");
    ledger.revenue("15000.00");
    ledger.play("u1", "W1", 1);
    ledger.play("u2", "W2", 10);
    ledger.play("u3", "W3", 100);
    ledger.settle();
    // 10,000 / 3 = 3,333.333...: the leftover cent goes to the lower id
    ledger.pays("writer-1 3333.34 EUR", "writer-2 3333.33 EUR", "writer-3 3333.33 EUR");
    ledger.holds("payable 10000.00 EUR", "retained 5000.00 EUR");
  }
}
