package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there when the power is back, on a disk that keeps what is forced. */
class PowerLossTest {

  private static final int WRITERS = 3;
  private static final int CUTS = Integer.getInteger("power.cuts", 4);

  /** Such a disk keeps all that was ever written in memory, and its first cut loses something. */
  private static final int LIES = 10;

  private static final long SEED = Long.getLong("power.seed", 20261123);

  @TempDir private Path folder;

  /**
   * The power was cut.
   *
   * @param acknowledged before
   * @param found the folder of the store, as it is when the power is back
   */
  private record Cut(Set<String> acknowledged, Path found) {}

  /** Appends in several threads, and cuts the power again and again meanwhile. */
  private List<Cut> cuts(boolean forces, int count, Random random) throws Exception {
    PowerCutDisk.Journal disk = PowerCutDisk.plugIn(forces);
    Path running = folder.resolve("running");
    var acknowledged = new ConcurrentSkipListSet<String>();
    var cuts = new ArrayList<Cut>();
    var enough = new AtomicBoolean();
    String url =
        "jdbc:h2:file:power:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000;MAX_COMPACT_TIME=0"
            .formatted(running.resolve("ledger"));
    try (var store = new SomeStore(SomeDatabase.H2.at(url));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      var writing = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w%d-".formatted(writer);
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; !enough.get(); i++) {
                    store.append(SomeStore.event(name + i));
                    acknowledged.add(name + i);
                  }
                }));
      }
      while (cuts.size() < count) {
        int more = acknowledged.size() + 1 + random.nextInt(40);
        while (acknowledged.size() < more && writing.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
        var before = new TreeSet<>(acknowledged);
        Path found = folder.resolve("%s-%d".formatted(forces ? "cut" : "lie", cuts.size()));
        PowerCutDisk.write(disk.cut(random), found);
        cuts.add(new Cut(before, found));
      }
      enough.set(true);
      for (Future<?> it : writing) {
        it.get();
      }
    }
    return cuts;
  }

  private static Set<String> recorded(Path found) {
    String url =
        "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000".formatted(found.resolve("ledger"));
    try (var store = new SomeStore(SomeDatabase.H2.at(url))) {
      List<Long> places = store.places();
      for (int i = 0; i < places.size(); i++) {
        assertThat(places.get(i)).as("dense places").isEqualTo(i + 1L);
      }
      return new TreeSet<>(store.recorded());
    }
  }

  @Test
  void everything_acknowledged_is_there_after_a_power_cut() throws Exception {
    System.out.printf("seed %d, %d cuts: -Dpower.seed=%1$d -Dpower.cuts=N%n", SEED, CUTS);
    List<Cut> cuts = cuts(true, CUTS, new Random(SEED));
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      assertThat(cut.acknowledged).isNotEmpty();
      assertThat(recorded(cut.found))
          .as("cut %d of seed %d", i, SEED)
          .containsAll(cut.acknowledged);
    }
  }

  /** Shows that the cuts above could have lost something. */
  @Test
  void disk_that_lies_about_writing_is_found_to_lose_what_was_acknowledged() throws Exception {
    int lost = 0;
    List<Cut> cuts = cuts(false, Math.min(CUTS, LIES), new Random(SEED));
    for (int i = 0; i < cuts.size(); i++) {
      lost += loses(cuts.get(i)) ? 1 : 0;
    }
    assertThat(lost).isPositive();
  }

  /** A store that cannot even be opened has lost all of it. */
  private static boolean loses(Cut cut) {
    try {
      return !recorded(cut.found).containsAll(cut.acknowledged);
    } catch (RuntimeException | AssertionError e) {
      return true;
    }
  }
}
