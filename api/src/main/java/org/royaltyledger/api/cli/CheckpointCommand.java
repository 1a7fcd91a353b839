package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code checkpoint [list|key|rotate]}. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the log as it is now, and prints what was signed: keep it where we cannot reach it.",
      "list: every checkpoint that was signed; key: the public keys, of which auditors keep one;",
      "rotate: signs with another key from now on."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckpointCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "DEED", arity = "0..1", description = "list, key or rotate")
  private @Nullable String deed;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    Signature by = signing.by(program);
    if (!"rotate".equals(deed) && !by.equals(Signature.NONE)) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "--as and --why are for checkpoint rotate: leave them out");
    }
    try (OpenWork ledger = program.existingWork()) {
      switch (deed) {
        case null -> show(output, ledger.log().sign());
        case "rotate" -> show(output, ledger.log().rotate(by));
        case "list" -> list(output, ledger.log().signed());
        case "key" -> keys(output, ledger.log().signed());
        default ->
            throw new Refused(
                Refused.Code.BAD_INPUT,
                "checkpoint has list, key and rotate, and nothing of the name '%s'"
                    .formatted(deed));
      }
      return Program.DONE;
    }
  }

  private void show(Output output, JsonNode signed) {
    if (signed.has("notice")) {
      output.warn("notice: " + signed.get("notice").stringValue());
    }
    if (json) {
      output.print(signed);
    } else {
      output.text(signed.get("checkpoint").stringValue());
    }
  }

  private void list(Output output, JsonNode all) {
    if (json) {
      output.print(all);
      return;
    }
    Table table = Table.of("size", "root", "origin").numbers(0);
    for (JsonNode it : all.get("checkpoints")) {
      String[] lines = it.get("checkpoint").stringValue().split("\n", 4);
      table.row(lines[1], lines[2], lines[0]);
    }
    table.print(output);
    if (table.isEmpty()) {
      output.warn("nothing was signed yet: sign the log with: checkpoint");
    }
  }

  private void keys(Output output, JsonNode all) {
    if (json) {
      output.print(all);
      return;
    }
    Table table = Table.of("since place", "key", "who", "why").numbers(0);
    for (JsonNode it : all.get("keys")) {
      table.row(
          it.get("place").longValue(),
          it.get("key").stringValue(),
          it.get("who").stringValue(),
          it.has("why") ? it.get("why").stringValue() : "");
    }
    table.print(output);
    if (table.isEmpty()) {
      output.warn("nothing was signed yet: sign the log with: checkpoint");
    }
  }
}
