package org.royaltyledger.ledger.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.settings.SettingsCommand;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.KeptBeside;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the log up to one place of it, with what stands beside it, to one file, while others go on
 * writing: what is in the log never changes.
 */
public final class Backup {

  private final LogReader reader;
  private final Checkpoints checkpoints;
  private final JdbcTemplate jdbc;
  private final Deciding deciding;
  private final Commands commands;

  public Backup(
      LogReader reader,
      Checkpoints checkpoints,
      JdbcTemplate jdbc,
      Deciding deciding,
      Commands commands) {
    this.deciding = deciding;
    this.commands = commands;
    this.reader = reader;
    this.checkpoints = checkpoints;
    this.jdbc = jdbc;
  }

  /**
   * A backup that was made.
   *
   * @param bytes of the file
   * @param notice what to say of a signing key that was made for it, null if there was one
   */
  public record Made(BackedUp what, long bytes, @Nullable String notice) {}

  /**
   * Writes a backup.
   *
   * @param file is there, whole and on the disk, when this returns, and is not there before
   * @param names whether tables that tell of persons are in it
   * @param progress told the usages written so far
   * @param by who hands it out, and why; written down in the log before
   * @throws Refused BAD_INPUT if there is such a file, NAME_NEEDED, NO_SIGNING_KEY or LOG_REWRITTEN
   *     if what is written cannot be signed, or FILE_UNREADABLE if it cannot be written
   */
  public Made write(Path file, boolean names, Signature by, LongConsumer progress) {
    NewFile.requireAbsent(file);
    var export = new SettingsEvent.Exported("backup", null, null, true, by.who(), by.why());
    Acting.as(by).doing(() -> handOut(export));
    @Nullable String notice = checkpoints.now().made();
    var signed = Objects.requireNonNull(checkpoints.newest());
    BackedUp what = NewFile.write(file, to -> write(to, signed, names, progress));
    return new Made(what, file.toFile().length(), notice);
  }

  /** So that the backup itself holds it. */
  private boolean handOut(SettingsEvent.Exported export) {
    return deciding.run(
        head -> {
          commands.send(new SettingsCommand.Export(export));
          return true;
        });
  }

  private BackedUp write(
      OutputStream to, Checkpoints.Signed signed, boolean names, LongConsumer progress)
      throws IOException {
    var records = new RecordsOut(to);
    long events = signed.size();
    records.write(
        RecordKind.LOG,
        new Fields.Writer().text(checkpoints.origin()).int64(events).int64(names ? 1 : 0).done());
    long rows = kept(records, names);
    List<Checkpoints.Signed> all =
        checkpoints.all().stream().filter(it -> it.size() <= events).toList();
    for (Checkpoints.Signed it : all) {
      records.write(
          RecordKind.CHECKPOINT,
          new Fields.Writer().int64(it.size()).text(it.note().toString()).done());
    }
    long usages = events(records, Checkpoint.parse(signed.note().text()), progress);
    records.write(
        RecordKind.END,
        new Fields.Writer().int64(events).int64(usages).int64(rows).int64(all.size()).done());
    records.end();
    return new BackedUp(
        events,
        usages,
        rows,
        names,
        all.size(),
        Checkpoint.parse(signed.note().text()),
        checkpoints.keys().stream()
            .filter(it -> it.place() <= events)
            .map(Checkpoints.UsedKey::key)
            .toList());
  }

  /**
   * After the last event to be written was chosen: whatever it and those before need is there by
   * now, and what came since does no harm.
   */
  private long kept(RecordsOut records, boolean names) {
    var rows = new long[1];
    for (KeptBeside.Table table : KeptBeside.tables(names)) {
      KeptBeside.read(
          jdbc,
          table,
          row -> {
            var fields = new Fields.Writer().text(table.name());
            for (int i = 0; i < row.size(); i++) {
              fields.cell(table.columns().get(i).kind(), row.get(i));
            }
            written(records, RecordKind.KEPT, fields.done());
            rows[0]++;
          });
    }
    return rows[0];
  }

  /** A damaged log is not written: who restores it would find out when it is too late. */
  private long events(RecordsOut records, Checkpoint signed, LongConsumer progress) {
    var tree = new Frontier();
    var usages = new long[1];
    reader.leaves(
        0,
        signed.size(),
        it -> {
          TreeHash leaf = it.entry().leaf();
          if (it.entry().place() != tree.size() + 1 || !leaf.equals(it.leaf())) {
            throw rewritten("the event at place %d".formatted(tree.size() + 1));
          }
          written(
              records,
              it.entry().salt() == null ? RecordKind.EVENT : RecordKind.SALTED,
              Fields.event(it.entry()));
          tree.add(leaf, (level, index, hash) -> {});
          if (it.entry().contents() != null) {
            usages[0] += it.entry().contents().usages();
            progress.accept(usages[0]);
          }
        });
    if (!tree.root().equals(signed.root())) {
      throw rewritten("the log of %d events".formatted(signed.size()));
    }
    return usages[0];
  }

  private static Refused rewritten(String what) {
    return new Refused(
        Refused.Code.LOG_REWRITTEN,
        "%s is not what was signed, and a backup of it would be refused: see what is wrong with: check, and restore the store from an earlier backup"
            .formatted(what));
  }

  private static void written(RecordsOut records, RecordKind kind, byte[] content) {
    try {
      records.write(kind, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
