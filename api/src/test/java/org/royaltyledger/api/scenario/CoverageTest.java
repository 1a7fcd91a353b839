package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import org.junit.jupiter.api.Test;

/** Which uses a licence and a consent cover. Revenue is 100.00, licences pay 60 % of it. */
class CoverageTest extends RunsTheProgram {

  /** Ten plays; the five from 10 October on and before 20 October are within the dates. */
  private void tenPlaysAroundTheEdges(String asset) {
    ledger.play("before", asset, 1).at("2026-10-09T23:59:59Z");
    ledger.play("first", asset, 2).at("2026-10-10T00:00:00Z");
    ledger.play("last", asset, 3).at("2026-10-19T23:59:59Z");
    ledger.play("after", asset, 4).at("2026-10-20T00:00:00Z");
    ledger.revenue("100.00");
  }

  /** Ten plays, of which six are covered and four wait. */
  private void sixCoveredFourWaiting(String state) {
    ledger.revenue("100.00");
    ledger.settle();
    // 60 % of 100 * 6/10 = 36.00
    ledger.holds("payable 36.00 EUR", state + " 40.00 EUR", "retained 24.00 EUR");
  }

  private void allWaiting(String state) {
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds(state + " 100.00 EUR");
    ledger.pays();
    ledger.pools();
  }

  private void allCovered(String payee) {
    ledger.revenue("100.00");
    ledger.settle();
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
    ledger.pays(payee + " 60.00 EUR");
  }

  // ---- the licence

  @Test
  void usage_of_an_offering_with_joint_clearance_is_paid_once_both_are_licensed() {
    ledger.clearanceIsJoint();
    ledger.holder("ann", "master");
    ledger.work("song", "ann");
    ledger.label("ben");
    ledger.work("other", "ben");
    ledger.licence("L-ann", "ann").pays(ofNet("50"));
    ledger.revenue("100.00");
    ledger.usage("u1").of("master", "0.5").of("song", "0.3").of("other", "0.2").times(10);
    ledger.settle();
    ledger.pays();
    ledger.holds("not-cleared 80.00 EUR", "unlicensed 20.00 EUR");

    ledger.licence("L-ben", "ben").pays(ofNet("50"));
    ledger.revenue(NOVEMBER, "SE", "EUR", "100.00");
    ledger.settle(NOVEMBER);
    ledger.pays("ann 40.00 EUR", "ben 10.00 EUR");
  }

  @Test
  void asset_without_any_licence_is_unlicensed() {
    ledger.holder("ann", "A1");
    ledger.play("u1", "A1", 10);
    allWaiting("unlicensed");
  }

