package org.royaltyledger.ledger.intake.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.FileKind;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
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
  private static final int BYTES_A_DRAFT = 8 << 20;

  private final Path file;
  private final UsageLog log;
  private final Rejects rejects;
  private final Progress progress;
  private final UsageLineParser parser;
  private long read;
  private long accepted;
  private long repeated;
  private long rejected;

  UsageFileIntake(Path file, FactBook known, UsageLog log, Rejects rejects, Progress progress) {
    this.file = file;
    this.log = log;
    this.rejects = rejects;
    this.progress = progress;
    this.parser = new UsageLineParser(weightsRules(known)::get);
  }

  /** Some lines: parsed usages, and those that cannot be. */
  private static final class Draft {
    private final UsageBlock.Builder usages = new UsageBlock.Builder();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 20);
    private final List<Reject> rejects = new ArrayList<>();
    private final long[] lines = new long[UsageBlock.MOST];
    private final int[] ends = new int[UsageBlock.MOST];
    private long bytes;
    private long linesRead;
    private boolean last;

    String text(int row) {
      int from = row == 0 ? 0 : ends[row - 1];
      return new String(text.toByteArray(), from, ends[row] - from, StandardCharsets.UTF_8);
    }
  }

  FileReport report() {
    return new FileReport(
        String.valueOf(file.getFileName()), FileKind.USAGES, read, accepted, repeated, rejected);
  }

  /**
   * Reads the file to its end or to where it breaks off.
   *
   * @return why it broke off, null if it did not
   */
  @Nullable String run() {
    BlockingQueue<Draft> drafts = new ArrayBlockingQueue<>(DRAFTS_WAITING);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("read-usages").factory());
    try (LineReader lines = LineReader.openPerhapsEmpty(file)) {
      Future<@Nullable String> reading = thread.submit(() -> read(lines, drafts));
      while (true) {
        Draft draft = drafts.take();
        append(draft);
        progress.at(String.valueOf(file.getFileName()), draft.bytes, lines.size(), draft.linesRead);
        if (draft.last) {
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

  private @Nullable String read(LineReader lines, BlockingQueue<Draft> drafts)
      throws InterruptedException {
    var draft = new Draft();
    String broken = null;
    RuntimeException failure = null;
    try {
      while (lines.next()) {
        String problem = lines.problem();
        String reason =
            problem != null
                ? problem
                : parser.parse(lines.buffer(), lines.offset(), lines.length(), draft.usages);
        if (reason == null) {
          int row = draft.usages.size() - 1;
          draft.text.write(lines.buffer(), lines.offset(), lines.length());
          draft.lines[row] = lines.number();
          draft.ends[row] = draft.text.size();
        } else {
          draft.rejects.add(
              new Reject(
                  lines.number(),
                  reason,
                  new String(
                      lines.buffer(), lines.offset(), lines.length(), StandardCharsets.UTF_8)));
        }
        draft.bytes = lines.bytesRead();
        draft.linesRead = lines.number();
        if (draft.usages.isFull()
            || draft.text.size() >= BYTES_A_DRAFT
            || draft.rejects.size() >= UsageBlock.MOST) {
          drafts.put(draft);
          draft = new Draft();
        }
      }
    } catch (SourceBroken e) {
      broken = e.getMessage();
    } catch (RuntimeException e) {
      failure = e;
    }
    draft.last = true;
    drafts.put(draft);
    if (failure != null) {
      throw failure;
    }
    return broken;
  }

  private void append(Draft draft) {
    UsageBlock block = draft.usages.build();
    read += block.size() + draft.rejects.size();
    if (block.size() > 0) {
      UsageLog.Appended appended =
          log.append(block, row -> "%s line %d".formatted(file.getFileName(), draft.lines[row]));
      for (int row = 0; row < block.size(); row++) {
        switch (appended.outcomes().get(row)) {
          case ACCEPTED -> accepted++;
          case REPEATED -> repeated++;
          case CONFLICT ->
              draft.rejects.add(
                  new Reject(draft.lines[row], conflict(block.usageId(row)), draft.text(row)));
        }
      }
    }
    rejected += draft.rejects.size();
    draft.rejects.sort(Comparator.comparingLong(Reject::line));
    draft.rejects.forEach(rejects);
  }

  private static String conflict(String usageId) {
    return ("usageId '%s' is in the ledger already with other content: an id counts once and the"
            + " first stands; give a usage that differs an id of its own")
        .formatted(usageId);
  }

  private static Map<String, Offering.Weights> weightsRules(FactBook known) {
    Map<String, Offering.Weights> rules = new HashMap<>();
    for (CatalogueEvent.OfferingRecorded offering :
        known.all(CatalogueEvent.OfferingRecorded.class)) {
      rules.put(offering.offering(), Offering.Weights.valueOf(offering.weights()));
    }
    return rules;
  }
}
