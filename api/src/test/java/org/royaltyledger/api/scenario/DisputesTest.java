package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.Test;

/**
 * Claims against who holds an asset: what they hold back, and where it goes once they are decided.
 */
class DisputesTest extends RunsTheProgram {

  /** All 100.00 of October are A1's, which ann holds with 60 and ben with 40 percent. */
  private void annAndBen() {
    ledger.label("label");
    ledger.asset("A1", "label");
    ledger.party("ann");
    ledger.party("ben");
    ledger.party("cleo");
    ledger.split("A1", "ann", "60");
    ledger.split("A1", "ben", "40");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
  }

  private void closeNovember() {
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
  }

  @Test
  void featured_share_is_divided_and_a_third_claim_holds_the_whole_recording() {
    // Example 6: 50 % owner, 45 % featured, 5 % non-featured; "A featuring B": half of 450 each.
    ledger.label("owner");
    ledger.asset("A1", "owner");
    for (var party : new String[] {"A", "B", "C", "session-fund"}) {
      ledger.party(party);
    }
    ledger.split("A1", "owner", "50");
    ledger.split("A1", "A", "22.5");
    ledger.split("A1", "B", "22.5");
    ledger.split("A1", "session-fund", "5");
    ledger.licence("L", "owner").pays(ofNet("100"));
    ledger.revenue("1000.00");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    ledger.dryRun(OCTOBER);
    assertThat(Scenario.states(ledger.answer())).containsExactly("payable 1000.00 EUR");

    ledger.claim("c-1", "C", "A1", "22.5", "OPEN");
    ledger.settle(OCTOBER);
    ledger.holds("disputed 1000.00 EUR");
    ledger.pays("owner 0.00 EUR", "A 0.00 EUR", "B 0.00 EUR", "session-fund 0.00 EUR");

    ledger.claim("c-1", "C", "A1", "22.5", "RELEASED");
    closeNovember();
    ledger.pays("owner 500.00 EUR", "A 225.00 EUR", "B 225.00 EUR", "session-fund 50.00 EUR");
    ledger.holds("payable 1000.00 EUR", "disputed -1000.00 EUR");
  }

  @Test
  void claim_of_what_nobody_claims_holds_nothing_up_to_100_percent() {
    annAndBen();
    ledger.asset("B1", "label");
    ledger.split("B1", "ann", "75");
    ledger.split("B1", "UNCLAIMED", "25");
    ledger.play("u2", "B1", 1);
    ledger.claim("c-1", "cleo", "B1", "25", "OPEN");
    ledger.settle(OCTOBER);
    ledger.pays("ann 67.50 EUR", "ben 20.00 EUR");
    ledger.holds("payable 87.50 EUR", "no-split 12.50 EUR");

    ledger.claim("c-1", "cleo", "B1", "25", "REDIRECTED");
    closeNovember();
    ledger.pays("cleo 12.50 EUR");
    ledger.holds("payable 12.50 EUR", "no-split -12.50 EUR");
  }

  @Test
  void disputed_share_alone_is_held_from_all_holders_in_proportion() {
    annAndBen();
    ledger.claim("c-1", "cleo", "A1", "SHARE", "10", "", "SHARE", "OPEN");
    ledger.settle(OCTOBER);
    ledger.pays("ann 54.00 EUR", "ben 36.00 EUR");
    ledger.holds("payable 90.00 EUR", "disputed 10.00 EUR");

    ledger.claim("c-1", "cleo", "A1", "SHARE", "10", "", "SHARE", "REDIRECTED");
    closeNovember();
    ledger.pays("ann 0.00 EUR", "ben 0.00 EUR", "cleo 10.00 EUR");
    ledger.holds("payable 10.00 EUR", "disputed -10.00 EUR");
  }

  @Test
  void disputed_share_is_held_from_whom_the_claim_is_against() {
    annAndBen();
    ledger.claim("c-1", "cleo", "A1", "DISPUTE", "", "ben", "SHARE", "OPEN");
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR", "ben 0.00 EUR");
    ledger.holds("payable 60.00 EUR", "disputed 40.00 EUR");
    ledger.run("statements", OCTOBER, "--party", "ben");
    assertThat(ledger.out()).contains("40.00 more is held back until a claim is decided");

    ledger.claim("c-1", "cleo", "A1", "DISPUTE", "", "ben", "SHARE", "RELEASED");
    closeNovember();
    ledger.pays("ben 40.00 EUR");
  }

  @Test
  void dispute_holds_at_once_and_a_share_of_100_percent_in_all_does_not() {
    annAndBen();
    ledger.claim("c-1", "cleo", "A1", "DISPUTE", "", "", "WHOLE", "OPEN");
    ledger.settle(OCTOBER);
    ledger.holds("disputed 100.00 EUR");
    ledger.claim("c-1", "cleo", "A1", "DISPUTE", "30", "ann", "SHARE", "REDIRECTED");
    closeNovember();
    ledger.pays("ann 30.00 EUR", "ben 40.00 EUR", "cleo 30.00 EUR");
  }

  @Test
  void identity_claim_holds_the_voice_at_once_and_gives_it_to_the_person() {
    annAndBen();
    ledger.claim("c-1", "cleo", "A1", "IDENTITY", "", "", "", "OPEN");
    ledger.settle(OCTOBER);
    ledger.holds("disputed 100.00 EUR");
    ledger.claim("c-1", "cleo", "A1", "IDENTITY", "", "", "", "REDIRECTED");
    closeNovember();
    ledger.pays("ann 0.00 EUR", "ben 0.00 EUR", "cleo 100.00 EUR");
  }

