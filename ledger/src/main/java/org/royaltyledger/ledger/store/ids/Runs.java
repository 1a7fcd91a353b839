package org.royaltyledger.ledger.store.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of an index: which runs are in it, and their upkeep in a thread of its own.
 *
 * <p>Four runs of a size become one, so there are at most three of each size, and each id is
 * written once for each fourfold growth.
 */
public final class Runs {

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final String SUFFIX = ".run";
  private static final int TOGETHER = 4;
  private static final int IDS_IN_A_RUN = 1 << 20;

  /** A part of a run that is worth a file of its own when the store is closed. */
  private static final int WORTH = 16;

  private final Path folder;
  private final Fingerprinting fingerprinting;
  private final LongFunction<@Nullable String> identityAt;
  private final int idsInARun;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("usage-ids").factory());
  private @Nullable Future<Changed> upkeep;
  private volatile boolean stopped;

  /** The runs there are now, and those that they replace. */
  private record Changed(List<Run> runs, List<Run> replaced) {}

  /**
   * @param folder the index has to itself
   * @param identityAt what tells the event at a place of the log from any that could stand there,
   *     null if there is none
   */
  public Runs(
      Path folder, Fingerprinting fingerprinting, LongFunction<@Nullable String> identityAt) {
    this(folder, fingerprinting, identityAt, IDS_IN_A_RUN);
  }

  Runs(
      Path folder,
      Fingerprinting fingerprinting,
      LongFunction<@Nullable String> identityAt,
      int idsInARun) {
    this.folder = folder;
    this.fingerprinting = fingerprinting;
    this.identityAt = identityAt;
    this.idsInARun = idsInARun;
  }

  Fingerprinting fingerprinting() {
    return fingerprinting;
  }

  /** How many ids are in memory before they go to a file. */
  int idsInARun() {
    return idsInARun;
  }

  /**
   * The runs that hold the beginning of this log without a gap; all other files are deleted.
   *
   * @throws Refused STORE_UNREADABLE if the folder cannot be used
   */
  List<Run> open() {
    try {
      Files.createDirectories(folder);
      var found = new ArrayList<Run>();
      for (Path file : files()) {
        Run run = whole(file);
        if (run != null) {
          found.add(run);
        }
      }
      found.sort(
          Comparator.comparingLong((Run run) -> run.span().after())
              .thenComparing(run -> run.span().upTo(), Comparator.reverseOrder()));
      var runs = new ArrayList<Run>();
      long upTo = 0;
      for (Run run : found) {
        if (run.span().after() == upTo && isOfThisLog(run)) {
          runs.add(run);
          upTo = run.span().upTo();
        } else {
          run.delete();
        }
      }
      return List.copyOf(runs);
    } catch (IOException e) {
      var refused =
          new Refused(
              Refused.Code.STORE_UNREADABLE,
              "the index of usage ids in '%s' cannot be used (%s): make the folder writable; it"
                      .formatted(folder, e.getMessage())
                  + " may be deleted, and is then made again from the log");
      refused.initCause(e);
      throw refused;
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private @Nullable Run whole(Path file) throws IOException {
    if (file.toString().endsWith(SUFFIX)) {
      try {
        return Run.open(file, key());
      } catch (IOException e) {
        LOG.info("{}: it is made again from the log", e.getMessage());
      }
    }
    Files.deleteIfExists(file);
    return null;
  }

  private boolean isOfThisLog(Run run) {
    String identifier = identityAt.apply(run.span().upTo());
    return identifier != null && run.span().anchor() == fingerprinting.of(identifier);
  }

  private long key() {
    return fingerprinting.of("royalty-ledger usage ids");
  }

  /** Begins to write a table as a run, and to merge the runs that have become many. */
  void write(List<Run> runs, Table table, long after, long upTo) {
    Span span = span(after, upTo);
    upkeep = thread.submit(() -> merged(with(runs, table, span), () -> stopped, Long.MAX_VALUE));
  }

  /** The runs after the last {@link #write} if it is done, null if not, or if it failed. */
  @Nullable List<Run> written() {
    if (upkeep == null || !upkeep.isDone()) {
      return null;
    }
    try {
      Changed changed = upkeep.get();
      changed.replaced.forEach(Runs::delete);
      return changed.runs;
    } catch (InterruptedException | CancellationException e) {
      throw new IllegalStateException("nobody interrupts the index of usage ids", e);
    } catch (ExecutionException e) {
      if (!stopped) {
        warn(e.getCause());
      }
      return null;
    } finally {
      upkeep = null;
    }
  }

  /** Waits for the last {@link #write}, however it ends. */
  void await() {
    if (upkeep != null) {
      try {
        upkeep.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        // written() says it
      }
    }
  }

  /** Ends the upkeep; what it has not finished is made again another time. */
  void stop() {
    stopped = true;
    thread.close();
  }

  /** Writes the ids that are still in memory, if they are many. */
  void keep(List<Run> runs, Table table, long after, long upTo) {
    if (table.size() >= unit()) {
      try {
        Changed changed = merged(with(runs, table, span(after, upTo)), () -> false, idsInARun);
        changed.runs.forEach(Run::close);
        changed.replaced.forEach(Runs::delete);
      } catch (IOException | RuntimeException e) { // the log cannot be asked once its disk is full
        warn(e);
      }
    }
  }

  private Changed with(List<Run> runs, Table table, Span span) throws IOException {
    var more = new ArrayList<>(runs);
    more.add(write(table.sorted(), table.size(), span, () -> false));
    return new Changed(List.copyOf(more), List.of());
  }

  /**
   * One that cannot be made, or is not waited for, leaves the runs as they are: they are on the
   * disk.
   *
   * @param most how many ids it may write at once
   */
  private Changed merged(Changed changed, BooleanSupplier end, long most) {
    int kept = changed.runs.size() - TOGETHER;
    if (kept < 0) {
      return changed;
    }
    List<Run> last = changed.runs.subList(kept, changed.runs.size());
    long ids = last.stream().mapToLong(Run::count).sum();
    int largest = last.stream().skip(1).mapToInt(this::size).max().orElse(0);
    if (size(last.getFirst()) > largest || ids > most) {
      return changed;
    }
    Span newest = last.getLast().span();
    var runs = new ArrayList<>(changed.runs.subList(0, kept));
    try {
      runs.add(
          write(
              Entries.merged(last.stream().map(Run::entries).toList()),
              ids,
              new Span(last.getFirst().span().after(), newest.upTo(), newest.anchor()),
              end));
    } catch (IOException e) {
      LOG.debug("files of the index of usage ids stay apart", e);
      return changed;
    }
    var replaced = new ArrayList<>(changed.replaced);
    replaced.addAll(last);
    return merged(new Changed(List.copyOf(runs), List.copyOf(replaced)), end, most);
  }

  private Run write(Entries entries, long count, Span span, BooleanSupplier end)
      throws IOException {
    Path file = folder.resolve("%d-%d%s".formatted(span.after(), span.upTo(), SUFFIX));
    RunWriter.write(file, entries, count, span, key(), end);
    return Run.open(file, key());
  }

  private Span span(long after, long upTo) {
    String identifier = identityAt.apply(upTo);
    if (identifier == null) {
      throw new IllegalStateException("the log has no event at place " + upTo);
    }
    return new Span(after, upTo, fingerprinting.of(identifier));
  }

  /** The power of four of a run's length. */
  private int size(Run run) {
    return (Long.SIZE - Long.numberOfLeadingZeros(run.count() / unit())) / 2;
  }

  private int unit() {
    return Math.max(1, idsInARun / WORTH);
  }

  private static void delete(Run run) {
    try {
      run.delete();
    } catch (IOException e) {
      LOG.debug("a file that is no longer needed stays until the next start", e);
    }
  }

  private void warn(@Nullable Throwable why) {
    LOG.warn(
        "the index of usage ids cannot be written to '{}', and stays in memory ({}): make room, or"
            + " make it writable",
        folder,
        why == null ? "" : why.getMessage());
  }
}
