package org.royaltyledger.api.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents are true wherever a machine can tell. */
class DocumentsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern REFERENCE =
      Pattern.compile("docs/[a-z]+(?:/[0-9]{4}[a-z0-9-]*)?(?:\\.md)?(?:#[a-z0-9-]+)?");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z]*Test|RunsTheProgram)(?:\\.([a-z_0-9]+))?`");
  private static final Pattern COMMAND_ROW = Pattern.compile("(?m)^\\| `([a-z]+)[^`]*` \\|");

  private final KeptStores stores = new KeptStores();

  @TempDir private Path folder;

  /** What a command printed, and how it ended. */
  private record Ran(int exit, String out, String err) {

    Ran ended(int expected) {
      assertThat(exit).as("%s%n%s", out, err).isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      return JSON.readTree(out);
    }
  }

  @AfterEach
  void closeStores() {
    stores.close();
  }

  @Test
  void every_refusal_has_its_heading_and_every_heading_its_refusal() {
    assertThat(Documents.headings("docs/errors.md", 2))
        .containsExactly(
            Arrays.stream(Refused.Code.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void every_stored_event_stands_in_the_formats() {
    String formats = Documents.read("docs/formats.md");
    assertThat(EventNames.ALL)
        .allSatisfy(
            it ->
                assertThat(formats)
                    .contains(
                        it.revision().equals("1")
                            ? "`%s`".formatted(it.stored())
                            : "`%s`, revision `%s`".formatted(it.stored(), it.revision())));
  }

  @Test
  void calculation_says_which_version_it_is() {
    assertThat(Documents.read("docs/calculation.md"))
        .contains("This is version `%d` of the calculation.".formatted(RunResult.CALCULATION));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void links_lead_somewhere(String document) {
    Path file = Documents.ROOT.resolve(document);
    Path beside = file.resolveSibling("");
    assertThat(Documents.links(file))
        .allSatisfy(
            link -> {
              String[] parts = link.split("#", 2);
              Path target = parts[0].isEmpty() ? file : beside.resolve(parts[0]).normalize();
              assertThat(target).exists();
              if (parts.length == 2) {
                assertThat(Documents.anchors(target)).contains(parts[1]);
              }
            });
  }

  @Test
  void documents_that_the_program_names_exist() {
    var wrong = new ArrayList<String>();
    for (String module : List.of("ledger", "projections", "api")) {
      Path main = Documents.ROOT.resolve(module).resolve("src/main");
      for (Path file :
          Documents.files(main, ".java", ".sql", ".avsc", ".properties", ".html", ".js", ".css")) {
        REFERENCE
            .matcher(Documents.read(file))
            .results()
            .map(it -> it.group())
            .filter(it -> !exists(it))
            .forEach(it -> wrong.add(Documents.ROOT.relativize(file) + " names " + it));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A decision may be named by its number alone. */
  private static boolean exists(String reference) {
    String[] parts = reference.split("#", 2);
    Path named = Documents.ROOT.resolve(parts[0]);
    String name = String.valueOf(named.getFileName());
    return Documents.files(named.resolveSibling(""), ".md").stream()
        .filter(it -> String.valueOf(it.getFileName()).matches(Pattern.quote(name) + "(-.*)?"))
        .anyMatch(it -> parts.length == 1 || Documents.anchors(it).contains(parts[1]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void tests_that_a_document_names_exist(String document) {
    List<Path> tests = Documents.files(Documents.ROOT, "Test.java", "RunsTheProgram.java");
    assertThat(TEST.matcher(Documents.read(document)).results())
        .allSatisfy(
            it ->
                assertThat(tests)
                    .as(it.group())
                    .anyMatch(
                        file ->
                            file.endsWith(it.group(1) + ".java")
                                && (it.group(2) == null
                                    || Documents.read(file).contains(" " + it.group(2) + "("))));
  }

  static Stream<String> documents() {
    return Documents.all().stream().map(it -> Documents.ROOT.relativize(it).toString());
  }

  @Test
  void little_month_of_the_formats_comes_out_as_they_say() {
    JsonNode imported = importLittleMonth();
    JsonNode closed = run("close", "2026-10", "--json").ended(0).json();
    JsonNode statements = run("statements", "2026-10", "--format", "json").ended(0).json();
    assertThat(imported).isEqualTo(documented("result", "import"));
    assertThat(closed).isEqualTo(documented("result", "close"));
    assertThat(statements).isEqualTo(documented("result", "statements"));
    assertThat(run("accounts", "--json").ended(0).json())
        .isEqualTo(documented("result", "accounts"));
    assertThat(run("journal", "2026-10", "--format", "json").ended(0).json())
        .isEqualTo(documented("result", "journal"));
    assertThat(run("conservation", "2026-10", "--json").ended(0).json())
        .isEqualTo(documented("result", "conservation"));
    assertSameFields(documented("shape", "check"), run("check", "--json").ended(0).json());
    assertSameFields(documented("shape", "replay"), run("replay", "--json").ended(0).json());
    Ran digests = run("statements", "2026-10", "--format", "digest").ended(0);
    run("replay").ended(0);
    assertThat(run("statements", "2026-10", "--format", "digest").out())
        .isEqualTo(digests.out())
        .contains(
            Documents.read("docs/formats.md").split("```text digests\n", 2)[1].split("```", 2)[0]);
    String calculation = Documents.read("docs/calculation.md");
    assertThat(statements)
        .allSatisfy(it -> assertThat(calculation).contains(it.path("total").stringValue()));
    assertThat(closed.path("pools"))
        .allSatisfy(
            it -> assertThat(calculation).contains("**" + it.path("amount").stringValue() + "**"));
  }

  @Test
  void explanations_are_printed_as_their_document_says() {
    importLittleMonth();
    run("close", "2026-10").ended(0);
    List<Documents.Fence> fences = Documents.fences("docs/explain.md");
    assertThat(fences).hasSizeGreaterThan(3);
    for (int i = 0; i < fences.size(); i += 2) {
      String command = fences.get(i).text().strip();
      assertThat(command).startsWith("royalty-ledger explain ");
      Ran ran = run(Arrays.stream(command.split(" ", -1)).skip(1).toArray(String[]::new)).ended(0);
      assertThat(ran.out().lines())
          .containsAll(fences.get(i + 1).text().lines().filter(it -> !it.equals("…")).toList());
    }
  }

  @Test
  void drafts_settings_and_payouts_are_printed_as_the_formats_say() {
    importLittleMonth();
    run("close", "2026-10").ended(0);
    run("payouts", "collect").ended(0);
    run("payouts", "approve", "payout-1").ended(0);
    told(Documents.read("docs/errors.md"), run("payouts", "show", "payout-7"));
    run("payouts", "send", "payout-1").ended(0);
    run("payouts", "settle", "payout-1", "--party", "mia").ended(0);
    assertThat(run("payouts", "--json").ended(0).json()).isEqualTo(documented("result", "payouts"));
    assertThat(run("settings", "--json").ended(0).json())
        .isEqualTo(documented("result", "settings"));
    JsonNode drafted =
        run("draft", "2026-11", "--as", "finance-1", "--why", "first try", "--json")
            .ended(0)
            .json();
    assertSameFields(documented("shape", "draft").path("draft"), drafted.path("draft"));
    assertSameFields(
        documented("shape", "details"), run("details", "mia", "--json").ended(0).json());
    assertSameFields(
        documented("shape", "erase"),
        run("erase", "mia", "--as", "dpo-1", "--why", "asked for", "--json").ended(0).json());
    assertSameFields(documented("shape", "draft").path("variance"), drafted.path("variance"));
    run("check").ended(0);
  }

  @Test
  void checkpoints_and_proofs_are_printed_as_the_formats_say() {
    importLittleMonth();
    run("close", "2026-10").ended(0);
    Ran signed = run("checkpoint", "--json").ended(0);
    assertSameFields(documented("shape", "checkpoint"), signed.json());
    JsonNode all = run("checkpoint", "list", "--json").ended(0).json();
    assertSameFields(documented("shape", "checkpoints"), all);
    assertSameFields(
        documented("shape", "log"),
        run("log", "--from", "3", "--limit", "1", "--json").ended(0).json());
    assertSameFields(
        documented("shape", "proof-event"), run("proof", "event", "3", "--json").ended(0).json());
    assertSameFields(
        documented("shape", "proof-usage"), run("proof", "usage", "u-1").ended(0).json());
    JsonNode sizes = all.path("checkpoints");
    assertSameFields(
        documented("shape", "proof-consistency"),
        run(
                "proof",
                "consistency",
                sizes.path(0).path("size").asString(),
                sizes.path(1).path("size").asString())
            .ended(0)
            .json());
    run("check").ended(0);
  }

  @Test
  void backups_are_told_of_as_the_formats_say() {
    importLittleMonth();
    String backup = folder.resolve("ledger.backup").toString();
    assertSameFields(
        documented("shape", "backup"), run("backup", backup, "--json").ended(0).json());
    String fresh = folder.resolve("fresh").toString();
    assertSameFields(
        documented("shape", "restore"),
        run("--data", fresh, "restore", backup, "--json").ended(0).json());
  }

  @Test
  void reports_of_the_formats_come_in_as_they_stand() throws IOException {
    importLittleMonth();
    List<Documents.Fence> reports =
        Documents.fences("docs/formats.md").stream().filter(it -> it.name().equals("dsr")).toList();
    assertThat(reports).hasSize(3);
    for (Documents.Fence it : reports) {
      Path file = Files.writeString(folder.resolve(it.value()), it.text());
      Ran ran = run("import", file.toString()).ended(0);
      assertThat(ran.err()).doesNotContain("warning");
    }
  }

  @Test
  void exclusion_of_the_formats_makes_of_the_little_month_what_the_calculation_says()
      throws IOException {
    importLittleMonth();
    run("close", "2026-10").ended(0);
    importFence("excluded");
    String calculation = Documents.read("docs/calculation.md");
    for (JsonNode it : run("exclusions", "2026-10", "--json").ended(0).json().path("pools")) {
      assertThat(calculation)
          .contains(
              "| `%s` | %s | %s | **%s** |"
                  .formatted(
                      it.path("licence").stringValue(),
                      it.path("before").stringValue(),
                      it.path("after").stringValue(),
                      it.path("difference").stringValue()));
    }
    JsonNode booked = run("close", "2026-11", "--json").ended(0).json().path("adjustments").path(0);
    assertThat(booked.path("states"))
        .filteredOn(it -> List.of("unmatched", "retained").contains(it.path("state").stringValue()))
        .hasSize(2)
        .allSatisfy(it -> tableEndsWith(calculation, it, "state", "amount"));
    assertThat(run("statements", "2026-11", "--format", "json").ended(0).json())
        .filteredOn(it -> !it.path("total").stringValue().equals("0.00"))
        .hasSize(3)
        .allSatisfy(it -> tableEndsWith(calculation, it, "party", "total"));

    String[] explain = {"explain", "2026-11", "--party", "mia", "--line", "1", "--json"};
    assertSameFields(documented("shape", "explain"), run(explain).ended(0).json());
    String[] usages =
        Stream.concat(Stream.of(explain), Stream.of("--usages")).toArray(String[]::new);
    assertSameFields(documented("shape", "usages"), run(usages).ended(0).json());

    importFence("reinstated");
    run("close", "2026-12").ended(0);
    assertThat(run("statements", "2026-12", "--format", "json").ended(0).json())
        .map(it -> it.path("total").stringValue())
        .filteredOn(it -> !it.equals("0.00"))
        .containsExactly("72.00", "10.80", "7.20");
  }

  @Test
  void policies_that_the_formats_show_are_taken() throws IOException {
    importLittleMonth();
    importFence("policies");
    // 4.8 and 3 units of two assets are too few: of all that is covered, ben is left.
    assertThat(run("close", "2026-10", "--json").ended(0).json().path("pools")).hasSize(1);
  }

  private void importFence(String name) throws IOException {
    Documents.Fence it = fence(name);
    run("import", Files.writeString(folder.resolve(it.value()), it.text()).toString()).ended(0);
  }

  private static void tableEndsWith(String document, JsonNode it, String first, String last) {
    assertThat(document.lines())
        .anyMatch(
            row ->
                row.replace("`", "").startsWith("| " + it.path(first).stringValue() + " |")
                    && row.endsWith("| " + it.path(last).stringValue() + " |"));
  }

  @Test
  void measurements_have_the_form_that_the_formats_say() {
    assertSameFields(
        documented("shape", "bench"), run("bench", "--usages", "100", "--json").ended(0).json());
  }

  @Test
  void rejected_lines_have_the_reasons_that_the_formats_say() throws IOException {
    importLittleMonth();
    Documents.Fence bad = fence("rejected");
    Path file = Files.writeString(folder.resolve(bad.value()), bad.text());
    run("import", file.toString()).ended(2);
    assertThat(Files.readAllLines(folder.resolve("rejected-" + bad.value())))
        .map(it -> it.split("\t", -1)[1])
        .containsExactlyElementsOf(fence("reasons").text().lines().toList());
  }

  @Test
  void errors_are_told_in_the_words_of_their_document() throws IOException {
    importLittleMonth();
    String errors = Documents.read("docs/errors.md");
    String licences = Documents.read("docs/formats.md");
    assertThat(licences).contains("[\"netRevenue\", \"20\"]");
    Path changed = Files.createDirectories(folder.resolve("changed"));
    Path header = changed.resolve("revenue.csv");
    Files.writeString(header, "period,offering,territory,currency,netRevenu\n");
    told(errors, run("import", header.toString()));
    Path currency = changed.resolve("revenue-SEK.csv");
    Files.writeString(
        currency,
        "period,offering,territory,currency,netRevenue\n2026-10,ai-remix,SE,SEK,1000.00\n");
    run("import", currency.toString()).ended(2);
    String reason =
        Files.readString(changed.resolve("rejected-revenue-SEK.csv")).split("\t", -1)[1];
    assertThat(errors).contains("`" + reason + "`");
    Path terms = changed.resolve("licences.json");
    Files.writeString(
        terms, licencesOf("[\"netRevenue\", \"20\"]", "[\"totalContentCost\", \"0\"]"));
    run("import", terms.toString()).ended(0);
    told(errors, run("close", "2026-10"));
    Files.writeString(terms, licencesOf("\"USD\"", "\"SEK\""));
    run("import", terms.toString()).ended(0);
    Ran noRate = run("close", "2026-10").ended(1);
    assertThat(errors).contains("`" + noRate.err().strip().replace("SEK", "USD") + "`");
    run("import", littleMonth().resolve("licences.json").toString()).ended(0);
    run("close", "2026-10").ended(0);
    told(errors, run("close", "2026-10"));
    told(errors, run("statements", "2026-11"));
  }

  private static void told(String errors, Ran ran) {
    ran.ended(1);
    assertThat(errors).contains("`" + ran.err().strip() + "`");
  }

  private String licencesOf(String words, String others) throws IOException {
    return Files.readString(littleMonth().resolve("licences.json")).replace(words, others);
  }

  @Test
  void first_month_of_the_readme_runs_as_it_stands() {
    List<String> lines =
        Documents.fences("README.md").stream()
            .filter(it -> it.language().equals("sh"))
            .flatMap(it -> it.text().lines())
            .filter(it -> it.startsWith("royalty-ledger "))
            .toList();
    assertThat(lines).hasSize(6);
    for (String line : lines) {
      run(Arrays.stream(line.split(" ", -1)).skip(1).flatMap(this::word).toArray(String[]::new))
          .ended(0);
    }
    assertThat(folder.resolve("my-statements")).isNotEmptyDirectory();
  }

  @Test
  void command_of_the_performance_page_measures() {
    String line =
        Documents.fences("docs/performance.md").stream()
            .filter(it -> it.language().equals("sh"))
            .map(it -> it.text().strip())
            .findFirst()
            .orElseThrow();
    String[] words = line.substring(line.indexOf(".jar ") + 5).split(" ", -1);
    assertThat(words).contains("bench", "10000000");
    JsonNode figures =
        plain(Arrays.stream(words).map(it -> it.replace("10000000", "500")).toArray(String[]::new))
            .ended(0)
            .json();
    assertThat(figures.get("usages").asInt()).isEqualTo(500);
    for (String rate : List.of("usagesPerSecond", "closePerSecond", "replayPerSecond")) {
      assertThat(figures.get(rate).asLong()).as(rate).isPositive();
    }
  }

  @Test
  void demo_prints_what_the_readme_shows_of_it() {
    String shown =
        Documents.fences("README.md").stream()
            .filter(it -> it.language().equals("text"))
            .map(Documents.Fence::text)
            .findFirst()
            .orElseThrow();
    List<String> printed =
        plain("--data", folder.resolve("demo").toString(), "demo", "--no-serve")
            .ended(0)
            .out()
            .lines()
            .toList();
    assertThat(printed).containsAll(shown.lines().filter(it -> !it.equals("…")).toList());
  }

  /** As the shell would give it, were it started in the temporary folder. */
  private Stream<String> word(String written) {
    if (!written.startsWith("my-")) {
      return Stream.of(written);
    }
    return written.endsWith("/*")
        ? Documents.files(folder.resolve(written.substring(0, written.length() - 2)), "").stream()
            .filter(Files::isRegularFile)
            .map(Path::toString)
        : Stream.of(folder.resolve(written).toString());
  }

  @Test
  void readme_lists_the_commands_that_there_are() {
    List<String> listed =
        COMMAND_ROW.matcher(Documents.read("README.md")).results().map(it -> it.group(1)).toList();
    String help = plain("--help").ended(0).out();
    String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"));
    assertThat(commands.lines().filter(it -> it.matches("  [a-z]+ .*")))
        .map(it -> it.strip().split(" ", -1)[0])
        .containsExactlyInAnyOrderElementsOf(listed);
    assertThat(listed).allSatisfy(it -> plain(it, "--help").ended(0));
  }

  private JsonNode importLittleMonth() {
    List<String> words = new ArrayList<>(List.of("import", "--json"));
    Documents.files(littleMonth(), "").stream()
        .filter(Files::isRegularFile)
        .forEach(it -> words.add(it.toString()));
    return run(words.toArray(String[]::new)).ended(0).json();
  }

  private Path littleMonth() {
    return Documents.littleMonth(folder.resolve("little-month"));
  }

  private static Documents.Fence fence(String name) {
    return Documents.fences("docs/formats.md").stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode documented(String name, String value) {
    return Documents.fences("docs/formats.md").stream()
        .filter(it -> it.name().equals(name) && it.value().equals(value))
        .map(it -> JSON.readTree(it.text()))
        .findFirst()
        .orElseThrow();
  }

  /** Field by field, whatever the values are. */
  private static void assertSameFields(JsonNode documented, JsonNode printed) {
    assertThat(printed.getNodeType()).isEqualTo(documented.getNodeType());
    assertThat(List.copyOf(printed.propertyNames()))
        .containsExactlyElementsOf(documented.propertyNames());
    for (String name : documented.propertyNames()) {
      assertSameFields(documented.path(name), printed.path(name));
    }
    if (documented.isArray()) {
      assertThat(printed).isNotEmpty();
      assertSameFields(documented.path(0), printed.path(0));
    }
  }

  /** A command on the test's store, unless it names one. */
  private Ran run(String... words) {
    return Arrays.asList(words).contains("--data")
        ? plain(words)
        : plain(
            Stream.concat(
                    Stream.of("--data", folder.resolve("store").toString()), Arrays.stream(words))
                .toArray(String[]::new));
  }

  private Ran plain(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
