package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reports of services in DDEX DSR, from the file to the statement. */
class DsrTest extends RunsTheProgram {

  private static final String NAME =
      "DSR_LabelA_LedgerCo_remix_2026-10_SE_1of1_20261105T120000.tsv";
  private static final String SECOND =
      "DSR_TEST2_YouTube_AdSupport-music_2015-Q4_IS_1of1_20160121T150926.tsv";
  private static final String FIRST =
      "DSR_TEST_YouTube_AdSupport-music_2015-Q4_IS_1of1_20160121T150926.tsv";

  @Test
  void asset_is_found_by_isrc_then_iswc_then_the_services_own_id_and_the_lowest_of_several() {
    for (String label : List.of("ann", "ben", "cat", "dan", "eve")) {
      ledger.label(label);
      ledger.licence("L-" + label, label);
    }
    ledger.file(
        "assets.csv",
        """
        assetId,kind,isrc,iswc,controller
        a1,RECORDING,SEABC2600001,,ann
        a2,RECORDING,SEABC2600001,,eve
        b1,WORK,,T0345246801,ben
        b2,WORK,,T0345246801,eve
        video:3,RECORDING,,,cat
        video:1,RECORDING,,,eve
        z1,RECORDING,SEABC2600005,,eve
        d1,RECORDING,SEABC2600004,,dan
        """);
    List.of(
            "a1 ann",
            "a2 eve",
            "b1 ben",
            "b2 eve",
            "video:3 cat",
            "video:1 eve",
            "z1 eve",
            "d1 dan")
        .forEach(it -> ledger.split(it.split(" ", -1)[0], it.split(" ", -1)[1], "100"));
    ledger.revenue("100.00");
    ledger.file(
        NAME,
        report(
            "AS01 1 R1 video:1 SEABC2600001",
            "MW01.01 1 w T0345246801",
            "SU03.01 1 U 1 video:1 10 1 2026-10-01 2026-10-31",
            "AS01 2 R1 video:2 SEZZZ2600002",
            "MW01.01 2 w T0345246801",
            "SU03.01 2 U 1 video:2 20 1 2026-10-01 2026-10-31",
            "AS01 3 R1 video:3 _",
            "SU03.01 3 U 1 video:3 30 1 2026-10-01 2026-10-31",
            "AS01 4 R1 video:4 SEABC2600005|SEABC2600004",
            "SU03.01 4 U 1 video:4 40 1 2026-10-01 2026-10-31"));

    ledger.imported();
    assertThat(ledger.fate("DSR_")).isEqualTo("4 accepted, 0 repeated, 0 rejected");
    ledger.settle();

    ledger.pays("ann 6.00 EUR", "ben 12.00 EUR", "cat 18.00 EUR", "dan 24.00 EUR");
    assertThat(ledger.lines("ann", "asset", "units")).containsExactly("a1 10");
    assertThat(ledger.lines("dan", "asset", "units")).containsExactly("d1 40");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void usage_of_a_resource_that_nobody_knows_waits() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.file(
        NAME, report("AS01 1 R1 video:1 SEABC2600001", "SU03.01 1 U 1 video:1 10 1 2026-10-01 _"));
    ledger.settle();
    ledger.holds("unmatched 100.00 EUR");
  }

  @Test
  void same_report_again_is_repeated_and_a_changed_one_is_a_conflict() {
    ledger.licensed("ann", "A1");
    String report = report("AS01 1 R1 A1 _", "SU03.01 1 U 1 A1 10 1 2026-10-01 _");
    ledger.file(NAME, report);
    ledger.imported();
    ledger.file(NAME, report);
    ledger.imported();
    assertThat(ledger.fate("DSR_")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
    ledger.file(NAME, report.replace("\t10\t1\t", "\t11\t1\t"));
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("DSR_")).isEqualTo("0 accepted, 0 repeated, 1 rejected");
    assertThat(ledger.read("rejected-" + NAME)).contains("with other content", "SU03.01\\t1");
  }

  @Test
  void report_that_is_refused_as_a_whole_does_nothing_and_says_why() {
    ledger.imported();
    ledger.file(NAME, report("AS01 1 R1 A1 _").replace("UGCProfile", "AudioVisualProfile"));
    ledger.importAll();
    ledger.refused("profile 'AudioVisualProfile' is none of UGCProfile", "nothing of the file");
  }

