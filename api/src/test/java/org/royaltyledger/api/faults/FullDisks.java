package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.royaltyledger.api.faults.Undisturbed.Stage;

/**
 * A disk that is full: a small one in memory where one may be mounted, and everywhere a limit to
 * how far a file may grow, which H2 meets the same way.
 */
final class FullDisks {

  private static final int MEGABYTES = 64;

  /** What is left at least: so much that the program begins. */
  private static final long LEAST = 1 << 14;

  /** What the program unpacks when it begins; with less than this, no server begins. */
  private static final long LIBRARY = 1 << 20;

  /** What the program says. */
  private static final String SENTENCE = "the disk is full";

  private FullDisks() {}

  static void inAnImport(Cycle cycle) {
    cycle.sends();
    if (of(
        cycle, Stage.FACTS, cycle.month().importingUsages(), cycle.undisturbed().bytesOfUsages())) {
      cycle.acknowledged(cycle.undisturbed().usages());
    }
  }

  static void inAClose(Cycle cycle) {
    of(cycle, Stage.IMPORTED, Month.closing(), cycle.undisturbed().bytesOfClose());
  }

  static void inAReplay(Cycle cycle) {
    of(cycle, Stage.CLOSED, List.of("replay"), cycle.undisturbed().bytesOfClose());
  }

  /** Runs a command with too little space; whether it was enough. */
  private static boolean of(Cycle cycle, Stage stage, List<String> command, long bytes) {
    long left = LEAST + cycle.random().nextLong(bytes);
    Optional<SmallDisk> disk = disk(cycle);
    if (disk.isEmpty()) {
      cycle.begin(stage);
      long limit = Month.bytes(cycle.store()) + left;
      boolean done = ended(cycle, Child.within(limit), command);
      cycle.look();
      return done;
    }
    SmallDisk small = disk.get();
    cycle.onClose(small);
    cycle.begin(stage, small.folder().resolve("store"));
    small.fill(left);
    boolean done = ended(cycle, List.of(), command);
    small.empty();
    cycle.look();
    return done;
  }

  private static boolean ended(Cycle cycle, List<String> shell, List<String> command) {
    try (Child child = cycle.start(shell, command)) {
      boolean done = child.exit() == 0;
      if (!done) {
        assertThat(child.exit()).as(child.err()).isEqualTo(1);
        assertThat(child.out()).isEmpty();
        assertThat(child.err().lines().toList().getLast()).as(child.err()).contains(SENTENCE);
        cycle.struck();
      }
      cycle.note(
          "%s %s on %s"
              .formatted(
                  command.getFirst(),
                  done ? "ended" : "refused",
                  shell.isEmpty() ? "a full disk" : "a file that may not grow"));
      return done;
    }
  }

  /** While clients send; once there is space again the same server takes the rest. */
  static void ofAServer(Cycle cycle) {
    Optional<SmallDisk> disk = disk(cycle);
    List<SentUsage> all = cycle.undisturbed().usages();
    if (disk.isPresent()) {
      SmallDisk small = disk.get();
      cycle.onClose(small);
      cycle.begin(Stage.FACTS, small.folder().resolve("store"));
      try (Serving server = Serving.start(cycle, List.of())) {
        List<SentUsage> left =
            refused(cycle, server, all, () -> small.fill(cycle.random().nextLong(LEAST * 8)));
        small.empty();
        if (!left.isEmpty()) {
          comesBack(cycle, server, left);
        }
        server.kill();
      }
    } else {
      cycle.begin(Stage.FACTS);
      long limit =
          Math.max(Month.bytes(cycle.store()), LIBRARY)
              + LEAST * 8
              + cycle.random().nextLong(cycle.undisturbed().bytesOfUsages());
      try (Serving server = Serving.start(cycle, Child.within(limit))) {
        refused(cycle, server, all, () -> {});
        server.kill();
      }
    }
    cycle.look();
  }

  private static List<SentUsage> refused(
      Cycle cycle, Serving server, List<SentUsage> usages, Runnable fill) {
    try (Clients clients = Clients.of(cycle.notebook(), usages, cycle.random())) {
      clients.start(server.port());
      int answers = cycle.random().nextInt(clients.requests() / 2);
      server.runsUntil(() -> clients.answered() >= answers);
      fill.run();
      clients.join();
      assertThat(clients.wrong()).as("answers that must not be given").isEmpty();
      if (!clients.unsettled().isEmpty()) {
        assertThat(clients.problems()).as(server.err()).containsExactly("DISK_FULL");
        cycle.struck();
      }
      cycle.note("%d of %d usages refused".formatted(clients.unsettled().size(), usages.size()));
      return clients.unsettled();
    }
  }

  private static void comesBack(Cycle cycle, Serving server, List<SentUsage> left) {
    var still =
        new Object() {
          List<SentUsage> usages = left;
        };
    server.runsUntil(
        () -> {
          try (Clients clients = Clients.of(cycle.notebook(), still.usages, cycle.random())) {
            clients.start(server.port()).join();
            assertThat(clients.wrong()).as("answers that must not be given").isEmpty();
            still.usages = clients.unsettled();
            return still.usages.isEmpty();
          }
        });
    cycle.note("taken later");
  }

  /** Whether a disk may be mounted here is seen by trying; then two in three are one. */
  private static Optional<SmallDisk> disk(Cycle cycle) {
    SplittableRandom random = cycle.random();
    return random.nextInt(3) == 0
        ? Optional.empty()
        : SmallDisk.mounted(cycle.folder().resolve("disk"), MEGABYTES);
  }
}
