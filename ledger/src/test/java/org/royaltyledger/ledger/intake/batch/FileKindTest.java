package org.royaltyledger.ledger.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.value.Refused;

class FileKindTest {

  @Test
  void a_file_is_known_by_its_name_packed_or_not() {
    assertThat(FileKind.of(Path.of("in/parties.csv"))).isEqualTo(FileKind.PARTIES);
    assertThat(FileKind.of(Path.of("parties-2026-10.csv.gz"))).isEqualTo(FileKind.PARTIES);
    assertThat(FileKind.of(Path.of("usages_1.ndjson.gz"))).isEqualTo(FileKind.USAGES);
    assertThat(FileKind.of(Path.of("taxes-2026.csv"))).isEqualTo(FileKind.TAXES);
    assertThat(FileKind.of(Path.of("taxdetails-2026.csv"))).isEqualTo(FileKind.TAXDETAILS);
    assertThat(FileKind.of(Path.of("licences.json")).written()).isEqualTo("licences");
    assertThat(FileKind.of(Path.of("DSR_A_B_c_2026_SE_1of1_20261105T120000.tsv.gz")))
        .isEqualTo(FileKind.DSR);
  }

  @Test
  void files_are_read_in_the_order_of_kinds_then_of_names() {
    var given =
        List.of(
            Path.of("a/usages.ndjson"),
            Path.of("outputs.ndjson"),
            Path.of("parties-b.csv"),
            Path.of("z/parties-a.csv"),
            Path.of("rates.csv"),
            Path.of("splits.csv"));
    assertThat(FileKind.inOrder(given).stream().map(it -> it.getFileName().toString()))
        .containsExactly(
            "parties-a.csv",
            "parties-b.csv",
            "splits.csv",
            "rates.csv",
            "outputs.ndjson",
            "usages.ndjson");
  }

  @Test
  void a_name_that_fits_no_format_is_refused_with_all_that_do() {
    assertThatThrownBy(() -> FileKind.of(Path.of("in/party.csv")))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.FILE_UNREADABLE))
        .hasMessage(
            "file 'party.csv' fits none of the names parties*.csv, memberships*.csv,"
                + " offerings*.csv, assets*.csv, splits*.csv, licences*.json, consents*.csv,"
                + " claims*.csv, policies*.csv, revenue*.csv, rates*.csv, contracts*.json,"
                + " advances*.csv, payees*.csv, minimums*.csv, taxes*.csv, bankdetails*.csv,"
                + " taxdetails*.csv, exclusions*.csv, outputs*.ndjson, usages*.ndjson, DSR_*.tsv"
                + " (each also with .gz): rename it after what it holds");
    assertThatThrownBy(() -> FileKind.of(Path.of("parties.csv.zip"))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> FileKind.of(Path.of("Parties.csv"))).isInstanceOf(Refused.class);
  }

  @Test
  void rejected_lines_are_not_imported_again_as_they_are() {
    assertThatThrownBy(() -> FileKind.of(Path.of("rejected-parties.csv")))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "file 'rejected-parties.csv' holds lines that an import rejected: correct them where"
                + " they came from, and import that file again");
  }
}
