package org.royaltyledger.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.setup.NewStore;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.backup.BackedUp;
import org.royaltyledger.ledger.backup.Restore;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code restore FILE}. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Checks everything in a backup, then makes a new store of it and builds its read models.",
      "Bring the keys along: as files signing-key and vault-key in the new folder, or as"
          + " --royalty-ledger.signing-key=FILE and --royalty-ledger.vault-key=FILE."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RestoreCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "FILE", description = "what backup wrote")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "a public key that must vouch for all of it, as checkpoint key prints it, or a file that"
            + " holds it;",
        "else the keys that the log itself names are believed"
      })
  private @Nullable String key;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    NewStore target = program.newStore();
    target.requireEmpty();
    var backup = new Restore(file, key == null ? null : trusted(key));
    try (var progress = new ProgressLine(output, "check")) {
      backup.check(progress::usages);
    }
    BackedUp restored;
    try (var progress = new ProgressLine(output, "restore")) {
      restored = target.fill(log -> backup.into(log, progress::usages));
    }
    try (OpenStore store = program.open(program.folder(), false)) {
      store.get(Following.class).awaitHead();
      store.get(UsageLog.class).follow();
      long head = store.get(LogReader.class).head();
      if (!restored.names()) {
        output.warn("notice: the backup has no names, so the store shows none");
      }
      Refused sealed = store.get(Vault.class).missing();
      if (sealed != null) {
        output.warn("notice: names are shown as ids: " + sealed.getMessage());
      }
      String unsigned = store.get(Checkpoints.class).whyNotSigned();
      if (unsigned != null) {
        output.warn("notice: " + unsigned);
      }
      if (json) {
        output.print(Json.restored(restored, head));
      } else {
        Table.of("events", "usages", "checkpoints", "checkpoint at", "root")
            .numbers(0, 1, 2, 3)
            .row(
                restored.events(),
                restored.usages(),
                restored.checkpoints(),
                restored.newest().size(),
                restored.newest().root().base64())
            .print(output);
      }
      return Program.DONE;
    }
  }

  private static NoteKey trusted(String given) {
    try {
      Path file = Path.of(given);
      return NoteKey.parse(Files.isRegularFile(file) ? Files.readString(file).strip() : given);
    } catch (IOException e) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "the key's file '%s' cannot be read (%s)".formatted(given, e));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "--key '%s' is no key, nor a file that holds one (%s): copy one that checkpoint key prints"
              .formatted(given, e.getMessage()));
    }
  }
}
