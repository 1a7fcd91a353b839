package org.royaltyledger.api.cli;

import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.rendering.text.WaitingReason;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaiting;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.royaltyledger.projections.suspense.WaitingMoney;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code statements PERIOD}. */
@Command(
    name = "statements",
    mixinStandardHelpOptions = true,
    description = "Shows what each party earned in a closed month, or writes it to files.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StatementsCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a closed month, e.g. 2026-10")
  private String period;

  @Option(names = "--party", paramLabel = "ID", description = "only this party's")
  private @Nullable String party;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, tsv or json (default: table)")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "write one file for each party and currency, and print their names")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Output output = program.output();
    Period month = Words.period(period);
    PartyId only = party == null ? null : Words.party(party);
    StatementFormat as = format(format);
    try (OpenStore store = program.open(program.folder(), false)) {
      store.get(Following.class).awaitHead();
      List<StatementDocument> documents = documents(store, month, only);
      if (out != null) {
        writeFiles(output, as, documents, out);
        return Program.DONE;
      }
      if (as.name().equals("table")) {
        printTable(output, store, month, only, documents);
      } else {
        as.write(documents, output.out());
        output.out().flush();
      }
      return Program.DONE;
    }
  }

  static List<StatementDocument> documents(OpenStore store, Period month, @Nullable PartyId only) {
    List<Statement> statements = store.get(Statements.class).of(month, only);
    Map<String, List<OwnWaiting>> waiting = store.get(OwnWaitings.class).of(month);
    return statements.stream()
        .map(
            it ->
                new StatementDocument(
                    it, waiting.getOrDefault(it.party() + "\n" + it.currency(), List.of())))
        .toList();
  }

  /** The sum of each statement, and what waits in the month and why. */
  static void printSummary(
      Output output, OpenStore store, Period month, List<StatementDocument> documents) {
    Table totals = Table.of("party", "currency", "lines", "total").numbers(2, 3);
    for (StatementDocument it : documents) {
      totals.row(
          it.statement().party(),
          it.statement().currency(),
          it.statement().lines().size(),
          it.statement().total().toPlainString());
    }
    totals.print(output);
    output.say("");
    Table waiting =
        Table.of("waiting", "offering", "territory", "currency", "amount", "why").numbers(4);
    for (WaitingMoney.Entry it : store.get(WaitingMoney.class).of(month)) {
      waiting.row(
          it.state(),
          it.offering(),
          it.territory(),
          it.currency(),
          it.amount().toPlainString(),
          WaitingReason.of(it.state()));
    }
    if (waiting.isEmpty()) {
      output.say("nothing waits");
    } else {
      waiting.print(output);
    }
  }

  private static void printTable(
      Output output,
      OpenStore store,
      Period month,
      @Nullable PartyId only,
      List<StatementDocument> documents)
      throws IOException {
    if (documents.isEmpty()) {
      output.say(
          only == null
              ? "nobody earned anything in %s".formatted(month)
              : "%s earned nothing in %s".formatted(only, month));
      return;
    }
    StatementFormat.ALL.getFirst().write(documents, output.out());
    output.out().flush();
    if (only == null) {
      printSummary(output, store, month, documents);
    }
  }

  private static void writeFiles(
      Output output, StatementFormat as, List<StatementDocument> documents, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (StatementDocument it : documents) {
      Path file =
          folder.resolve(
              "statement-%s-%s-%s.%s"
                  .formatted(
                      it.statement().period(),
                      URLEncoder.encode(it.statement().party(), StandardCharsets.UTF_8),
                      it.statement().currency(),
                      as.extension()));
      try (Writer writer = Files.newBufferedWriter(file)) {
        as.write(List.of(it), writer);
      }
      output.out().println(file);
    }
  }

  private static StatementFormat format(String name) {
    return StatementFormat.ALL.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.BAD_INPUT,
                    "format '%s' is not known: use one of %s"
                        .formatted(
                            name,
                            StatementFormat.ALL.stream()
                                .map(StatementFormat::name)
                                .collect(Collectors.joining(", ")))));
  }
}
