package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder of evidence is checked by programs that have no line of ours, true and changed. */
class EvidenceTest extends RunsTheProgram {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path auditor;

  /** Two closed months of ann and ben, of which the second adjusts the first. */
  private void months() {
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.asset("ben-track", "label", "party-ben");
    ledger.licence("L", "label").pays(ofNet("70"));
    ledger.revenue(OCTOBER, "SE", "EUR", "150.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "33.33");
    ledger.usage("u1").of("A1", "0.625").of("ben-track", "0.375").times(7);
    ledger.play("u2", "ben-track", 1);
    ledger.output("song").of("A1", "0.5").of("ben-track", "0.5");
    ledger.usage("u3").playOf("song").times(2).heardBy("a");
    ledger.settle(OCTOBER);
    ledger.revenue(OCTOBER, "SE", "EUR", "151.00");
    ledger.settle(NOVEMBER);
  }

  private Path export(String period, String party, String... more) {
    Path folder = auditor.resolve("%s-%s".formatted(party, period));
    ledger.run(
        Stream.concat(
                Stream.of(
                    "audit",
                    "export",
                    "--period",
                    period,
                    "--party",
                    party,
                    "--out",
                    folder.toString()),
                Stream.of(more))
            .toArray(String[]::new));
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    return folder;
  }

  private static Verifiers.Said check(Verifiers with, Path folder) {
    return with.check(folder, "keys", ".");
  }

  @ParameterizedTest
  @EnumSource
  void evidence_of_each_month_holds_for_programs_of_others(Verifiers with) {
    with.require();
    months();
    for (String period : List.of(OCTOBER, NOVEMBER)) {
      Verifiers.Said said = check(with, export(period, "ann"));

      assertThat(said.exit()).as(said.out()).isZero();
      assertThat(said.out().lines()).isNotEmpty().allMatch(it -> it.startsWith("ok\t"));
    }
  }

  /** What a forger does, who makes the sums of the files again. */
  private enum Forged {
    TOTAL(STATEMENT + "json", "\"total\":\"", "\"total\":\"1", "statements", true),
    DOUBLED(STATEMENT + "json", "\"total\"", "\"total\":\"0.01\",\"total\"", "statements", true),
    TABLE(STATEMENT + "csv", "EUR,", "EUR,1", "statements", false),
    SEAL(STATEMENT + "proof.json", "\"row\":0", "\"row\":1", "statements", true),
    STEP("lines.ndjson", "\"value\":\"70/1\"", "\"value\":\"71/1\"", "lines", false),
    EVENT("events.ndjson", "\"entry\":\"Ag", "\"entry\":\"AA", "events", true),
    WORDS("events.ndjson", "\"payload\":\"", "\"payload\":\"IC", "events", true),
    NAME("events.ndjson", "\"fact\":\"splits/A1", "\"fact\":\"splits/A2", "events", true),
    IDENTITY("events.ndjson", "\"identity\":\"", "\"identity\":\"AAAA", "events", true),
    BLOCK("blocks.ndjson", "\"entry\":\"Ag", "\"entry\":\"AA", "blocks", true),
    UNITS("usages.ndjson", "\"weight\":\"0.625\"", "\"weight\":\"0.626\"", "usages", false),
    SALT("usages.ndjson", "\"salt\":\"", "\"salt\":\"AAAA", "usages", true),
    ROOT("checkpoint", "\n", "\n1", "log", true),
    HISTORY("checkpoint-of-close", "\n", "\n1", "log", true);

    private final String file;
    private final String what;
    private final String with;
    private final String kind;
    private final boolean byBoth;

    Forged(String file, String what, String with, String kind, boolean byBoth) {
      this.file = file;
      this.what = what;
      this.with = with;
      this.kind = kind;
      this.byBoth = byBoth;
    }

    /** Go reads blocks and usages as one. */
    boolean isNamed(Verifiers with, String row) {
      String of = with == Verifiers.GO && kind.equals("blocks") ? "usages" : kind;
      return row.startsWith("WRONG\t%s\t".formatted(of))
          || row.startsWith("UNREADABLE\t%s\t".formatted(of));
    }
  }

  private static final String STATEMENT = "statements/statement-2026-10-ann-EUR.";

  @ParameterizedTest
  @EnumSource
  void what_a_forger_changes_is_named(Verifiers with) throws IOException {
    with.require();
    months();
    Path folder = export(OCTOBER, "ann");
    for (Forged it : Forged.values()) {
      if (it.byBoth || with == Verifiers.PYTHON) {
        Path file = folder.resolve(it.file);
        String was = Files.readString(file);
        assertThat(was).as("%s", it).contains(it.what);
        forge(folder, it.file, was.replaceFirst(Pattern.quote(it.what), it.with));

        Verifiers.Said said = check(with, folder);

        assertThat(said.exit()).as("%s: %s", it, said.out()).isNotZero();
        assertThat(said.out().lines()).as("%s", it).anyMatch(row -> it.isNamed(with, row));
        forge(folder, it.file, was);
      }
    }
    assertThat(check(with, folder).exit()).isZero();
  }

  private static void forge(Path folder, String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    Path sums = folder.resolve("SHA256SUMS");
    String kept =
        Files.readString(sums).replaceFirst("[0-9a-f]{64}  " + Pattern.quote(name) + "\n", "");
    Files.writeString(sums, kept + sha256(content) + "  " + name + "\n");
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void usage_left_out_or_counted_twice_and_a_line_left_out_are_missed_in_the_sums()
      throws IOException {
    Verifiers.PYTHON.require();
    months();
    Path folder = export(OCTOBER, "ann");
    String usages = Files.readString(folder.resolve("usages.ndjson"));
    int end = usages.indexOf('\n') + 1;
    forge(folder, "usages.ndjson", usages.substring(end));
    assertThat(check(Verifiers.PYTHON, folder).out())
        .contains("WRONG\tusages\tthe usages of line 1 come to");
    forge(folder, "usages.ndjson", usages + usages.substring(0, end));
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("is counted twice in line 1");
    forge(folder, "usages.ndjson", usages);
    forge(folder, "lines.ndjson", "");
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("0 of 1 lines are explained");
  }

  @ParameterizedTest
  @EnumSource
  void statement_in_another_currency_that_was_left_out_is_missed(Verifiers with)
      throws IOException {
    with.require();
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.licence("L", "label").pays(ofNet("70"));
    ledger.revenue(OCTOBER, "SE", "EUR", "150.00");
    ledger.revenue(OCTOBER, "JP", "JPY", "1500");
    ledger.play("u1", "A1", 1).in("SE");
    ledger.play("u2", "A1", 1).in("JP");
    ledger.settle(OCTOBER);
    Path folder = export(OCTOBER, "ann");
    assertThat(check(with, folder).out()).contains("ok\tstatements\t2", "and there are no more");

    Path sums = folder.resolve("SHA256SUMS");
    for (String file : List.of("json", "csv", "proof.json")) {
      String left = "statements/statement-2026-10-ann-JPY." + file;
      Files.delete(folder.resolve(left));
      Files.writeString(
          sums, Files.readString(sums).replaceFirst(".{64}  " + Pattern.quote(left) + "\n", ""));
    }

    assertThat(check(with, folder).out())
        .contains("WRONG\tstatements\t1 of the party's 2 statements of the month are here");
    String proof = STATEMENT + "proof.json";
    String said = Files.readString(folder.resolve(proof));
    assertThat(said).contains("\"number\":1,\"of\":2");
    forge(folder, proof, said.replace("\"of\":2", "\"of\":1"));
    assertThat(check(with, folder).out()).contains("WRONG\tstatements\t");
  }

  /** What an operator would tell who sealed a wrong figure. */
  @Test
  void line_that_is_taken_from_nowhere_and_facts_that_are_not_there_are_named() throws IOException {
    Verifiers.PYTHON.require();
    months();
    Path folder = export(OCTOBER, "ann");
    String lines = Files.readString(folder.resolve("lines.ndjson"));
    String events = Files.readString(folder.resolve("events.ndjson"));
    forge(folder, "events.ndjson", events.replaceFirst("[^\n]*revenue/2026-10[^\n]*\n", ""));
    assertThat(check(Verifiers.PYTHON, folder).out())
        .contains("WRONG\tlines\tline 1: revenue/2026-10/remix/SE is not at place");
    forge(folder, "events.ndjson", events);
    JsonNode explained = JSON.readTree(lines);
    String exact = explained.path("line").path("exact").stringValue();
    String step =
        "{\"step\":\"%s\",\"operation\":\"take\",\"operands\":[{\"name\":\"x\",\"value\":\"%s\",\"unit\":\"EUR\",\"step\":null,\"fact\":null}],\"value\":\"%2$s\"}";
    ObjectNode told = (ObjectNode) explained;
    told.set(
        "parts",
        JSON.readTree(
            "[{\"part\":\"calculation\",\"steps\":[%s,%s]}]"
                .formatted(
                    step.formatted("line", exact), step.formatted("party.amount", "6563/100"))));
    forge(folder, "lines.ndjson", JSON.writeValueAsString(told) + "\n");
    assertThat(check(Verifiers.PYTHON, folder).out())
        .contains("WRONG\tlines\tline 1 is explained by calculation");
  }

  @Test
  void numbers_without_end_and_documents_that_say_two_things_are_refused() throws IOException {
    Verifiers.PYTHON.require();
    months();
    Path folder = export(OCTOBER, "ann");
    String name = "statements/statement-2026-10-ann-EUR.json";
    String statement = Files.readString(folder.resolve(name));
    for (String total : List.of("1e999999999", "abc", "NaN", "1/0")) {
      forge(
          folder,
          name,
          statement.replaceFirst("\"total\":\"[^\"]*\"", "\"total\":\"" + total + "\""));
      assertThat(check(Verifiers.PYTHON, folder).out()).contains("UNREADABLE\tstatements");
    }
    forge(folder, name, statement.replaceFirst("\"total\"", "\"total\":\"0.01\",\"total\""));
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("a field stands twice");
    forge(folder, name, statement);
    assertThat(check(Verifiers.PYTHON, folder).exit()).isZero();
  }

  @Test
  void file_that_was_changed_put_in_or_taken_away_is_named() throws IOException {
    Verifiers.PYTHON.require();
    months();
    Path folder = export(OCTOBER, "ann");
    Files.writeString(folder.resolve("more"), "");
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("WRONG\tfiles\tmore was put in");
    Files.delete(folder.resolve("more"));
    Files.writeString(folder.resolve("README.md"), "all is well");
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("README.md was changed");
    Files.delete(folder.resolve("README.md"));
    assertThat(check(Verifiers.PYTHON, folder).out()).contains("README.md is missing");
  }

  @Test
  void another_key_than_the_one_that_is_trusted_is_none() throws IOException {
    Verifiers.PYTHON.require();
    months();
    Path folder = export(OCTOBER, "ann");
    ledger.run("checkpoint", "rotate", "--as", "auditor", "--why", "another one");
    ledger.run("checkpoint", "key");
    Path other =
        Files.writeString(
            auditor.resolve("other"), ledger.out().lines().toList().getLast().split("\t", -1)[1]);
    assertThat(Verifiers.PYTHON.check(folder, other.toString(), ".").out())
        .contains("WRONG\tlog\tthe checkpoint is signed by none of your keys");
  }

  @Test
  void evidence_says_nothing_of_another_party() throws IOException {
    months();
    Path folder = export(OCTOBER, "ann");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path it : files.filter(Files::isRegularFile).toList()) {
        String said = Files.readString(it);
        assertThat(said).as("%s", it).doesNotContain("ben-track", "party-ben");
        BASE64
            .matcher(said)
            .results()
            .map(found -> new String(Base64.getDecoder().decode(found.group(1)), ISO_8859_1))
            .forEach(
                bytes -> assertThat(bytes).as("%s", it).doesNotContain("ben-track", "party-ben"));
      }
    }
    assertThat(Files.readString(folder.resolve("events.ndjson")))
        .contains("splits/A1/Worldwide")
        .contains("exported");
  }

