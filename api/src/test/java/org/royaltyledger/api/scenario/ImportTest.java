package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in, what is kept out, and what a person is told about it. */
class ImportTest extends RunsTheProgram {

  // ---- all is well

  @Test
  void each_file_says_what_became_of_its_lines() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1);
    ledger.imported();
    assertThat(ledger.fate("parties")).isEqualTo("2 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.fate("assets")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.fate("licences")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.fate("usages")).isEqualTo("2 accepted, 0 repeated, 0 rejected");
    assertThat(Scenario.texts(ledger.answer(), "read")).containsExactly("1", "2");
  }

  @Test
  void order_of_the_arguments_does_not_matter() {
    ledger.party("merlin");
    ledger.holder("ann", "A1");
    ledger.membership("ann", "merlin");
    ledger.licence("L", "merlin");
    ledger.output("o1").of("A1", "1");
    ledger.usage("u1").playOf("o1");
    ledger.revenue("100.00");
    var names = ledger.writeFiles();
    Collections.reverse(names); // usages first, assets last
    assertThat(ledger.importFiles(names.toArray(String[]::new))).isZero();
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void files_of_one_kind_are_read_in_the_order_of_their_names() {
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").pays(Terms.perUse("1", "USD"));
    ledger.play("u1", "A1", 10);
    ledger.revenue("100.00");
    ledger.file("rates-9.csv", "date,from,to,rate,source\n2026-10-01,USD,EUR,0.90,ECB\n");
    ledger.file("rates-8.csv", "date,from,to,rate,source\n2026-10-01,USD,EUR,0.80,ECB\n");
    ledger.settle(); // rates-9 was given first; it is read last, and its version counts
    ledger.pays("ann 9.00 EUR");
  }

  @Test
  void importing_everything_again_changes_nothing() {
    ledger.licensed("ann", "A1");
    ledger.party("merlin");
    ledger.membership("ann", "merlin");
    ledger.rate("2026-10-01", "USD", "EUR", "0.90");
    ledger.output("o1").of("A1", "1");
    ledger.usage("u1").playOf("o1");
    ledger.revenue("100.00");
    var names = ledger.writeFiles().toArray(String[]::new);
    assertThat(ledger.importFiles(names)).isZero();
    assertThat(ledger.importFiles(names)).isZero();
    assertThat(Scenario.texts(ledger.answer(), "accepted")).containsExactly("0");
    assertThat(Scenario.texts(ledger.answer(), "rejected")).containsExactly("0");
    assertThat(ledger.fate("usages")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
    assertThat(ledger.fate("parties")).isEqualTo("0 accepted, 3 repeated, 0 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void csv_may_be_quoted_reordered_and_lack_optional_columns() {
    ledger.file(
        "parties-odd.csv",
        """
        kind,"name",partyId
        LABEL,"Ann, ""the"" label
        and sons",ann
        """);
    ledger.file("assets-odd.csv", "controller,kind,assetId\r\nann,RECORDING,A1\r\n");
    ledger.file(
        "consents-odd.csv",
        "decision,from,scope,assetId,partyId\nOPT_IN,2020-01-01,GENERATE,*,ann");
    ledger.file(
        "splits-odd.csv",
        "share,partyId,territory,assetId,from\n100,ann,Worldwide,A1,2020-01-01\n");
    ledger.licence("L", "ann");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.settle();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void offering_suspends_and_is_exact_unless_it_says_otherwise() {
    ledger.file("offerings-short.csv", "offering,service,scope\nstudio,service,GENERATE\n");
    ledger.holder("ann", "A1");
    ledger.licence("L", "ann").offering("studio");
    ledger.usage("u1").of("A1", "0.5").of("nobody-knows", "0.5").offering("studio");
    ledger.usage("u2").of("A1", "0.5").of("nobody-knows", "0.4").offering("studio");
    ledger.revenue(OCTOBER, "studio", "SE", "EUR", "100.00");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("usages")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.holds("payable 30.00 EUR", "unmatched 50.00 EUR", "retained 20.00 EUR");
  }

  @Test
  void files_without_rows_are_fine() {
    ledger.file("parties-none.csv", "partyId,name,kind,country,currency,isni,ipi,dpid\n");
    ledger.file("licences-none.json", "[]");
    ledger.file("usages-none.ndjson", "");
    ledger.imported();
    assertThat(ledger.fate("parties-none")).isEqualTo("0 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.fate("licences-none")).isEqualTo("0 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.fate("usages-none")).isEqualTo("0 accepted, 0 repeated, 0 rejected");
  }

  @Test
  void compressed_files_are_read_as_they_are() throws IOException {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    var names =
        ledger.writeFiles().stream()
            .map(
                name -> {
                  ledger.file(name + ".gz", gzipped(ledger.read(name)));
                  return name + ".gz";
                })
            .toArray(String[]::new);
    for (var name : names) {
      Files.delete(ledger.path(name.replace(".gz", "")));
    }
    assertThat(ledger.importFiles(names)).isZero();
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void packed_facts_with_a_damaged_second_part_are_not_taken() throws IOException {
    String header = "partyId,name,kind,country,currency,isni,ipi,dpid\n";
    byte[] second = gzipped("ben,,LABEL,,,,,\n");
    second[second.length / 2] ^= 0x55;
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(gzipped(header + "ann,,LABEL,,,,,\n"));
    joined.writeBytes(second);
    ledger.file("parties.csv.gz", joined.toByteArray());
    assertThat(ledger.importFiles("parties.csv.gz")).isNotZero();
    assertThat(ledger.err()).contains("parties.csv.gz");
    ledger.run("check", "--json");
    assertThat(ledger.answer().get("checks").toString()).contains("0 events");
  }

  @Test
  void damaged_packed_usages_are_not_taken_even_where_they_can_be_read() throws IOException {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    var stored = new ByteArrayOutputStream();
    try (var gzip = storing(stored)) {
      gzip.write(ledger.read("usages-01.ndjson").replace("u1", "u2").getBytes(UTF_8));
    }
    byte[] damaged = stored.toByteArray();
    damaged[stored.toString(ISO_8859_1).indexOf("u2") + 1] = '3';
    ledger.file("usages.ndjson.gz", damaged);
    assertThat(ledger.importFiles("usages.ndjson.gz")).isNotZero();
    assertThat(ledger.err())
        .contains("is damaged (its checksum is wrong): nothing of it was taken");

    ledger.file("usages.ndjson.gz", stored.toByteArray());
    ledger.imported();
    assertThat(ledger.fate("usages")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
  }

  private static GZIPOutputStream storing(OutputStream to) throws IOException {
    return new GZIPOutputStream(to) {
      {
        def.setLevel(Deflater.NO_COMPRESSION);
      }
    };
  }

  @Test
  void place_for_rejected_lines_that_cannot_be_written_is_refused_first() throws IOException {
    ledger.licensed("ann", "A1");
    ledger.file("taken", "a file");
    var names = ledger.writeFiles();
    var words = new ArrayList<>(List.of("import", "--rejects", ledger.path("taken").toString()));
    names.stream()
        .filter(it -> !it.equals("taken"))
        .forEach(it -> words.add(ledger.path(it).toString()));
    assertThat(ledger.run(words.toArray(String[]::new))).isEqualTo(1);
    assertThat(ledger.err()).contains("could not be written", "nothing was imported");
    assertThat(ledger.importFiles(words.subList(3, words.size()).toArray(String[]::new))).isZero();
    assertThat(ledger.fate("parties")).isEqualTo("2 accepted, 0 repeated, 0 rejected");
  }

  @Test
  void two_files_of_one_name_may_not_share_their_rejected_lines() throws IOException {
    for (String folder : List.of("north", "south")) {
      Files.createDirectories(ledger.path(folder));
      ledger.file(folder + "/parties.csv", "partyId,name,kind\n" + folder + ",,NOBODY\n");
    }
    String rejects = ledger.path("rejects").toString();
    assertThat(
            ledger.run(
                "import",
                ledger.path("north/parties.csv").toString(),
                ledger.path("south/parties.csv").toString(),
                "--rejects",
                rejects))
        .isEqualTo(1);
    assertThat(ledger.err()).contains("would both write their rejected lines to");
    assertThat(ledger.path("rejects")).doesNotExist();
  }

  private static byte[] gzipped(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  // ---- the same again, or not the same

  @Test
  void usage_written_another_way_is_the_same() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.usage("u1").of("A1", "0.5").of("B1", "0.5");
    ledger.imported();
    ledger.usage("u1").of("A1", "0.50").of("B1", "0.500").times(1);
    ledger.imported();
    assertThat(ledger.fate("usages")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
  }

  @Test
  void usage_id_with_other_content_is_a_conflict_and_the_first_stands() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.imported();
    ledger.play("u1", "B1", 1);
    ledger.play("u2", "A1", 1);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("usages")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
    assertThat(ledger.units("ann")).isEqualByComparingTo("2");
  }

  @Test
  void usage_twice_in_one_file_counts_once() {
    ledger.licensed("ann", "A1");
    ledger.imported();
    var line = Line.usage("u1").of("A1", "1").text() + "\n";
    ledger.file("usages-twice.ndjson", line + line);
    ledger.imported();
    assertThat(ledger.fate("usages")).isEqualTo("1 accepted, 1 repeated, 0 rejected");
  }

  // ---- bad lines

  @Test
  void bad_usages_are_kept_out_one_by_one() {
    ledger.licensed("ann", "A1");
    ledger.usage("bad-sum").of("A1", "0.5").of("B1", "0.4");
    ledger.usage("bad-decimals").of("A1", "0.5000000000001").of("B1", "0.4999999999999");
    ledger.usage("bad-weights").of("A1", "1.5").of("B1", "-0.5");
    ledger.play("bad-none", "A1", 0);
    ledger.play("bad-negative", "A1", -3);
    ledger.play("bad-many", "A1", 1_000_000_000_001L);
    ledger.play("bad-fraction", "A1", 1).field("quantity", "1.5");
    ledger.play("bad-offering", "A1", 1).offering("nowhere");
    ledger.play("bad-field", "A1", 1).field("colour", "\"red\"");
    ledger.usage("bad-empty");
    ledger.play("bad-day", "A1", 1).at("2026-10-03");
    ledger.play("bad-offset", "A1", 1).at("2026-10-03T12:00:00");
    ledger.play("bad-month", "A1", 1).at("2026-13-03T12:00:00Z");
    ledger.play("bad-territory", "A1", 1).in("Sweden");
    ledger.play("bad-ai", "A1", 1).field("containsAI", "\"Maybe\"");
    ledger.play("bad-type", "A1", 1).without("useType");
    ledger.play("bad-long-" + "x".repeat(56), "A1", 1); // 65 characters
    ledger.play("good", "A1", 1_000_000_000_000L);
    ledger.play("good-long" + "x".repeat(55), "A1", 1); // 64 characters
    assertThat(ledger.importAll()).isEqualTo(2);
    var rejected = ledger.read("rejected-usages-01.ndjson");
    assertThat(rejected)
        .contains(
            "bad-sum",
            "bad-decimals",
            "bad-weights",
            "bad-none",
            "bad-negative",
            "bad-many",
            "bad-fraction",
            "bad-offering",
            "bad-field",
            "bad-empty",
            "bad-day",
            "bad-offset",
            "bad-month",
            "bad-territory",
            "bad-ai",
            "bad-type",
            "bad-long")
        .doesNotContain("good");
    assertThat(ledger.fate("usages")).isEqualTo("2 accepted, 0 repeated, 17 rejected");
  }

  @Test
  void rejected_lines_stand_beside_the_input_with_number_and_reason() {
    ledger.licensed("ann", "A1");
    ledger.imported();
    ledger.file(
        "usages.ndjson",
        String.join(
            "\n",
            Line.usage("first").of("A1", "1").text(),
            "{\"usageId\":\"cut-off",
            Line.usage("third").of("A1", "1").text(),
            Line.usage("fourth").of("A1", "1").times(0).text()));
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("usages")).isEqualTo("2 accepted, 0 repeated, 2 rejected");
    assertThat(Scenario.texts(ledger.answer(), "read")).containsExactly("4");
    assertThat(ledger.read("rejected-usages.ndjson"))
        .containsPattern("\\b2\\b")
        .containsPattern("\\b4\\b")
        .contains("cut-off", "fourth", "quantity")
        .doesNotContain("first", "third");
  }

  @Test
  void rejected_lines_go_where_they_are_told(@TempDir Path rejects) {
    ledger.licensed("ann", "A1");
    ledger.play("good", "A1", 1);
    ledger.play("bad", "A1", 0);
    var names = ledger.writeFiles();
    var command = Stream.of("import", "--json", "--rejects", rejects.toString());
    var paths = names.stream().map(name -> ledger.path(name).toString());
    assertThat(ledger.run(Stream.concat(command, paths).toArray(String[]::new))).isEqualTo(2);
    assertThat(rejects.resolve("rejected-usages-01.ndjson")).content().contains("bad");
    assertThat(ledger.path("rejected-usages-01.ndjson")).doesNotExist();
  }

  @Test
  void rejected_file_is_not_taken_for_input() {
    ledger.licensed("ann", "A1");
    ledger.imported();
    ledger.file("rejected-usages.ndjson", Line.usage("u1").of("A1", "1").text());
    ledger.importAll();
    ledger.refused("rejected-usages.ndjson");
  }

  @Test
  void bad_facts_are_kept_out_one_by_one() {
    ledger.licensed("ann", "A1");
    ledger.party("bad-kind", "BAND");
    ledger.party("x".repeat(65));
    ledger.offering("bad-scope", "SING", "SUSPEND", "EXACT");
    ledger.offering("bad-rule", "PLAY", "MAYBE", "EXACT");
    ledger.consent("ann", "A1", "MAYBE");
    ledger.licence("bad-base", "ann").base("HALF");
    ledger.licence("bad-model", "ann").pays(Terms.ofNet("1"), "BY_DICE");
    ledger.licence("bad-terms", "ann").pays("{\"percentage\":[\"netRevenue\",\"1\"]}");
    ledger.licence("bad-field", "ann").field("colour", "\"red\"");
    ledger.membership("ann", "ann", "2026-13-01", "");
    ledger.rate("2026-10-01", "USD", "EUR", "much");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("parties")).isEqualTo("2 accepted, 0 repeated, 2 rejected");
    assertThat(ledger.fate("offerings")).isEqualTo("1 accepted, 0 repeated, 2 rejected");
    assertThat(ledger.fate("consents")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.fate("licences")).isEqualTo("1 accepted, 0 repeated, 4 rejected");
    assertThat(ledger.fate("memberships")).isEqualTo("0 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.fate("rates")).isEqualTo("0 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void bad_revenue_is_kept_out_row_by_row() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.file(
        "revenue-bad.csv",
        """
        period,offering,territory,currency,netRevenue
        2026-10,remix,DE,EUR,100.001
        2026-10,remix,JP,JPY,100.5
        2026-10,remix,FR,EUR,-1.00
        2026-10,remix,NO,NOK,
        2026-13,remix,SE,EUR,1.00
        2026-10,nowhere,SE,EUR,1.00
        2026-10,remix,DK,ABC,1.00
        """);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("revenue-bad")).isEqualTo("0 accepted, 0 repeated, 7 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.holds("payable 60.00 EUR", "retained 40.00 EUR");
  }

  @Test
  void second_currency_for_a_row_of_revenue_is_rejected() {
    ledger.licensed("ann", "A1");
    ledger.play("u1", "A1", 1);
    ledger.revenue("100.00");
    ledger.imported();
    ledger.file(
        "revenue-again.csv",
        "period,offering,territory,currency,netRevenue\n2026-10,remix,SE,SEK,1000.00\n");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("revenue-again")).isEqualTo("0 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.close(OCTOBER)).isZero();
    ledger.pays("ann 60.00 EUR");
  }

  @Test
  void facts_that_name_unknown_ones_are_rejected() {
    ledger.licensed("ann", "A1");
    ledger.membership("ann", "stranger");
    ledger.asset("bad-asset", "stranger");
    ledger.split("stranger", "ann", "100");
    ledger.consent("stranger", "*", "OPT_IN");
    ledger.consent("ann", "stranger", "OPT_IN");
    ledger.licence("bad-licensor", "stranger");
    ledger.licence("bad-offering", "ann").offering("stranger");
    ledger.licence("bad-assets", "ann").assets("A1", "stranger");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("memberships")).isEqualTo("0 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.fate("assets")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.fate("splits")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.fate("consents")).isEqualTo("1 accepted, 0 repeated, 2 rejected");
    assertThat(ledger.fate("licences")).isEqualTo("1 accepted, 0 repeated, 3 rejected");
  }

  // ---- weights that are normalised

  private void normalised(Line usage) {
    ledger.offering("remix", "GENERATE", "SUSPEND", "NORMALISE");
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.licensed("cora", "C1");
    ledger.revenue("100.00");
    usage.times(1_000_000_000_000L); // so that units show all 12 decimals of a weight
    ledger.settle();
  }

  @Test
  void three_equal_weights_become_thirds_and_the_first_gets_the_rest() {
    normalised(ledger.usage("u1").of("C1", "1").of("A1", "1").of("B1", "1"));
    assertThat(ledger.units("cora")).isEqualByComparingTo("333333333334");
    assertThat(ledger.units("ann")).isEqualByComparingTo("333333333333");
    assertThat(ledger.units("ben")).isEqualByComparingTo("333333333333");
  }

  @Test
  void rest_of_normalised_weights_goes_to_the_largest_remainder() {
    normalised(ledger.usage("u1").of("A1", "0.2").of("B1", "0.5"));
    // 2/7 = 0.285714285714|28..., 5/7 = 0.714285714285|71...
    assertThat(ledger.units("ann")).isEqualByComparingTo("285714285714");
    assertThat(ledger.units("ben")).isEqualByComparingTo("714285714286");
  }

  @Test
  void weights_that_sum_to_zero_are_rejected_even_then() {
    ledger.offering("remix", "GENERATE", "SUSPEND", "NORMALISE");
    ledger.licensed("ann", "A1");
    ledger.usage("u1").of("A1", "0").of("B1", "0");
    ledger.usage("u2").of("A1", "0.3");
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("usages")).isEqualTo("1 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.read("rejected-usages-01.ndjson")).contains("u1").doesNotContain("u2");
  }

  // ---- nothing done

  @Test
  void unknown_column_is_an_error() {
    ledger.file("parties-colour.csv", "partyId,name,kind,colour\nann,Ann,LABEL,red\n");
    assertThat(ledger.importAll()).isIn(1, 2);
    ledger.file("assets.csv", "assetId,kind,controller\nA1,RECORDING,ann\n");
    assertThat(ledger.importAll()).as("ann is not known").isIn(1, 2);
  }

  @Test
  void missing_key_column_is_an_error() {
    ledger.file("parties-nobody.csv", "name,kind\nAnn,LABEL\n");
    assertThat(ledger.importAll()).isIn(1, 2);
  }

  @Test
  void file_that_is_not_there_is_named() {
    ledger.importFiles("usages-lost.ndjson");
    ledger.refused("usages-lost.ndjson");
  }

  @Test
  void file_of_no_known_kind_stops_the_import_before_it_begins() {
    ledger.licensed("ann", "A1");
    ledger.file("holiday.csv", "a,b\n1,2\n");
    ledger.importAll();
    ledger.refused("holiday.csv");
    ledger.file("assets-late.csv", "assetId,kind,controller\nA9,RECORDING,ann\n");
    ledger.importAll();
    assertThat(ledger.exit()).as("ann was not imported").isNotZero();
  }

  @Test
  void words_the_program_does_not_know_are_refused() {
    for (var words : List.of(new String[] {"dance"}, new String[] {"import"})) {
      ledger.run(words);
      ledger.refused();
    }
  }
}
