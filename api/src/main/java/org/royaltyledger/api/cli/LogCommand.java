package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who did what: one row for each event of the log, with when, who, why and from where,",
      "and nothing of what the event says."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LogCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      defaultValue = "1",
      description = "the place of the first (default: ${DEFAULT-VALUE})")
  private long from;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "how many, 10000 at most (default: ${DEFAULT-VALUE})")
  private int limit;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    try (OpenWork ledger = program.existingWork()) {
      JsonNode shown = ledger.log().entries(from - 1, limit);
      if (json) {
        output.print(shown);
        return Program.DONE;
      }
      Table table =
          Table.of("place", "recorded", "event", "stream", "who", "why", "from").numbers(0);
      long next = from;
      for (JsonNode it : shown.get("entries")) {
        next = it.get("place").longValue() + 1;
        table.row(
            it.get("place").longValue(),
            it.get("recordedAt").stringValue(),
            it.get("event").stringValue(),
            it.get("stream").stringValue(),
            it.path("who").asString(""),
            it.path("why").asString(""),
            it.path("from").asString(""));
      }
      table.print(output);
      if (next <= shown.get("events").longValue()) {
        output.warn("there are more: go on with: log --from %d".formatted(next));
      }
      return Program.DONE;
    }
  }
}
