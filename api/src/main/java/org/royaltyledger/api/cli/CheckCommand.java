package org.royaltyledger.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.CheckedAsOf;
import org.royaltyledger.api.documents.CheckedDeep;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.audit.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every invariant; ends with 3 if one is broken.",
      "With --as-of: those of the log up to there, whatever came afterwards.",
      "With --deep: also makes all again that follows from the log, by plain SQL and a",
      "second fold that shares nothing with the first, and names the first event that is",
      "wrong."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(names = "--as-of", paramLabel = "PLACE", description = StatesAsOf.OPTION)
  private @Nullable String asOf;

  @Option(names = "--deep", description = "make all again that follows from the log")
  private boolean deep;

  @Option(
      names = "--statements",
      paramLabel = "DIR",
      description = "with --deep: compare the files that 'statements PERIOD --out DIR' wrote")
  private @Nullable Path statements;

  @Override
  public Integer call() throws IOException {
    Output output = program.output();
    if (deep) {
      CheckedDeep.requireNow(asOf);
      return callDeep(output);
    }
    if (statements != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "--statements %s is compared by the deep check: add --deep".formatted(statements));
    }
    if (asOf != null) {
      return callAsOf(output, Words.asOf(asOf));
    }
    try (OpenWork ledger = program.work()) {
      List<Check.Finding> findings;
      try (var progress = new ProgressLine(output, "check")) {
        findings = ledger.work().check(progress::usages);
      }
      if (json) {
        output.print(Json.checked(findings));
      } else {
        print(output, findings);
      }
      return findings.stream().allMatch(Check.Finding::ok) ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private int callDeep(Output output) throws IOException {
    StatementFiles files = statements == null ? null : StatementFiles.in(statements);
    try (OpenWork ledger = program.work()) {
      CheckedDeep checked;
      try (var progress = new ProgressLine(output, "check")) {
        checked = ledger.work().checkDeep(progress::usages);
      }
      if (files != null) {
        checked = checked.with(files.compare(ledger.work()));
      }
      if (json) {
        output.print(checked.json());
      } else {
        print(output, checked.findings());
      }
      return checked.ok() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private int callAsOf(Output output, AsOf then) {
    try (OpenWork ledger = program.existingWork()) {
      CheckedAsOf checked;
      try (var progress = new ProgressLine(output, "check")) {
        checked = ledger.work().check(then, progress::usages);
      }
      if (json) {
        output.print(checked.json());
      } else {
        output.say("checked as of %s".formatted(checked.then().told()));
        print(output, checked.findings());
      }
      return checked.findings().stream().allMatch(Check.Finding::ok)
          ? Program.DONE
          : Program.DIFFERENCE;
    }
  }

  static void print(Output output, List<Check.Finding> findings) {
    Table table = Table.of("check", "result", "detail");
    for (Check.Finding finding : findings) {
      table.row(
          finding.name(),
          finding.isNotice() ? "notice" : finding.ok() ? "ok" : "WRONG",
          finding.text());
    }
    table.print(output);
  }
}
