package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.value.Sha256;

/** What is under no digest of a folder of evidence is found too, if somebody changes it. */
class ForgedEvidenceTest extends RunsTheProgram {

  @TempDir private Path auditor;

  private static final String STATEMENT = "statements/statement-2026-10-ann-USD.";

  /** A month of ann with a fee, a tax, an exchange and a play of an output. */
  private Path month() {
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.asset("ben-track", "label", "party-ben");
    ledger.licence("L", "label").pays(ofNet("70"));
    ledger.file(
        "contracts.json",
        "[{\"contractId\":\"deal\",\"parties\":[\"ann\"],\"from\":\"2026-01-01\",\"fees\":[{\"reason\":\"agent\",\"percent\":\"10\"}]}]");
    ledger.file("taxes.csv", "country,from,rate,treatyRate,source\nSE,2026-01-01,30,5.5,treaty\n");
    ledger.rate("2026-10-20", "USD", "EUR", "0.85");
    ledger.revenue(OCTOBER, "SE", "USD", "150.00");
    ledger.usage("u1").of("A1", "0.625").of("ben-track", "0.375").times(7);
    ledger.output("song").of("A1", "0.6").of("ben-track", "0.4");
    ledger.usage("u2").playOf("song").times(2);
    ledger.settle(OCTOBER);
    Path folder = auditor.resolve("evidence");
    ledger.run(
        "audit", "export", "--period", OCTOBER, "--party", "ann", "--out", folder.toString());
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    return folder;
  }

  /** What a forger changes, and what both programs or that in Python say of it. */
  private enum Change {
    NOTE("json", "\"waiting\":", "\"note\":\"you owe us\",$0", "a statement has no note"),
    POOL("json", "(\"pools\":.*?\"exact\":)\"[^\"]*\"", "$1\"1/1\"", "do not come to 1/1"),
    POOLS(
        "json",
        "\"pools\":\\[",
        "$0{\"offering\":\"x\",\"territory\":\"SE\",\"licence\":\"L\",\"part\":0,\"exact\":\"0\",\"amount\":\"0.00\"},",
        "or no line is of it"),
    TAX("json", "\"tax\":\\{\"rate\":\"30\"", "\"tax\":{\"rate\":\"31\"", "is not the tax"),
    RATE("json", "\"rate\":\"0.85\"", "\"rate\":\"0.95\"", "times the rate 0.95 is not"),
    FEE("json", "\"rate\":\"10\",\"base\"", "\"rate\":\"77\",\"base\"", "deduction.1.exact is"),
    BEFORE(
        "json",
        "\"broughtForward\":\"0.00\",\"setOff\":\"0.00\"",
        "\"broughtForward\":\"9.00\",\"setOff\":\"-9.00\"",
        "statement.open is 0 in its steps"),
    COLUMNS("csv", "(?s).*", "period,party\n2026-10,ann\n", "has other columns"),
    NAMELESS("lines", "\"fact\":\"revenue/[^\"]*\"", "\"fact\":\"revenue\"", "without a name"),
    NO_FACT("lines", "\"step\":null,\"fact\":\\d+", "\"step\":null,\"fact\":null", "as take(said)"),
    PART(
        "lines",
        "\"parts\":\\[",
        "$0{\"part\":\"statement\",\"steps\":[]},",
        "is explained by statement, calculation, statement"),
    UNPAID(
        "lines", ",\\{\"part\":\"statement\".*?\\}\\]\\}\\]", "]", "is explained by calculation"),
    ASIDE(
        "lines",
        "(\"step\":\"line\",.*?\"operation\":)\"percent\"",
        "$1\"greatest\"",
        "no step line is made as greatest"),
    SHARE("lines", "\"share\":\"100\"", "\"share\":\"99\"", "is explained as another"),
    SHOWN("lines", "\"decimal\":\"[^\"]*\"", "\"decimal\":\"7\"", "is shown as 7"),
    GROUNDS(
        "lines", "\"grounds\":\\[.*?\\],\"steps\"", "\"grounds\":[],\"steps\"", "grounds do not"),
    KNOWN("lines", "\"knownUpTo\":\\d+", "\"knownUpTo\":1", "known up to place 1"),
    CLOSE("events", "[^\n]*\"name\":\"period-closed\"[^\n]*\n", "", "is not among the events"),
    EXPORT("events", "[^\n]*\"name\":\"exported\"[^\n]*\n", "", "was exported is not among"),
    FACT("events", "[^\n]*\"fact\":\"splits/[^\n]*\n", "", "splits/A1/Worldwide is not at place"),
    CLOSED(
        "events",
        "(\"fact\":\"revenue[^\n]*?),\"payload\":\"[^\"]*\",\"payloadSalt\":\"[^\"]*\"",
        "$1",
        "is not shown"),
    OLDER(
        "events",
        "[^\n]*\"fact\":\"splits/A1/Worldwide\"[^\n]*?\"place\":(\\d+)[^\n]*\n",
        "{\"fact\":\"splits/A1/Worldwide\",\"place\":$1,\"name\":\"splits-recorded\"}\n",
        "after the first event with a salt"),
    BEYOND("events", "^", "{\"fact\":\"x/y\",\"place\":99,\"name\":\"z\"}\n", "none of the log"),
    AGAIN("events", "^[^\n]*\n", "$0$0", "is there twice"),
    ROLE("usages", "\"role\":\"[^\"]*\"", "\"role\":\"x\"", "another weight or role"),
    ZONE("usages", "(\"usedAt\":\"[^\"]*)Z\"", "$1+01:00\"", "was used at"),
    PLAYS(
        "usages",
        "(?s)^.*?([^\n]*\"output\":\"song\",\"contribution\":)\\d+([^\n]*\n).*",
        "$1\\0$2$1\\1$2",
        "come to more than 1"),
    TWICE("usages", "^([^\n]*\n)", "$0$0", "is counted twice");

