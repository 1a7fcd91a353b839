package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.projections.audit.AllStatements;
import org.royaltyledger.projections.audit.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Builds all read models anew from the log and compares each row.",
      "The live ones stay as they are, unless --swap says otherwise.",
      "Ends with 3 and the first difference if there is one."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(
      names = "--swap",
      description = {
        "if there is a difference, let what was built take the place of the live tables,",
        "all at once; they are read until then"
      })
  private boolean swap;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    try (OpenWork ledger = program.work()) {
      Replay.Report report;
      try (var progress = new ProgressLine(output, "replay")) {
        report =
            ledger.work().replay(swap, (place, last, usages) -> progress.at(place, last, usages));
      }
      if (json) {
        output.print(Json.replayed(report));
      } else {
        print(output, report);
      }
      return report.identical() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static void print(Output output, Replay.Report report) {
    AllStatements statements = report.statements();
    Table.of("events", "usages", "usages/s", "statements", "digest", "result")
        .numbers(0, 1, 2, 3)
        .row(
            report.events(),
            report.usages(),
            report.usagesPerSecond(),
            statements == null ? 0 : statements.count(),
            statements == null ? "" : statements.digest(),
            report.difference() == null ? "identical" : report.difference())
        .print(output);
    report.differences().stream().skip(1).forEach(it -> output.warn("also: " + it));
    if (!report.swapped().isEmpty()) {
      output.warn(
          "the tables %s have what the log gives now"
              .formatted(String.join(", ", report.swapped())));
    }
  }
}
