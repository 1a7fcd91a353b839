package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.DraftedMonth;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code draft PERIOD}. */
@Command(
    name = "draft",
    mixinStandardHelpOptions = true,
    description = {
      "Calculates a month, e.g. 2026-10, to be approved, and compares it with the last one.",
      "Nothing is closed; another draft takes the place of this one."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DraftCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a month, e.g. 2026-10")
  private String period;

  @Option(names = "--show", description = "show the draft there is, record nothing")
  private boolean show;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = Words.period(period);
    Signature by = signing.by(program);
    if (show && !by.equals(Signature.NONE)) {
      throw new Refused(Refused.Code.BAD_INPUT, "--show records nothing: leave --as and --why out");
    }
    try (OpenWork ledger = program.existingWork()) {
      DraftedMonth drafted;
      try (var progress = new ProgressLine(output, "draft " + month)) {
        drafted =
            show
                ? ledger.work().drafted(month, progress::usages)
                : ledger.work().draft(month, by, progress::usages);
      }
      if (json) {
        output.print(WorkflowJson.drafted(drafted));
      } else {
        print(output, month, drafted);
      }
      drafted.month().notices().forEach(output::warn);
      return drafted.month().conserved() ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static void print(Output output, Period month, DraftedMonth drafted) {
    output.say("%s as drafted; nothing is closed".formatted(month));
    say(output, drafted.draft());
    CloseCommand.print(output, drafted.month());
    DraftedMonth.@Nullable Against variance = drafted.variance();
    output.say("");
    if (variance == null) {
      output.say("no month is closed yet, so there is nothing to compare with");
    } else {
      print(output, variance);
    }
  }

  /** What is approved, so that it can be compared. */
  static void say(Output output, DraftedMonth.Draft draft) {
    output.say("draft %s by %s".formatted(draft.run(), draft.drafted().said()));
    output.say("result %s".formatted(draft.result()));
    if (draft.approved() != null) {
      output.say("approved by %s".formatted(draft.approved().said()));
    }
  }

  private static void print(Output output, DraftedMonth.Against variance) {
    output.say("compared with %s".formatted(variance.period()));
    Table states =
        Table.of("currency", "state", "now", "before", "difference", "percent").numbers(2, 3, 4, 5);
    variance
        .states()
        .forEach(
            it ->
                states.row(
                    it.currency(),
                    it.state(),
                    it.now(),
                    it.before(),
                    it.difference(),
                    percent(it.percent())));
    states.print(output);
    output.say("");
    Table statements =
        Table.of("party", "currency", "change", "now", "before", "difference", "percent")
            .numbers(3, 4, 5, 6);
    variance
        .statements()
        .forEach(
            it ->
                statements.row(
                    it.party(),
                    it.currency(),
                    it.change(),
                    it.now(),
                    it.before(),
                    it.difference(),
                    percent(it.percent())));
    if (!statements.isEmpty()) {
      output.say("statements that changed most");
      statements.print(output);
    }
    variance
        .parties()
        .forEach(
            it ->
                output.say(
                    "%s: %d statements, %d before; %d new, %d gone"
                        .formatted(
                            it.currency(), it.now(), it.before(), it.appeared(), it.gone())));
  }

  private static String percent(@Nullable String percent) {
    return percent == null ? "" : percent;
  }
}
