package org.royaltyledger.api.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.CloseMonth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code close PERIOD}. */
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    description = {
      "Calculates a month, e.g. 2026-10, and closes it for ever.",
      "What arrives later counts in the next month."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CloseCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a month, e.g. 2026-10")
  private String period;

  @Option(names = "--dry-run", description = "calculate and show, record nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = Words.period(period);
    try (OpenStore store = program.openExisting()) {
      CloseMonth closing = store.get(CloseMonth.class);
      RunResult result;
      try (var progress = new ProgressLine(output, "close " + month)) {
        result =
            dryRun
                ? closing.dryRun(month, progress::usages)
                : closing.close(month, progress::usages);
      }
      store.get(Following.class).awaitHead();
      if (json) {
        output.print(Json.closed(result));
      } else {
        output.say("%s %s".formatted(month, dryRun ? "as it would be closed now" : "is closed"));
        printPools(output, result);
        printRates(output, result.rates());
        output.say("");
        printConservation(output, result);
      }
      if (result.rows().isEmpty()) {
        output.warn(
            "notice: %s has no revenue row, so there was no money to divide".formatted(month));
      }
      result.notices().forEach(notice -> output.warn(Words.notice(notice)));
      return result.conserved() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static void printPools(Output output, RunResult result) {
    Table table =
        Table.of("licence", "part", "offering", "territory", "currency", "pool").numbers(1, 5);
    for (RunResult.Pool pool : result.pools()) {
      table.row(
          pool.licence(),
          pool.part(),
          pool.offering(),
          pool.territory(),
          pool.currency().getCurrencyCode(),
          pool.amount().toPlainString());
    }
    table.print(output);
  }

  private static void printRates(Output output, @Nullable List<ExchangeRate> rates) {
    if (rates == null || rates.isEmpty()) {
      return;
    }
    output.say("");
    Table table = Table.of("from", "to", "rate", "date", "source").numbers(2);
    for (ExchangeRate rate : rates) {
      table.row(
          rate.from().getCurrencyCode(),
          rate.to().getCurrencyCode(),
          rate.rate().toPlainString(),
          rate.date(),
          rate.source());
    }
    table.print(output);
  }

  /** Every state of money, and whether all parts add up. */
  static void printConservation(Output output, RunResult result) {
    Table table = Table.of("currency", "state", "amount").numbers(2);
    for (RunResult.StateAmount state : result.states()) {
      table.row(
          state.currency().getCurrencyCode(),
          state.state().written(),
          state.amount().toPlainString());
    }
    var netRevenue = new TreeMap<String, BigDecimal>();
    for (RunResult.Row row : result.rows()) {
      netRevenue.merge(row.currency().getCurrencyCode(), row.netRevenue(), BigDecimal::add);
    }
    netRevenue.forEach((currency, sum) -> table.sum(currency, "net revenue", sum.toPlainString()));
    table.print(output);
    output.say(
        result.conserved()
            ? "conserved: in each currency the states add up to the net revenue, to the minor unit"
            : "NOT conserved: the states do not add up; run check, and do not pay");
  }
}
