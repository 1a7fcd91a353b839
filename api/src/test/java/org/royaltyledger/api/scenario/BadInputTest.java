package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Bad input of every kind, to a store with a closed month: each is answered in one sentence, what
 * was there stays, and the good lines beside it are in.
 *
 * <p>What is no input is elsewhere, in package {@code faults}: a full disk, a second process on the
 * same store ({@code TwoProcessesTest}), a store of a newer version ({@code NewerStoreTest}). Lines
 * and files larger than memory are in {@link LargeInputTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BadInputTest {

  private static final String USAGES = "usages.ndjson";
  private static final String USAGE_FIELDS =
      "usageId, usedAt, useType, offering, territory, listener, quantity, modelVersion,"
          + " containsAI, contributions, output, attribution";
  private static final String PARTY_COLUMNS =
      "required are partyId, kind; optional are name, country, currency, isni, ipi, dpid";

  private Scenario ledger;
  private JsonNode statements;
  private int good;

  /** Given a month that was closed. */
  @BeforeAll
  void closedMonth(@TempDir Path folder) {
    ledger = new Scenario(folder);
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.play("kept-1", "A1", 3);
    ledger.play("kept-2", "B1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 45.00 EUR", "ben 15.00 EUR");
    statements = ledger.statements(OCTOBER);
  }

  /** Then, whatever came, its statements are what they were, and nothing in the store is wrong. */
  @AfterEach
  void nothingWasHarmed() {
    assertThat(ledger.run("statements", OCTOBER, "--format", "json")).isZero();
    assertThat(ledger.answer()).isEqualTo(statements);
    assertThat(ledger.check()).as(ledger.out()).isZero();
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  // ---- one bad line between good ones

  static Stream<Arguments> badUsages() {
    return Stream.of(
        line("not JSON", "hello", "line is not JSON at character 1, near 'hello': correct it"),
        line(
            "JSON that breaks off",
            "{\"usageId\":\"cut-off",
            "line is not JSON, it breaks off behind 'Id\":\"cut-off': get the whole of it"),
        line(
            "JSON, but no object",
            "[]",
            "line is not a JSON object: write one usage in braces on each line"),
        line(
            "two usages in one line",
            play().text() + play().text(),
            "line goes on after the usage: write one usage on each line"),
        line(
            "lines that end with CR alone",
            play().text() + "\r" + play().text(),
            "line goes on after the usage: write one usage on each line"),
        line(
            "a NUL byte",
            "{\u0000}",
            "line is not JSON at character 2, near '{\\u0000}': correct it"),
        line(
            "nesting 10,000 deep",
            Line.usage("u").field("contributions", "[".repeat(10_000) + "]".repeat(10_000)).text(),
            "contributions is […]: give an array of objects"),
        line(
            "a field twice",
            play().text().replace("{\"usageId\"", "{\"quantity\":1,\"quantity\":2,\"usageId\""),
            "field 'quantity' stands twice in a usage: give it once"),
        line(
            "a field twice, the second one in escapes",
            play().text().replace("{\"usageId\"", "{\"us\\u0061geId\":\"x\",\"usageId\""),
            "field 'usageId' stands twice in a usage: give it once"),
        line(
            "an unknown field",
            play().field("colour", "\"red\""),
            "field 'colour' is unknown in a usage: leave it out, or correct it to one of "
                + USAGE_FIELDS),
        line(
            "weights that sum to 0.999999",
            Line.usage("u").of("A1", "0.5").of("B1", "0.499999"),
            "weights sum to '0.999999', not to 1: correct them, or let the offering normalise"
                + " (docs/formats.md#offerings)"),
        line(
            "a negative weight",
            Line.usage("u").of("A1", "1").of("B1", "-0.5"),
            "weight '-0.5' is below 0: give a decimal from 0 to 1"),
        line(
            "a weight with 13 decimals",
            Line.usage("u").of("A1", "0.5000000000001").of("B1", "0.4999999999999"),
            "weight '0.5000000000001' has more than 12 decimals: round the usage's weights to 12"),
        line(
            "a weight of 1e400",
            Line.usage("u").of("A1", "1e400"),
            "weight '1e400' is above 1: give a decimal from 0 to 1"),
        line(
            "a weight of 1e-999999999",
            Line.usage("u").of("A1", "1e-999999999"),
            "weight '1e-999999999' has more than 12 decimals: round the usage's weights to 12"),
        line(
            "a weight that is no number",
            Line.usage("u").of("A1", "NaN"),
            "line is not JSON at character 169, near '\"weight\":NaN}]}': correct it"),
        line(
            "a weight in quotes",
            Line.usage("u").of("A1", "\"1\""),
            "weight is \"1\": give a JSON number without quotes"),
        line(
            "quantity 0",
            play().times(0),
            "quantity '0' is below 1; to take usage back, exclude it (docs/formats.md#exclusions)"),
        line(
            "a negative quantity",
            play().times(-3),
            "quantity '-3' is below 1; to take usage back, exclude it"
                + " (docs/formats.md#exclusions)"),
        line(
            "quantity 10^13",
            play().times(10_000_000_000_000L),
            "quantity '10000000000000' is above 10^12: divide it over several usages"),
        line(
            "quantity 1.5",
            play().field("quantity", "1.5"),
            "quantity '1.5' is not an integer: give a whole number without decimals or exponent"),
        line(
            "an unknown territory",
            play().in("XX"),
            "territory 'XX' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE"),
        line(
            "a territory in small letters",
            play().in("se"),
            "territory 'se' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE"),
        line(
            "an unknown offering",
            play().offering("nowhere"),
            "offering 'nowhere' is unknown: import it from an offerings file, then this line"
                + " again"),
        line(
            "a disclosure of AI that DDEX does not know",
            play().field("containsAI", "\"Maybe\""),
            "containsAI 'Maybe' is none of All, Partly, None: leave it out if it is unknown"),
        line(
            "a date that does not exist",
            play().at("2026-02-30T12:00:00Z"),
            "usedAt '2026-02-30T12:00:00Z' is on a day that does not exist: correct it"),
        line(
            "an hour that does not exist",
            play().at("2026-10-03T24:00:00Z"),
            "usedAt '2026-10-03T24:00:00Z' is a time that does not exist: hours run to 23, minutes"
                + " and seconds to 59"),
        line(
            "a leap second",
            play().at("2016-12-31T23:59:60Z"),
            "usedAt '2016-12-31T23:59:60Z' has second 60: give a leap second as 59 or as the next"
                + " minute's 00"),
        line(
            "a time without an offset",
            play().at("2026-10-03T12:00:00"),
            "usedAt '2026-10-03T12:00:00' is not an RFC 3339 time with an offset: write it as"
                + " 2026-10-03T12:00:00Z"),
        line(
            "a missing field",
            play().without("useType"),
            "useType is missing: every usage needs one"),
        line(
            "nobody who contributed",
            Line.usage("u"),
            "contributions are missing: give at least one, or the output they stand under"),
        line(
            "an empty id",
            play().field("usageId", "\"\""),
            "usageId is empty: give 1 to 64 printable characters"),
        line(
            "an id of 65 characters",
            play().field("usageId", "\"" + "x".repeat(65) + "\""),
            "usageId '"
                + "x".repeat(65)
                + "' has 65 characters: at most 64 are allowed, shorten it"),
        line(
            "half a surrogate pair",
            play().field("usageId", "\"\\ud800\""),
            "usageId '?' has the character U+D800 at place 1, which is not printable: take it out"),
        line(
            "an id that turns the direction of writing",
            play().field("usageId", "\"a\\u202eb\""),
            "usageId 'a?b' has the character U+202E at place 2, which is not printable: take it"
                + " out"),
        line(
            "the id of another usage",
            play().field("usageId", "\"kept-1\""),
            "usageId 'kept-1' is in the ledger already with other content: an id counts once and"
                + " the first stands; give a usage that differs an id of its own"));
  }

  private static Line play() {
    return Line.usage("u").of("A1", "1");
  }

  private static Arguments line(String what, Line line, String reason) {
    return line(what, line.text(), reason);
  }

  private static Arguments line(String what, String line, String reason) {
    return arguments(what, line, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badUsages")
  void bad_usage_is_kept_out_with_its_reason_and_its_neighbours_are_in(
      String what, String line, String reason) {
    ledger.file(USAGES, goodUsage() + "\n" + line + "\r\n" + goodUsage() + "\n");

    assertThat(ledger.importFiles(USAGES)).isEqualTo(2);

    assertThat(ledger.fate(USAGES)).isEqualTo("2 accepted, 0 repeated, 1 rejected");
    told(
        "%s: 1 of 3 lines rejected, each with its reason in %s"
            .formatted(USAGES, rejected(USAGES)));
    String shown = line.length() > 2_000 ? line.substring(0, 2_000) + "…" : line;
    assertThat(ledger.read("rejected-" + USAGES))
        .isEqualTo("2\t%s\t%s\n".formatted(reason, oneLine(shown)));
  }

  @Test
  void line_that_is_not_utf_8_is_kept_out_and_shown_as_far_as_it_can_be() {
    byte[] latin = play().heardBy("Björk").text().getBytes(ISO_8859_1);
    ledger.file(USAGES, joined(goodUsage() + "\n", latin, "\n" + goodUsage()));

    assertThat(ledger.importFiles(USAGES)).isEqualTo(2);

    assertThat(ledger.fate(USAGES)).isEqualTo("2 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.read("rejected-" + USAGES))
        .isEqualTo(
            "2\tbyte 125 is not UTF-8: save the file as UTF-8 and import it again\t%s\n"
                .formatted(new String(latin, UTF_8)));
  }

  @Test
  void file_in_utf_16_is_kept_out_line_by_line() {
    String one = play().field("usageId", "\"utf-16\"").text();
    ledger.file(USAGES, one.getBytes(StandardCharsets.UTF_16BE));
    assertThat(ledger.importFiles(USAGES)).isEqualTo(2);
    assertThat(ledger.fate(USAGES)).isEqualTo("0 accepted, 0 repeated, 1 rejected");
  }

  /** Odd, but right: nothing of it is kept out. */
  @Test
  void odd_spellings_of_good_usages_are_taken() {
    String[] lines = {
      "\uFEFF" + goodUsage(),
      "",
      "  \t",
      Line.usage("odd-1").of("A1", "1E0").text(),
      Line.usage("odd-2").of("A1", "1.000").of("B1", "-0").text(),
      Line.usage("odd-3").of("A1", "1").at("2026-10-03t12:00:00.123456789z").text(),
      Line.usage("odd-4").of("A1", "1").at("2026-10-03T00:00:00+14:00").text(),
      Line.usage("odd-5").of("A1", "1").at("2026-10-03T23:59:59-14:00").text(),
      Line.usage("odd-6").of("A1", "1").field("listener", "null").text(),
      play().field("usageId", "\"" + "\uD83C\uDFB5".repeat(63) + "\\ud83c\\udfb6\"").text()
    };
    ledger.file(USAGES, String.join("\r\n", lines));
    assertThat(ledger.importFiles(USAGES)).as(ledger.err()).isZero();
    assertThat(ledger.fate(USAGES)).isEqualTo("8 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.path("rejected-" + USAGES)).doesNotExist();
  }

  static Stream<Arguments> badFacts() {
    return Stream.of(
        fact(
            "an unknown kind",
            "parties.csv",
            "partyId,kind",
            "ok-1,LABEL",
            "x,BAND",
            "kind 'BAND' is none of LABEL, PUBLISHER, DISTRIBUTOR, SOCIETY, SERVICE, ARTIST,"
                + " PERFORMER, PRODUCER, WRITER: give one of them"),
        fact(
            "a row with too few cells",
            "parties.csv",
            "partyId,kind",
            "ok-2,LABEL",
            "x",
            "row has 1 cells where the header has 2: put cells with a comma in quotes"),
        fact(
            "a quote that is never closed",
            "parties.csv",
            "partyId,kind",
            "ok-3,LABEL",
            "\"x,LABEL",
            "record opens a quote that is never closed: close it, or write it twice"),
        fact(
            "an unknown party",
            "memberships.csv",
            "partyId,memberOf,from",
            "ann,ben,2026-01-01",
            "stranger,ann,2026-01-01",
            "party 'stranger' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one"),
        fact(
            "a day that does not exist",
            "memberships.csv",
            "partyId,memberOf,from",
            "ann,ben,2026-01-02",
            "ann,ben,2026-02-29",
            "from '2026-02-29' is a day that does not exist: correct it"),
        fact(
            "an unknown currency",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,1.00",
            "2026-12,remix,DE,ABC,1.00",
            "currency 'ABC' is not an ISO 4217 code with decimals: write it like EUR"),
        fact(
            "a second currency for a row of revenue",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,2.00",
            "2026-12,remix,SE,SEK,1.00",
            "revenue of 2026-12, remix, SE is in EUR already and cannot also be in SEK: correct it"
                + " in EUR"),
        fact(
            "negative revenue",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,3.00",
            "2026-12,remix,FR,EUR,-1.00",
            "netRevenue '-1.00' is below 0: give 0 or more"),
        fact(
            "more decimals than the currency has",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,4.00",
            "2026-12,remix,JP,JPY,1.5",
            "netRevenue '1.5' has more than 0 decimals of JPY: round it"),
        fact(
            "revenue that is not reported",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,5.00",
            "2026-12,remix,NO,NOK,",
            "netRevenue is empty: give one"),
        fact(
            "revenue of an unknown offering",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,6.00",
            "2026-12,nowhere,SE,EUR,1.00",
            "offering 'nowhere' is unknown: bring it in a file offerings*.csv, in this import or an"
                + " earlier one"),
        fact(
            "a month that does not exist",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,7.00",
            "2026-13,remix,SE,EUR,1.00",
            "period '2026-13' is not a month like 2026-10: write it so"),
        fact(
            "a month that would have to be closed before all others",
            "revenue.csv",
            "period,offering,territory,currency,netRevenue",
            "2026-12,remix,SE,EUR,8.00",
            "0206-12,remix,SE,EUR,1.00",
            "period '0206-12' is before 1970-01, when no usage can be: correct it"),
        fact(
            "a rate of 1e400",
            "rates.csv",
            "date,from,to,rate",
            "2026-12-01,USD,EUR,0.90",
            "2026-12-02,USD,EUR,1e400",
            "rate '1e400' is not a plain decimal like 12.5: write digits, with a point before"
                + " decimals"),
        fact(
            "a scope of consent that is none",
            "consents.csv",
            "partyId,assetId,scope,from,decision",
            "ann,A1,PLAY,2026-01-01,OPT_IN",
            "ann,A1,SING,2026-01-01,OPT_IN",
            "scope 'SING' is none of PLAY, GENERATE, REMIX, VOICE, TRAIN: give one of them"),
        fact(
            "an exclusion without evidence",
            "exclusions.csv",
            "exclusion,reason,evidence,usageId",
            "x-1,FRAUD,case 1,nobody-1",
            "x-2,FRAUD,,nobody-2",
            "evidence is empty: give one"),
        fact(
            "an exclusion for a reason that is none",
            "exclusions.csv",
            "exclusion,reason,evidence,usageId",
            "x-3,SPAM,case 1,nobody-1",
            "x-4,DISLIKE,case 1,nobody-2",
            "reason 'DISLIKE' is none of FRAUD, SPAM, IMPERSONATION: give one of them"),
        fact(
            "an exclusion of all usage of an offering",
            "exclusions.csv",
            "exclusion,reason,evidence,usageId,offering,territory",
            "x-5,SPAM,case 1,nobody-1,remix,SE",
            "x-6,SPAM,case 1,,remix,SE",
            "exclusion 'x-6' says too little of the usage it means: give a usageId, asset, output,"
                + " listener, source or from"),
        fact(
            "an exclusion in an unknown offering",
            "exclusions.csv",
            "exclusion,reason,evidence,usageId,offering",
            "x-7,SPAM,case 1,nobody-1,remix",
            "x-8,SPAM,case 1,nobody-1,nowhere",
            "offering 'nowhere' is unknown: bring it in a file offerings*.csv, in this import or an"
                + " earlier one"),
        fact(
            "an exclusion that ends before it begins",
            "exclusions.csv",
            "exclusion,reason,evidence,listener,from,to",
            "x-9,SPAM,case 1,nobody,2026-10-01,2026-10-02",
            "x-a,SPAM,case 1,nobody,2026-10-02,2026-10-02",
            "to '2026-10-02' is not after from '2026-10-02': to is the first day that is not"
                + " excluded any more"),
        fact(
            "an appeal against nothing",
            "exclusions.csv",
            "exclusion,reason,evidence,decision,usageId",
            "x-b,SPAM,case 1,EXCLUDE,nobody-1",
            "x-c,SPAM,appeal 1,REINSTATE,",
            "exclusion 'x-c' is unknown, so that nothing can be reinstated: give the id that it was"
                + " recorded with"),
        fact(
            "an appeal that would give back more than it says",
            "exclusions.csv",
            "exclusion,reason,evidence,decision,listener,usageId",
            "x-d,SPAM,case 1,EXCLUDE,nobody,",
            "x-d,SPAM,appeal 1,REINSTATE,,nobody-1",
            "exclusion 'x-d' has other conditions, and is reinstated as a whole: leave the"
                + " conditions empty, or EXCLUDE again with narrower ones"),
        fact(
            "a policy of an unknown offering",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,LISTENER_CAP,,2026-01-01,1000,",
            "nowhere,LISTENER_CAP,,2026-01-01,1000,",
            "offering 'nowhere' is unknown: bring it in a file offerings*.csv, in this import or an"
                + " earlier one"),
        fact(
            "a policy of a rule that is none",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,LISTENER_CAP,,2026-01-02,1000,",
            "remix,MAX_STREAMS,,2026-01-02,1000,",
            "rule 'MAX_STREAMS' is none of MIN_STREAMS, LISTENER_CAP, BOOST, FREE_TRIAL: give one"
                + " of them"),
        fact(
            "a policy of a subject that is none",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,BOOST,asset:A1,2026-01-02,2,",
            "remix,BOOST,song:A1,2026-01-02,2,",
            "subject 'song:A1' begins with none of asset:, party:, useType:, listener:: write it"
                + " like asset:XXAAA2600001"),
        fact(
            "a boost of an unknown asset",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,BOOST,asset:A1,2026-01-03,2,",
            "remix,BOOST,asset:A9,2026-01-03,2,",
            "asset 'A9' is unknown: bring it in a file assets*.csv, in this import or an earlier"
                + " one"),
        fact(
            "a boost of a listener",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,BOOST,useType:PermanentDownload,2026-01-03,0.5,",
            "remix,BOOST,listener:l-1,2026-01-03,2,",
            "BOOST is of asset:ID, party:ID or useType:NAME, not of 'listener:l-1': name one of"
                + " them"),
        fact(
            "a boost above 100",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,BOOST,party:ann,2026-01-03,100,",
            "remix,BOOST,party:ann,2026-01-04,100.0001,",
            "value '100.0001' of BOOST is not a factor from 0 to 100 with at most 4 decimals: give"
                + " one"),
        fact(
            "a cap that is no whole number",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,LISTENER_CAP,,2026-01-05,1,",
            "remix,LISTENER_CAP,,2026-01-06,0,",
            "value '0' of LISTENER_CAP is not a whole number from 1 to 10^12: give one"),
        fact(
            "a cap of one listener",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,LISTENER_CAP,,2026-01-07,1,",
            "remix,LISTENER_CAP,listener:l-1,2026-01-07,1,",
            "LISTENER_CAP is for all usage of the offering: leave subject 'listener:l-1' empty"),
        fact(
            "a minimum of streams over no months",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,MIN_STREAMS,,2026-01-05,1000,12",
            "remix,MIN_STREAMS,,2026-01-06,1000,",
            "months '0' of MIN_STREAMS is not 1 to 120: say over how many months usage is counted"),
        fact(
            "a cap with months",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,LISTENER_CAP,,2026-01-08,1000,",
            "remix,LISTENER_CAP,,2026-01-09,1000,12",
            "LISTENER_CAP counts no months: leave months '12' empty"),
        fact(
            "a free trial of everything",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,FREE_TRIAL,listener:l-9,2026-01-05,,",
            "remix,FREE_TRIAL,,2026-01-06,,",
            "FREE_TRIAL is of useType:NAME or listener:NAME, not of '': name one of them"),
        fact(
            "a free trial with a rate",
            "policies.csv",
            "offering,rule,subject,from,value,months",
            "remix,FREE_TRIAL,listener:l-9,2026-01-07,,",
            "remix,FREE_TRIAL,listener:l-9,2026-01-08,0.1,",
            "FREE_TRIAL has no value, its rate is zero: leave value '0.1' empty"),
        fact(
            "a policy that ends before it begins",
            "policies.csv",
            "offering,rule,subject,from,to,value",
            "remix,BOOST,asset:A1,2026-03-01,2026-03-02,2",
            "remix,BOOST,asset:A1,2026-03-03,2026-03-03,2",
            "to '2026-03-03' is not after from '2026-03-03': to is the first day no longer in"
                + " force"),
        fact(
            "an output whose weights sum to 0.999999",
            "outputs.ndjson",
            "{\"output\":\"o-1\"}",
            "{\"output\":\"o-2\"}",
            "{\"output\":\"o-3\",\"contributions\":[{\"asset\":\"A1\",\"weight\":0.999999}]}",
            "weights of output 'o-3' sum to 0.999999, not to 1: correct them"),
        fact(
            "an output that is not JSON",
            "outputs.ndjson",
            "{\"output\":\"o-4\"}",
            "{\"output\":\"o-5\"}",
            "{\"output\":nul}",
            "line is not JSON at character 11, near '{\"output\":nul}': correct it"));
  }

  private static Arguments fact(
      String what, String file, String first, String good, String bad, String reason) {
    return arguments(what, file, List.of(first, good, bad), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFacts")
  void bad_fact_is_kept_out_with_its_reason_and_the_good_one_beside_it_is_in(
      String what, String file, List<String> lines, String reason) {
    ledger.file(file, String.join("\n", lines) + "\n");

    assertThat(ledger.importFiles(file)).isEqualTo(2);

    long accepted = file.endsWith(".csv") ? 1 : 2;
    assertThat(ledger.fate(file))
        .isEqualTo("%d accepted, 0 repeated, 1 rejected".formatted(accepted));
    told(
        "%s: 1 of %d lines rejected, each with its reason in %s"
            .formatted(file, accepted + 1, rejected(file)));
    assertThat(ledger.read("rejected-" + file))
        .isEqualTo("3\t%s\t%s\n".formatted(reason, lines.getLast()));
  }

  @Test
  void share_table_that_sums_to_99_99_on_one_day_is_kept_out_whole_and_the_other_is_in() {
    String[] bad = {
      "A1,SE,ann,60,2026-01-01,",
      "A1,SE,ben,39.99,2026-06-01,2026-06-02",
      "A1,SE,ben,40,2026-01-01,2026-06-01",
      "A1,SE,ben,40,2026-06-02,"
    };
    ledger.file(
        "splits.csv",
        "assetId,territory,partyId,share,from,to\n"
            + String.join("\n", bad)
            + "\nB1,SE,ben,100,2026-01-01,\n");

    assertThat(ledger.importFiles("splits.csv")).isEqualTo(2);

    assertThat(ledger.fate("splits.csv")).isEqualTo("1 accepted, 0 repeated, 4 rejected");
    var rows = new StringBuilder();
    for (int i = 0; i < bad.length; i++) {
      rows.append(i + 2)
          .append(
              "\tshares of A1 in SE sum to 99.99 on 2026-06-01, not to 100: correct them, or give"
                  + " the rest to UNCLAIMED\t")
          .append(bad[i])
          .append('\n');
    }
    assertThat(ledger.read("rejected-splits.csv")).isEqualTo(rows.toString());
  }

  @Test
  void bad_licences_are_kept_out_one_by_one_and_shown_as_they_came() {
    var bad =
        List.of(
            new Licence("L-1", "ann").base("HALF"),
            new Licence("L-2", "stranger"),
            new Licence("L-3", "ann").pays(Terms.ofNet("1"), "BY_DICE"),
            new Licence("L-4", "ann").pays("{\"percentage\":[\"netRevenue\",\"1\"]}"),
            new Licence("L-5", "ann").pays(Terms.ofNet("-60")),
            new Licence("L-6", "ann").pays(Terms.flat("1", "ABC")),
            new Licence("L-7", "ann").field("colour", "\"red\""),
            new Licence("L-8", "ann").field("base", "\"SHARE\",\"base\":\"WHOLE\""),
            new Licence("L-9", "ann").territories("Europe"),
            new Licence("L-0", "ann").from("2026-02-30"));
    var good = new Licence("L-good", "ann").useTypes("Download");
    ledger.file(
        "licences.json",
        Stream.concat(bad.stream(), Stream.of(good))
            .map(Licence::text)
            .toList()
            .toString()
            .replace("}, {\"licence", "},\n{\"licence"));

    assertThat(ledger.importFiles("licences.json")).isEqualTo(2);

    assertThat(ledger.fate("licences.json")).isEqualTo("1 accepted, 0 repeated, 10 rejected");
    assertThat(ledger.read("rejected-licences.json").lines().map(it -> it.split("\t", -1)[1]))
        .containsExactly(
            "base 'HALF' is none of SHARE, WHOLE: give one of them",
            "party 'stranger' is unknown: bring it in a file parties*.csv, in this import or an"
                + " earlier one",
            "allocation 'BY_DICE' is none of PRO_RATA, USER_CENTRIC, SHAPLEY_INDEX, EQUAL,"
                + " EQUAL_LICENSED: give one of them",
            "term 'percentage' is unknown: give one of percentOf, perUse, perSubscriber, flat,"
                + " amountOf, greaterOf, lesserOf, sum, minus, steps, stepsByUnits",
            "number '-60' in a term is not a plain decimal of 0 or more: write it like 0.005",
            "currency 'ABC' is not an ISO 4217 code with decimals: write it like EUR",
            "field 'colour' is unknown: a licence has the fields licenceId, licensor, offering,"
                + " useTypes, territories, assets, modelVersions, from, to, base, withoutListener,"
                + " parts, minimumGuarantee, mostFavoured, comparable",
            "field 'base' stands twice: keep one",
            "territory 'Europe' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE",
            "from '2026-02-30' is a day that does not exist: correct it");
    assertThat(ledger.read("rejected-licences.json").lines().map(it -> it.split("\t", -1)[2]))
        .containsExactlyElementsOf(bad.stream().map(Licence::text).toList());
  }

  /** Each with the reason for which it is rejected. */
  private static final List<String[]> BAD_RULES =
      List.<String[]>of(
          new String[] {
            "parts",
            "[{\"terms\":{\"flat\":[\"1\",\"EUR\"]},\"allocation\":\"EQUAL\",\"guaranteed\":\"yes\"}]",
            "guaranteed \"yes\" is neither true nor false: write one, without quotes"
          },
          new String[] {
            "parts",
            "[{\"terms\":{\"flat\":[\"1\",\"EUR\"]},\"allocation\":\"USER_CENTRIC\","
                + "\"fallback\":{\"below\":\"0.6\",\"allocation\":\"EQUAL_LICENSED\"}}]",
            "fallback stands in a part with allocation USER_CENTRIC: only PRO_RATA and EQUAL can"
                + " leave usage to it"
          },
          new String[] {
            "parts",
            "[{\"terms\":{\"flat\":[\"1\",\"EUR\"]},\"allocation\":\"EQUAL\","
                + "\"fallback\":{\"below\":\"60\",\"allocation\":\"EQUAL_LICENSED\"}}]",
            "below '60' is not a decimal of 0 to 1 with at most 32 decimals: write it like 0.60"
          },
          new String[] {
            "parts",
            "[{\"terms\":{\"flat\":[\"1\",\"EUR\"]},\"allocation\":\"EQUAL\","
                + "\"fallback\":{\"below\":\"0.6\",\"allocation\":\"PRO_RATA\"}}]",
            "allocation of a fallback 'PRO_RATA' is none of EQUAL_LICENSED: give one of them"
          },
          new String[] {
            "parts",
            "[{\"terms\":{\"stepsByUnits\":[{\"from\":\"10\",\"term\":{\"flat\":[\"1\",\"EUR\"]}}]},"
                + "\"allocation\":\"EQUAL\"}]",
            "stepsByUnits has no step from 0: give one, for the first units"
          },
          new String[] {
            "minimumGuarantee",
            "{\"amount\":[\"0.00\",\"EUR\"]}",
            "amount '0.00' is not above 0: leave it out"
          },
          new String[] {
            "minimumGuarantee",
            "{\"amount\":[\"1\",\"EUR\"],\"allocation\":\"USER_CENTRIC\"}",
            "allocation of a minimumGuarantee 'USER_CENTRIC' is none of EQUAL_LICENSED, PRO_RATA:"
                + " give one of them"
          },
          new String[] {
            "minimumGuarantee",
            "\"100 EUR\"",
            "\"100 EUR\" is not a minimumGuarantee: write an object with the fields amount,"
                + " allocation"
          });

  @Test
  void bad_rules_of_licences_are_rejected_with_a_way_out() {
    ledger.file(
        "licences.json",
        BAD_RULES.stream()
            .map(
                it ->
                    "{\"licenceId\":\"L\",\"licensor\":\"ann\",\"offering\":\"remix\",\"useTypes\":[\"Play\"],"
                        + "\"territories\":[\"SE\"],\"assets\":\"*\",\"modelVersions\":\"*\","
                        + "\"from\":\"2020-01-01\",\"base\":\"SHARE\",\""
                        + it[0]
                        + "\":"
                        + it[1]
                        + (it[0].equals("parts")
                            ? "}"
                            : ",\"parts\":[{\"terms\":{\"flat\":[\"1\",\"EUR\"]},\"allocation\":\"EQUAL\"}]}"))
            .toList()
            .toString()
            .replace("}, {\"licence", "},\n{\"licence"));

    assertThat(ledger.importFiles("licences.json")).isEqualTo(2);

    assertThat(ledger.read("rejected-licences.json").lines().map(it -> it.split("\t", -1)[1]))
        .containsExactlyElementsOf(BAD_RULES.stream().map(it -> it[2]).toList());
  }

  // ---- a file that is wrong as a whole

  static Stream<Arguments> badFiles() {
    return Stream.of(
        file("parties.csv", "", "is empty: let it begin with a line of columns, " + PARTY_COLUMNS),
        file(
            "parties.csv",
            "partyId,kind,colour\nx,LABEL,red\n",
            "line 1: column 'colour' is unknown: " + PARTY_COLUMNS),
        file(
            "parties.csv",
            "name,kind\nX,LABEL\n",
            "line 1: column 'partyId' is missing: " + PARTY_COLUMNS),
        file(
            "parties.csv",
            "partyId,kind,kind\nx,LABEL,LABEL\n",
            "line 1: column 'kind' stands twice: keep one"),
        file(
            "parties.csv",
            "partyId;kind\nx;LABEL\n",
            "line 1: there is no comma in 'partyId;kind': separate columns by commas"),
        file(
            "parties.csv",
            "partyId,kind\rx,LABEL\r",
            "line 1: a line ends with CR alone: save the file with LF or CRLF"),
        file(
            "parties.csv",
            "PK\u0003\u0004\u00FF",
            "line 1: byte 0xFF at place 5 is not UTF-8: save the file as UTF-8"),
        file("licences.json", "", "is not a JSON array: write licences as [{…},{…}]"),
        file("licences.json", "{\"a\":1}", "is not a JSON array: write licences as [{…},{…}]"),
        file(
            "licences.json",
            "[{\"licenceId\":",
            "line 1 is not JSON, it breaks off behind '\"licenceId\":': get the whole of it"),
        file(
            "licences.json",
            "[" + "[".repeat(1_000_000),
            "line 1 is too long or nested too deep at character 1: divide it"),
        file(
            "licences.json",
            "[\"\u00E9\"]",
            "byte 0xE9 at place 3 is not UTF-8: save the file as UTF-8"));
  }

  private static Arguments file(String name, String content, String message) {
    return arguments(name, content, message);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("badFiles")
  void file_that_is_wrong_as_a_whole_stops_the_import_before_anything_is_written(
      String name, String content, String message) {
    ledger.file(name, content.getBytes(ISO_8859_1));
    ledger.file(USAGES, goodUsage());

    assertThat(ledger.importFiles(USAGES, name)).isEqualTo(1);

    told("%s %s".formatted(name, message));
    goodUsagesAreNew();
  }

  @Test
  void file_that_cannot_be_what_its_name_says_stops_the_import_before_anything_is_written()
      throws Exception {
    ledger.file("usages-a.ndjson", goodUsage());
    Files.createDirectories(ledger.path("usages-folder.ndjson"));
    Files.createSymbolicLink(ledger.path("usages-loop.ndjson"), Path.of("usages-loop.ndjson"));
    ledger.file("usages-plain.ndjson.gz", goodUsage());
    ledger.file("usages-nothing.ndjson.gz", "");
    ledger.file("usages-packed.ndjson", Gzip.of(goodUsage()));
    ledger.file("rejected-usages.ndjson", "1\tx\ty\n");
    ledger.file("songs.xlsx", "");

    refusedWith("usages-lost.ndjson", "file '%s' does not exist, look at its name and folder");
    refusedWith("usages-folder.ndjson", "file '%s' is a folder, name the files in it");
    refusedWith(
        "usages-loop.ndjson",
        "file '%s' is a link that leads nowhere, name the file that it should lead to");
    refusedWith(
        "usages-plain.ndjson.gz", "file '%s' is not gzip, get it again, or drop .gz from its name");
    refusedWith(
        "usages-nothing.ndjson.gz", "file '%s' is empty, which gzip never is, get it again");
    refusedWith("usages-packed.ndjson", "file '%s' is gzip, let its name end with .gz");
    ledger.importFiles("usages-a.ndjson", "rejected-usages.ndjson");
    told(
        "file 'rejected-usages.ndjson' holds lines that an import rejected: correct them where they"
            + " came from, and import that file again");
    ledger.importFiles("usages-a.ndjson", "songs.xlsx");
    told(
        "file 'songs.xlsx' fits none of the names parties*.csv, memberships*.csv, offerings*.csv,"
            + " assets*.csv, splits*.csv, licences*.json, consents*.csv, claims*.csv,"
            + " policies*.csv, revenue*.csv, rates*.csv, contracts*.json, advances*.csv,"
            + " payees*.csv, minimums*.csv, taxes*.csv, bankdetails*.csv, taxdetails*.csv,"
            + " exclusions*.csv, outputs*.ndjson, usages*.ndjson, DSR_*.tsv (each also with .gz):"
            + " rename it after what it holds");
    Files.delete(ledger.path("rejected-usages.ndjson"));
    assertThat(ledger.importFiles("usages-a.ndjson")).isZero();
    assertThat(ledger.fate("usages-a")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
  }

  private void refusedWith(String name, String message) {
    assertThat(ledger.importFiles("usages-a.ndjson", name)).isEqualTo(1);
    told(message.formatted(ledger.path(name)) + ": nothing was imported");
  }

  @Test
  void binary_file_under_the_name_of_usages_is_kept_out_line_by_line() {
    byte[] binary = new byte[4_000];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) (i * 7_919 + i / 256);
    }
    ledger.file(USAGES, binary);
    assertThat(ledger.importFiles(USAGES)).isEqualTo(2);
    assertThat(ledger.fate(USAGES)).startsWith("0 accepted, 0 repeated, ");
    assertThat(ledger.read("rejected-" + USAGES).lines())
        .isNotEmpty()
        .allMatch(it -> it.matches("[0-9]+\tbyte [0-9]+ is not UTF-8: save the .*\t.+"));
  }

  @Test
  void file_that_is_named_twice_is_read_once() {
    ledger.file(USAGES, goodUsage() + "\nbad\n");
    assertThat(ledger.importFiles(USAGES, "./" + USAGES, USAGES)).isEqualTo(2);
    assertThat(ledger.fate(USAGES)).isEqualTo("1 accepted, 0 repeated, 1 rejected");
  }

  // ---- packed files

  @Test
  void truncated_gz_gives_its_whole_lines_and_says_that_it_breaks_off() {
    String usages = goodUsage() + "\n" + goodUsage() + "\n";
    byte[] packed = Gzip.of(usages);
    ledger.file(USAGES + ".gz", Arrays.copyOf(packed, packed.length - 4));

    assertThat(ledger.importFiles(USAGES + ".gz")).isEqualTo(2);

    assertThat(ledger.fate(USAGES)).isEqualTo("2 accepted, 0 repeated, 0 rejected");
    told(
        ("%s.gz breaks off after line 2 (the compressed file is cut short): the lines before are"
                + " read; get the whole file and import it again, what is in already counts once")
            .formatted(USAGES));
    ledger.file(USAGES + ".gz", packed);
    assertThat(ledger.importFiles(USAGES + ".gz")).isZero();
    assertThat(ledger.fate(USAGES)).isEqualTo("0 accepted, 2 repeated, 0 rejected");
  }

  @Test
  void gz_with_something_else_behind_it_or_a_damaged_byte_is_not_taken_at_all() {
    byte[] packed = Gzip.of(goodUsage());
    ledger.file("usages-behind.ndjson.gz", joined(packed, "something else"));
    byte[] damaged = packed.clone();
    damaged[damaged.length / 2] ^= 0x55;
    ledger.file("usages-damaged.ndjson.gz", damaged);
    ledger.file("usages-good.ndjson", goodUsage());

    assertThat(ledger.importFiles("usages-behind.ndjson.gz")).isEqualTo(1);
    told(
        "file 'usages-behind.ndjson.gz' is damaged (something else follows its compressed bytes):"
            + " nothing of it was taken, get it again and import it");
    assertThat(ledger.importFiles("usages-damaged.ndjson.gz", "usages-good.ndjson")).isEqualTo(2);
    assertThat(ledger.err())
        .startsWith("file 'usages-damaged.ndjson.gz' is damaged (")
        .endsWith("): nothing of it was taken, get it again and import it\n")
        .hasLineCount(1);
    assertThat(ledger.fate("usages-good")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
  }

  @Test
  void gz_of_several_members_is_read_to_its_end() {
    ledger.file(
        USAGES + ".gz",
        joined(Gzip.of(goodUsage() + "\n"), Gzip.of(goodUsage() + "\n"), new byte[512]));
    assertThat(ledger.importFiles(USAGES + ".gz")).isZero();
    assertThat(ledger.fate(USAGES)).isEqualTo("2 accepted, 0 repeated, 0 rejected");
  }

  @Test
  void packed_facts_with_a_damaged_second_part_are_not_taken() {
    byte[] second = Gzip.of("gz-2,LABEL\n");
    second[second.length / 2] ^= 0x55;
    ledger.file("parties.csv.gz", joined(Gzip.of("partyId,kind\ngz-1,LABEL\n"), second));
    assertThat(ledger.importFiles("parties.csv.gz")).isEqualTo(1);
    assertThat(ledger.err()).contains("parties.csv.gz");
    ledger.file("parties.csv", "partyId,kind\ngz-1,LABEL\n");
    assertThat(ledger.importFiles("parties.csv")).isZero();
    assertThat(ledger.fate("parties")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
  }

  // ---- a month that cannot be closed as it is

  @Test
  void term_that_needs_an_unreported_figure_or_a_listener_refuses_the_close_until_it_is_there() {
    String revenue = "period,offering,territory,currency,netRevenue,totalContentCost\n";
    var costs =
        new Licence("L-costs", "ann")
            .useTypes("Download")
            .pays(Terms.percentOf("totalContentCost", "10"), "USER_CENTRIC");
    ledger.file("licences.json", "[" + costs.text() + "]");
    ledger.file("revenue.csv", revenue + "2026-11,remix,SE,EUR,50.00,\n");
    ledger.file(
        USAGES, Line.usage("nov").of("A1", "1").type("Download").at("2026-11-03T12:00:00Z").text());
    assertThat(ledger.importFiles("licences.json", "revenue.csv", USAGES)).isZero();

    ledger.close(NOVEMBER);
    told(
        "1 usages have no listener, which the allocation of L-costs asks for (nov): record these"
            + " licences with withoutListener OWN, and each such usage is its own listener");
    ledger.file("licences.json", "[" + costs.withoutListener("OWN").text() + "]");
    assertThat(ledger.importFiles("licences.json")).isZero();

    ledger.close(NOVEMBER);
    told(
        "licence L-costs part 0 needs totalContentCost of remix, SE in 2026-11, which is not"
            + " reported: import that revenue row with totalContentCost, 0 if there was none");
    ledger.file("revenue.csv", revenue + "2026-11,remix,SE,EUR,50.00,20.00\n");
    assertThat(ledger.importFiles("revenue.csv")).isZero();

    assertThat(ledger.run("close", NOVEMBER, "--dry-run", "--json")).as(ledger.err()).isZero();
    assertThat(Scenario.pools(ledger.answer())).anyMatch(it -> it.startsWith("L-costs 0 SE "));
  }

  // ---- the words of these tests

  private String goodUsage() {
    return Line.usage("good-" + ++good).of("A1", "1").text();
  }

  /** No usage of a file was taken: it is accepted now, not repeated. */
  private void goodUsagesAreNew() {
    assertThat(ledger.importFiles(USAGES)).isZero();
    assertThat(ledger.fate(USAGES)).isEqualTo("1 accepted, 0 repeated, 0 rejected");
  }

  /** The last command said this one sentence to a person, and nothing else. */
  private void told(String sentence) {
    assertThat(ledger.err()).isEqualTo(sentence + "\n");
  }

  private Path rejected(String file) {
    return ledger.path("rejected-" + file);
  }

  private static String oneLine(String text) {
    return text.replace("\u0000", "\\u0000").replace("\r", "\\r");
  }

  private static byte[] joined(Object... parts) {
    var all = new ByteArrayOutputStream();
    for (Object part : parts) {
      all.writeBytes(part instanceof byte[] bytes ? bytes : part.toString().getBytes(UTF_8));
    }
    return all.toByteArray();
  }
}
