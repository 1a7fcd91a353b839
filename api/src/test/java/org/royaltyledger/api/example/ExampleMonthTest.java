package org.royaltyledger.api.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.example.ExampleMonth.Settings;
import tools.jackson.databind.JsonNode;

class ExampleMonthTest {

  private static final List<String> FILES =
      List.of(
          "parties.csv",
          "memberships.csv",
          "offerings.csv",
          "assets.csv",
          "splits.csv",
          "licences.json",
          "consents.csv",
          "revenue.csv",
          "rates.csv",
          "outputs.ndjson",
          "usages.ndjson.gz");

  @TempDir static Path standard;
  private static UsageLines lines = UsageLines.of("");

  @BeforeAll
  static void write_standard_month() throws IOException {
    ExampleMonth.write(standard, Settings.standard());
    lines = UsageLines.of(text(standard, "usages.ndjson.gz"));
  }

  @Test
  void standard_month_is_the_one_that_is_shipped() throws IOException {
    assertThat(filesIn(standard)).containsExactlyInAnyOrderElementsOf(FILES);
    for (String file : FILES) {
      try (InputStream shipped =
          requireNonNull(getClass().getResourceAsStream("/example/2026-10/" + file), file)) {
        String text = new String(unpacked(file, shipped).readAllBytes(), UTF_8);
        // not isEqualTo: a difference must not print a whole month
        assertThat(text.equals(text(standard, file))).as(file).isTrue();
      }
    }
  }

  @Test
  void standard_month_has_the_numbers_it_promises() throws IOException {
    assertThat(column("parties.csv", "kind").stream().filter("LABEL"::equals)).hasSize(3);
    assertThat(column("assets.csv", "assetId")).hasSize(200).doesNotHaveDuplicates();
    assertThat(text(standard, "outputs.ndjson").lines().map(ExampleMonthTest::outputOf))
        .hasSize(300)
        .doesNotHaveDuplicates();
    assertThat(text(standard, "usages.ndjson.gz").lines()).hasSize(50_000);
    assertThat(new HashSet<>(column("revenue.csv", "currency")))
        .containsExactlyInAnyOrder("EUR", "USD", "JPY");
    assertThat(new HashSet<>(column("offerings.csv", "offering"))).hasSize(2);
    Map<String, Integer> territories = new TreeMap<>();
    for (JsonNode usage : lines.accepted()) {
      territories.merge(usage.get("territory").asString(), 1, Integer::sum);
    }
    assertThat(territories.keySet()).containsExactly("DE", "FR", "GB", "JP", "SE", "US");
  }

