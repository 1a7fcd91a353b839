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

/**
 * What goes in, and what a person is told about it; what is kept out is in {@link BadInputTest}.
 */
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
                  ledger.file(name + ".gz", Gzip.of(ledger.read(name)));
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
  void words_the_program_does_not_know_are_refused() {
    for (var words : List.of(new String[] {"dance"}, new String[] {"import"})) {
      ledger.run(words);
      ledger.refused();
    }
  }
}