  @Test
  void report_that_is_cut_off_gives_its_good_rows_and_ends_in_part() {
    ledger.licensed("ann", "A1");
    ledger.imported();
    String report = report("AS01 1 R1 A1 _", "SU03.01 1 U 1 A1 10 1 2026-10-01 _");
    ledger.file(NAME, report.substring(0, report.indexOf("FOOT")));
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.err()).contains("no FOOT is there after line 4");
    assertThat(ledger.fate("DSR_")).isEqualTo("1 accepted, 0 repeated, 0 rejected");
    ledger.file(NAME, report);
    ledger.imported();
    assertThat(ledger.fate("DSR_")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
  }

  // ---- the two reports of YouTube, which stand beside the project

  @Test
  void reports_of_user_content_as_they_are_sent_come_in_with_their_quirks_as_warnings()
      throws IOException {
    ledger.offering("AdSupport-music", "PLAY", "SUSPEND", "EXACT");
    ledger.imported();
    ledger.file(FIRST, realReport(FIRST));
    ledger.imported();
    assertThat(ledger.fate("DSR_")).isEqualTo("6 accepted, 0 repeated, 0 rejected");
    assertThat(ledger.err())
        .contains("SummaryRecordId '1' stands on line 10 already")
        .contains("ValidityPeriodStart '20151001' is read as 2015-10-01")
        .contains("RightSharePercentage '1.0000'")
        .doesNotContain("FOOT", "the file's name");
  }

  @Test
  void second_report_repeats_the_transactions_of_the_first() throws IOException {
    ledger.offering("AdSupport-music", "PLAY", "SUSPEND", "EXACT");
    ledger.imported();
    ledger.file(FIRST, realReport(FIRST));
    ledger.imported();
    ledger.file(SECOND, realReport(SECOND));
    ledger.imported();
    assertThat(ledger.fate("DSR_")).isEqualTo("0 accepted, 6 repeated, 0 rejected");
    assertThat(ledger.err()).contains("FOOT says NumberOfLinesInFile '35' where 34 are there");
  }

  @Test
  void usage_of_a_real_report_reaches_the_statement_of_who_holds_the_recording()
      throws IOException {
    ledger.offering("AdSupport-music", "GENERATE", "SUSPEND", "EXACT");
    ledger.party("ann", "LABEL");
    ledger.consent("ann", "*", "GENERATE", "2015-01-01", "", "OPT_IN");
    ledger.file("assets.csv", "assetId,kind,isrc,controller\nA1,RECORDING,USUV71101875,ann\n");
    ledger.split("A1", "Worldwide", "ann", "100", "2015-01-01", "");
    ledger.licence("L", "ann").offering("AdSupport-music").useTypes("Stream").from("2015-01-01");
    ledger.revenue("2015-10", "AdSupport-music", "IS", "USD", "10210.00");
    ledger.imported();
    ledger.file(FIRST, realReport(FIRST));
    ledger.imported();
    assertThat(ledger.close("2015-10")).isZero();
    assertThat(ledger.lines("ann", "asset", "units", "territoryOfUse"))
        .containsExactly("A1 2045 IS");
  }

  /** Where it is missing the test is skipped, and says so; on a build server it fails. */
  private static byte[] realReport(String name) throws IOException {
    Path file = Path.of("..", "..", "shared", "data", name).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      String missing = "../shared/data/%s is not there".formatted(name);
      assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
      System.err.println("skipped: " + missing);
      Assumptions.abort(missing);
    }
    return Files.readAllBytes(file);
  }

  /** Rows with blanks for tabs; {@code _} is an empty cell. */
  private static String report(String... rows) {
    String text =
        Stream.concat(
                Stream.of(
                    "HEAD dsrf/30 UGCProfile 1.1 M1 2026-11-05T12:00:00Z 1 1 2026-10-01 2026-10-31"
                        + " PADPIDA1 LedgerCo remix PADPIDA2 LabelA LabelA",
                    "SY02.02 1 _ _ SubscriptionModel OnDemandStream SE remix"),
                Stream.of(rows))
            .map(row -> row.replace("_", "").replace(' ', '\t'))
            .collect(Collectors.joining("\n", "", "\n"));
    long blocks = Stream.of(rows).map(it -> it.split(" ", -1)[1]).distinct().count();
    return text + "FOOT\t%1$d\t%1$d\t1\t%2$d\t%2$d\n".formatted(rows.length + 3L, blocks);
  }
}
