package org.royaltyledger.ledger.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.CatalogueEvent.AssetRecorded;
import org.royaltyledger.ledger.catalogue.CatalogueEvent.OfferingRecorded;
import org.royaltyledger.ledger.catalogue.CatalogueEvent.SplitShare;
import org.royaltyledger.ledger.catalogue.CatalogueEvent.SplitsRecorded;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.licence.LicenceEvent.ConsentRecorded;
import org.royaltyledger.ledger.party.PartyEvent.MembershipRecorded;
import org.royaltyledger.ledger.party.PartyEvent.PartyRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.revenue.RevenueEvent.RateRecorded;
import org.royaltyledger.ledger.revenue.RevenueEvent.RevenueRecorded;

class FactsCsvTest {

  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private final Importing importing = Importing.withCatalogue();

  @Test
  void parties_with_all_their_codes() {
    importing.file(
        "parties.csv",
        "partyId,name,kind,country,currency,isni,ipi,dpid",
        "cai,Cai,WRITER,SE,JPY,0000000121032683,00123456789,PADPIDA2014111801Y",
        "eve,Eve,WRITER,,,000000012146438X,,");
    assertThat(importing.rejected()).isEmpty();
    assertThat(importing.facts())
        .containsExactly(
            new PartyRecorded(
                "cai",
                "#party3",
                "WRITER",
                "SE",
                "JPY",
                "0000000121032683",
                "00123456789",
                "PADPIDA2014111801Y"),
            new PartyRecorded(
                "eve", "#party3", "WRITER", null, null, "000000012146438X", null, null));
  }

  @Test
  void parties_that_are_none() {
    importing.file(
        "parties.csv",
        "partyId,name,kind,country,currency,isni,ipi,dpid",
        "UNCLAIMED,X,LABEL,,,,,",
        ",X,LABEL,,,,,",
        "x\u0007,X,LABEL,,,,,",
        "x,X,label,,,,,",
        "x,X,LABEL,UK,,,,",
        "x,X,LABEL,,XAU,,,",
        "x,X,LABEL,,,0000000121032684,,",
        "x,X,LABEL,,,0000 0001 2103 2683,,",
        "x,X,LABEL,,,,12345678,",
        "x,X,LABEL,,,,,PADPIDA-1",
        "x\u200b,X,LABEL,,,,,",
        "é".repeat(65) + ",X,LABEL,,,,,");
    assertThat(importing.rejected())
        .containsExactly(
            "2: party id UNCLAIMED is reserved for shares that nobody claims: choose another id",
            "3: partyId is empty: give one",
            "4: party id 'x?' has the character U+0007 at place 2, which is not printable: take it"
                + " out",
            "5: kind 'label' is none of LABEL, PUBLISHER, DISTRIBUTOR, SOCIETY, SERVICE, ARTIST,"
                + " PERFORMER, PRODUCER, WRITER: give one of them",
            "6: country 'UK' is not an ISO 3166-1 alpha-2 code: write it like SE",
            "7: currency 'XAU' is not an ISO 4217 code with decimals: write it like EUR",
            "8: isni '0000000121032684' has the check character 4 where its digits ask for 3: one"
                + " of them is mistyped",
            "9: isni '0000 0001 2103 2683' is not 15 digits and a check character: write it without"
                + " blanks and hyphens",
            "10: ipi '12345678' is not 9 to 11 digits: write it without dots and blanks",
            "11: dpid 'PADPIDA-1' is not PADPIDA and letters or digits: write it like"
                + " PADPIDA2014111801Y",
            "12: party id 'x?' has the character U+200B at place 2, which is not printable: take it"
                + " out",
            "13: party id '"
                + "é".repeat(65)
                + "' has 65 characters: at most 64 are allowed, shorten it");
  }

