package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.setup.OpenStore;
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
      "The live ones stay as they are.",
      "Ends with 3 and the first difference if there is one."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    try (OpenStore store = program.open(program.folder(), false)) {
      Replay.Report report;
      try (var progress = new ProgressLine(output, "replay")) {
        report = store.get(Replay.class).run(progress::usages);
      }
      if (json) {
        output.print(Json.replayed(report));
      } else {
        Table.of("events", "usages", "usages/s", "result")
            .numbers(0, 1, 2)
            .row(
                report.events(),
                report.usages(),
                report.usagesPerSecond(),
                report.difference() == null ? "identical" : report.difference())
            .print(output);
      }
      return report.identical() ? Program.DONE : Program.DIFFERENCE;
    }
  }
}
