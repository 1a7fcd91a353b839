package org.royaltyledger.api.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code close PERIOD}. */
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    description = {
      "Calculates a month, e.g. 2026-10, and closes it for ever.",
      "What arrives later counts in the next month.",
      "With an approved draft, exactly that is closed."
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

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = Words.period(period);
    Signature by = signing.by(program);
    if (dryRun && !by.equals(Signature.NONE)) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "--dry-run records nothing: leave --as and --why out");
    }
    try (OpenWork ledger = program.existingWork()) {
      ClosedMonth result;
      try (var progress = new ProgressLine(output, "close " + month)) {
        result =
            dryRun
                ? ledger.work().dryRun(month, progress::usages)
                : ledger.work().close(month, by, progress::usages);
      }
      if (json) {
        output.print(Json.closed(result));
      } else {
        output.say("%s %s".formatted(month, dryRun ? "as it would be closed now" : "is closed"));
        print(output, result);
      }
      result.notices().forEach(output::warn);
      return result.conserved() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  static void print(Output output, ClosedMonth result) {
    printPools(output, result);
    printRates(output, result.rates());
    output.say("");
    printConservation(output, result);
    printPayments(output, result.payments());
  }

  /** For people a table for each month; a shell reads one table. */
  private static void printPools(Output output, ClosedMonth result) {
    Table own = poolTable();
    addPools(own, result.pools(), "");
    if (!output.forPeople()) {
      result.adjustments().forEach(it -> addPools(own, it.pools(), it.period()));
    }
    own.print(output);
    if (output.forPeople()) {
      printRaised(output, result.pools());
      result.adjustments().forEach(it -> printAdjustment(output, it));
    }
  }

  /** What a closed month would have been otherwise, which this one books. */
  private static void printAdjustment(Output output, ClosedMonth.Adjustment it) {
    output.say("");
    output.say("adjustment of %s, which is closed and stays as it is".formatted(it.period()));
    Table pools = poolTable();
    addPools(pools, it.pools(), it.period());
    pools.print(output);
    output.say("");
    Table states = Table.of("currency", "state", "amount").numbers(2);
    for (ClosedMonth.StateAmount state : it.states()) {
      if (new BigDecimal(state.amount()).signum() != 0) {
        states.row(state.currency(), state.state(), state.amount());
      }
    }
    states.print(output);
  }

  private static Table poolTable() {
    return Table.of("licence", "part", "offering", "territory", "currency", "pool", "adjusts")
        .numbers(1, 5);
  }

  private static void addPools(Table table, List<ClosedMonth.Pool> pools, String adjusts) {
    for (ClosedMonth.Pool pool : pools) {
      table.row(
          pool.licence(),
          pool.part(),
          pool.offering(),
          pool.territory(),
          pool.currency(),
          pool.amount(),
          adjusts);
    }
  }

  /** Whose terms a pool has, if they are better than its own. */
  private static void printRaised(Output output, List<ClosedMonth.Pool> pools) {
    for (ClosedMonth.Pool pool : pools) {
      ClosedMonth.Raised raised = pool.raised();
      if (raised != null) {
        output.say(
            "pool %s part %d in %s has the better terms of %s, in force since %s: %s instead of %s"
                .formatted(
                    pool.licence(),
                    pool.part(),
                    pool.territory(),
                    raised.licence(),
                    raised.from(),
                    pool.amount(),
                    raised.own()));
      }
    }
  }

  private static void printRates(Output output, List<ClosedMonth.Rate> rates) {
    if (rates.isEmpty()) {
      return;
    }
    output.say("");
    Table table = Table.of("from", "to", "rate", "date", "source").numbers(2);
    for (ClosedMonth.Rate rate : rates) {
      table.row(rate.from(), rate.to(), rate.rate(), rate.date(), rate.source());
    }
    table.print(output);
  }

  /** What becomes of what parties earned. */
  private static void printPayments(Output output, List<ClosedMonth.PaymentSum> payments) {
    if (payments.isEmpty()) {
      return;
    }
    output.say("");
    Table table = Table.of("currency", "payment", "parties", "amount").numbers(2, 3);
    for (ClosedMonth.PaymentSum it : payments) {
      table.row(it.currency(), it.payment(), it.parties(), it.amount());
    }
    table.print(output);
  }

  /** Every state of money, and whether all parts add up. */
  static void printConservation(Output output, ClosedMonth result) {
    Table table = Table.of("currency", "state", "amount").numbers(2);
    for (ClosedMonth.StateAmount state : result.states()) {
      table.row(state.currency(), state.state(), state.amount());
    }
    result.netRevenue().forEach(it -> table.sum(it.currency(), "net revenue", it.amount()));
    table.print(output);
    output.say(
        result.conserved()
            ? "conserved: in each currency the states add up to the net revenue, to the minor unit"
            : "NOT conserved: the states do not add up; run check, and do not pay");
  }
}
