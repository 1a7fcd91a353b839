package org.royaltyledger.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.CheckedAsOf;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
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
      "With --as-of: those of the log up to there, whatever came afterwards."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(names = "--as-of", paramLabel = "PLACE", description = StatesAsOf.OPTION)
  private @Nullable String asOf;

  @Override
  public Integer call() {
    Output output = program.output();
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