  @Test
  void standard_month_has_18_lines_to_reject_one_of_them_a_conflict_and_25_repeats() {
    assertThat(lines.rejected().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(18);
    assertThat(lines.rejected())
        .containsOnly(
            Map.entry("not JSON", 2),
            Map.entry("unknown field", 1),
            Map.entry("unknown offering", 2),
            Map.entry("bad time", 2),
            Map.entry("bad quantity", 1),
            Map.entry("nobody in it", 1),
            Map.entry("bad weight", 2),
            Map.entry("weights do not add up", 6),
            Map.entry("conflict", 1));
    assertThat(lines.repeated()).isEqualTo(25);
    assertThat(lines.accepted()).hasSize(50_000 - 18 - 25);
  }

  @ParameterizedTest
  @EnumSource
  void document_tells_how_often_each_fault_occurs(ExampleFault fault) throws IOException {
    assertThat(Files.readString(Path.of("../docs/example.md")))
        .contains("| `" + fault + "` | " + fault.times() + " |");
  }

  @Test
  void every_usage_is_of_october_in_utc_though_a_few_look_like_another_month() {
    List<OffsetDateTime> times =
        lines.accepted().stream()
            .map(usage -> OffsetDateTime.parse(usage.get("usedAt").asString()))
            .toList();

    YearMonth month = YearMonth.parse(ExampleMonth.PERIOD);
    assertThat(times.stream().map(time -> time.withOffsetSameInstant(ZoneOffset.UTC)))
        .allMatch(time -> YearMonth.from(time).equals(month));
    assertThat(times.stream().map(OffsetDateTime::toInstant)).isSorted();
    assertThat(times).anyMatch(time -> time.getMonthValue() == 9);
    assertThat(times).anyMatch(time -> time.getMonthValue() == 11);
  }

  @Test
  void clean_month_has_no_line_to_reject_or_to_repeat_and_every_usage_adds_up(@TempDir Path folder)
      throws IOException {
    ExampleMonth.write(folder, new Settings(7, 20_000, false, true));

    UsageLines clean = UsageLines.of(text(folder, "usages.ndjson"));

    assertThat(clean.rejected()).isEmpty();
    assertThat(clean.repeated()).isZero();
    assertThat(clean.accepted()).hasSize(20_000).allMatch(UsageLines::addsUp);
  }

  @Test
  void every_analysed_output_adds_up_and_six_wait_for_their_analysis() throws IOException {
    List<JsonNode> outputs =
        text(standard, "outputs.ndjson").lines().map(UsageLines.JSON::readTree).toList();

    assertThat(outputs).filteredOn(output -> !output.has("contributions")).hasSize(6);
    assertThat(outputs)
        .filteredOn(output -> output.has("contributions"))
        .allMatch(UsageLines::addsUp);
  }

  @Test
  void same_seed_gives_the_same_bytes(@TempDir Path one, @TempDir Path other) throws IOException {
    Settings settings = new Settings(11, 3_000, true, false);
    ExampleMonth.write(one, settings);
    ExampleMonth.write(other, settings);

    for (String file : FILES) {
      assertThat(Files.mismatch(one.resolve(file), other.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  @Test
  void other_seed_gives_other_usages_and_other_titles_and_the_same_cast(
      @TempDir Path one, @TempDir Path other) throws IOException {
    ExampleMonth.write(one, new Settings(11, 3_000, false, false));
    ExampleMonth.write(other, new Settings(12, 3_000, false, false));

    assertThat(text(other, "parties.csv")).isEqualTo(text(one, "parties.csv"));
    for (String file : List.of("assets.csv", "revenue.csv", "outputs.ndjson", "usages.ndjson")) {
      assertThat(text(other, file)).as(file).isNotEqualTo(text(one, file));
    }
  }

  @ParameterizedTest(name = "{0} usages")
  @ValueSource(longs = {1, 2, 43, 87, 88, 1_000})
  void month_of_any_size_has_as_many_lines_as_were_asked_for(long usages, @TempDir Path folder)
      throws IOException {
    ExampleMonth.write(folder, new Settings(3, usages, false, false));

    assertThat(text(folder, "usages.ndjson").lines()).hasSize((int) usages);
  }

  @Test
  void plain_usages_take_the_place_of_compressed_ones(@TempDir Path folder) throws IOException {
    ExampleMonth.write(folder, new Settings(3, 10, true, true));
    ExampleMonth.write(folder, new Settings(3, 10, false, true));

    assertThat(filesIn(folder)).contains("usages.ndjson").doesNotContain("usages.ndjson.gz");
  }

  @Test
  void month_without_usages_is_refused() {
    assertThatThrownBy(() -> new Settings(1, 0, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("usages '0' is not between 1 and 1000000000");
  }

  @Test
  void identifiers_have_the_form_of_their_standard() throws IOException {
    assertThat(given(column("assets.csv", "isrc")))
        .hasSize(110)
        .allMatch(isrc -> isrc.matches("[A-Z]{2}[A-Z0-9]{3}[0-9]{7}"));
    assertThat(given(column("assets.csv", "iswc"))).hasSize(70).allMatch(ExampleMonthTest::isIswc);
    assertThat(given(column("parties.csv", "isni")))
        .doesNotHaveDuplicates()
        .allMatch(ExampleMonthTest::isIsni);
    assertThat(isIswc("T0345246801")).as("the check itself").isTrue();
    assertThat(isIsni("0000000121032683")).as("the check itself").isTrue();
  }

  @Test
  void shares_of_every_day_add_up_to_100_percent_or_to_nothing() throws IOException {
    Pattern comma = Pattern.compile(",");
    List<String[]> rows =
        text(standard, "splits.csv").lines().skip(1).map(row -> comma.split(row, -1)).toList();
    YearMonth month = YearMonth.parse(ExampleMonth.PERIOD);
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      LocalDate date = month.atDay(day);
      Map<String, BigDecimal> sums = new TreeMap<>();
      for (String[] row : rows) {
        boolean begun = !LocalDate.parse(row[4]).isAfter(date);
        if (begun && (row[5].isEmpty() || date.isBefore(LocalDate.parse(row[5])))) {
          sums.merge(row[0] + " " + row[1], new BigDecimal(row[3]), BigDecimal::add);
        }
      }
      assertThat(sums.values()).as("%s", date).isNotEmpty().allMatch(it -> isHundred(it));
    }
  }

  private static boolean isHundred(BigDecimal percent) {
    return percent.compareTo(BigDecimal.valueOf(100)) == 0;
  }

  private static boolean isIswc(String code) {
    int sum = 1;
    for (int i = 1; i <= 9; i++) {
      sum += i * (code.charAt(i) - '0');
    }
    return code.matches("T[0-9]{10}") && (sum + code.charAt(10) - '0') % 10 == 0;
  }

  private static boolean isIsni(String code) {
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      sum = (2 * sum + (code.charAt(i) == 'X' ? 10 : code.charAt(i) - '0')) % 11;
    }
    return code.matches("[0-9]{15}[0-9X]") && sum == 1;
  }

  private static List<String> given(List<String> cells) {
    return cells.stream().filter(cell -> !cell.isEmpty()).toList();
  }

  /** Good enough for our own files: a quoted cell has no line break in it. */
  private static List<String> column(String file, String name) throws IOException {
    Pattern comma = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    List<String> lines = text(standard, file).lines().toList();
    int column = Arrays.asList(comma.split(lines.getFirst(), -1)).indexOf(name);
    List<String> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      cells.add(comma.split(line, -1)[column]);
    }
    return cells;
  }

  private static String outputOf(String line) {
    return UsageLines.JSON.readTree(line).get("output").asString();
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String text(Path folder, String file) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      return new String(unpacked(file, in).readAllBytes(), UTF_8);
    }
  }

  private static InputStream unpacked(String file, InputStream in) throws IOException {
    return file.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
