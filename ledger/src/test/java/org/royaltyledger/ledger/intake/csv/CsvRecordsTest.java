package org.royaltyledger.ledger.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.party.PartyEvent.PartyRecorded;
import org.royaltyledger.ledger.value.Refused;

class CsvRecordsTest {

  private static final String HEADER = "partyId,name,kind";
  private final Importing importing = new Importing();

  @Test
  void columns_may_come_in_any_order_and_optional_ones_may_be_missing() {
    importing.file("parties.csv", "currency,kind,partyId,name", "EUR,LABEL,a,A");
    assertThat(importing.facts())
        .containsExactly(new PartyRecorded("a", "#party1", "LABEL", null, "EUR", null, null, null));
  }

  @Test
  void a_byte_order_mark_windows_line_ends_and_empty_lines_are_no_matter() {
    var report = importing.file("parties.csv", "\uFEFF" + HEADER + "\r", "\r", "a,A,LABEL\r", "");
    assertThat(report.accepted()).isOne();
    assertThat(report.read()).isOne();
  }

  @Test
  void a_file_without_rows_is_fine() {
    assertThat(importing.file("parties.csv", HEADER).read()).isZero();
    assertThat(importing.bytes("parties.csv", HEADER.getBytes(StandardCharsets.UTF_8)).read())
        .isZero();
  }

  @Test
  void quotes_hold_commas_and_quotes() {
    importing.file("parties.csv", HEADER, "\"a,\"\"1\"\"\",\"A\",LABEL");
    assertThat(importing.known.knows("party/a,\"1\"")).isTrue();
  }

  @Test
  void a_record_over_several_lines_is_named_by_its_first() {
    importing.file("parties.csv", HEADER, "a,\"A", "B\",label", "b,B,LABEL,", "c,C,LABEL");
    assertThat(importing.rejected())
        .containsExactly(
            "2: kind 'label' is none of LABEL, PUBLISHER, DISTRIBUTOR, SOCIETY, SERVICE, ARTIST,"
                + " PERFORMER, PRODUCER, WRITER: give one of them",
            "4: row has 4 cells where the header has 3: put cells with a comma in quotes");
    assertThat(importing.rejects().getFirst().text()).isEqualTo("a,\"A\nB\",label");
    assertThat(importing.known.knows("party/c")).isTrue();
  }

  @Test
  void a_stray_quote_costs_its_own_line_and_no_other() {
    var report =
        importing.file(
            "parties.csv", HEADER, "a,\"A,LABEL", "b,B \"C\",LABEL", "c,C,LABEL", "d,\"D\"x,LABEL");
    assertThat(importing.rejected())
        .containsExactly(
            "2: record has a quote in the middle of a cell: put the whole cell in quotes, and write"
                + " each quote in it twice",
            "3: record has a quote in the middle of a cell: put the whole cell in quotes, and write"
                + " each quote in it twice",
            "5: record has a quote in the middle of a cell: put the whole cell in quotes, and write"
                + " each quote in it twice");
    assertThat(report.accepted()).isOne();

    importing.file("parties.csv", HEADER, "e,\"E,LABEL", "f,F,LABEL");
    assertThat(importing.rejected())
        .containsExactly(
            "2: record opens a quote that is never closed: close it, or write it twice");
    assertThat(importing.known.knows("party/f")).isTrue();
  }

  @Test
  void a_line_that_is_not_utf_8_is_rejected_alone() {
    importing.bytes(
        "parties.csv",
        (HEADER + "\na,Jos\u00E9,LABEL\nb,B,LABEL\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(importing.rejected())
        .containsExactly("2: byte 0xE9 at place 6 is not UTF-8: save the file as UTF-8");
    assertThat(importing.known.knows("party/b")).isTrue();
  }

  @Test
  void a_huge_line_is_rejected_alone() {
    String huge = "x".repeat(64 * 1024);
    importing.file("parties.csv", HEADER, "a," + huge + ",LABEL", "b,\"" + huge, "c,C,LABEL");
    assertThat(importing.rejected())
        .containsExactly(
            "2: record is longer than 65536 bytes: shorten it",
            "3: record is longer than 65536 bytes: shorten it");
    assertThat(importing.rejects().getFirst().text()).hasSize(2_001);

    importing.file(
        "parties.csv", HEADER, "d,\"D", "x".repeat(60_000), "y".repeat(6_000), "e,E,LABEL");
    assertThat(importing.rejected())
        .startsWith(
            "2: record opens a quote that is not closed within 65536 bytes: close it, or write it"
                + " twice")
        .hasSize(3);
    assertThat(importing.known.knows("party/e")).isTrue();
  }

  @Test
  void a_wrong_header_refuses_the_file() {
    refused(
        "",
        "parties.csv is empty: let it begin with a line of columns, required are partyId, kind;"
            + " optional are name, country, currency, isni, ipi, dpid");
    refused(
        HEADER + ",nickname\n",
        "parties.csv line 1: column 'nickname' is unknown: required are partyId, kind;"
            + " optional are name, country, currency, isni, ipi, dpid");
    refused(
        "\n\npartyId,name\n",
        "parties.csv line 3: column 'kind' is missing: required are partyId, kind; optional are"
            + " name, country, currency, isni, ipi, dpid");
    refused(HEADER + ",kind\n", "parties.csv line 1: column 'kind' stands twice: keep one");
    refused(
        "partyId,\"name\n",
        "parties.csv line 1: header opens a quote that is never closed: close it, or write it"
            + " twice");
  }

  private void refused(String content, String message) {
    assertThatThrownBy(
            () -> importing.bytes("parties.csv", content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.BAD_INPUT))
        .hasMessage(message);
  }
}