    private final String file;
    private final Pattern what;
    private final String with;
    private final String said;

    Change(String file, String what, String with, String said) {
      this.file = file.equals("json") || file.equals("csv") ? STATEMENT + file : file + ".ndjson";
      this.what = Pattern.compile(what);
      this.with = with;
      this.said = said;
    }

    /** What Go checks: proofs, and that none is missing. */
    boolean isSeenBy(Verifiers with) {
      return with == Verifiers.PYTHON
          || switch (this) {
            case CLOSE, EXPORT, OLDER, BEYOND, AGAIN, TWICE -> true;
            default -> false;
          };
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_under_no_digest_is_told_if_it_was_changed(Verifiers with) throws IOException {
    with.require();
    Path folder = month();
    Verifiers.Said honest = with.check(folder, "keys", ".");
    assertThat(honest.exit()).as(honest.out()).isZero();
    for (Change it : Change.values()) {
      if (it.isSeenBy(with)) {
        String was = Files.readString(folder.resolve(it.file));
        String changed = it.what.matcher(was).replaceFirst(it.with);
        assertThat(changed).as("%s", it).isNotEqualTo(was);
        forge(folder, it.file, changed);

        Verifiers.Said said = with.check(folder, "keys", ".");

        assertThat(said.exit()).as("%s: %s", it, said.out()).isEqualTo(1);
        assertThat(said.out()).as("%s", it).contains(it.said);
        forge(folder, it.file, was);
      }
    }
  }

  @Test
  void file_that_evidence_does_not_have_is_refused() throws IOException {
    Verifiers.PYTHON.require();
    Path folder = month();
    forge(folder, "invoice.html", "pay");
    assertThat(Verifiers.PYTHON.check(folder, "keys", ".").out())
        .contains("WRONG\tfiles\tinvoice.html was put in: evidence has no such file");
    Files.delete(folder.resolve("invoice.html"));
    Files.createSymbolicLink(folder.resolve("more"), auditor);
    assertThat(Verifiers.PYTHON.check(folder, "keys", ".").out())
        .contains("WRONG\tfiles\tmore was put in: evidence has no such folder");
    Files.delete(folder.resolve("more"));
    forge(folder, "statements/x.proof.json", "{}");
    assertThat(Verifiers.PYTHON.check(folder, "keys", ".").out())
        .contains("WRONG\tstatements\tstatements/x.proof.json is missing, or is of no statement");
  }

  @Test
  void facts_and_numbers_that_are_not_shown_are_counted() throws IOException {
    Verifiers.PYTHON.require();
    Path folder = month();

    String said = Verifiers.PYTHON.check(folder, "keys", ".").out();

    assertThat(said).containsPattern("ok\tevents\t.*that is another party's: 1 asset, 1 .*splits");
    assertThat(said)
        .containsPattern("numbers stand in facts that are shown, 2 in facts that are not");
  }

  private static void forge(Path folder, String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    Path sums = folder.resolve("SHA256SUMS");
    String kept =
        Files.readString(sums).replaceFirst("[0-9a-f]{64}  " + Pattern.quote(name) + "\n", "");
    String sum = HexFormat.of().formatHex(Sha256.digest().digest(content.getBytes(UTF_8)));
    Files.writeString(sums, kept + sum + "  " + name + "\n");
  }
}
