package org.royaltyledger.ledger.intake.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.licence.LicenceEvent.LicencePart;
import org.royaltyledger.ledger.licence.LicenceEvent.LicenceRecorded;
import org.royaltyledger.ledger.value.Refused;

class LicencesJsonTest {

  private static final String GOOD =
      """
      {"licenceId": "lic", "licensor": "agency", "offering": "ai-remix",
       "useTypes": ["OnDemandStream"], "territories": ["Worldwide", "SE"],
       "assets": "*", "modelVersions": "*", "from": "2026-01-01", "to": "",
       "base": "SHARE",
       "parts": [{"terms": {"percentOf": ["netRevenue", "60.0"]}, "allocation": "PRO_RATA"}]}\
      """;

  private final Importing importing = Importing.withCatalogue();

  @Test
  void a_licence_with_its_defaults() {
    var report = importing.file("licences.json", "\uFEFF[", GOOD, "]");
    assertThat(importing.rejected()).isEmpty();
    assertThat(report.accepted()).isOne();
    assertThat(importing.facts())
        .containsExactly(
            new LicenceRecorded(
                "lic",
                "agency",
                "ai-remix",
                List.of("OnDemandStream"),
                List.of("SE", "Worldwide"),
                null,
                null,
                LocalDate.of(2026, 1, 1),
                null,
                "SHARE",
                "REFUSE",
                List.of(
                    new LicencePart(
                        "{\"percentOf\":[\"netRevenue\",\"60\"]}", "PRO_RATA", null, null)),
                null,
                null,
                null));
  }

