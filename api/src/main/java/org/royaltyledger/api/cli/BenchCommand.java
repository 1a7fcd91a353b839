package org.royaltyledger.api.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.royaltyledger.api.bench.Bench;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures import, close and replay of generated usages.",
      "The store is temporary and has every guarantee on. Machines are noisy: compare within one"
          + " run."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(
      names = "--usages",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many usages (default: ${DEFAULT-VALUE})")
  private long usages;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (usages < 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "usages '%d' is below 1: give 1 or more".formatted(usages));
    }
    program.requireEmbedded("the bench measures a store of its own, which it deletes");
    Output output = program.output();
    Bench.Figures figures = new Bench(program.stores(), output.err()::println).run(usages);
    if (json) {
      ObjectNode document =
          Json.object()
              .put("usages", figures.usages())
              .put("usagesPerSecond", figures.usagesPerSecond())
              .put("bytesPerUsage", figures.bytesPerUsage())
              .put("logBytesPerUsage", figures.logBytesPerUsage())
              .put("parseOnlyPerSecond", figures.parseOnlyPerSecond())
              .put("oneEventPerUsagePerSecond", figures.oneEventPerUsagePerSecond())
              .put("closePerSecond", figures.closePerSecond())
              .put("replayPerSecond", figures.replayPerSecond());
      ObjectNode conditions = document.putObject("conditions");
      figures.conditions().forEach(conditions::put);
      output.print(document);
    } else {
      Table table = Table.of("figure", "value").numbers(1);
      table.row("usages", figures.usages());
      table.row("usages/s, imported and followed", figures.usagesPerSecond());
      table.row("bytes/usage, on disk", figures.bytesPerUsage());
      table.row("bytes/usage, in the log's blocks", figures.logBytesPerUsage());
      table.row("usages/s, parsing alone", figures.parseOnlyPerSecond());
      table.row("usages/s, one event each", figures.oneEventPerUsagePerSecond());
      table.row("usages/s, closed", figures.closePerSecond());
      table.row("usages/s, replayed", figures.replayPerSecond());
      figures.conditions().forEach(table::row);
      table.print(output);
    }
    return Program.DONE;
  }
}
