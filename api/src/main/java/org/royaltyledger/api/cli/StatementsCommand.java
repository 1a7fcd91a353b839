package org.royaltyledger.api.cli;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.MonthSummary;
import org.royaltyledger.api.documents.StatementsAsOf;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.rendering.text.StatementText;
import org.royaltyledger.projections.rendering.text.WaitingReason;
import org.royaltyledger.projections.setup.StatementFormats;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;
import org.royaltyledger.projections.suspense.WaitingMoney;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code statements PERIOD}. */
@Command(
    name = "statements",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what each party earned in a closed month.",
      "With --party: the lines of its statements, and what waits of its own.",
      "With --as-of: what was known of a month then, closed or open, what is known",
      "now, and the events that made the difference."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StatementsCommand implements Callable<Integer> {

  private static final int LONGEST_NAME = 180;

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a closed month, e.g. 2026-10")
  private String period;

  @Option(names = "--party", paramLabel = "ID", description = "only this party's")
  private @Nullable String party;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, tsv, json or digest (default: table)")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "write one file for each party and currency, and print their names")
  private @Nullable Path out;

  @Option(names = "--as-of", paramLabel = "PLACE", description = StatesAsOf.OPTION)
  private @Nullable String asOf;

  @Override
  public Integer call() throws IOException {
    Output output = program.output();
    Period month = Words.period(period);
    PartyId only = party == null ? null : Words.party(party);
    StatementFormat as = format(format);
    if (asOf != null) {
      return callAsOf(output, month, only, Words.asOf(asOf));
    }
    try (OpenWork ledger = program.existingWork()) {
      Work work = ledger.work();
      if (as.name().equals("table") && out == null && only == null) {
        printSummary(output, work.summary(month));
        output.say("");
        output.say("the lines of one party: statements %s --party ID".formatted(month));
        return Program.DONE;
      }
      List<StatementDocument> documents = work.statements(month, only);
      if (out != null) {
        writeFiles(output, as, documents, out);
      } else if (only != null && as.name().equals("table")) {
        printOne(output, month, only, documents, work.waiting(month, only));
      } else {
        as.write(documents, output.out());
        output.out().flush();
      }
      return Program.DONE;
    }
  }

  private int callAsOf(Output output, Period month, @Nullable PartyId only, AsOf then) {
    if (out != null || !List.of("table", "json").contains(format)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "--as-of compares statements, and is no statement itself: leave %s out, or take --format json"
              .formatted(out != null ? "--out" : "--format " + format));
    }
    try (OpenWork ledger = program.existingWork()) {
      StatementsAsOf known;
      try (var progress = new ProgressLine(output, "statements " + month)) {
        known = ledger.work().statements(month, only, then, progress::usages);
      }
      if (format.equals("json")) {
        output.print(known.json());
      } else {
        StatesAsOf.print(output, known);
      }
      return Program.DONE;
    }
  }

  /** The total of each statement, and what waits in the month and why. */
  static void printSummary(Output output, MonthSummary month) {
    Table totals =
        Table.of("party", "name", "currency", "lines", "total", "due", "payout", "paid in")
            .numbers(3, 4, 5, 6);
    var lines = new TreeMap<String, Integer>();
    var sums = new TreeMap<String, BigDecimal>();
    for (MonthSummary.Total it : month.totals()) {
      totals.row(
          it.party(),
          it.name(),
          it.currency(),
          it.lines(),
          it.total().toPlainString(),
          it.due() == null ? "" : it.due().toPlainString(),
          it.payout() == null ? "" : it.payout().toPlainString(),
          it.payoutCurrency() == null ? "" : it.payoutCurrency());
      lines.merge(it.currency(), it.lines(), Integer::sum);
      sums.merge(it.currency(), it.total(), BigDecimal::add);
    }
    sums.forEach(
        (currency, sum) ->
            totals.sum(
                "all",
                "",
                currency,
                lines.getOrDefault(currency, 0),
                sum.toPlainString(),
                "",
                "",
                ""));
    if (totals.isEmpty()) {
      output.say("nobody earned anything in %s".formatted(month.period()));
    } else {
      totals.print(output);
    }
    output.say("");
    // A shell reads one table: who is paid how much.
    printWaiting(output.forPeople() ? output : output.onErr(), month.waiting());
  }

  private record Unpaid(String offering, String why) {}

  private static void printWaiting(Output output, List<WaitingMoney.Entry> entries) {
    Table waiting =
        Table.of("waiting", "offering", "territory", "currency", "amount", "adjusts").numbers(4);
    var reasons = new TreeSet<String>();
    var sums = new TreeMap<String, BigDecimal>();
    var unpaid =
        new TreeMap<Unpaid, BigDecimal>(
            Comparator.comparing(Unpaid::offering).thenComparing(Unpaid::why));
    for (WaitingMoney.Entry it : entries) {
      if (it.amount().signum() == 0) {
        if (!it.adjusts().isEmpty()) {
          continue;
        }
        unpaid.merge(
            new Unpaid(it.offering(), notPaid(it.state())),
            new BigDecimal(it.units()),
            BigDecimal::add);
        continue;
      }
      waiting.row(
          it.state(),
          it.offering(),
          it.territory(),
          it.currency(),
          it.amount().toPlainString(),
          it.adjusts());
      reasons.add(it.state());
      sums.merge(it.currency(), it.amount(), BigDecimal::add);
    }
    sums.forEach((currency, sum) -> waiting.sum("all", "", "", currency, sum.toPlainString(), ""));
    if (waiting.isEmpty()) {
      output.say("no money waits");
    } else {
      waiting.print(output);
    }
    reasons.forEach(it -> output.say("%s: %s".formatted(it, WaitingReason.of(it))));
    unpaid.forEach(
        (of, units) ->
            output.say(
                "%s: %s units are %s, and no money waits for them"
                    .formatted(of.offering, units.stripTrailingZeros().toPlainString(), of.why)));
  }

  private static String notPaid(String state) {
    return switch (state) {
      case "ineligible", "free" -> state;
      default -> "not covered";
    };
  }

  private static void printOne(
      Output output,
      Period month,
      PartyId party,
      List<StatementDocument> documents,
      SortedMap<String, List<OwnWaiting>> waiting)
      throws IOException {
    if (documents.isEmpty()) {
      output.say("%s earned nothing in %s".formatted(party, month));
    }
    StatementFormats.all().getFirst().write(documents, output.out());
    Set<String> written =
        documents.stream().map(it -> it.statement().currency()).collect(Collectors.toSet());
    for (var it : waiting.entrySet()) {
      if (!written.contains(it.getKey())) {
        StatementText.writeWaiting(
            party.code(), month.toString(), it.getKey(), it.getValue(), output.out());
      }
    }
    output.out().flush();
  }

  private static void writeFiles(
      Output output, StatementFormat as, List<StatementDocument> documents, Path folder)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "'%s' is a file: name a folder with --out DIR".formatted(folder));
    }
    Files.createDirectories(folder);
    for (StatementDocument it : documents) {
      Path file = folder.resolve(fileName(it.statement()) + "." + as.extension());
      write(as, it, file);
      output.out().println(file);
    }
  }

  /** A file is there as a whole or not at all: half a statement looks like one that is less. */
  private static void write(StatementFormat as, StatementDocument document, Path file)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(part)) {
        as.write(List.of(document), writer);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Names the party as a URL would, in what a file's name may hold. */
  static String fileName(Statement statement) {
    String party = URLEncoder.encode(statement.party(), StandardCharsets.UTF_8);
    if (party.length() > LONGEST_NAME) {
      UUID rest = UUID.nameUUIDFromBytes(party.getBytes(StandardCharsets.UTF_8));
      party = party.substring(0, LONGEST_NAME) + "~" + rest;
    }
    return "statement-%s-%s-%s".formatted(statement.period(), party, statement.currency());
  }

  private static StatementFormat format(String name) {
    return StatementFormats.all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.BAD_INPUT,
                    "format '%s' is not known: use one of %s"
                        .formatted(
                            name,
                            StatementFormats.all().stream()
                                .map(StatementFormat::name)
                                .collect(Collectors.joining(", ")))));
  }
}
