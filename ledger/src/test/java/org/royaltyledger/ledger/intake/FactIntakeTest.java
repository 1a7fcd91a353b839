package org.royaltyledger.ledger.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.party.PartyEvent.PartyRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;

class FactIntakeTest {

  private static final String HEADER = "partyId,name,kind";
  private final Importing importing = new Importing();

  @Test
  void the_same_file_again_changes_nothing() {
    String[] lines = {HEADER, "a,A,LABEL", "b,B,LABEL", "a,A,ARTIST", "a,A,WRITER"};
    assertThat(importing.file("parties.csv", lines)).isEqualTo(report("parties.csv", 4, 4, 0, 0));

    assertThat(importing.file("parties.csv", lines)).isEqualTo(report("parties.csv", 4, 0, 4, 0));
    assertThat(importing.facts()).hasSize(4);
    assertThat(newestKind("a")).isEqualTo("WRITER");
  }

  @Test
  void rows_of_one_key_become_versions_in_their_order() {
    importing.file("parties.csv", HEADER, "a,A,LABEL");
    importing.written.clear();

    var report =
        importing.file(
            "parties-2.csv",
            HEADER,
            "a,A,ARTIST",
            "a,A,ARTIST",
            "b,B,LABEL",
            "a,A,LABEL",
            "a,A,WRITER");

    assertThat(report).isEqualTo(report("parties-2.csv", 5, 4, 1, 0));
    assertThat(importing.facts().stream().map(it -> ((PartyRecorded) it).kind()))
        .containsExactly("LABEL", "ARTIST", "LABEL", "WRITER");
  }

  @Test
  void rows_that_end_in_the_newest_version_are_all_repeats() {
    importing.file("parties.csv", HEADER, "a,A,LABEL");

    var report = importing.file("parties-2.csv", HEADER, "a,A,ARTIST", "a,A,LABEL");

    assertThat(report).isEqualTo(report("parties-2.csv", 2, 0, 2, 0));
  }

  @Test
  void the_same_row_twice_in_a_new_file_is_one_fact_and_one_repeat() {
    assertThat(importing.file("parties.csv", HEADER, "a,A,LABEL", "a,A,LABEL"))
        .isEqualTo(report("parties.csv", 2, 1, 1, 0));
  }

  @Test
  void an_earlier_version_that_comes_last_is_a_new_version() {
    importing.file("parties.csv", HEADER, "a,A,LABEL", "a,A,ARTIST");

    assertThat(importing.file("parties.csv", HEADER, "a,A,LABEL"))
        .isEqualTo(report("parties.csv", 1, 1, 0, 0));
    assertThat(newestKind("a")).isEqualTo("LABEL");
  }

  @Test
  void facts_go_to_the_sink_in_batches_with_names_beside_them() {
    var lines = new ArrayList<String>(List.of(HEADER));
    IntStream.range(0, 1_201).forEach(i -> lines.add("p%d,Name %d,LABEL".formatted(i, i)));

    importing.file("parties.csv", lines.toArray(String[]::new));

    assertThat(importing.batches).containsExactly(500, 500, 201);
    assertThat(importing.written.getFirst().personal())
        .containsExactly(new Personal(PersonalKind.PARTY, "p0", "#party6", "Name 0"));
    assertThat(importing.facts().toString()).doesNotContain("Name");
  }

  @Test
  void what_the_sink_refuses_is_rejected_and_not_known() {
    byte[] content = (HEADER + "\na,A,LABEL\nb,B,LABEL\n").getBytes(StandardCharsets.UTF_8);

    var report =
        importing.bytes(
            "parties.csv",
            content,
            batch -> List.of(new FactSink.Refusal(batch.getFirst(), "not now")));

    assertThat(report).isEqualTo(report("parties.csv", 2, 1, 0, 1));
    assertThat(importing.rejected()).containsExactly("2: not now");
    assertThat(importing.known.knows("party/a")).isFalse();
    assertThat(importing.known.knows("party/b")).isTrue();
  }

  private String newestKind(String party) {
    return importing.known.newest("party/" + party) instanceof PartyRecorded it ? it.kind() : "";
  }

  private static FileReport report(String file, long read, long in, long again, long out) {
    return new FileReport(file, read, in, again, out);
  }
}
