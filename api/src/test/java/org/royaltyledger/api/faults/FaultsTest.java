package org.royaltyledger.api.faults;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program, attacked from outside in cycles: whatever happens to its process, its disk or its
 * input, nothing acknowledged is lost, nothing counts twice, and the statements come out the same.
 *
 * <p>Six cycles by default, 200 with {@code -Pendurance}; more: {@code -Dfaults.cycles=N}; one
 * again: {@code -Dfaults.cycles=1 -Dfaults.seed=S}.
 */
class FaultsTest {

  private static final int USAGES = 400;
  private static final int CYCLES = Integer.getInteger("faults.cycles", 6);
  private static final long SEED = Long.getLong("faults.seed", 20261123);

  @TempDir private static Path folder;
  private static @Nullable Undisturbed undisturbed;
  private static final Map<Fault, int[]> DONE = new EnumMap<>(Fault.class);
  private static int cycle;

  /** What can happen; a cycle's seed says which, so that each comes in its turn. */
  enum Fault {
    KILLED_IMPORT(Kills::inAnImport),
    KILLED_SERVER(Kills::ofAServer),
    KILLED_CLOSE(Kills::inAClose),
    KILLED_FOLLOWERS(Kills::ofFollowers),
    KILLED_REPLAY(Kills::inAReplay),
    FULL_DISK_IMPORT(FullDisks::inAnImport),
    FULL_DISK_SERVER(FullDisks::ofAServer),
    FULL_DISK_CLOSE(FullDisks::inAClose),
    FULL_DISK_REPLAY(FullDisks::inAReplay),
    CUT_INPUT(OtherFaults::cutInput),
    TWO_PROCESSES(OtherFaults::twoProcesses);

    @SuppressWarnings("ImmutableEnumChecker") // a method, without any state
    final Consumer<Cycle> deed;

    Fault(Consumer<Cycle> deed) {
      this.deed = deed;
    }

    static Fault of(long seed) {
      return values()[(int) Math.floorMod(seed, (long) values().length)];
    }
  }

  @BeforeAll
  static void undisturbedMonth() {
    System.out.printf("FaultsTest: %d cycles from seed %d%n", CYCLES, SEED);
    undisturbed = Undisturbed.month(folder.resolve("month"), 7, USAGES);
  }

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + CYCLES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_acknowledged_is_lost_and_nothing_counts_twice(long seed, @TempDir Path place) {
    Fault fault = Fault.of(seed);
    cycle++;
    try (var it = new Cycle(Objects.requireNonNull(undisturbed), place, seed)) {
      try {
        fault.deed.accept(it);
        it.settle();
      } catch (RuntimeException | AssertionError e) {
        System.out.printf(
            "FaultsTest: cycle %d FAILED, %s: %s; again: -Dfaults.cycles=1 -Dfaults.seed=%d%n",
            cycle, fault, it.notes(), seed);
        throw e;
      }
      int[] done = DONE.computeIfAbsent(fault, _ -> new int[2]);
      done[0]++;
      done[1] += it.faults();
      System.out.printf(
          "FaultsTest: cycle %d of %d, seed %d, %s: %s%n",
          cycle, CYCLES, seed, fault, String.join("; ", it.notes()));
    }
  }

  @AfterAll
  static void count() {
    DONE.forEach(
        (fault, done) ->
            System.out.printf(
                "FaultsTest: %s: %d cycles, struck amid the work %d times%n",
                fault, done[0], done[1]));
  }
}
