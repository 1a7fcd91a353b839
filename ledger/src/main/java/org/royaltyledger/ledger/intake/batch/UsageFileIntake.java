package org.royaltyledger.ledger.intake.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * The way of one file of usages: a thread reads and parses drafts, another appends them; memory
 * stays at a few drafts whatever the file.
 */
final class UsageFileIntake {

  private static final int DRAFTS_WAITING = 2;

  private final Path file;
  private final UsageReader reader;
  private final UsageLog log;
  private final Rejects rejects;
  private final Progress progress;
  private long read;
  private long accepted;
  private long repeated;
  private long rejected;

  UsageFileIntake(Path file, UsageReader reader, UsageLog log, Rejects rejects, Progress progress) {
    this.file = file;
    this.reader = reader;
    this.log = log;
    this.rejects = rejects;
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
   */
  @Nullable String run() {
    BlockingQueue<Drafted> drafts = new ArrayBlockingQueue<>(DRAFTS_WAITING);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("read-usages").factory());
    try (LineReader lines = LineReader.openPerhapsEmpty(file)) {
      Future<@Nullable String> reading = thread.submit(() -> read(lines, drafts));
      while (true) {
        Drafted it = drafts.take();
        append(it.draft);
        progress.at(String.valueOf(file.getFileName()), it.bytes, lines.size(), it.lines);
        if (it.last) {
          return reading.get();
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
          : new IllegalStateException(e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  private @Nullable String read(LineReader lines, BlockingQueue<Drafted> drafts)
      throws InterruptedException {
    var draft = new DraftBlock();
    String broken = null;
    RuntimeException failure = null;
    try {
      while (reader.read(lines, draft)) {
        drafts.put(new Drafted(draft, lines.bytesRead(), lines.number(), false, null));
        draft = new DraftBlock();
      }
    } catch (SourceBroken e) {
      broken = e.getMessage();
    } catch (RuntimeException e) {
      failure = e;
    }
    drafts.put(new Drafted(draft, lines.bytesRead(), lines.number(), true, broken));
    if (failure != null) {
      throw failure;
    }
    return broken;
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
          case CONFLICT -> draft.reject(row, conflict(block.usageId(row)));
        }
      }
    }
    List<Reject> refused = draft.rejects();
    rejected += refused.size();
    refused.forEach(rejects);
  }

  private static String conflict(String usageId) {
    return ("usageId '%s' is in the ledger already with other content: an id counts once and the"
            + " first stands; give a usage that differs an id of its own")
        .formatted(usageId);
  }
}
