package org.royaltyledger.ledger.intake.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * The way of one file of usages: a thread reads and parses drafts, another appends them; memory
 * stays at a few drafts whatever the file.
 */
final class UsageFileIntake {

  /** The drafts read, or about to be, while one is appended. */
  private static final int DRAFTS_AHEAD = 2;

  private final Path file;
  private final UsageReader reader;
  private final Log log;
  private final Rejects rejects;
  private final Consumer<Warning> warnings;
  private final Progress progress;
  private long read;
  private long accepted;
  private long repeated;
  private long rejected;

  /** Where drafts go: {@link UsageLog#append}. */
  @FunctionalInterface
  interface Log {
    UsageLog.Appended append(UsageBlock draft, IntFunction<String> source);
  }

  UsageFileIntake(
      Path file,
      UsageReader reader,
      Log log,
      Rejects rejects,
      Consumer<Warning> warnings,
      Progress progress) {
    this.file = file;
    this.reader = reader;
    this.log = log;
    this.rejects = rejects;
    this.warnings = warnings;
    this.progress = progress;
  }

  /**
   * Some lines.
   *
   * @param bytes read of the file so far, and lines
   * @param last whether none come after it
   * @param broken why none do, null if the file is at its end
   */
  private record Drafted(
      DraftBlock draft, long bytes, long lines, boolean last, @Nullable String broken) {}

  FileReport report() {
    return new FileReport(String.valueOf(file.getFileName()), read, accepted, repeated, rejected);
  }

  /**
   * Reads the file to its end or to where it breaks off.
   *
   * @return why it broke off, null if it did not
   * @throws IllegalStateException if the thread that reads ran out of memory, or of stack
   */
  @Nullable String run() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("read-usages").factory());
    try (LineReader lines = LineReader.openPerhapsEmpty(file)) {
      Queue<Future<Drafted>> ahead = new ArrayDeque<>();
      for (int i = 0; i < DRAFTS_AHEAD; i++) {
        ahead.add(thread.submit(() -> read(lines)));
      }
      while (true) {
        Drafted it = ahead.remove().get();
        if (!it.last) {
          ahead.add(thread.submit(() -> read(lines)));
        }
        append(it.draft);
        progress.at(String.valueOf(file.getFileName()), it.bytes, lines.size(), it.lines);
        if (it.last) {
          return it.broken;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while importing", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(
              "reading %s failed (%s): what came before is in already and counts once"
                  .formatted(file.getFileName(), e.getCause()),
              e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  /** The next draft; after the last, an empty one. */
  private Drafted read(LineReader lines) {
    var draft = new DraftBlock();
    boolean more = false;
    String broken = null;
    try {
      more = reader.read(lines, draft);
    } catch (SourceBroken e) {
      broken = e.getMessage();
    }
    return new Drafted(draft, lines.bytesRead(), lines.number(), !more, broken);
  }

  private void append(DraftBlock draft) {
    UsageBlock block = draft.usages().build();
    read += block.size() + draft.rejects().size();
    if (block.size() > 0) {
      UsageLog.Appended appended =
          log.append(block, row -> "%s line %d".formatted(file.getFileName(), draft.line(row)));
      for (int row = 0; row < block.size(); row++) {
        switch (appended.outcomes().get(row)) {
          case ACCEPTED -> accepted++;
          case REPEATED -> repeated++;
          case CONFLICT -> draft.reject(row, UsageLog.conflict(block.usageId(row)));
        }
      }
    }
    List<Reject> refused = draft.rejects();
    rejected += refused.size();
    refused.forEach(rejects);
    draft.warnings().forEach(warnings);
  }
}
