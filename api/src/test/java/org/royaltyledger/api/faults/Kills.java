package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.royaltyledger.api.faults.Undisturbed.Stage;

/** SIGKILL at random moments: no hook runs, nothing is flushed. */
final class Kills {

  private static final int MOST_KILLS = 2;

  private Kills() {}

  /** In an import: among facts, among usages, or while read models follow. */
  static void inAnImport(Cycle cycle) {
    Undisturbed month = cycle.undisturbed();
    boolean fromNothing = cycle.random().nextInt(3) == 0;
    if (!fromNothing) {
      cycle.begin(Stage.FACTS);
    }
    long bytes = month.bytesOfUsages() + (fromNothing ? month.bytesOfFacts() : 0);
    for (int kill = 0; kill < cycle.random().nextInt(1, MOST_KILLS + 1); kill++) {
      cycle.sends();
      if (!cycle.killed(cycle.importing(), bytes)) {
        cycle.acknowledged(month.usages());
      }
      cycle.look();
    }
  }

  /** While read models follow the whole log anew. */
  static void ofFollowers(Cycle cycle) {
    cycle.begin(Stage.CLOSED);
    Tampering.with(
        cycle.store(),
        sql -> {
          sql.readModelTables().forEach(table -> sql.execute("delete from " + table));
          sql.execute("delete from token");
        });
    for (int kill = 0; kill < MOST_KILLS; kill++) {
      cycle.killed(List.of("check"), cycle.undisturbed().bytesOfClose() / 2);
      cycle.look();
    }
  }

  static void inAClose(Cycle cycle) {
    cycle.begin(Stage.IMPORTED);
    for (int kill = 0; kill < MOST_KILLS && !cycle.isClosed(); kill++) {
      boolean killed = cycle.killed(Month.closing(), cycle.undisturbed().bytesOfClose());
      cycle.look();
      assertThat(killed || cycle.isClosed()).as("ended, and is closed").isTrue();
    }
  }

  static void inAReplay(Cycle cycle) {
    cycle.begin(Stage.CLOSED);
    cycle.killed(List.of("replay"), cycle.undisturbed().bytesOfClose());
    cycle.look();
  }

  /**
   * While clients send; what got no answer is sent again to the next server, and that killed too.
   */
  static void ofAServer(Cycle cycle) {
    cycle.begin(Stage.FACTS);
    SplittableRandom random = cycle.random();
    List<SentUsage> all = cycle.undisturbed().usages();
    List<SentUsage> left = all.subList(random.nextInt(all.size() * 3 / 4), all.size());
    for (int kill = 0; kill < MOST_KILLS && !left.isEmpty(); kill++) {
      try (Serving server = Serving.start(cycle, List.of());
          Clients clients = Clients.of(cycle.notebook(), left, random)) {
        clients.start(server.port());
        int answers = random.nextInt(clients.requests() + 1);
        int spin = random.nextInt(1 << 16);
        server.runsUntil(() -> clients.answered() >= answers);
        for (int i = 0; i < spin; i++) {
          Thread.onSpinWait();
        }
        server.kill();
        clients.join();
        left = clients.unsettled();
        assertThat(clients.wrong()).as("answers that must not be given").isEmpty();
        cycle.note(
            "server killed with %d of %d requests answered"
                .formatted(clients.answered(), clients.requests()));
        if (clients.answered() < clients.requests()) {
          cycle.struck();
        }
      }
      cycle.look();
    }
  }
}
