package org.royaltyledger.ledger.intake.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * The way of one file of usages: a thread reads and parses drafts, another packs them, a third
 * appends them; memory stays at a few drafts whatever the file.
 */
final class UsageFileIntake {

  /** The drafts read and packed, or about to be, while one is appended. */
  private static final int DRAFTS_AHEAD = 3;

  private final Path file;
  private final UsageReader reader;
  private final Log log;
  private final Rejects rejects;
  private final IntakeCounts counts;
  private final Consumer<Warning> warnings;
  private final Progress progress;
  private long read;
  private long accepted;
  private long repeated;
  private long rejected;

  /** Where drafts go: {@link UsageLog#ready}. */
  @FunctionalInterface
  interface Log {
    UsageLog.Ready ready(UsageBlock draft);
  }

  UsageFileIntake(
      Path file,
      UsageReader reader,
      Log log,
      Rejects rejects,
      IntakeCounts counts,
      Consumer<Warning> warnings,
      Progress progress) {
    this.file = file;
    this.reader = reader;
    this.log = log;
    this.rejects = rejects;
    this.counts = counts;
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

  /**
   * Some lines, packed.
   *
   * @param ready null if there is no usage among them
   */
  private record Packed(Drafted lines, UsageBlock block, UsageLog.@Nullable Ready ready) {}

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
    ExecutorService reading = thread("read-usages");
    ExecutorService packing = thread("pack-usages");
    try (LineReader lines = LineReader.openPerhapsEmpty(file)) {
      Queue<Future<Packed>> ahead = new ArrayDeque<>();
      for (int i = 0; i < DRAFTS_AHEAD; i++) {
        ahead.add(next(lines, reading, packing));
      }
      while (true) {
        Packed packed = ahead.remove().get();
        Drafted it = packed.lines;
        if (!it.last) {
          ahead.add(next(lines, reading, packing));
        }
        append(packed);
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
      reading.shutdownNow();
      packing.shutdownNow();
    }
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  private Future<Packed> next(LineReader lines, Executor reading, Executor packing) {
    return CompletableFuture.supplyAsync(() -> read(lines), reading)
        .thenApplyAsync(this::pack, packing);
  }

  private Packed pack(Drafted lines) {
    UsageBlock block = lines.draft.usages().build();
    return new Packed(lines, block, block.size() == 0 ? null : log.ready(block));
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

  private void append(Packed packed) {
    DraftBlock draft = packed.lines.draft;
    UsageBlock block = packed.block;
    read += block.size() + draft.rejects().size();
    counts.rejectUsages(draft.rejects().size());
    if (packed.ready != null) {
      UsageLog.Appended appended =
          packed.ready.append(row -> "%s line %d".formatted(file.getFileName(), draft.line(row)));
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
    counts.rejectLines(FileKind.of(file).written(), refused.size());
    refused.forEach(rejects);
    draft.warnings().forEach(warnings);
  }
}
