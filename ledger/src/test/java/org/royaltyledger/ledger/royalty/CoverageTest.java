package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Territory;

class CoverageTest {

  private static final LocalDate DAY = LocalDate.of(2026, 10, 3);

  private final Story story = new Story();

  @BeforeEach
  void a_label_with_one_asset_that_says_yes() {
    story
        .parties("label", "agency", "society", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .asset("song", "label")
        .optIn("label", "ben");
  }

  private String decide(boolean byParty, String code, Use use) {
    Facts facts = Facts.of(story.book);
    int place = facts.place(byParty, code);
    return switch (new Coverage(facts).decide(use, place < 0 ? null : facts.target(place))) {
      case Coverage.Covered it -> it.licence().id().code();
      case Coverage.Waits it -> it.state().written();
    };
  }

  private static Use use(String useType, String territory, @Nullable String model, LocalDate day) {
    var offering =
        new Offering(
            new OfferingId("remix"),
            "service",
            Offering.Scope.REMIX,
            Offering.Uncovered.SUSPEND,
            Offering.Weights.EXACT,
            Offering.LateUsage.OPEN_MONTH);
    return new Use(offering, useType, new Territory(territory), model, day);
  }

  private String song() {
    return decide(false, "song", use("OnDemandStream", "SE", null, DAY));
  }

  private String ben() {
    return decide(true, "ben", use("OnDemandStream", "SE", null, DAY));
  }

  @Test
  void what_is_unknown_is_unmatched_even_without_licence_and_consent() {
    assertThat(decide(false, "other", use("OnDemandStream", "SE", null, DAY)))
        .isEqualTo("unmatched");
    assertThat(decide(true, "song", use("OnDemandStream", "SE", null, DAY))).isEqualTo("unmatched");
    assertThat(decide(false, "ben", use("OnDemandStream", "SE", null, DAY))).isEqualTo("unmatched");
    assertThat(decide(true, "UNCLAIMED", use("OnDemandStream", "SE", null, DAY)))
        .isEqualTo("unmatched");
  }

  @Test
  void no_licence_comes_before_no_consent() {
    story.consent("label", "*", "2026-01-01", null, Consent.Decision.OPT_OUT);

    assertThat(song()).isEqualTo("unlicensed");
  }

  @ParameterizedTest(name = "{0} in {1} with {2} on {3}: {4}")
  @CsvSource({
    "OnDemandStream, SE, m-1, 2026-10-01, lic",
    "OnDemandStream, SE, m-1, 2026-10-31, lic",
    "OnDemandStream, SE, m-1, 2026-09-30, unlicensed",
    "OnDemandStream, SE, m-1, 2026-11-01, unlicensed",
    "Download, SE, m-1, 2026-10-03, unlicensed",
    "OnDemandStream, DE, m-1, 2026-10-03, unlicensed",
    "OnDemandStream, Worldwide, m-1, 2026-10-03, unlicensed",
    "OnDemandStream, SE, m-2, 2026-10-03, unlicensed",
    "OnDemandStream, SE, , 2026-10-03, unlicensed"
  })
  void a_licence_covers_what_it_names(
      String useType, String territory, @Nullable String model, LocalDate day, String expected) {
    story
        .licence("lic", "label")
        .in("SE")
        .models("m-1")
        .assets("song")
        .window("2026-10-01", "2026-11-01");

    assertThat(decide(false, "song", use(useType, territory, model, day))).isEqualTo(expected);
  }

  @Test
  void a_licence_for_all_models_covers_usages_that_name_none() {
    story.licence("lic", "label");

    assertThat(song()).isEqualTo("lic");
    assertThat(decide(false, "song", use("OnDemandStream", "Worldwide", "m-9", DAY)))
        .isEqualTo("lic");
  }

  @Test
  void a_licence_of_another_offering_or_of_listed_other_assets_does_not_cover() {
    story.offering("voice", Offering.Uncovered.SUSPEND);
    story.licence("other-offering", "label").offering("voice");
    story.licence("other-asset", "label").assets("tune");
    story.licence("not-the-controllers", "mia").assets("song");

    assertThat(song()).isEqualTo("unlicensed");
  }

  @Test
  void a_member_is_covered_by_the_licence_of_whom_it_is_a_member_of_that_day() {
    story.licence("lic", "society");
    story.member("label", "agency", "2026-01-01", null);
    assertThat(song()).isEqualTo("unlicensed");

    story.member("agency", "society", "2026-10-03", "2026-10-04");
    assertThat(song()).isEqualTo("lic");
    assertThat(decide(false, "song", use("OnDemandStream", "SE", null, DAY.minusDays(1))))
        .isEqualTo("unlicensed");
    assertThat(decide(false, "song", use("OnDemandStream", "SE", null, DAY.plusDays(1))))
        .isEqualTo("unlicensed");
  }

  @Test
  void members_in_a_ring_are_no_trouble() {
    story.member("label", "agency", "2026-01-01", null);
    story.member("agency", "label", "2026-01-01", null);

    assertThat(song()).isEqualTo("unlicensed");
  }

  @Test
  void of_several_licences_own_comes_before_membership() {
    story.member("label", "agency", "2026-01-01", null);
    story.licence("a-agency", "agency").in("SE").window("2026-10-01", null);
    story.licence("b-own", "label");

    assertThat(song()).isEqualTo("b-own");
  }

  @Test
  void then_the_territory_comes_before_worldwide() {
    story.licence("a-world", "label").window("2026-10-01", null);
    story.licence("b-sweden", "label").in("SE", "Worldwide");

    assertThat(song()).isEqualTo("b-sweden");
  }

  @Test
  void then_the_latest_comes_first() {
    story.licence("a-old", "label").window("2026-10-01", null);
    story.licence("b-new", "label").window("2026-10-02", null);
    story.licence("c-not-yet", "label").window("2026-10-04", null);

    assertThat(song()).isEqualTo("b-new");
  }

  @Test
  void then_the_lowest_id() {
    story.licence("lic-2", "label");
    story.licence("lic-10", "label");

    assertThat(song()).isEqualTo("lic-10");
  }

  @Test
  void without_a_yes_there_is_no_consent() {
    story.asset("tune", "mia").licence("lic", "mia");

    assertThat(decide(false, "tune", use("OnDemandStream", "SE", null, DAY)))
        .isEqualTo("no-consent");
  }

  @Test
  void the_assets_own_consent_beats_a_later_one_for_all() {
    story.licence("lic", "label");
    story.consent("label", "song", "2026-02-01", null, Consent.Decision.OPT_OUT);
    story.consent("label", "*", "2026-03-01", null, Consent.Decision.OPT_IN);

    assertThat(song()).isEqualTo("no-consent");
  }

  @Test
  void the_latest_consent_counts_as_long_as_it_is_in_force() {
    story.licence("lic", "label");
    story.consent("label", "*", "2026-10-02", "2026-10-04", Consent.Decision.OPT_OUT);

    assertThat(song()).isEqualTo("no-consent");
    assertThat(decide(false, "song", use("OnDemandStream", "SE", null, DAY.plusDays(1))))
        .isEqualTo("lic");
    assertThat(decide(false, "song", use("OnDemandStream", "SE", null, DAY.minusDays(2))))
        .isEqualTo("lic");
  }

  @Test
  void anyone_with_a_share_may_say_no() {
    story.licence("lic", "label");
    story.split("song", "SE", "ben 99.5", "mia 0.5");
    assertThat(song()).isEqualTo("lic");

    story.consent("mia", "song", "2026-01-01", null, Consent.Decision.OPT_OUT);
    assertThat(song()).isEqualTo("no-consent");
  }

  @Test
  void a_share_of_0_or_of_another_day_or_territory_says_nothing() {
    story.licence("lic", "label");
    story.split("song", "SE", "ben 100", "mia 0");
    story.split("song", "Worldwide", "mia 100");
    story.consent("mia", "*", "2026-01-01", null, Consent.Decision.OPT_OUT);
    assertThat(song()).isEqualTo("lic");

    assertThat(decide(false, "song", use("OnDemandStream", "DE", null, DAY)))
        .isEqualTo("no-consent");

    story.split("song", "SE", "ben 100 2026-10-04");
    assertThat(song()).as("Worldwide counts where Sweden has no split yet").isEqualTo("no-consent");
  }

  @Test
  void a_named_party_needs_licence_and_consent_for_all_assets() {
    story.licence("lic", "ben").assets("ben", "song");
    assertThat(ben()).isEqualTo("unlicensed");

    story.licence("for-all", "ben");
    assertThat(ben()).isEqualTo("for-all");

    story.consent("ben", "ben", "2026-01-01", null, Consent.Decision.OPT_OUT);
    assertThat(ben())
        .as("a word on an asset of that id is not about the party")
        .isEqualTo("for-all");

    story.parties("zoe").consent("zoe", "song", "2026-01-01", null, Consent.Decision.OPT_IN);
    story.licence("zoe", "zoe");
    assertThat(decide(true, "zoe", use("OnDemandStream", "SE", null, DAY))).isEqualTo("no-consent");
  }

  @Test
  void a_sought_asset_is_found_by_isrc_then_iswc_then_id_the_lowest_of_several() {
    story
        .asset("z", "label", "SEABC2600001", null)
        .asset("y", "label", "SEABC2600001", "T0345246801")
        .asset("x", "label", null, "T0345246801");
    Facts facts = Facts.of(story.book);

    assertThat(code(facts, "SEABC2600001\tT0345246801\tz")).isEqualTo("y");
    assertThat(code(facts, "SEABC2699999\tT0345246801\tz")).isEqualTo("x");
    assertThat(code(facts, "SEABC2699999|SEABC2600001\t\tx")).isEqualTo("y");
    assertThat(code(facts, "\tT9\tz")).isEqualTo("z");
    assertThat(facts.place(false, "\t\tother")).isNegative();
    assertThat(facts.place(false, "SEABC2600001")).isNegative();
  }

  private static String code(Facts facts, String word) {
    return facts.target(facts.place(false, word)) instanceof Target.OfAsset it
        ? it.asset().id().code()
        : "";
  }
}