  @Test
  void licence_covers_its_use_types_only() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").useTypes("OnDemandStream", "NonInteractiveStream");
    ledger.play("u1", "A1", 5);
    ledger.play("u2", "A1", 1).type("NonInteractiveStream");
    ledger.play("u3", "A1", 4).type("PermanentDownload");
    sixCoveredFourWaiting("unlicensed");
    assertThat(ledger.lines("ann", "useType", "units"))
        .containsExactlyInAnyOrder("OnDemandStream 5", "NonInteractiveStream 1");
  }

  @Test
  void licence_covers_its_territories_only() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").territories("SE", "NO");
    ledger.play("u1", "A1", 5);
    ledger.play("u2", "A1", 1).in("NO");
    ledger.play("u3", "A1", 4).in("DE");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "100.00");
    ledger.settle();
    ledger.holds("payable 36.00 EUR", "unlicensed 40.00 EUR", "retained 24.00 EUR");
  }

  @Test
  void licence_covers_its_model_versions_only() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").modelVersions("remix-2");
    ledger.play("u1", "A1", 6).madeWith("remix-2");
    ledger.play("u2", "A1", 3).madeWith("remix-3");
    ledger.play("u3", "A1", 1); // nobody said which
    sixCoveredFourWaiting("unlicensed");
  }

  @Test
  void licence_for_all_model_versions_covers_those_and_none() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 9).madeWith("remix-3");
    ledger.play("u2", "A1", 1);
    allCovered("ann");
  }

  @Test
  void licence_covers_its_assets_only() {
    ledger.holder("ann", "A1");
    ledger.asset("A2", "ann", "ann");
    ledger.licence("L", "ann").assets("A1");
    ledger.play("u1", "A1", 6);
    ledger.play("u2", "A2", 4);
    sixCoveredFourWaiting("unlicensed");
  }

  @Test
  void licence_covers_its_offering_only() {
    ledger.offering("studio", "GENERATE", "SUSPEND", "EXACT");
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").offering("studio");
    ledger.play("u1", "A1", 1);
    allWaiting("unlicensed");
  }

  @Test
  void licence_of_one_label_does_not_cover_the_asset_of_another() {
    ledger.label("ann");
    ledger.holder("ben", "B1");
    ledger.licence("L", "ann").assets("B1"); // listed, but not hers: a warning
    ledger.play("u1", "B1", 1);
    allWaiting("unlicensed");
  }

  @Test
  void licence_holds_from_its_first_day_to_before_its_last() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").from("2026-10-10").to("2026-10-20");
    tenPlaysAroundTheEdges("A1");
    ledger.settle();
    ledger.holds("payable 30.00 EUR", "unlicensed 50.00 EUR", "retained 20.00 EUR");
  }

  @Test
  void days_are_counted_in_utc_whatever_the_offset() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").from("2026-10-10");
    ledger.play("u1", "A1", 4).at("2026-10-10T01:30:00+02:00"); // the 9th, 23:30 UTC
    ledger.play("u2", "A1", 6).at("2026-10-09T22:30:00-02:00"); // the 10th, 00:30 UTC
    sixCoveredFourWaiting("unlicensed");
  }

  @Test
  void months_are_counted_in_utc_whatever_the_offset() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.play("u1", "A1", 1).at("2026-11-01T01:30:00+02:00"); // 31 October, 23:30 UTC
    ledger.play("u2", "B1", 1).at("2026-10-31T22:30:00-02:00"); // 1 November, 00:30 UTC
    ledger.revenue("100.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle();
    ledger.pays("ann 60.00 EUR");
    ledger.settle(NOVEMBER);
    ledger.pays("ben 6.00 EUR");
  }

  // ---- consent

  @Test
  void no_consent_means_no() {
    ledger.party("ann");
    ledger.asset("A1", "ann", "ann");
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
    allWaiting("no-consent");
  }

  @Test
  void consent_to_another_scope_is_none() {
    ledger.party("ann");
    ledger.consent("ann", "*", "TRAIN", "2020-01-01", "", "OPT_IN");
    ledger.consent("ann", "A1", "PLAY", "2020-01-01", "", "OPT_IN");
    ledger.asset("A1", "ann", "ann");
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
    allWaiting("no-consent");
  }

  @Test
  void consent_holds_from_its_first_day_to_before_its_last() {
    ledger.party("ann");
    ledger.consent("ann", "*", "GENERATE", "2026-10-10", "2026-10-20", "OPT_IN");
    ledger.asset("A1", "ann", "ann");
    ledger.licence("L", "ann");
    tenPlaysAroundTheEdges("A1");
    ledger.settle();
    ledger.holds("payable 30.00 EUR", "no-consent 50.00 EUR", "retained 20.00 EUR");
  }

  @Test
  void consent_for_the_asset_itself_beats_the_one_for_all() {
    ledger.licensed("ann", "A1");
    ledger.asset("A2", "ann", "ann");
    ledger.consent("ann", "A2", "GENERATE", "2019-01-01", "", "OPT_OUT"); // older, but its own
    ledger.play("u1", "A1", 6);
    ledger.play("u2", "A2", 4);
    sixCoveredFourWaiting("no-consent");
  }

  @Test
  void opt_in_for_the_asset_itself_beats_a_later_opt_out_of_all() {
    ledger.licensed("ann", "A1");
    ledger.consent("ann", "*", "GENERATE", "2026-09-01", "", "OPT_OUT");
    ledger.consent("ann", "A1", "OPT_IN");
    ledger.play("u1", "A1", 1);
    allCovered("ann");
  }

  @Test
  void latest_of_several_consents_in_force_counts() {
    ledger.licensed("ann", "A1");
    ledger.consent("ann", "*", "GENERATE", "2026-10-15", "2026-10-18", "OPT_OUT");
    ledger.play("u1", "A1", 5).at("2026-10-14T23:59:59Z");
    ledger.play("u2", "A1", 4).at("2026-10-15T00:00:00Z");
    ledger.play("u3", "A1", 1).at("2026-10-18T00:00:00Z"); // the first one is back
    sixCoveredFourWaiting("no-consent");
  }

  @Test
  void licence_of_an_agency_needs_the_consent_of_the_controller() {
    ledger.label("merlin");
    ledger.party("ann");
    ledger.asset("A1", "ann", "ann");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "merlin");
    ledger.play("u1", "A1", 1);
    allWaiting("no-consent");
  }

  // ---- the artist's no

  private void annSharesWith(String artist, String share, String rest) {
    ledger.label("ann");
    ledger.party(artist);
    ledger.asset("A1", "ann");
    ledger.split("A1", "ann", rest);
    ledger.split("A1", artist, share);
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
  }

  @Test
  void artist_need_not_opt_in() {
    annSharesWith("joey", "50", "50");
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 30.00 EUR", "joey 30.00 EUR");
  }

  @Test
  void opt_out_of_one_party_of_the_split_stops_the_asset() {
    annSharesWith("joey", "0.5", "99.5");
    ledger.consent("joey", "*", "OPT_OUT");
    allWaiting("no-consent");
  }

  @Test
  void opt_out_of_a_party_with_nothing_in_the_split_is_not_asked() {
    annSharesWith("joey", "0", "100");
    ledger.consent("joey", "*", "OPT_OUT");
    allCovered("ann");
  }

  @Test
  void artist_who_opted_out_of_all_may_opt_in_with_one_asset() {
    annSharesWith("joey", "50", "50");
    ledger.consent("joey", "*", "GENERATE", "2026-01-01", "", "OPT_OUT");
    ledger.consent("joey", "A1", "OPT_IN");
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 30.00 EUR", "joey 30.00 EUR");
  }

  @Test
  void opt_out_of_another_scope_is_not_asked() {
    annSharesWith("joey", "50", "50");
    ledger.consent("joey", "*", "VOICE", "2020-01-01", "", "OPT_OUT");
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 30.00 EUR", "joey 30.00 EUR");
  }

  @Test
  void opt_out_counts_only_in_the_split_that_the_use_is_paid_by() {
    ledger.licensed("ann", "A1");
    ledger.party("joey");
    ledger.consent("joey", "*", "OPT_OUT");
    ledger.split("A1", "DE", "joey", "100", "2020-01-01", "");
    ledger.play("u1", "A1", 6);
    ledger.play("u2", "A1", 4).in("DE");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "100.00");
    ledger.settle();
    ledger.pays("ann 36.00 EUR");
    ledger.holds("payable 36.00 EUR", "no-consent 40.00 EUR", "retained 24.00 EUR");
  }

  @Test
  void opt_out_counts_only_while_the_party_is_in_the_split() {
    ledger.label("ann");
    ledger.party("joey");
    ledger.consent("joey", "A1", "OPT_OUT");
    ledger.asset("A1", "ann");
    ledger.split("A1", "Worldwide", "ann", "100", "2020-01-01", "2026-10-15");
    ledger.split("A1", "Worldwide", "joey", "100", "2026-10-15", "");
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 6).at("2026-10-14T12:00:00Z");
    ledger.play("u2", "A1", 4).at("2026-10-15T12:00:00Z");
    sixCoveredFourWaiting("no-consent");
  }

  // ---- membership

  @Test
  void licence_of_an_agency_covers_its_members() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "merlin");
    ledger.play("u1", "A1", 1);
    allCovered("ann");
  }

  @Test
  void licence_of_an_agency_may_list_the_assets_of_its_members() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.asset("A2", "ann", "ann");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "merlin").assets("A1");
    ledger.play("u1", "A1", 6);
    ledger.play("u2", "A2", 4);
    sixCoveredFourWaiting("unlicensed");
  }

  @Test
  void memberships_chain() {
    ledger.party("merlin");
    ledger.party("distributor");
    ledger.party("sublabel");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "sublabel");
    ledger.membership("sublabel", "distributor");
    ledger.membership("distributor", "merlin");
    ledger.licence("L", "merlin");
    ledger.play("u1", "A1", 1);
    allCovered("ann");
  }

  @Test
  void chain_with_an_expired_link_does_not_hold() {
    ledger.party("merlin");
    ledger.party("distributor");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "distributor");
    ledger.membership("distributor", "merlin", "2020-01-01", "2026-10-01");
    ledger.licence("L", "merlin");
    ledger.play("u1", "A1", 1);
    allWaiting("unlicensed");
  }

  @Test
  void licence_of_a_member_does_not_cover_the_agency() {
    ledger.party("ann");
    ledger.holder("merlin", "M1");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "ann");
    ledger.play("u1", "M1", 1);
    allWaiting("unlicensed");
  }

  @Test
  void membership_holds_from_its_first_day_to_before_its_last() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "merlin", "2026-10-10", "2026-10-20");
    ledger.licence("L", "merlin");
    tenPlaysAroundTheEdges("A1");
    ledger.settle();
    ledger.holds("payable 30.00 EUR", "unlicensed 50.00 EUR", "retained 20.00 EUR");
  }

  // ---- several licences

  private void chosen(String licence) {
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pools(licence + " 0 SE 10.00 EUR");
    ledger.pays("ann 10.00 EUR");
  }

  @Test
  void own_licence_comes_before_that_of_an_agency() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "merlin");
    ledger.licence("L1", "merlin").territories("SE").from("2026-09-01").pays(ofNet("20"));
    ledger.licence("L2", "ann").pays(ofNet("10"));
    chosen("L2");
  }

  @Test
  void licence_naming_the_territory_comes_before_worldwide() {
    ledger.holder("ann", "A1");
    ledger.licence("L1", "ann").from("2026-09-01").pays(ofNet("20"));
    ledger.licence("L2", "ann").territories("NO", "SE").pays(ofNet("10"));
    chosen("L2");
  }

  @Test
  void latest_licence_comes_first() {
    ledger.holder("ann", "A1");
    ledger.licence("L1", "ann").pays(ofNet("20"));
    ledger.licence("L2", "ann").from("2026-09-01").pays(ofNet("10"));
    ledger.licence("L3", "ann").from("2026-10-04").pays(ofNet("30")); // not yet in force
    chosen("L2");
  }

  @Test
  void lowest_licence_id_comes_first() {
    ledger.holder("ann", "A1");
    ledger.licence("L2", "ann").pays(ofNet("20"));
    ledger.licence("L10", "ann").pays(ofNet("10")); // "L10" is below "L2"
    chosen("L10");
  }

  // ---- named parties

  @Test
  void named_party_is_not_covered_by_a_licence_that_lists_assets() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").assets("A1");
    ledger.usage("u1").of("A1", "0.6").byParty("ann", "0.4").times(10);
    sixCoveredFourWaiting("unlicensed");
  }

  @Test
  void named_party_is_not_covered_by_a_consent_for_an_asset() {
    ledger.party("ann");
    ledger.consent("ann", "A1", "OPT_IN");
    ledger.asset("A1", "ann", "ann");
    ledger.licence("L", "ann");
    ledger.usage("u1").of("A1", "0.6").byParty("ann", "0.4").times(10);
    sixCoveredFourWaiting("no-consent");
  }

  // ---- what is not known

  @Test
  void unknown_assets_and_parties_are_unmatched() {
    ledger.licensed("ann", "A1");
    ledger.usage("u1").of("A1", "0.6").of("who", "0.3").byParty("else", "0.1").times(10);
    sixCoveredFourWaiting("unmatched");
  }

  @Test
  void asset_that_becomes_known_before_the_close_is_matched() {
    ledger.label("ann");
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    ledger.asset("A1", "ann", "ann");
    allCovered("ann");
  }

  @Test
  void what_is_neither_licensed_nor_consented_to_is_unlicensed() {
    ledger.party("ann");
    ledger.asset("A1", "ann", "ann");
    ledger.play("u1", "A1", 1);
    allWaiting("unlicensed");
  }
}
