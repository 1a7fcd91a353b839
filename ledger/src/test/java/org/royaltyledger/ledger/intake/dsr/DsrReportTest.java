package org.royaltyledger.ledger.intake.dsr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.usage.UsageBlock;

class DsrReportTest {

  private static final String HEAD =
      "HEAD dsrf/30 %s 1.0 M1 2026-11-05T12:00:00Z 1 1 2026-10-01 2026-10-31 PADPIDA1 LedgerCo"
          + " ai-remix PADPIDA2 LabelA LabelA";
  private static final String SUMMARY =
      "SY02.02 1 _ _ SubscriptionModel OnDemandStream SE ai-remix";

  @TempDir private Path folder;

  // ---- what a sales row becomes

  @Test
  void sales_row_of_user_content_is_a_usage_of_its_resource() {
    Reading it =
        ugc(
            "AS01 7 R1 vid:1 usrc17607839|SEABC2600001 Song",
            "MW01.01 7 w1 T0345246801 Song",
            "SU03.01 7 U1 1 vid:1 40 2.0 2026-10-05 2026-10-31");
    assertThat(it.usages)
        .containsExactly(
            new Reading.Used(
                5,
                Sale.usageId("PADPIDA1", "M1", "7", "U1"),
                40,
                Instant.parse("2026-10-05T00:00:00Z"),
                "OnDemandStream",
                "ai-remix",
                "SE",
                new SoughtAsset(
                    List.of("USRC17607839", "SEABC2600001"), List.of("T0345246801"), "vid:1")));
    assertThat(it.warned()).isEmpty();
    assertThat(it.failure).isNull();
  }

  @Test
  void id_of_a_usage_is_the_hash_of_what_names_its_transaction() {
    assertThat(Sale.usageId("PADPIDA1", "M1", "7", "U1"))
        .isEqualTo("256d62e23355d7b4b0883de363874732a8434d05c4e3d9543bbf922e82cc80f5");
  }

