package org.royaltyledger.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code backup FILE}. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the log, and writes all of it to one new file, with the store's own key and the"
          + " names.",
      "The key that signs is not in it, nor is the vault's: keep copies of them yourself.",
      "The file is the ledger: keep it as safe as the store."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BackupCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "FILE", description = "the file to write; there must be none yet")
  private Path file;

  @Option(
      names = "--without-names",
      description = "leave out what tells of persons; a store restored from it shows no names")
  private boolean withoutNames;

  @Mixin private Signing signing;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    Signature by = signing.by(program);
    try (OpenWork store = program.existingWork()) {
      Backup.Made made;
      try (var progress = new ProgressLine(output, "backup")) {
        made = store.backups().write(file, !withoutNames, by, progress::usages);
      }
      if (made.notice() != null) {
        output.warn("notice: " + made.notice());
      }
      if (withoutNames) {
        output.warn(
            "notice: the names are not in this backup, and a store restored from it shows none");
      }
      output.warn(
          "notice: the key that signs checkpoints is not in this backup%s: keep a copy of %s where nobody else comes"
              .formatted(
                  withoutNames
                      ? ""
                      : ", nor is that of the vault, without which nobody reads names",
                  withoutNames ? "it" : "both"));
      if (json) {
        output.print(Json.backedUp(file.toString(), made.what(), made.bytes()));
      } else {
        Table.of("events", "usages", "bytes", "checkpoint at", "root")
            .numbers(0, 1, 2, 3)
            .row(
                made.what().events(),
                made.what().usages(),
                made.bytes(),
                made.what().newest().size(),
                made.what().newest().root().base64())
            .print(output);
      }
      return Program.DONE;
    }
  }
}
