package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.faults.Undisturbed.Stage;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.ledger.store.EventNames;

/** One store from its beginning over some faults to a closed month, and all that must hold. */
final class Cycle implements AutoCloseable {

  /** One moment in so many is a time, the others are sizes of the store's file. */
  private static final int ONE_IN = 4;

  private static final long LATEST_MILLIS = 4_000;

  private final Undisturbed undisturbed;
  private final Path folder;
  private final Notebook notebook;
  private final Oracle oracle;
  private final SplittableRandom random;
  private final List<String> notes = new ArrayList<>();
  private Path store;
  private @Nullable SmallDisk disk;
  private boolean fromNothing = true;
  private int struck;

  Cycle(Undisturbed undisturbed, Path folder, long seed) {
    this.undisturbed = undisturbed;
    this.folder = folder;
    this.store = folder.resolve("store");
    this.notebook = Notebook.in(folder);
    this.oracle = new Oracle(notebook, undisturbed);
    this.random = new SplittableRandom(seed);
  }

  /** Imports what this store does not have from its beginning. */
  List<String> importing() {
    return fromNothing ? month().importing() : month().importingUsages();
  }

  Undisturbed undisturbed() {
    return undisturbed;
  }

  Path folder() {
    return folder;
  }

  Path store() {
    return store;
  }

  Notebook notebook() {
    return notebook;
  }

  SplittableRandom random() {
    return random;
  }

  /** Begins with a store at rest; what is in it counts as acknowledged. */
  void begin(Stage stage) {
    begin(stage, store);
  }

  /** The same, somewhere else. */
  void begin(Stage stage, Path where) {
    store = where;
    fromNothing = false;
    undisturbed.copyTo(stage, store);
    if (stage != Stage.FACTS) {
      notebook.sends(undisturbed.usages());
      notebook.acknowledged(undisturbed.usages());
    }
  }

  /** The month's commands on this store, each opening and closing it. */
  Month month() {
    return new Month(undisturbed.files(), store);
  }

  Child start(List<String> command) {
    return start(List.of(), command);
  }

  Child start(List<String> shell, List<String> command) {
    return Child.start(shell, folder, store, command);
  }

  /** What the notebook has to say before an import of all files, and after one that ended well. */
  void sends() {
    notebook.sends(undisturbed.usages());
  }

  void acknowledged(Collection<SentUsage> usages) {
    notebook.acknowledged(usages);
  }

  /** A random moment of a command that lets the store's file grow by about so many bytes. */
  BooleanSupplier moment(long bytes) {
    if (random.nextInt(ONE_IN) == 0) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(LATEST_MILLIS));
      return () -> System.nanoTime() > end;
    }
    long size = Month.bytes(store) + random.nextLong(Math.max(1, bytes));
    return () -> Month.bytes(store) > size;
  }

  /**
   * Kills a command at a random moment.
   *
   * @return whether it was killed before it ended; it ended well if not
   */
  boolean killed(List<String> command, long bytes) {
    try (Child child = start(command)) {
      boolean killed = child.runsUntil(moment(bytes)) && child.kill() == Child.KILLED;
      if (!killed) {
        assertThat(child.exit()).as("%s: %s", command.getFirst(), child.err()).isZero();
      }
      note("%s %s".formatted(command.getFirst(), killed ? "killed" : "ended"));
      struck += killed ? 1 : 0;
      return killed;
    }
  }

  /** Something that a line about this cycle should have. */
  void note(String note) {
    notes.add(note);
  }

  /** A fault that came amid the work. */
  void struck() {
    struck++;
  }

  int faults() {
    return struck;
  }

  List<String> notes() {
    return notes;
  }

  /** What must hold of the log right after a fault, before the program sees the store again. */
  void look() {
    Tampering.with(
        store,
        sql -> {
          boolean begun =
              !sql.column("select 1 from information_schema.tables where lower(table_name) = 'log'")
                  .isEmpty();
          if (begun) {
            assertThat(oracle.ofTheLog(sql)).as("right after the fault").isEmpty();
            note("at place %d".formatted(Stored.in(sql).head()));
          } else {
            assertThat(notebook.acked()).as("acknowledged, and there is no log").isEmpty();
          }
        });
  }

  /** Does again whatever is not done, and asks for everything that must hold. */
  void settle() {
    try (var kept = new KeptStores()) {
      var month = new Month(undisturbed.files(), store, kept);
      sends();
      int before = notebook.acked().size();
      var command = new ArrayList<>(List.of("--verbose")); // why, if it fails
      command.addAll(importing());
      assertThat(month.run(command).exit()).as(month.err()).isZero();
      notebook.acknowledged(undisturbed.usages());
      Tampering.with(store, sql -> assertThat(oracle.ofTheStore(sql)).as("imported").isEmpty());
      if (!isClosed()) {
        month.closed();
      }
      Tampering.with(
          store, sql -> assertThat(oracle.ofTheClosedMonth(sql, month)).as("closed").isEmpty());
      note("%d of %d acknowledged before".formatted(before, undisturbed.usages().size()));
    }
  }

  boolean isClosed() {
    try (var sql = Tampering.of(store)) {
      return !sql.column("select 1 from log where payload_type = ?", EventNames.PERIOD_CLOSED)
          .isEmpty();
    }
  }

  /** Takes a disk that is to go with this cycle. */
  void onClose(SmallDisk small) {
    disk = small;
  }

  @Override
  public void close() {
    notebook.close();
    if (disk != null) {
      disk.close();
    }
  }
}
