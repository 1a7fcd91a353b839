package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What was acknowledged is there when the power is back, on a disk that keeps what is forced. */
class PowerLossTest {

  private static final int WRITERS = 3;
  private static final int CUTS = Integer.getInteger("power.cuts", 4);

  /** Cuts of one disk, whose file grows with each and is kept in memory. */
  private static final int OF_ONE_DISK = 10;

  private static final long SEED = Long.getLong("power.seed", 20261123);

  @TempDir private Path folder;

  /**
   * The power was cut.
   *
   * @param acknowledged how many of each writer before
   * @param found the folder of the store, as it is when the power is back
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cut(int[] acknowledged, Path found) {

    /** Each writer writes one after the other. */
    List<String> names() {
      return IntStream.range(0, WRITERS)
          .boxed()
          .flatMap(
              writer -> IntStream.range(0, acknowledged[writer]).mapToObj(i -> name(writer, i)))
          .toList();
    }
  }

  private static String name(int writer, int number) {
    return "w%d-%d".formatted(writer, number);
  }

  /** Appends in several threads, and cuts the power again and again meanwhile. */
  private List<Cut> cuts(boolean forces, int count, Random random) throws Exception {
    PowerCutDisk.Journal disk = PowerCutDisk.plugIn(forces);
    Path disks = Files.createTempDirectory(folder, forces ? "cuts" : "lies");
    Path running = disks.resolve("running");
    var acknowledged = new AtomicIntegerArray(WRITERS);
    var cuts = new ArrayList<Cut>();
    var enough = new AtomicBoolean();
    String url =
        "jdbc:h2:file:power:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000;MAX_COMPACT_TIME=0"
            .formatted(running.resolve("ledger"));
    try (var store = new SomeStore(SomeDatabase.H2.at(url));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      var writing = new ArrayList<Future<?>>();
      for (int it = 0; it < WRITERS; it++) {
        int writer = it;
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; !enough.get(); i++) {
                    store.append(SomeStore.event(name(writer, i)));
                    acknowledged.set(writer, i + 1);
                  }
                }));
      }
      while (cuts.size() < count) {
        int more = sum(acknowledged) + 1 + random.nextInt(40);
        while (sum(acknowledged) < more && writing.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
        int[] before = IntStream.range(0, WRITERS).map(acknowledged::get).toArray();
        Path found = disks.resolve("cut-%d".formatted(cuts.size()));
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

  private static int sum(AtomicIntegerArray counts) {
    return IntStream.range(0, WRITERS).map(counts::get).sum();
  }

  private static Set<String> recorded(Path found) {
    String url =
        "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000".formatted(found.resolve("ledger"));
    try (var store = new SomeStore(SomeDatabase.H2.at(url))) {
      List<Long> places = store.places();
      for (int i = 0; i < places.size(); i++) {
        assertThat(places.get(i)).as("dense places").isEqualTo(i + 1L);
      }
      return new HashSet<>(store.recorded());
    }
  }

  @Test
  void everything_acknowledged_is_there_after_a_power_cut() throws Exception {
    System.out.printf("seed %d, %d cuts: -Dpower.seed=%1$d -Dpower.cuts=N%n", SEED, CUTS);
    var random = new Random(SEED);
    for (int done = 0; done < CUTS; done += OF_ONE_DISK) {
      List<Cut> cuts = cuts(true, Math.min(OF_ONE_DISK, CUTS - done), random);
      for (int i = 0; i < cuts.size(); i++) {
        Cut cut = cuts.get(i);
        assertThat(cut.names()).isNotEmpty();
        assertThat(recorded(cut.found))
            .as("cut %d of seed %d", done + i, SEED)
            .containsAll(cut.names());
        FileSystemUtils.deleteRecursively(cut.found);
      }
    }
  }

  /** Shows that the cuts above could have lost something. */
  @Test
  void disk_that_lies_about_writing_is_found_to_lose_what_was_acknowledged() throws Exception {
    int lost = 0;
    List<Cut> cuts = cuts(false, Math.min(CUTS, OF_ONE_DISK), new Random(SEED));
    for (int i = 0; i < cuts.size(); i++) {
      lost += loses(cuts.get(i)) ? 1 : 0;
    }
    assertThat(lost).isPositive();
  }

  /** A store that cannot even be opened has lost all of it. */
  private static boolean loses(Cut cut) {
    try {
      return !recorded(cut.found).containsAll(cut.names());
    } catch (RuntimeException | AssertionError e) {
      return true;
    }
  }
}
