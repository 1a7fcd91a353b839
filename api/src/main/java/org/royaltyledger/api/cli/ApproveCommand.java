package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.DraftedMonth;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code approve PERIOD}. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a month be closed with its draft; see that with: draft PERIOD --show.",
      "A store with the setting four-eyes wants another name than that of the draft."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ApproveCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PERIOD", description = "a month, e.g. 2026-10")
  private String period;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "the draft that is meant: another is refused")
  private @Nullable String run;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    Period month = Words.period(period);
    Signature by = signing.by(program);
    try (OpenWork ledger = program.existingWork()) {
      DraftedMonth.Draft draft = ledger.work().approve(month, run, by);
      if (json) {
        output.print(WorkflowJson.draft(draft));
      } else {
        output.say("%s is approved; close it with: close %s".formatted(month, month));
        DraftCommand.say(output, draft);
      }
      return Program.DONE;
    }
  }
}
