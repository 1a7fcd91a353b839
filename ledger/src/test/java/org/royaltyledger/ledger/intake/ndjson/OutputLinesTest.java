package org.royaltyledger.ledger.intake.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.usage.OutputEvent.OutputContribution;
import org.royaltyledger.ledger.usage.OutputEvent.OutputRecorded;

class OutputLinesTest {

  private final Importing importing = new Importing();

  @Test
  void an_output_with_all_its_fields() {
    importing.file(
        "outputs.ndjson",
        "{\"output\":\"o\",\"contributions\":[{\"asset\":\"song\",\"role\":\"voice\",\"weight\":0.500},{\"party\":\"ben\",\"weight\":5e-1}],\"attribution\":{\"provider\":\"acme\",\"method\":\"influence\",\"version\":\"3\",\"confidence\":0.930},\"containsAI\":\"Partly\"}");
    assertThat(importing.rejected()).isEmpty();
    assertThat(importing.facts())
        .containsExactly(
            new OutputRecorded(
                "o",
                List.of(
                    new OutputContribution("song", null, "voice", 500_000_000_000L),
                    new OutputContribution(null, "ben", "", 500_000_000_000L)),
                "acme",
                "influence",
                "3",
                "0.93",
                "Partly"));
  }

  @Test
  void an_output_may_wait_for_its_analysis_which_may_be_corrected() {
    var report =
        importing.file(
            "outputs.ndjson",
            "{\"output\":\"o\"}",
            "  ",
            "{\"output\":\"o\",\"contributions\":[],\"attribution\":null,\"containsAI\":null}",
            "{\"output\":\"o\",\"contributions\":[{\"asset\":\"song\",\"weight\":1}]}",
            "{\"output\":\"o\",\"contributions\":[{\"asset\":\"song\",\"role\":\"\",\"weight\":1.0}]}\r");
    assertThat(importing.rejected()).isEmpty();
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.repeated()).isEqualTo(2);
  }

  @Test
  void twelve_decimals_are_exact() {
    importing.file(
        "outputs.ndjson",
        "{\"output\":\"o\",\"contributions\":[{\"asset\":\"a\",\"weight\":0.333333333333},{\"asset\":\"b\",\"weight\":0.333333333333},{\"asset\":\"c\",\"weight\":0.333333333334000}]}");
    assertThat(importing.rejected()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"output":"o","contributions":[{"asset":"a","weight":0.9}]} | weights of output 'o' sum to 0.9, not to 1: correct them
          {"output":"o","contributions":[{"asset":"a","weight":1},{"asset":"b","weight":1e-12}]} | weights of output 'o' sum to 1.000000000001, not to 1: correct them
          {"output":"o","contributions":[{"asset":"a","weight":1.0000000000001}]} | weight 1.0000000000001 is not within 0 and 1: weights are parts that sum to 1
          {"output":"o","contributions":[{"asset":"a","weight":0.0000000000001}]} | weight 1E-13 has more than 12 decimals: round it, weights are parts that sum to 1
          {"output":"o","contributions":[{"asset":"a","weight":-0.1}]} | weight -0.1 is not within 0 and 1: weights are parts that sum to 1
          {"output":"o","contributions":[{"asset":"a","weight":1e999999999}]} | weight 1E+999999999 is not within 0 and 1: weights are parts that sum to 1
          {"output":"o","contributions":[{"asset":"a","weight":1e99999999999}]} | number '1e99999999999' is out of bounds: write it plainly
          {"output":"o","contributions":[{"asset":"a","weight":"1"}]} | weight "1" is not a number: write it without quotes
          {"output":"o","contributions":[{"asset":"a"}]} | weight is missing: give it
          {"output":"o","contributions":[{"asset":"a","party":"b","weight":1}]} | contribution names asset 'a' and party 'b': name one of them
          {"output":"o","contributions":[{"weight":1}]} | contribution names neither asset nor party: name one of them
          {"output":"o","contributions":[{"asset":"","weight":1}]} | asset id is empty: give 1 to 64 printable characters
          {"output":"o","contributions":[{"asset":"a","weight":1,"share":1}]} | field 'share' is unknown: a contribution has the fields asset, party, role, weight
          {"output":"o","contributions":{}} | contributions {} is not an array
          {"output":"o","attribution":{"confidence":2}} | confidence 2 is not within 0 and 1: it is a part of 1
          {"output":"o","attribution":[]} | [] is not an attribution: write an object with the fields provider, method, version, confidence
          {"output":"o","containsAI":"Some"} | containsAI 'Some' is none of All, Partly, None: leave it out if it is unknown
          {"output":"o","output":"p"} | field 'output' stands twice: keep one
          {"output":"o","usageId":"u"} | field 'usageId' is unknown: an output has the fields output, contributions, attribution, containsAI
          {"contributions":[]} | output is missing: give it
          {"output":["o"]} | output ["o"] is not a string: put it in quotes
          {"output":"o"}{"output":"p"} | line goes on after its JSON value: write one on each line
          [[[[[[[[[[1]]]]]]]]]] | values are nested more than 8 deep: nest them less
          7 | 7 is not an output: write an object with the fields output, contributions, attribution, containsAI
          """)
  void a_wrong_line_is_rejected_alone(String line, String reason) {
    var report = importing.file("outputs.ndjson", line, "{\"output\":\"good\"}");
    assertThat(importing.rejected()).containsExactly("1: " + reason);
    assertThat(report.accepted()).isOne();
    assertThat(importing.rejects().getFirst().text()).isEqualTo(line);
  }

  @Test
  void what_is_not_json_is_rejected_alone() {
    importing.file(
        "outputs.ndjson", "{\"output\":\"o\"", "{output:1}", "nul", "{\"output\":\"p\"}");
    assertThat(importing.rejected()).hasSize(3).allMatch(it -> it.contains(": line is not JSON"));
    assertThat(importing.known.knows("output/p")).isTrue();
  }

  @Test
  void the_deepest_nesting_costs_one_line() {
    importing.file("outputs.ndjson", "[".repeat(900_000), "{\"output\":\"p\"}");
    assertThat(importing.rejected()).hasSize(1);
    assertThat(importing.known.knows("output/p")).isTrue();
  }

  @Test
  void what_is_not_utf_8_or_too_long_is_rejected_alone() {
    importing.bytes(
        "outputs.ndjson",
        ("{\"output\":\"é\"}\n{\"output\":\"" + "x".repeat(1 << 20) + "\"}\n{\"output\":\"p\"}")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(importing.rejected())
        .containsExactly(
            "1: byte 0xE9 at place 12 is not UTF-8: save the file as UTF-8",
            "2: line is longer than 1048576 bytes: write one output on each line");
    assertThat(importing.known.knows("output/p")).isTrue();
  }
}