  private static final Pattern BASE64 =
      Pattern.compile("\"((?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\"");

  @Test
  void evidence_for_an_auditor_has_what_every_event_says() throws IOException {
    months();
    Path folder = export(OCTOBER, "ann", "--open", "--as", "auditor", "--why", "audit of 2026");
    try (Stream<String> events = Files.lines(folder.resolve("events.ndjson"))) {
      assertThat(events).isNotEmpty().allMatch(it -> it.contains("\"payload\":"));
    }
    Verifiers.PYTHON.require();
    assertThat(check(Verifiers.PYTHON, folder).exit()).isZero();
    String all = Files.readString(folder.resolve("events.ndjson"));
    forge(
        folder,
        "events.ndjson",
        all.replaceFirst(
            "(\"fact\":\"splits[^\n]*?),\"payload\":\"[^\"]*\",\"payloadSalt\":\"[^\"]*\"", "$1"));
    assertThat(check(Verifiers.PYTHON, folder).out())
        .contains("WRONG\tevents\twhat splits/A1/Worldwide says");
  }

  @Test
  void evidence_that_cannot_be_is_refused_and_leaves_nothing() throws IOException {
    months();
    refused("label has no statement of 2026-10", OCTOBER, "label");
    refused("party 'nobody' is not known", OCTOBER, "nobody");
    refused("period 2027-01 has no statements", "2027-01", "ann");
    Files.createDirectory(auditor.resolve("there"));
    Files.writeString(auditor.resolve("there/file"), "");
    ledger.run(
        "audit",
        "export",
        "--period",
        OCTOBER,
        "--party",
        "ann",
        "--out",
        auditor.resolve("there").toString());
    ledger.refused("is there already: name a new folder");
    ledger.run(
        "audit",
        "burn",
        "--period",
        OCTOBER,
        "--party",
        "ann",
        "--out",
        auditor.resolve("x").toString());
    ledger.refused("nothing of the name 'burn'");
    try (Stream<Path> left = Files.list(auditor)) {
      assertThat(left).hasSize(1);
    }
  }

  private void refused(String why, String period, String party) {
    ledger.run(
        "audit",
        "export",
        "--period",
        period,
        "--party",
        party,
        "--out",
        auditor.resolve("x").toString());
    ledger.refused(why);
  }
}
