package org.royaltyledger.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.evidence.Evidence;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code audit export}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "export: writes a folder with a party's statements of a closed month, every step and",
      "usage that led to them, proofs, and the programs that check all of it without a server."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AuditCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "DEED", description = "export")
  private String deed;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      required = true,
      description = "a closed month, e.g. 2026-10")
  private String period;

  @Option(names = "--party", paramLabel = "ID", required = true, description = "whose statements")
  private String party;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "the folder, which must not be there yet")
  private Path out;

  @Option(
      names = "--open",
      description =
          "with the content of events that name other parties: for auditors, not for the party")
  private boolean open;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() throws IOException {
    Output output = program.output();
    if (!deed.equals("export")) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "audit has export, and nothing of the name '%s'".formatted(deed));
    }
    var wish =
        new Evidence.Wish(Words.period(period), Words.party(party), open, signing.by(program));
    try (OpenWork store = program.existingWork()) {
      Evidence.Written written;
      try (var progress = new ProgressLine(output, "evidence of " + party)) {
        written = store.evidence().export(wish, out, progress::usages);
      }
      if (json) {
        output.print(Json.valued(written));
        return Program.DONE;
      }
      Table table =
          Table.of("folder", "statements", "lines", "usages", "events", "log size")
              .numbers(1, 2, 3, 4, 5);
      table.row(
          out,
          written.statements(),
          written.lines(),
          written.usages(),
          written.events(),
          written.size());
      table.print(output);
      output.say("");
      output.say(
          "check it with copies of your own of the programs in docs/proofs.md: python3 verify.py"
              + " KEYS FOLDER");
      return Program.DONE;
    }
  }
}