  @Test
  void memberships() {
    importing.file(
        "memberships.csv",
        "partyId,memberOf,from,to",
        "ben,aurora,2026-01-01,2027-01-01",
        "ben,nobody,2026-01-01,",
        "ben,ben,2026-01-01,",
        "ben,aurora,2026-02-30,",
        "ben,aurora,2026-1-1,",
        "ben,aurora,2026-01-01,2026-01-01",
        "ben,UNCLAIMED,2026-01-01,");
    assertThat(importing.facts())
        .containsExactly(
            new MembershipRecorded("ben", "aurora", NEW_YEAR, LocalDate.of(2027, 1, 1)));
    assertThat(importing.rejected())
        .containsExactly(
            "3: party 'nobody' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one",
            "4: party 'ben' cannot be a member of itself",
            "5: from '2026-02-30' is a day that does not exist: correct it",
            "6: from '2026-1-1' is not a day like 2026-07-01: write it so",
            "7: to '2026-01-01' is not after from '2026-01-01': to is the first day no longer in"
                + " force",
            "8: party 'UNCLAIMED' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one");
  }

  @Test
  void offerings_with_defaults() {
    var report =
        importing.file(
            "offerings.csv",
            "offering,service,scope,uncovered,weights,lateUsage",
            "a,acme,PLAY,,,",
            "a,acme,PLAY,SUSPEND,EXACT,OPEN_MONTH",
            "b,acme,VOICE,EXCLUDE,NORMALISE,OWN_MONTH",
            "c,acme,SING,,,",
            "c,acme,PLAY,WAIT,,",
            "c,acme,PLAY,,ROUGH,");
    assertThat(importing.facts())
        .containsExactly(
            new OfferingRecorded("a", "acme", "PLAY", "SUSPEND", "EXACT", "OPEN_MONTH", "SEPARATE"),
            new OfferingRecorded(
                "b", "acme", "VOICE", "EXCLUDE", "NORMALISE", "OWN_MONTH", "SEPARATE"));
    assertThat(report.repeated()).isOne();
    assertThat(importing.rejected())
        .containsExactly(
            "5: scope 'SING' is none of PLAY, GENERATE, REMIX, VOICE, TRAIN: give one of them",
            "6: uncovered 'WAIT' is none of SUSPEND, EXCLUDE: give one of them",
            "7: weights 'ROUGH' is none of EXACT, NORMALISE: give one of them");
  }

  @Test
  void assets_and_the_artists_name_beside_them() {
    importing.file(
        "assets.csv",
        "assetId,kind,title,artist,isrc,iswc,controller,containsAI",
        "hit,RECORDING,\"Let Me, \"\"Now\"\"\",Ben,USRC17607839,T0345246801,ben,Partly",
        "x,SONG,,,,,ben,",
        "x,WORK,,,us-rc1-76-07839,,ben,",
        "x,WORK,,,,T-034.524.680-1,ben,",
        "x,WORK,,,,,nobody,",
        "x,WORK,,,,,ben,partly",
        "*,WORK,,,,,ben,");
    assertThat(importing.facts())
        .containsExactly(
            new AssetRecorded(
                "hit",
                "RECORDING",
                "Let Me, \"Now\"",
                "#artist3",
                "USRC17607839",
                "T0345246801",
                "ben",
                "Partly"));
    assertThat(importing.written.getFirst().personal())
        .containsExactly(new Personal(PersonalKind.ARTIST, "hit", "#artist3", "Ben"));
    assertThat(importing.rejected())
        .containsExactly(
            "3: kind 'SONG' is none of RECORDING, WORK, VOICE: give one of them",
            "4: ISRC 'us-rc1-76-07839' is not 2 letters, 3 letters or digits, 7 digits",
            "5: ISWC 'T-034.524.680-1' is not T and 10 digits",
            "6: party 'nobody' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one",
            "7: containsAI 'partly' is none of All, Partly, None: leave it out if it is unknown",
            "8: asset id * is reserved for every asset of a consent or licence: choose another id");
  }

