package org.royaltyledger.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.MonthExclusions;
import org.royaltyledger.api.documents.RecordedExclusion;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Period;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code exclusions [PERIOD]}. */
@Command(
    name = "exclusions",
    mixinStandardHelpOptions = true,
    description = {
      "Shows usage that is not to be paid; for a month, e.g. 2026-10,",
      "each pool without and with that, as known now."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExclusionsCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", arity = "0..1", description = "a month, closed or open")
  private @Nullable String period;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = period == null ? null : Words.period(period);
    try (OpenWork ledger = program.existingWork()) {
      if (month == null) {
        print(output, ledger.work().exclusions());
      } else {
        try (var progress = new ProgressLine(output, "exclusions " + month)) {
          print(output, ledger.work().exclusions(month, progress::usages));
        }
      }
      return Program.DONE;
    }
  }

  private void print(Output output, List<RecordedExclusion> exclusions) {
    if (json) {
      output.print(Json.exclusions(exclusions));
      return;
    }
    Table table = Table.of("exclusion", "decision", "reason", "evidence", "conditions");
    for (RecordedExclusion it : exclusions) {
      table.row(
          it.exclusion(),
          it.decision(),
          it.reason(),
          it.evidence(),
          it.conditions().entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining(" ")));
    }
    table.print(output);
  }

  private void print(Output output, MonthExclusions month) {
    if (json) {
      output.print(Json.monthExclusions(month));
      return;
    }
    output.say("%s without and with the exclusions in force".formatted(month.period()));
    Table table =
        Table.of(
                "licence",
                "part",
                "offering",
                "territory",
                "currency",
                "before",
                "after",
                "difference")
            .numbers(1, 5, 6, 7);
    for (MonthExclusions.Pool it : month.pools()) {
      table.row(
          it.licence(),
          it.part(),
          it.offering(),
          it.territory(),
          it.currency(),
          it.before(),
          it.after(),
          it.difference());
    }
    for (MonthExclusions.Total it : month.totals()) {
      table.sum("all", "", "", "", it.currency(), it.before(), it.after(), it.difference());
    }
    table.print(output);
    for (MonthExclusions.Excluded it : month.excluded()) {
      output.say(
          "%d usages of %s in %s, %s are left out, their quantity is %s"
              .formatted(it.usages(), it.offering(), it.territory(), it.usedIn(), it.quantity()));
    }
  }
}
