package org.royaltyledger.api.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.JournalJson;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.balance.BookedPosting;
import org.royaltyledger.projections.rendering.csv.JournalCsv;
import org.royaltyledger.projections.rendering.hledger.JournalHledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code journal PERIOD}. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = {
      "Shows every posting that was booked in a closed month, and why.",
      "Those of one entry have the same place and entry: what came in is the sum of the others."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class JournalCommand implements Callable<Integer> {

  private static final List<String> FORMATS = List.of("table", "csv", "tsv", "json", "hledger");

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a closed month, e.g. 2026-10")
  private String period;

  @Option(names = "--party", paramLabel = "ID", description = "only those on this party's accounts")
  private @Nullable String party;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, tsv, json or hledger (default: table)")
  private String format;

  @Override
  public Integer call() throws IOException {
    Output output = program.output();
    Period month = Words.period(period);
    PartyId only = party == null ? null : Words.party(party);
    if (!FORMATS.contains(format)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "format '%s' is not known: use one of %s".formatted(format, String.join(", ", FORMATS)));
    }
    if (format.equals("hledger") && only != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "hledger takes whole entries, which have the accounts of others too: leave --party out");
    }
    try (OpenWork ledger = program.existingWork()) {
      List<BookedPosting> postings = ledger.work().journal(month, only);
      switch (format) {
        case "json" -> output.print(JournalJson.postings(postings));
        case "csv" -> JournalCsv.write(postings, ',', output.out());
        case "hledger" -> JournalHledger.write(postings, output.out());
        case "tsv" -> JournalCsv.write(postings, '\t', output.out());
        default -> print(output, month, postings);
      }
      output.out().flush();
      return Program.DONE;
    }
  }

  private static void print(Output output, Period month, List<BookedPosting> postings) {
    Table table =
        Table.of(
                "place",
                "entry",
                "usedIn",
                "reason",
                "account",
                "holder",
                "contract",
                "currency",
                "amount")
            .numbers(0, 1, 8);
    for (BookedPosting it : postings) {
      table.row(
          it.place(),
          it.entry(),
          it.usedIn(),
          it.reason(),
          it.account().kind().written(),
          it.account().holder(),
          it.account().contract(),
          it.currency(),
          it.amount().toPlainString());
    }
    if (table.isEmpty()) {
      output.say("nothing was booked in %s".formatted(month));
    } else {
      table.print(output);
    }
  }
}
