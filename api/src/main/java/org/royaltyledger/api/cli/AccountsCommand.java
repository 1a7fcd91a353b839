package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccountsAsOf;
import org.royaltyledger.api.documents.AccountsReport;
import org.royaltyledger.api.documents.JournalJson;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.balance.Balance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code accounts}. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what each account comes to: what came in, what is owed to each party",
      "by contract and currency, what waits, what services keep; and the trial balance.",
      "With --as-of: what it came to then, what it comes to now, and what moved it."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AccountsCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--party", paramLabel = "ID", description = "only this party's")
  private @Nullable String party;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(names = "--as-of", paramLabel = "PLACE", description = StatesAsOf.OPTION)
  private @Nullable String asOf;

  @Override
  public Integer call() {
    Output output = program.output();
    PartyId only = party == null ? null : Words.party(party);
    if (asOf != null) {
      return callAsOf(output, only, Words.asOf(asOf));
    }
    try (OpenWork ledger = program.existingWork()) {
      AccountsReport report = ledger.work().accounts(only);
      if (json) {
        output.print(JournalJson.accounts(report));
      } else {
        print(output, report);
      }
      return report.isBalanced() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private int callAsOf(Output output, @Nullable PartyId only, AsOf then) {
    try (OpenWork ledger = program.existingWork()) {
      AccountsAsOf known = ledger.work().accounts(only, then);
      if (json) {
        output.print(known.json());
      } else {
        StatesAsOf.print(output, known);
      }
      return known.balanced() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static void print(Output output, AccountsReport report) {
    Table table = Table.of("account", "holder", "contract", "currency", "balance").numbers(4);
    for (Balance it : report.balances()) {
      table.row(
          it.account().kind().written(),
          it.account().holder(),
          it.account().contract(),
          it.currency(),
          it.amount().toPlainString());
    }
    report
        .trialBalance()
        .forEach(
            (currency, amount) ->
                table.sum("trial balance", "", "", currency, amount.toPlainString()));
    if (table.isEmpty()) {
      output.say("nothing was booked yet: close a month with revenue first");
    } else {
      table.print(output);
    }
    output.say(
        report.isBalanced()
            ? "balanced: in each currency what came in is what is owed, waits and is kept"
            : "NOT balanced: what came in is not what is owed, waits and is kept; run check, and do"
                + " not pay");
  }
}