  @Test
  void splits_are_one_fact_for_each_asset_and_territory() {
    var report =
        importing.file(
            "splits.csv",
            "assetId,territory,partyId,share,from,to",
            "song,SE,ben,60.50,2026-01-01,",
            "song,Worldwide,aurora,100,2026-01-01,",
            "song,SE,UNCLAIMED,39.5,2026-01-01,",
            "song,SE,ben,60.5,2026-01-01,");
    assertThat(importing.rejected()).isEmpty();
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.repeated()).isOne();
    assertThat(importing.facts())
        .containsExactly(
            new SplitsRecorded(
                "song",
                "SE",
                List.of(
                    new SplitShare("UNCLAIMED", "39.5", NEW_YEAR, null),
                    new SplitShare("ben", "60.5", NEW_YEAR, null))),
            new SplitsRecorded(
                "song", "Worldwide", List.of(new SplitShare("aurora", "100", NEW_YEAR, null))));

    var again =
        importing.file(
            "splits.csv",
            "assetId,territory,partyId,share,from",
            "song,SE,UNCLAIMED,39.50,2026-01-01",
            "song,SE,ben,60.5,2026-01-01");
    assertThat(again.repeated()).isEqualTo(2);
  }

  @Test
  void a_split_is_taken_whole_or_rejected_whole() {
    var report =
        importing.file(
            "splits.csv",
            "assetId,territory,partyId,share,from,to",
            "song,SE,ben,60,2026-01-01,",
            "tune,SE,ben,60,2026-01-01,",
            "song,SE,aurora,30,2026-01-01,",
            "tune,SE,nobody,40,2026-01-01,",
            "tune,DE,ben,100,2026-01-01,",
            "tune,FR,ben,100,2026-01-01,",
            "tune,FR,aurora,\"1\"00,2026-01-01,",
            "voice,SE,ben,-5,2026-01-01,",
            "voice,SE,ben,100.1,2026-01-01,",
            "voice,SE,ben,1e2,2026-01-01,",
            "voice,SE,ben,0.1234567890123456789,2026-01-01,",
            "nothing,SE,ben,100,2026-01-01,",
            "voice,EU,ben,100,2026-01-01,");
    assertThat(report.accepted()).isOne();
    assertThat(importing.rejected())
        .containsExactly(
            "2: shares of song in SE sum to 90 on 2026-01-01, not to 100: correct them, or give the"
                + " rest to UNCLAIMED",
            "3: row belongs to the split of tune in SE, which is taken whole or not at all: correct"
                + " line 5",
            "4: shares of song in SE sum to 90 on 2026-01-01, not to 100: correct them, or give the"
                + " rest to UNCLAIMED",
            "5: party 'nobody' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one",
            "7: row belongs to the split of tune in FR, which is taken whole or not at all: correct"
                + " line 8",
            "8: record has a quote in the middle of a cell: put the whole cell in quotes, and write"
                + " each quote in it twice",
            "9: share '-5' is below 0: give 0 or more",
            "10: share '100.1' of ben is not within 0 and 100 percent: correct it",
            "11: share '1e2' is not a plain decimal like 12.5: write digits, with a point before"
                + " decimals",
            "12: share '0.1234567890123456789' has more than 18 decimals: round it",
            "13: asset 'nothing' is unknown: bring it in a file assets*.csv, in this import or an"
                + " earlier one",
            "14: territory 'EU' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE");
  }

  @Test
  void consents_for_one_asset_or_all() {
    importing.file(
        "consents.csv",
        "partyId,assetId,scope,from,to,decision",
        "ben,*,REMIX,2026-01-01,,OPT_IN",
        "ben,voice,REMIX,2026-01-01,,OPT_OUT",
        "ben,nothing,REMIX,2026-01-01,,OPT_OUT",
        "ben,voice,REMIX,2026-01-01,,");
    assertThat(importing.facts())
        .containsExactly(
            new ConsentRecorded("ben", "*", "REMIX", NEW_YEAR, null, "OPT_IN"),
            new ConsentRecorded("ben", "voice", "REMIX", NEW_YEAR, null, "OPT_OUT"));
    assertThat(importing.rejected())
        .containsExactly(
            "4: asset 'nothing' is unknown: bring it in a file assets*.csv, in this import or an"
                + " earlier one",
            "5: decision is empty: give one");
  }

  @Test
  void revenue_in_the_currencys_decimals() {
    importing.file(
        "revenue.csv",
        "period,offering,territory,currency,grossRevenue,netRevenue,subscribers,totalContentCost,performanceRoyalties",
        "2026-10,ai-remix,SE,EUR,,1000,,,",
        "2026-10,ai-remix,JP,JPY,400.00,334,900000,0,0");
    assertThat(importing.facts())
        .containsExactly(
            new RevenueRecorded(
                "2026-10", "ai-remix", "SE", "EUR", null, "1000.00", null, null, null),
            new RevenueRecorded(
                "2026-10", "ai-remix", "JP", "JPY", "400", "334", "900000", "0", "0"));
    assertThat(importing.rejected()).isEmpty();
  }

  @Test
  void revenue_that_is_none() {
    importing.file(
        "revenue.csv",
        "period,offering,territory,currency,netRevenue,subscribers",
        "2026-13,ai-remix,SE,EUR,1,",
        "2026-10,remix,SE,EUR,1,",
        "2026-10,ai-remix,SE,EUR,,",
        "2026-10,ai-remix,SE,EUR,-1,",
        "2026-10,ai-remix,SE,EUR,0.001,",
        "2026-10,ai-remix,JP,JPY,1.5,",
        "2026-10,ai-remix,SE,EUR,1234567890123456,",
        "2026-10,ai-remix,SE,EUR,1,\"1,000\"",
        "2026-10,ai-remix,SE,€,1,");
    assertThat(importing.rejected())
        .containsExactly(
            "2: period '2026-13' is not a month like 2026-10: write it so",
            "3: offering 'remix' is unknown: bring it in a file offerings*.csv, in this import or"
                + " an earlier one",
            "4: netRevenue is empty: give one",
            "5: netRevenue '-1' is below 0: give 0 or more",
            "6: netRevenue '0.001' has more than 2 decimals of EUR: round it",
            "7: netRevenue '1.5' has more than 0 decimals of JPY: round it",
            "8: netRevenue '1234567890123456' has more than 15 digits before the point: correct it",
            "9: subscribers '1,000' is not a plain decimal like 12.5: write digits, with a point"
                + " before decimals",
            "10: currency '€' is not an ISO 4217 code with decimals: write it like EUR");
  }

  @Test
  void a_second_currency_is_rejected_and_the_file_stays_repeatable() {
    String[] lines = {
      "period,offering,territory,currency,netRevenue",
      "2026-10,ai-remix,SE,EUR,1",
      "2026-10,ai-remix,SE,EUR,2",
      "2026-10,ai-remix,SE,SEK,3"
    };
    var first = importing.file("revenue.csv", lines);
    assertThat(first.accepted()).isEqualTo(2);
    assertThat(importing.rejected())
        .containsExactly(
            "4: revenue of 2026-10, ai-remix, SE is in EUR already and cannot also be in SEK:"
                + " correct it in EUR");

    var again = importing.file("revenue.csv", lines);
    assertThat(again.repeated()).isEqualTo(2);
    assertThat(again.rejected()).isOne();
  }

  @Test
  void rates() {
    importing.file(
        "rates.csv",
        "date,from,to,rate,source",
        "2026-10-31,EUR,SEK,11.50,ECB",
        "2026-10-31,EUR,EUR,1,ECB",
        "2026-10-31,EUR,USD,0.0,ECB",
        "2026-10-31,EUR,USD,1.1,");
    assertThat(importing.facts())
        .containsExactly(
            new RateRecorded(LocalDate.of(2026, 10, 31), "EUR", "SEK", "11.5", "ECB"),
            new RateRecorded(LocalDate.of(2026, 10, 31), "EUR", "USD", "1.1", ""));
    assertThat(importing.rejected())
        .containsExactly(
            "3: rate goes from EUR to itself: give two currencies",
            "4: rate '0' is not above 0: correct it");
  }
}