  @Test
  void sales_row_without_a_validity_period_was_used_when_the_report_begins() {
    Reading it = ugc("AS01 7 R1 vid:1", "SU03.01 7 U1 1 vid:1 4 2.0 _ _");
    assertThat(it.usages.getFirst().usedAt()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
  }

  @Test
  void resource_is_the_one_that_the_sales_row_names_or_the_only_one() {
    Reading it =
        ugc(
            "AS02.02 7 R1 vid:1 SEABC2600001 a _ b _ PT3M Sound T0345246801",
            "AS01 7 R2 vid:2 SEABC2600002",
            "SU03.01 7 U1 1 vid:2 1 0 2026-10-05 _",
            "SU03.01 7 U2 1 R1 2 0 2026-10-05 _",
            "SU03.01 7 U3 1 vid:3 3 0 2026-10-05 _",
            "AS01 8 R1 vid:4 SEABC2600004",
            "SU03.01 8 U1 1 release:9 4 0 2026-10-05 _");
    assertThat(it.usages.stream().map(used -> used.asset().isrcs().getFirst()))
        .containsExactly("SEABC2600002", "SEABC2600001", "SEABC2600004");
    assertThat(it.usages.get(1).asset().iswcs()).containsExactly("T0345246801");
    assertThat(it.rejected())
        .singleElement()
        .asString()
        .startsWith(
            "7: 'vid:3' is the ResourceReference or DspResourceId of none of the 2 resources in"
                + " block '7'");
  }

  @Test
  void downloads_count_less_their_returns_and_streams_by_their_number() {
    Reading it =
        read(
            "BasicAudioProfile",
            "RE01 7 REL1 rel:1 _ _ _ Ann _ Album",
            "AS01 7 R1 t:1 SEABC2600001",
            "MW01.01 7 w1 T0345246801",
            "AS02.02 7 R2 t:2 SEABC2600002 a _ b _ PT3M Sound T0345246802",
            "RE02 7 REL2 rel:2 _ R2",
            "SU01 7 1 X1 _ R1 true false 10 3 0.99 _",
            "SU02 7 1 X2 REL2 _ _ 25 _ _",
            "SU01 7 1 X3 REL1 _ true false 1 0 9.99 _",
            "SU01 7 1 X4 _ R1 true false 1 2 0.99 _",
            "SU01 7 1 X5 _ R1 true false 2 2 0.99 _",
            "SU02 7 1 X6 _ R2 false 9 _ _");
    assertThat(it.usages.stream().map(used -> used.quantity() + " " + used.asset()))
        .containsExactly("7 SEABC2600001", "25 SEABC2600002");
    assertThat(it.usages.getFirst().usageId()).isEqualTo(Sale.usageId("PADPIDA1", "M1", "7", "X1"));
    assertThat(it.rejected()).hasSize(2);
    assertThat(it.rejected().get(0)).startsWith("10: 'REL1' is the ResourceReference");
    assertThat(it.rejected().get(1)).startsWith("11: Usages '1' minus Returns '2' is below 0");
    assertThat(it.warned())
        .containsExactly(
            "12: Usages is 0: the row states no usage and counts nowhere",
            "13: IsRoyaltyBearing is false: the row states no usage and counts nowhere");
  }

  @Test
  void royalty_report_has_its_sales_rows_under_the_works_they_speak_of() {
    Reading it =
        read(
            "RoyaltyReportingProfile",
            "AS01 7 R1 t:1 _",
            "MW01.01 7 w1 T0345246801",
            "SU03.01 7 X1 1 t:1 5 1 2026-10-01 2026-10-31",
            "LI01.01 7 1 LabelA _ _ 25 MechanicalRight 25.00 15.00",
            "MW01.01 7 w2 T0345246802",
            "SU03.01 7 X2 1 t:1 6 1 2026-10-01 2026-10-31",
            "LI01.01 7 1 LabelB _ _ 75 MechanicalRight 75.00 45.00");
    assertThat(it.usages.stream().map(used -> used.quantity() + " " + used.asset()))
        .containsExactly("5 T0345246801", "6 T0345246802");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SU03.01 7 U1 1 v 4 2.0 2026-10-05            | row has 8 cells where SU03.01 has 9
          SU03.01 7 U1 1 v 4 2.0 2026-10-05 _ _        | row has 10 cells where SU03.01 has 9
          SU03.01 7 U1 1 v -4 2.0 2026-10-05 _         | Usages '-4' is not a whole number
          SU03.01 7 U1 1 v _ 2.0 2026-10-05 _          | Usages '' is not a whole number
          SU03.01 7 U1 1 v 1.5 2.0 2026-10-05 _        | Usages '1.5' is not a whole number
          SU03.01 7 U1 1 v 9999999999999 2 2026-10-05 _| Usages '9999999999999' is above 10^12
          SU03.01 7 _ 1 v 4 2.0 2026-10-05 _           | SalesTransactionId is empty
          SU03.01 _ U1 1 v 4 2.0 2026-10-05 _          | BlockId is empty
          SU03.01 7 U1 9 v 4 2.0 2026-10-05 _          | SummaryRecordId '9' has no SY01
          SU03.01 7 U1 1 v 4 2.0 2026-13-05 _          | ValidityPeriodStart '2026-13-05' is a day that does not exist
          SU03.01 7 U1 1 v 4 2.0 20261305 _            | ValidityPeriodStart '20261305' is not a day
          SU03.01 7 U1 1 v 4 2.0 1969-12-31 _          | ValidityPeriodStart '1969-12-31' is before 1970
          SU03.03 7 U1 1 v 4 2.0 2026-10-05 _          | record type 'SU03.03' is not read in a UGCProfile
          SU01 7 U1 1 v 4 2.0 2026-10-05 _             | record type 'SU01' is not read in a UGCProfile
          SU03.01 7 U1\\ 1 v 4 2.0 2026-10-05 _         | cell 3 ends with a single \\
          SU07 7 U1 1 v 4 2.0 2026-10-05 _             | record type 'SU07' is unknown
          """)
  void bad_row_is_rejected_with_its_reason_and_the_good_ones_go_on(String row, String reason) {
    Reading it =
        ugc(
            "AS01 7 R1 v SEABC2600001",
            "SU03.01 7 A 1 v 1 2.0 2026-10-05 _",
            row,
            "SU03.01 7 B 1 v 2 2.0 2026-10-05 _");
    assertThat(it.rejected()).hasSize(row.contains(" _ U1") ? 2 : 1);
    assertThat(it.rejected().getFirst()).startsWith("5: " + reason);
    assertThat(it.usages).hasSize(row.contains(" _ U1") ? 1 : 2);
    assertThat(it.failure).isNull();
  }

  @Test
  void unknown_offering_is_named_with_the_way_out() {
    Reading it =
        Reading.of(
            folder,
            Stream.of(
                HEAD.formatted("UGCProfile").replace("ai-remix", "nowhere"),
                SUMMARY,
                "AS01 7 R1 v SEABC2600001",
                "SU03.01 7 A 1 v 1 2.0 2026-10-05 _",
                "FOOT 5 5 1 1 1"));
    assertThat(it.usages).isEmpty();
    assertThat(it.rejected())
        .containsExactly(
            "4: offering 'nowhere' (ServiceDescription of HEAD) is unknown: import it from an"
                + " offerings file, then this file again");
  }

  // ---- blocks

  @Test
  void block_that_breaks_the_grammar_states_nothing() {
    Reading it =
        ugc(
            "AS01 7 R1 a SEABC2600001",
            "SU03.01 7 A 1 a 1 2.0 2026-10-05 _",
            "AS01 7 R2 b SEABC2600002",
            "SU03.01 7 B 1 b 1 2.0 2026-10-05 _",
            "AS01 8 R1 c SEABC2600003",
            "SU03.01 8 A 1 c 1 2.0 2026-10-05 _");
    assertThat(it.usages).hasSize(1);
    assertThat(it.rejected())
        .hasSize(2)
        .allMatch(
            reason ->
                reason.contains(
                    "block '7' is not built as a UGCProfile: AS01 on line 5 may not stand where it"
                        + " does"));
  }

  @Test
  void only_resource_that_can_be_read_is_not_taken_for_another_that_cannot() {
    Reading it =
        ugc(
            "XS01 7 R1 a SEABC2600001",
            "AS01 7 R2 b SEABC2600002",
            "SU03.01 7 A 1 a 1 2.0 2026-10-05 _",
            "SU03.01 7 B 1 b 1 2.0 2026-10-05 _");
    assertThat(it.usages).hasSize(1);
    assertThat(it.rejected().get(0)).startsWith("3: record type 'XS01' is unknown");
    assertThat(it.rejected().get(1))
        .startsWith("5: 'a' is no resource of block '7', which may lack one as line 3");
  }

  @Test
  void rows_of_one_block_come_in_as_many_drafts_as_they_need() {
    int many = 2 * UsageBlock.MOST + 5;
    Reading it = ugc(sales(many));
    assertThat(it.drafts).containsExactly(UsageBlock.MOST, UsageBlock.MOST, 5);
    assertThat(it.usages.stream().map(Reading.Used::line)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void block_without_end_is_rejected_and_not_held() {
    Reading it = ugc(sales(Block.MOST_ROWS + 100));
    assertThat(it.usages).isEmpty();
    assertThat(it.rejects).hasSize(Block.MOST_ROWS + 100);
    assertThat(it.rejected().stream().filter(reason -> !reason.contains("has more than 32768")))
        .isEmpty();
  }

  private static String[] sales(int many) {
    return Stream.concat(
            Stream.of("AS01 7 R1 a SEABC2600001"),
            IntStream.range(0, many).mapToObj("SU03.01 7 U%d 1 a 1 2.0 2026-10-05 _"::formatted))
        .toArray(String[]::new);
  }

  // ---- quirks

  @Test
  void quirks_of_real_reports_are_warnings() {
    Reading it =
        Reading.of(
            folder,
            Stream.of(
                HEAD.formatted("UGCProfile"),
                SUMMARY,
                SUMMARY.replace("SE", "NO"),
                SUMMARY.replace("SE", "DK"),
                "AS01 7 R1 a SE-ABC-26-00001|junk",
                "SU03.01 7 A 1 a 1 2.0 20261005 20261031",
                "LI01.01 7 1 A _ _ 1.0000 PerformingRight 0.0 1.0",
                "SU03.01 7 B 1 a 0 2.0 20261006 20261031",
                "LI01.01 7 1 A _ _ 0.5 PerformingRight 0.0 1.0",
                "SU03.01 7 C 1 a 2 2.0 20261006 20261031",
                "FOOT 12 11 3 2 1"));
    assertThat(it.usages).hasSize(2).allMatch(used -> used.territory().equals("SE"));
    assertThat(it.warned())
        .containsExactly(
            "3: SummaryRecordId '1' stands on line 2 already: that first one says territory and"
                + " use type of its sales rows",
            "5: ISRC 'SE-ABC-26-00001' is read as SEABC2600001: files write it without hyphens,"
                + " points and blanks",
            "5: ISRC 'junk' is not 2 letters, 3 letters or digits, 7 digits: the resource is"
                + " sought without it",
            "6: ValidityPeriodStart '20261005' is read as 2026-10-05: the standard writes hyphens",
            "7: RightSharePercentage '1.0000' looks like a fraction where the standard writes 100"
                + " for the whole: claims are not read, shares come from splits files",
            "8: Usages is 0: the row states no usage and counts nowhere",
            "11: FOOT says NumberOfLinesInFile '12' where 11 are there: compare the file with the"
                + " sender's",
            "11: FOOT says NumberOfBlocksInFile '2' where 1 are there: compare the file with the"
                + " sender's",
            "10: 1 more warnings about dates without hyphens, this is the last of them",
            "9: 1 more warnings about shares written as fractions, this is the last of them");
  }

  @Test
  void escaped_cells_and_comments_are_read_as_the_dialect_says() {
    Reading it =
        ugc(
            "#AS01 7 R9 z SEABC2600009",
            "AS01 7 R1 a\\|b\\\\c SEABC2600001",
            "AS01 7 R2 d SEABC2600002",
            "SU03.01 7 A 1 a\\|b\\\\c 1 2.0 2026-10-05 _");
    assertThat(it.usages).hasSize(1);
    assertThat(it.usages.getFirst().asset().resourceId()).isEqualTo("a|b\\c");
  }

  // ---- the file as a whole

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DSR_LabelA_LedgerCo_ai-remix_2026_SE_1of1.tsv                            | has 6 underscores
          DSR_LabelB_LedgerCo_ai-remix_2026-W40_SE_1of1_20261105T120000.tsv        | recipient 'LabelB' where HEAD has 'PADPIDA2', 'LabelA'
          DSR_PADPIDA2_Other_ai-remix_2026-Q4_multi_1of1_20261105T120000.tsv       | sender 'Other'
          DSR_LabelA_PADPIDA1_remix_2026-10-01--2026-10-31__1of1_20261105T120000.tsv | service 'remix'
          DSR_LabelA_LedgerCo_ai-remix_October_SE_1of1_20261105T120000.tsv         | period 'October'
          DSR_LabelA_LedgerCo_ai-remix_2026-10_Sweden_1of1_20261105T120000.tsv     | territory 'Sweden'
          DSR_LabelA_LedgerCo_ai-remix_2026-10_2136_2of3_20261105T120000.tsv       | says 2of3 where HEAD says file '1' of '1'
          DSR_LabelA_LedgerCo_ai-remix_2026-10_SE_one_20261105T120000.tsv          | place 'one'
          DSR_LabelA_LedgerCo_ai-remix_2026-10_SE_1of1_20261105T120001.tsv         | time of creation '20261105T120001'
          """)
  void name_that_does_not_fit_its_head_is_told_and_the_file_is_taken(String name, String told) {
    Reading it =
        Reading.of(folder, name, whole("UGCProfile", oneSale()).getBytes(StandardCharsets.UTF_8));
    assertThat(it.usages).hasSize(1);
    assertThat(it.warned()).singleElement().asString().startsWith("1: ").contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEAD dsrf/30 AudioVisualProfile 1.0 M1 t 1 1 d d S N ai-remix | profile 'AudioVisualProfile' is none of UGCProfile, BasicAudioProfile, RoyaltyReportingProfile
          HEAD dsrf/30 UGCProfile                                       | HEAD has 3 cells
          HEAD dsrf/30 UGCProfile 1.0 _ t 1 1 d d S N ai-remix          | HEAD lacks MessageId
          HEAD dsrf/30 UGCProfile 1.0 M1 t 1 1 d d _ _ ai-remix         | HEAD lacks SenderPartyId and SenderName
          SY02.02 1 _ _ SubscriptionModel OnDemandStream SE ai-remix    | line 1 is not HEAD
          """)
  void file_without_a_head_that_is_read_is_refused_as_a_whole(String first, String why) {
    Reading it = Reading.of(folder, Stream.concat(Stream.of(first), Stream.of(oneSale())));
    assertThat(it.failure).startsWith(why).contains("nothing of the file was taken");
    assertThat(it.usages).isEmpty();
    assertThat(it.rejects).isEmpty();
  }

  @Test
  void empty_file_has_no_head() {
    assertThat(Reading.of(folder, Reading.NAME, new byte[0]).failure).startsWith("no HEAD");
  }

  @Test
  void file_that_was_cut_off_gives_its_good_rows_and_tells_so() {
    String whole =
        whole(
            "RoyaltyReportingProfile",
            "AS02.01 7 R1 a SEABC2600001",
            "SU03.01 7 A 1 a 78 2.0 2026-10-05 2026-10-31",
            "SU03.01 7 B 1 release 79 2.0 2026-10-05 2026-10-31",
            "AS02.01 7 R2 b SEABC2600002",
            "SU03.01 7 C 1 b 80 2.0 2026-10-05 2026-10-31");
    for (int length = whole.indexOf("SY02"); length < whole.indexOf("FOOT\t"); length++) {
      Reading it =
          Reading.of(
              folder, Reading.NAME, whole.substring(0, length).getBytes(StandardCharsets.UTF_8));
      assertThat(it.failure).contains("no FOOT is there after line");
      assertThat(it.usages)
          .allMatch(
              used ->
                  (used.quantity() == 78 && used.asset().isrcs().contains("SEABC2600001"))
                      || (used.quantity() == 80 && used.asset().isrcs().contains("SEABC2600002")));
    }
  }

  @Test
  void another_report_in_the_same_file_is_not_taken() {
    String whole = whole("UGCProfile", oneSale());
    Reading it = Reading.of(folder, Reading.NAME, (whole + whole).getBytes(StandardCharsets.UTF_8));
    assertThat(it.usages).hasSize(1);
    assertThat(it.failure).startsWith("line 6 goes on after FOOT on line 5");
  }

  // ---- damage

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void each_sales_row_is_accepted_rejected_or_told_to_state_nothing(long seed) {
    String whole =
        whole(
            "UGCProfile",
            "# a comment",
            "AS01 1 R1 a SEABC2600001",
            "MW01.01 1 w1 T0345246801",
            "RU01 1 1 x|y 3|4",
            "SU03.01 1 A 1 a 7 2.0 2026-10-05 _",
            "LI01.01 1 1 A _ _ 100 PerformingRight 0.0 1.0",
            "SU03.01 1 B 1 a 0 2.0 20261005 _",
            "AS02.02 2 R1 b SEABC2600002 a _ b _ PT3M Sound T0345246802",
            "AS01 2 R2 c SEABC2600003",
            "SU03.01 2 A 1 c 8 2.0 _ _",
            "SU03.01 2 B 1 nothing 9 2.0 _ _");
    byte[] damaged = damage(whole.getBytes(StandardCharsets.UTF_8), new SplittableRandom(seed));
    Reading it = Reading.of(folder, Reading.NAME, damaged);
    var told = new ArrayList<Long>();
    it.usages.forEach(used -> told.add(used.line()));
    it.rejects.stream().map(Reject::line).forEach(told::add);
    it.warnings.stream()
        .filter(warning -> warning.text().contains("states no usage"))
        .map(Warning::line)
        .forEach(told::add);
    assertThat(told).doesNotHaveDuplicates();
    assertThat(it.rejects.stream().map(Reject::reason))
        .allMatch(reason -> !reason.isBlank() && !reason.equals("null"));
    if (it.failure == null) {
      List<String> lines = List.of(new String(damaged, StandardCharsets.UTF_8).split("\n", -1));
      assertThat(told).containsAll(salesLines(lines));
    }
  }

  /** The numbers of lines that are sales rows as they stand. */
  private static List<Long> salesLines(List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(i -> RowType.of(lines.get(i).split("\t", -1)[0]) == RowType.SALE)
        .mapToObj(i -> i + 1L)
        .toList();
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole;
    for (int times = random.nextInt(1, 5); times > 0; times--) {
      int at = random.nextInt(bytes.length + 1);
      var damaged = new ByteArrayOutputStream();
      damaged.write(bytes, 0, at);
      int rest = at;
      switch (random.nextInt(4)) {
        case 0 -> rest = Math.min(bytes.length, at + random.nextInt(1, 20));
        case 1 -> damaged.write("\t\n\\|#0.S\u00e9".charAt(random.nextInt(9)));
        case 2 -> {
          int from = random.nextInt(bytes.length + 1);
          damaged.write(bytes, from, Math.min(bytes.length - from, random.nextInt(80)));
        }
        default -> {
          damaged.write(random.nextInt(256));
          rest = Math.min(bytes.length, at + 1);
        }
      }
      damaged.write(bytes, rest, bytes.length - rest);
      bytes = damaged.toByteArray();
    }
    return bytes;
  }

  // ---- reports

  private Reading ugc(String... rows) {
    return read("UGCProfile", rows);
  }

  private Reading read(String profile, String... rows) {
    return Reading.of(folder, Reading.NAME, whole(profile, rows).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] oneSale() {
    return new String[] {"AS01 7 R1 a SEABC2600001", "SU03.01 7 A 1 a 1 2.0 2026-10-05 _"};
  }

  /** With HEAD, a summary record and a FOOT that counts right. */
  private static String whole(String profile, String... rows) {
    String text =
        Reading.text(Stream.concat(Stream.of(HEAD.formatted(profile), SUMMARY), Stream.of(rows)));
    long lines = rows.length + 3L;
    long blocks = blocks(rows);
    return text + "FOOT\t%1$d\t%1$d\t1\t%2$d\t%2$d\n".formatted(lines, blocks);
  }

  private static long blocks(String... rows) {
    long blocks = 0;
    String last = "";
    for (String row : rows) {
      String id = row.startsWith("#") ? last : row.split(" ", -1)[1];
      blocks += id.equals(last) ? 0 : 1;
      last = id;
    }
    return blocks;
  }
}
