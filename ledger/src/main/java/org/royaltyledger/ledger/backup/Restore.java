package org.royaltyledger.ledger.backup;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.store.KeptBeside;
import org.royaltyledger.ledger.store.NewLog;
import org.royaltyledger.ledger.value.Refused;

/**
 * Reads a backup: everything in it is checked before any of it is used, and again while it is
 * written to a new store.
 */
public final class Restore {

  private final Path file;
  private final @Nullable NoteKey trusted;

  /**
   * @param trusted a key that has to vouch for all of it, null to be content with those that the
   *     log itself names
   */
  public Restore(Path file, @Nullable NoteKey trusted) {
    this.file = file;
    this.trusted = trusted;
  }

  /**
   * Checks everything in it and writes nothing.
   *
   * @param progress told the usages checked so far
   * @throws Refused BACKUP_DAMAGED naming the first thing that is wrong, NEWER_STORE if this
   *     program cannot read it, FILE_UNREADABLE if it is not there
   */
  public BackedUp check(LongConsumer progress) {
    try {
      RecordsIn.requireDigest(file);
      return read(new Into.Nothing(), progress);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Writes everything in it to a new store, which is one when this returns.
   *
   * @param progress told the usages written so far
   */
  public BackedUp into(NewLog log, LongConsumer progress) {
    BackedUp restored;
    try {
      restored = read(new Into.Log(log), progress);
    } catch (IOException e) {
      throw unreadable(e);
    }
    log.finish();
    return restored;
  }

  private Refused unreadable(IOException failure) {
    var refused =
        new Refused(
            Refused.Code.FILE_UNREADABLE,
            "backup '%s' cannot be read (%s)".formatted(file, failure));
    refused.initCause(failure);
    return refused;
  }

  private BackedUp read(Into into, LongConsumer progress) throws IOException {
    var verified = new Verified(trusted);
    try (RecordsIn records = RecordsIn.open(file)) {
      try {
        for (RecordsIn.Item it = records.next(); it != null; it = records.next()) {
          take(it, verified, into, progress);
        }
        return verified.end();
      } catch (EOFException
          | ZstdIOException
          | BufferUnderflowException
          | IllegalArgumentException e) {
        throw Damaged.because(
            file, "after %s it cannot be read (%s)".formatted(verified.where(), said(e)), e);
      } catch (Verified.Wrong e) {
        throw Damaged.because(file, String.valueOf(e.getMessage()), e);
      }
    }
  }

  private static String said(Exception failure) {
    return failure.getMessage() == null
        ? "a record is shorter than what it holds"
        : failure.getMessage();
  }

  private static void take(RecordsIn.Item it, Verified verified, Into into, LongConsumer progress) {
    Fields fields = Fields.of(it.content());
    switch (it.kind()) {
      case LOG -> verified.log(fields.text(), fields.int64(), fields.int64() != 0);
      case KEPT -> {
        String name = fields.text();
        KeptBeside.Table table = KeptBeside.table(name);
        if (table == null) {
          throw new Refused(
              Refused.Code.NEWER_STORE,
              "the backup has a table '%s' that this version does not know: use the version that wrote it"
                  .formatted(name));
        }
        List<@Nullable Object> row = fields.cells(table);
        verified.kept(table, row);
        into.keep(table, row);
      }
      case CHECKPOINT -> {
        long size = fields.int64();
        String note = fields.text();
        verified.checkpoint(size, note);
        into.sign(size, note);
      }
      case EVENT, SALTED -> {
        LogEntry entry =
            verified.event(fields, it.kind() == RecordKind.SALTED ? fields.bytes() : null);
        into.add(entry);
        progress.accept(verified.usages());
      }
      case END -> verified.counts(fields.int64(), fields.int64(), fields.int64(), fields.int64());
    }
    fields.end();
  }

  /** Where what was checked goes. */
  private sealed interface Into {

    void keep(KeptBeside.Table table, List<@Nullable Object> row);

    void sign(long size, String note);

    void add(LogEntry entry);

    /** It is only checked. */
    record Nothing() implements Into {
      @Override
      public void keep(KeptBeside.Table table, List<@Nullable Object> row) {}

      @Override
      public void sign(long size, String note) {}

      @Override
      public void add(LogEntry entry) {}
    }

    /** A new store. */
    record Log(NewLog log) implements Into {
      @Override
      public void keep(KeptBeside.Table table, List<@Nullable Object> row) {
        log.keep(table, row);
      }

      @Override
      public void sign(long size, String note) {
        log.sign(size, note);
      }

      @Override
      public void add(LogEntry entry) {
        log.add(entry);
      }
    }
  }
}
