package org.royaltyledger.api.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.ExplanationJson;
import org.royaltyledger.api.documents.PartyLines;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.ListedLine;
import org.royaltyledger.projections.explain.UsagePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code explain PERIOD --party ID}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows every step to a line of a closed statement, with its numbers and the fact",
      "in the log that each comes from. Without --line: the lines that fit, with their",
      "numbers; of one alone, its steps."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExplainCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a closed month, e.g. 2026-10")
  private String period;

  @Option(names = "--party", paramLabel = "ID", required = true, description = "whose statement")
  private String party;

  @Option(names = "--line", paramLabel = "N", description = "the line of this number")
  private @Nullable Integer line;

  @Option(names = "--asset", paramLabel = "ID", description = "only lines of this asset")
  private @Nullable String asset;

  @Option(names = "--offering", paramLabel = "ID", description = "only lines of this offering")
  private @Nullable String offering;

  @Option(names = "--licence", paramLabel = "ID", description = "only lines of this licence")
  private @Nullable String licence;

  @Option(names = "--part", paramLabel = "N", description = "only lines of this part of a licence")
  private @Nullable Integer part;

  @Option(names = "--territory", paramLabel = "CODE", description = "only lines of use there")
  private @Nullable String territory;

  @Option(names = "--used-in", paramLabel = "PERIOD", description = "only lines of use in a month")
  private @Nullable String usedIn;

  @Option(names = "--usages", description = "the single usages that the line is made of")
  private boolean usages;

  @Option(
      names = "--before",
      description = "with --usages, of an adjustment: those that were counted before")
  private boolean before;

  @Option(
      names = "--page",
      paramLabel = "K",
      defaultValue = "1",
      description = "which page of the usages (default: 1)")
  private int page;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "how many usages on a page (default: 100)")
  private int limit;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = Words.period(period);
    PartyId whose = Words.party(party);
    // Before a store is opened: a page that cannot be is refused at once.
    var which = new Work.UsagesOf(1, before, page, limit);
    try (OpenWork ledger = program.existingWork();
        var progress = new ProgressLine(output, "explain " + month)) {
      Work work = ledger.work();
      Integer number = line;
      if (number == null) {
        PartyLines all = work.lines(month, whose);
        List<ListedLine> fitting = all.lines().stream().filter(this::fits).toList();
        if (fitting.size() != 1) {
          print(output, new PartyLines(all.period(), all.party(), fitting));
          return Program.DONE;
        }
        number = fitting.getFirst().line();
      }
      if (usages) {
        print(
            output,
            work.usages(
                month,
                whose,
                new Work.UsagesOf(number, before, which.page(), which.limit()),
                progress::usages));
      } else {
        print(output, work.explain(month, whose, number, progress::usages));
      }
      return Program.DONE;
    }
  }

  private boolean fits(ListedLine it) {
    return same(asset, it.asset())
        && same(offering, it.offering())
        && same(licence, it.licence())
        && (part == null || part == it.part())
        && same(territory, it.territoryOfUse())
        && same(usedIn, it.usedIn());
  }

  private static boolean same(@Nullable String wanted, @Nullable String is) {
    return wanted == null || wanted.equals(is);
  }

  private void print(Output output, PartyLines lines) {
    if (json) {
      output.print(ExplanationJson.lines(lines));
      return;
    }
    Table table =
        Table.of(
                "line",
                "currency",
                "asset",
                "offering",
                "territory",
                "use type",
                "licence/part",
                "used in",
                "adjusts",
                "held",
                "units",
                "share %",
                "amount")
            .numbers(0, 10, 11, 12);
    for (ListedLine it : lines.lines()) {
      table.row(
          it.line(),
          it.currency(),
          it.asset() == null ? "(named itself)" : it.asset(),
          it.offering(),
          it.territoryOfUse(),
          it.useType(),
          it.licence() + "/" + it.part(),
          it.usedIn(),
          it.adjusts() == null ? "" : it.adjusts(),
          it.held() ? "held" : "",
          it.units(),
          it.share(),
          it.amount());
    }
    if (table.isEmpty()) {
      output.say("%s has no such line in %s".formatted(lines.party(), lines.period()));
      return;
    }
    table.print(output);
    output.say(
        "the steps to one: explain %s --party %s --line N"
            .formatted(lines.period(), lines.party()));
  }

  private void print(Output output, ExplainedLine explained) {
    if (json) {
      output.print(ExplanationJson.explained(explained));
    } else {
      ExplanationText.of(explained).forEach(output.out()::println);
    }
  }

  private void print(Output output, UsagePage found) {
    if (json) {
      output.print(ExplanationJson.usages(found));
      return;
    }
    Table table =
        Table.of(
                "usage",
                "used at",
                "quantity",
                "role",
                "given",
                "weight",
                "units",
                "boost",
                "output",
                "provider",
                "method",
                "version",
                "confidence",
                "listener",
                "its units",
                "of all",
                "its W",
                "place",
                "row")
            .numbers(2, 4, 5, 6, 7, 12, 14, 15, 16, 17, 18);
    for (UsagePage.Use it : found.uses()) {
      table.row(
          it.usageId(),
          it.usedAt(),
          it.quantity(),
          it.role(),
          it.given(),
          it.weight(),
          it.units(),
          it.boost(),
          text(it.output()),
          text(it.attribution().provider()),
          text(it.attribution().method()),
          text(it.attribution().version()),
          text(it.attribution().confidence()),
          text(it.listener()),
          of(it.vote(), UsagePage.Vote::units),
          of(it.vote(), UsagePage.Vote::all),
          of(it.vote(), UsagePage.Vote::weight),
          it.place(),
          it.row());
    }
    table.print(output);
    output.say(
        "page %d of %d; %d contributions of %s units in all"
            .formatted(found.page(), found.pages(), found.usages(), found.units()));
  }

  private static String text(@Nullable String it) {
    return Objects.requireNonNullElse(it, "");
  }

  private static String of(UsagePage.@Nullable Vote it, Function<UsagePage.Vote, String> what) {
    return it == null ? "" : what.apply(it);
  }
}