  @Test
  void the_same_licence_in_other_words_is_a_repeat() {
    importing.file("licences.json", "[", GOOD, "]");
    String other =
        GOOD.replace("\"60.0\"", "\"60\"")
            .replace("\"to\": \"\"", "\"to\": null, \"withoutListener\": \"REFUSE\"")
            .replace("\"Worldwide\", \"SE\"", "\"SE\",\"Worldwide\",\"SE\"");
    assertThat(importing.file("licences.json", "[", other, "]").repeated()).isOne();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "base": "SHARE" | "base": "SHARE", "nase": 1 | field 'nase' is unknown: a licence has the fields licenceId, licensor, offering, useTypes, territories, assets, modelVersions, from, to, base, withoutListener, parts, minimumGuarantee, mostFavoured, comparable
          "base": "SHARE" | "base": "SHARE", "base": "WHOLE" | field 'base' stands twice: keep one
          "base": "SHARE" | "base": "PART" | base 'PART' is none of SHARE, WHOLE: give one of them
          "base": "SHARE", | `` | base is missing: give it
          "licenceId": "lic" | "licenceId": 7 | licenceId 7 is not a string: put it in quotes
          "licensor": "agency" | "licensor": "nobody" | party 'nobody' is unknown: bring it in a file parties*.csv, in this import or an earlier one
          "offering": "ai-remix" | "offering": "x" | offering 'x' is unknown: bring it in a file offerings*.csv, in this import or an earlier one
          ["OnDemandStream"] | [] | useTypes is empty: give one or more
          ["OnDemandStream"] | "OnDemandStream" | useTypes "OnDemandStream" is not an array
          ["OnDemandStream"] | [1] | useTypes has 1, which is not a string: put it in quotes
          "SE" | "Europe" | territory 'Europe' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE
          "assets": "*" | "assets": "song" | assets "song" is neither an array nor "*"
          "assets": "*" | "assets": ["nothing"] | asset 'nothing' is unknown: bring it in a file assets*.csv, in this import or an earlier one
          "modelVersions": "*" | "modelVersions": [] | modelVersions is empty: give one or more
          "modelVersions": "*", | `` | modelVersions is missing: give it
          2026-01-01 | 2026 | from '2026' is not a day like 2026-07-01: write it so
          "to": "" | "to": "2025-12-31" | to '2025-12-31' is not after from '2026-01-01': to is the first day no longer in force
          "to": "" | "withoutListener": "OURS" | withoutListener 'OURS' is none of REFUSE, OWN: give one of them
          PRO_RATA | FAIR | allocation 'FAIR' is none of PRO_RATA, USER_CENTRIC, SHAPLEY_INDEX, EQUAL, EQUAL_LICENSED: give one of them
          {"percentOf": ["netRevenue", "60.0"]} | {"percentOf": ["netRevenue", 60]} | percentOf ["netRevenue",60] is not an array of 2 strings, numbers in quotes
          {"percentOf": ["netRevenue", "60.0"]} | {"percentOf": ["netRevenue", 1e999999999]} | percentOf ["netRevenue",1E+999999999] is not an array of 2 strings, numbers in quotes
          "licenceId": "lic" | "licenceId": -1e-999999999 | licenceId -1E-999999999 is not a string: put it in quotes
          "terms": | "note": 1, "terms": | field 'note' is unknown: a part has the fields terms, allocation, guaranteed, fallback
          """)
  void a_wrong_licence_is_rejected_alone(String part, String instead, String reason) {
    String wrong = GOOD.replace(part, instead);
    String good = GOOD.replace("\"lic\"", "\"other\"");

    var report = importing.file("licences.json", "[", wrong, ",", good, "]");

    assertThat(importing.rejected()).containsExactly("2: " + reason);
    assertThat(report.accepted()).isOne();
    assertThat(importing.rejects().getFirst().text()).isEqualTo(wrong);
  }

  @Test
  void what_is_no_licence_is_rejected_on_its_line() {
    String deep = "[".repeat(3_000) + "]".repeat(3_000);
    var report = importing.file("licences.json", "[1,", "\"x\", null,", "{},", deep, "]");
    assertThat(report.rejected()).isEqualTo(5);
    assertThat(importing.rejected().stream().map(it -> it.substring(0, 20)))
        .containsExactly(
            "1: 1 is not a licenc",
            "2: \"x\" is not a lice",
            "2: null is not a lic",
            "3: licenceId is miss",
            "4: values are nested");
  }

  @Test
  void an_asset_of_another_is_a_warning() {
    importing.file(
        "licences.json",
        "[",
        GOOD.replace("\"assets\": \"*\"", "\"assets\": [\"song\", \"tune\"]"),
        "]");
    assertThat(importing.rejected()).isEmpty();
    assertThat(importing.warned())
        .containsExactly(
            "2: licence 'lic' lists asset 'tune', which borealis licenses, not agency or a member"
                + " of it: it is not covered");
  }

  @Test
  void members_count_through_others_and_in_a_ring() {
    importing.file(
        "memberships.csv",
        "partyId,memberOf,from,to",
        "borealis,aurora,2020-01-01,2021-01-01",
        "agency,borealis,2020-01-01,");
    importing.file(
        "licences.json",
        "[",
        GOOD.replace("\"assets\": \"*\"", "\"assets\": [\"song\", \"tune\"]"),
        "]");
    assertThat(importing.warned()).isEmpty();
  }

  @Test
  void terms_as_deep_as_may_be_are_taken() {
    String term = "{\"flat\": [\"1\", \"EUR\"]}";
    for (int i = 0; i < 32; i++) {
      term = "{\"steps\": [{\"from\": \"2026-01-01\", \"term\": " + term + "}]}";
    }
    importing.file(
        "licences.json",
        "[",
        GOOD.replace("{\"percentOf\": [\"netRevenue\", \"60.0\"]}", term),
        "]");
    assertThat(importing.rejected()).isEmpty();
  }

  @Test
  void an_empty_array_is_fine() {
    assertThat(importing.file("licences.json", " [ ] ").read()).isZero();
  }

  @Test
  void a_file_that_is_no_array_is_refused_and_nothing_of_it_taken() {
    refused("", "licences.json is not a JSON array: write licences as [{…},{…}]");
    refused(GOOD, "licences.json is not a JSON array: write licences as [{…},{…}]");
    refused("[] []", "licences.json has more after its JSON array: write one array");
    refused("[\n1,", "licences.json line 2 is not JSON at character");
    refused("[" + GOOD + ",\n{\"a\": tru}]", "licences.json line 6 is not JSON at character");
    assertThat(importing.facts()).isEmpty();
  }

  @Test
  void a_file_that_is_not_utf_8_is_refused() {
    assertThatThrownBy(
            () -> importing.bytes("licences.json", "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Refused.class)
        .hasMessage("licences.json byte 0xE9 at place 3 is not UTF-8: save the file as UTF-8");
  }

  private void refused(String content, String message) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> importing.bytes("licences.json", bytes))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.BAD_INPUT))
        .hasMessageStartingWith(message);
    assertThatThrownBy(
            () -> new LicencesJson().check("licences.json", new ByteArrayInputStream(bytes)))
        .isInstanceOf(Refused.class);
  }
}
