package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.NewStore;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Postgres;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.backup.BackedUp;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.backup.Restore;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.run.CloseMonth;
import org.springframework.jdbc.core.JdbcTemplate;

/** Backups and restores that something befalls, and logs that are put where they do not belong. */
class RestoredStoreTest {

  private static final long SEED = 20261123;
  private static final Period PERIOD = Period.parse(Month.PERIOD);

  @TempDir private static Path once;
  @TempDir private Path folder;

  private static final KeptStores STORES = new KeptStores();
  private static String statements = "";
  private static String digests = "";

  /** Backups of a month amid its close and after it; the store stays open. */
  @BeforeAll
  static void closedMonthAndItsBackups() {
    Path files = Month.write(once.resolve("files"), 7, 100);
    var month = new Month(files, once.resolve("store"), STORES);
    month.imported();
    OpenStore store = open();
    CloseMonth closing = store.get(CloseMonth.class);
    CloseMonth.Drafted drafted = closing.draft(PERIOD, Signature.NONE, _ -> {});
    closing.approve(PERIOD, drafted.runId(), Signature.NONE);
    // What a close does before its last event.
    store
        .get(RunLog.class)
        .record(drafted.runId(), drafted.close().booking(), drafted.close().settlement());
    month.run("backup", amidTheClose().toString());
    month.closed();
    statements = month.run("statements", Month.PERIOD, "--format", "json").out();
    digests = month.run("statements", Month.PERIOD, "--format", "digest").out();
    month.run("backup", closed().toString());
    assertThat(month.exit()).as(month.err()).isZero();
  }

  @AfterAll
  static void closeStore() {
    STORES.close();
  }

  private static OpenStore open() {
    return STORES.open(once.resolve("store"), List.of(), false);
  }

  private static Path amidTheClose() {
    return once.resolve("amid-the-close");
  }

  private static Path closed() {
    return once.resolve("closed");
  }

  private Month in(String store, KeptStores stores) {
    return new Month(once.resolve("files"), folder.resolve(store), stores);
  }

  private static void restored(Month month, Path backup) {
    month.run("restore", backup.toString());
    assertThat(month.exit()).as(month.err()).isZero();
  }

  /** What a process that dies in the middle does not come to. */
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void breakOff(NewStore store) {
    assertThatExceptionOfType(Died.class)
        .isThrownBy(
            () ->
                store.fill(
                    log ->
                        new Restore(closed(), null)
                            .into(
                                log,
                                usages -> {
                                  if (usages > 0) {
                                    throw new Died();
                                  }
                                })));
  }

  @Test
  void store_of_a_restore_that_was_not_finished_is_used_by_nobody() {
    var store = new NewStore(folder.resolve("store"), List.of());
    breakOff(store);
    try (var stores = new KeptStores()) {
      for (String command : List.of("check", "close", "statements", "backup")) {
        Month month =
            in("store", stores)
                .run(
                    command.equals("check")
                        ? List.of(command)
                        : List.of(
                            command,
                            command.equals("backup")
                                ? folder.resolve("b").toString()
                                : Month.PERIOD));
        assertThat(month.exit()).as(command).isEqualTo(1);
        assertThat(month.err()).contains("was not finished", "remove the folder and restore again");
      }
      assertThat(in("store", stores).run("restore", closed().toString()).err())
          .contains("has 'ledger.mv.db' already");
    }
  }