  @Test
  void claim_that_comes_after_the_close_takes_back_what_was_payable_and_its_release_restores_it() {
    annAndBen();
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR", "ben 40.00 EUR");
    ledger.claim("c-1", "cleo", "A1", "33", "OPEN");
    closeNovember();
    ledger.pays("ann -60.00 EUR", "ben -40.00 EUR");
    ledger.holds("payable -100.00 EUR", "disputed 100.00 EUR");
    ledger.claim("c-1", "cleo", "A1", "33", "RELEASED");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    ledger.pays("ann 60.00 EUR", "ben 40.00 EUR");
    ledger.paysIn(OCTOBER, "ann 60.00 EUR", "ben 40.00 EUR");
  }

  @Test
  void claim_holds_only_the_territory_and_the_days_it_names() {
    annAndBen();
    ledger.claim("c-1", "cleo", "A1", "50", "OPEN");
    ledger.imported();
    ledger.file(
        "claims-days.csv",
        """
        claim,assetId,partyId,kind,share,territory,from,to
        c-1,A1,cleo,SHARE,50,NO,2020-01-01,
        c-2,A1,cleo,SHARE,50,SE,2026-10-04,
        c-3,A1,cleo,SHARE,50,,2020-01-01,2026-10-03
        """);
    assertThat(ledger.importFiles("claims-days.csv")).isZero();
    ledger.settle(OCTOBER); // played in SE on the 3rd
    ledger.pays("ann 60.00 EUR", "ben 40.00 EUR");
  }

  @Test
  void party_that_a_claim_gives_a_share_is_asked_for_its_consent() {
    annAndBen();
    ledger.consent("cleo", "A1", "OPT_OUT");
    ledger.settle(OCTOBER);
    ledger.pays("ann 60.00 EUR", "ben 40.00 EUR");
    ledger.claim("c-1", "cleo", "A1", "10", "REDIRECTED");
    closeNovember();
    ledger.pays("ann -60.00 EUR", "ben -40.00 EUR");
    ledger.holds("payable -100.00 EUR", "no-consent 100.00 EUR");
  }

  @Test
  void thirds_are_held_to_the_cent_and_add_up() {
    ledger.label("label");
    ledger.asset("A1", "label");
    for (var party : new String[] {"ann", "ben", "cleo", "dora"}) {
      ledger.party(party);
    }
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "30");
    ledger.split("A1", "cleo", "20");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("0.10");
    ledger.play("u1", "A1", 1);
    ledger.claim("c-1", "dora", "A1", "DISPUTE", "33.333333333333333333", "", "SHARE", "OPEN");
    ledger.settle(OCTOBER);
    // 0.05, 0.03 and 0.02, of which a third each: 0.0167, 0.01 and 0.0067 to the cent.
    ledger.pays("ann 0.03 EUR", "ben 0.02 EUR", "cleo 0.01 EUR");
    ledger.holds("payable 0.06 EUR", "disputed 0.04 EUR");
  }

  @Test
  void bad_claims_are_rejected_with_the_way_out_and_good_ones_stay() {
    annAndBen();
    ledger.imported();
    ledger.file(
        "claims-bad.csv",
        """
        claim,assetId,partyId,kind,share,against,holds,status,from,to
        c-1,A1,cleo,SHARE,,,,,2020-01-01,
        c-2,A1,cleo,SHARE,0,,,,2020-01-01,
        c-3,A1,cleo,SHARE,100.01,,,,2020-01-01,
        c-4,A1,cleo,IDENTITY,5,,,,2020-01-01,
        c-5,A1,cleo,DISPUTE,,,SHARE,,2020-01-01,
        c-6,A1,ann,DISPUTE,,ann,,,2020-01-01,
        c-7,A1,nobody,DISPUTE,,,,,2020-01-01,
        c-8,lost,cleo,DISPUTE,,,,,2020-01-01,
        c-9,A1,cleo,RUMOUR,,,,,2020-01-01,
        c-10,A1,cleo,SHARE,10,,,SOLVED,2020-01-01,
        c-11,A1,cleo,SHARE,10,,SHARE,OPEN,2020-01-01,
        """);
    assertThat(ledger.importFiles("claims-bad.csv")).isEqualTo(2);
    assertThat(ledger.fate("claims-bad")).isEqualTo("1 accepted, 0 repeated, 10 rejected");
    assertThat(ledger.read("rejected-claims-bad.csv"))
        .contains("names no share: give it in percent")
        .contains("share '0' of claim c-2 is not above 0 and up to 100 percent")
        .contains("share '100.01' of claim c-3")
        .contains("is on the whole asset: leave share, against and holds empty")
        .contains("holds a share and names none")
        .contains("is against itself")
        .contains("party 'nobody' is unknown")
        .contains("asset 'lost' is unknown")
        .contains("kind 'RUMOUR' is none of SHARE, DISPUTE, IDENTITY")
        .contains("status 'SOLVED' is none of OPEN, RELEASED, REDIRECTED");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 54.00 EUR", "ben 36.00 EUR");
  }
}
