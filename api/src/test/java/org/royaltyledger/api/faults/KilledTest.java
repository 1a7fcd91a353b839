package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.ledger.store.EventNames;

/** A process that is killed at any moment loses nothing it said was done, and doubles nothing. */
class KilledTest {

  private static final long USAGES = 12_000;
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final int MOST_TRIES = 10 * KILLS;
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @TempDir private static Path folder;
  private static Path files;
  private static List<String> expectedIds;
  private static List<String> expectedTold;
  private static long expectedHead;
  private static long bytesOfFacts;
  private static long bytesOfImport;
  private static long bytesOfClose;

  /** What an undisturbed run gives, and how far it lets the store's file grow. */
  @BeforeAll
  static void undisturbedRun() {
    System.out.printf("KilledTest: %d kills each, seed %d (-Dkills=N -Dseed=S)%n", KILLS, SEED);
    files = Month.write(folder.resolve("files"), 7, USAGES);
    var month = new Month(files, folder.resolve("undisturbed"));
    bytesOfFacts = grown(month.store(), month.importingFacts(), 0);
    bytesOfImport = bytesOfFacts + grown(month.store(), month.importing(), 2);
    expectedIds = month.usageIds();
    expectedHead = month.head();
    bytesOfClose = grown(month.store(), Month.closing(), 0);
    expectedTold = month.told();
    assertThat(expectedIds).doesNotHaveDuplicates().hasSizeGreaterThan((int) (USAGES * 0.9));
  }

  @Test
  void import_that_is_killed_and_done_again_has_every_usage_once() {
    var random = new SplittableRandom(SEED);
    int amid = 0;
    for (int kill = 1; kill <= KILLS || amid == 0; kill++) {
      assertThat(kill).as("tries, none of which was killed amid the work").isLessThan(MOST_TRIES);
      var month = new Month(files, folder.resolve("import-" + kill));
      // Once among the facts, and what is left once more: among usages, or what follows them.
      for (long most : List.of(bytesOfFacts, bytesOfImport - bytesOfFacts)) {
        long bytes = random.nextLong(most);
        boolean killed = killedAt(month.store(), month.importing(), bytes);
        long events = month.head();
        amid += killed && events > 0 && events < expectedHead ? 1 : 0;
        System.out.printf(
            "KilledTest: import %d killed: %s, at %d of %d bytes, with %d of %d events%n",
            kill, killed, bytes, most, events, expectedHead);
      }
      int before = month.usageIds().size();

      var reports = month.imported().values();

      int accepted =
          reports.stream()
              .filter(it -> it.get("kind").asString().equals("usages"))
              .mapToInt(it -> it.get("accepted").asInt())
              .sum();
      assertThat(before + accepted).isEqualTo(expectedIds.size());
      assertThat(month.usageIds()).isEqualTo(expectedIds);
      assertThat(month.head()).isEqualTo(expectedHead);
      month.closed();
      assertThat(month.told()).isEqualTo(expectedTold);
    }
  }

  @Test
  void close_that_is_killed_and_done_again_gives_the_same_statements() {
    var random = new SplittableRandom(SEED + 1);
    int amid = 0;
    for (int kill = 1; kill <= KILLS || amid == 0; kill++) {
      assertThat(kill).as("tries, none of which was killed amid the work").isLessThan(MOST_TRIES);
      var month = new Month(files, folder.resolve("close-" + kill));
      month.imported();
      long bytes = random.nextLong(bytesOfClose);
      boolean killed = killedAt(month.store(), Month.closing(), bytes);
      int cutOffs = month.events(EventNames.CUT_OFF);
      int blocks = month.events("run-block-recorded");
      int closes = month.events(EventNames.PERIOD_CLOSED);
      System.out.printf(
          "KilledTest: close %d killed at %d of %d bytes, with %d cut-offs, %d blocks, %d"
              + " closes%n",
          kill, bytes, bytesOfClose, cutOffs, blocks, closes);

      if (closes == 0) {
        month.closed();
      } else {
        assertThat(month.run(Month.closing()).exit()).isEqualTo(1);
        assertThat(month.err()).contains("closed already");
      }

      assertThat(month.usageIds()).isEqualTo(expectedIds);
      assertThat(month.told()).isEqualTo(expectedTold);
      assertThat(month.events(EventNames.PERIOD_CLOSED)).isOne();
      amid += killed && cutOffs > 0 ? 1 : 0;
    }
  }

  @Test
  void what_an_import_said_it_accepted_is_there_after_a_kill() {
    var month = new Month(files, folder.resolve("acknowledged"));
    try (var child = Child.start(month.store(), month.importing())) {
      assertThat(child.runsUntil(() -> child.out().endsWith("\n"))).as(child.err()).isTrue();
      assertThat(child.kill()).as("killed before it ended").isEqualTo(Child.KILLED);
    }
    assertThat(month.usageIds()).isEqualTo(expectedIds);
    for (var file : month.imported().values()) {
      assertThat(file.get("accepted").asInt()).as(file.toString()).isZero();
    }
    month.closed();
    assertThat(month.told()).isEqualTo(expectedTold);
  }

  @Test
  void what_a_close_said_it_closed_is_closed_after_a_kill() {
    var month = new Month(files, folder.resolve("closed"));
    month.imported();
    try (var child = Child.start(month.store(), Month.closing())) {
      assertThat(child.runsUntil(() -> child.out().endsWith("\n"))).as(child.err()).isTrue();
      assertThat(child.kill()).as("killed before it ended").isEqualTo(Child.KILLED);
    }
    assertThat(month.told()).isEqualTo(expectedTold);
  }

  @Test
  void read_models_that_are_killed_while_they_follow_come_to_the_same() {
    var random = new SplittableRandom(SEED + 2);
    var month = new Month(files, folder.resolve("followed"));
    month.imported();
    month.closed();
    // Followed anew from place 1 by a process that is killed, a few times, before it is let finish.
    Tampering.with(
        month.store(),
        sql -> {
          for (String table : sql.readModelTables()) {
            sql.execute("delete from " + table);
          }
          sql.execute("delete from token");
        });
    for (int kill = 0; kill < KILLS; kill++) {
      killedAt(month.store(), List.of("check"), random.nextLong(bytesOfClose));
    }
    assertThat(month.told()).isEqualTo(expectedTold);
  }

  /** Runs a command to its end; gives the most bytes its store's file grew by. */
  private static long grown(Path store, List<String> command, int expectedExit) {
    long before = Month.bytes(store);
    var most = new long[1];
    try (var child = Child.start(store, command)) {
      assertThat(
              child.runsUntil(
                  () -> {
                    most[0] = Math.max(most[0], Month.bytes(store) - before);
                    return false;
                  }))
          .isFalse();
      assertThat(child.exit()).as(child.err()).isEqualTo(expectedExit);
    }
    return Math.max(most[0], 1);
  }

  /** Whether the command was killed once its store's file had grown so far, before it ended. */
  private static boolean killedAt(Path store, List<String> command, long bytes) {
    long before = Month.bytes(store);
    try (var child = Child.start(store, command)) {
      return child.runsUntil(() -> Month.bytes(store) - before > bytes)
          && child.kill() == Child.KILLED;
    }
  }
}