  @Test
  @ResourceLock("postgres")
  void database_of_a_restore_that_was_not_finished_is_used_by_nobody() {
    List<String> database = List.of(Postgres.emptyDatabase());
    var store = new NewStore(folder.resolve("store"), database);
    breakOff(store);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> OpenStore.open(folder.resolve("store"), database, false))
        .withMessageContaining("make it anew, and restore again")
        .satisfies(it -> assertThat(it.code()).isEqualTo(Refused.Code.RESTORE_UNFINISHED));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(store::requireEmpty)
        .satisfies(it -> assertThat(it.code()).isEqualTo(Refused.Code.RESTORE_UNFINISHED));
  }

  @Test
  void killed_restore_leaves_a_whole_store_or_one_that_is_refused() {
    Path store = folder.resolve("store");
    long size = new SplittableRandom(SEED).nextLong(60_000);
    boolean killed;
    try (Child child = Child.start(store, List.of("restore", closed().toString()))) {
      killed = child.runsUntil(() -> Month.bytes(store) > size) && child.kill() == Child.KILLED;
    }
    System.out.printf("RestoredStoreTest: seed %d, killed: %s%n", SEED, killed);
    try (var stores = new KeptStores()) {
      Month month = in("store", stores).run("check");
      if (month.exit() == 0) {
        // All of it, or none: a table was not made yet, and there is an empty ledger.
        boolean empty = stores.open(store, List.of(), false).get(LogReader.class).head() == 0;
        assertThat(
                empty
                    || month
                        .run("statements", Month.PERIOD, "--format", "json")
                        .out()
                        .equals(statements))
            .as(month.out())
            .isTrue();
      } else {
        assertThat(month.err()).contains("was not finished");
      }
    }
  }

  @Test
  void backup_has_the_log_up_to_one_place_whatever_is_written_meanwhile() throws IOException {
    Path more = folder.resolve("more");
    ExampleMonth.write(more, new ExampleMonth.Settings(8, 20, false, false));
    Path usages = Files.copy(more.resolve("usages.ndjson"), folder.resolve("usages-more.ndjson"));
    LogReader reader = open().get(LogReader.class);
    open().get(Checkpoints.class).now();
    long before = reader.head();
    Path file = folder.resolve("backup");
    var written = new boolean[1];
    Backup.Made made =
        open()
            .get(Backup.class)
            .write(
                file,
                true,
                Signature.NONE,
                done -> {
                  if (!written[0]) {
                    written[0] = true;
                    open()
                        .get(LocalWork.class)
                        .importFiles(List.of(usages), folder, (name, bytes, size, lines) -> {});
                  }
                });
    long handedOut = before + 1; // which is an event of its own
    assertThat(reader.head()).isGreaterThan(handedOut);
    assertThat(made.what().events()).isEqualTo(handedOut);
    BackedUp what = new Restore(file, null).check(_ -> {});
    assertThat(what).isEqualTo(made.what());
    assertThat(what.newest().size()).isEqualTo(handedOut);
  }

  @Test
  void close_that_was_in_its_middle_at_the_backup_is_completed_where_it_is_restored() {
    try (var stores = new KeptStores()) {
      Month month = in("store", stores);
      restored(month, amidTheClose());
      month.closed();
      assertThat(month.run("statements", Month.PERIOD, "--format", "json").out())
          .isEqualTo(statements);
      assertThat(month.run("check").exit()).as(month.out()).isZero();
    }
  }

  @Test
  void backup_without_names_has_the_same_figures_and_nobody_in_it() {
    try (var stores = new KeptStores()) {
      var month = new Month(once.resolve("files"), once.resolve("store"), STORES);
      Path file = folder.resolve("backup");
      month.run("backup", file.toString(), "--without-names", "--json");
      assertThat(month.json().path("names").booleanValue()).isFalse();
      assertThat(month.json().path("rows").longValue()).as("the store's key").isEqualTo(1);
      assertThat(month.err()).contains("the names are not in this backup");

      Month nameless = in("nameless", stores);
      nameless.run("restore", file.toString());
      assertThat(nameless.err()).contains("the backup has no names");
      assertThat(nameless.run("statements", Month.PERIOD, "--format", "digest").out())
          .isEqualTo(digests);
      assertThat(nameless.run("statements", Month.PERIOD).out().lines())
          .as("without them, lines are shorter")
          .hasSameSizeAs(month.run("statements", Month.PERIOD).out().lines().toList());
      assertThat(nameless.out()).isNotEqualTo(month.out());
      assertThat(nameless.run("check").exit()).as(nameless.out()).isZero();
    }
  }

  @Test
  void older_log_under_newer_tables_is_refused_at_the_start() {
    try (var stores = new KeptStores()) {
      Month month = in("store", stores);
      restored(month, closed());
      OpenStore store = stores.open(month.store(), List.of(), false);
      JdbcTemplate sql = store.get(JdbcTemplate.class);
      long older = store.get(LogReader.class).head() - 3;
      sql.update("delete from log where place > ?", older);
      sql.update("delete from leaf where place > ?", older);
      sql.update("delete from checkpoint where size > ?", older);
      sql.update("update append_lock set place = ?", older);
    }
    var month = new Month(once.resolve("files"), folder.resolve("store"));
    month.run("statements", Month.PERIOD);
    assertThat(month.exit()).isEqualTo(1);
    assertThat(month.err())
        .hasLineCount(1)
        .contains("an older log was put under newer tables", "restore the store as a whole");
  }
}
