package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.MoneyReport;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.projections.balance.MoneyState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code conservation PERIOD}. */
@Command(
    name = "conservation",
    mixinStandardHelpOptions = true,
    description = {
      "Shows where all money stands at the end of a month, by currency and state: what",
      "came in, and what waits, is kept, reserved, withheld, to be paid, paid."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ConservationCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a month like 2026-10")
  private String period;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    try (OpenWork ledger = program.existingWork()) {
      MoneyReport report = ledger.work().conservation(Words.period(period));
      if (json) {
        output.print(report.json());
      } else {
        print(output, report);
      }
      return report.isConserved() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static void print(Output output, MoneyReport report) {
    Table table = Table.of("currency", "state", "before", "moved", "after").numbers(2, 3, 4);
    for (MoneyState it : report.states()) {
      table.row(
          it.currency(),
          it.state(),
          it.before().toPlainString(),
          it.moved().toPlainString(),
          it.after().toPlainString());
    }
    report
        .differences()
        .forEach(
            (currency, it) ->
                table.sum(
                    currency,
                    "difference",
                    it.before().toPlainString(),
                    it.moved().toPlainString(),
                    it.after().toPlainString()));
    if (table.isEmpty()) {
      output.say("nothing was booked up to %s".formatted(report.period()));
      return;
    }
    table.print(output);
    output.say(
        report.isConserved()
            ? "conserved: in each currency what was received is the sum of all other states"
            : "NOT conserved: what was received is not the sum of all other states; run check, and"
                + " do not pay");
  }
}
