package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.OpenStore;

/** One process at a time has a store. */
class TwoProcessesTest {

  @Test
  void second_process_is_told_who_has_the_store_and_harms_nothing(@TempDir Path folder) {
    var month = new Month(Month.write(folder.resolve("files"), 7, 500), folder.resolve("store"));
    month.imported();
    month.closed();
    List<String> told = month.told();
    try (var first = OpenStore.open(month.store(), List.of(), false);
        var second = Child.start(month.store(), month.importing())) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.out()).isEmpty();
      assertThat(second.err())
          .hasLineCount(1)
          .contains("in use by process %d:".formatted(ProcessHandle.current().pid()))
          .contains("--server URL");
      assertThat(first).isNotNull();
    }
    assertThat(month.told()).isEqualTo(told);
  }

  @Test
  void process_that_asks_twice_is_refused_and_keeps_its_store(@TempDir Path folder) {
    var month = new Month(Month.write(folder.resolve("files"), 7, 500), folder.resolve("store"));
    try (var first = OpenStore.open(month.store(), List.of(), false)) {
      assertThat(month.run("check").exit()).isEqualTo(1);
      assertThat(month.err()).contains("in use by process " + ProcessHandle.current().pid());
      // Asking again must not have given the lock back behind the first one's back.
      try (var other = Child.start(month.store(), List.of("check"))) {
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("--server URL");
      }
      assertThat(first).isNotNull();
    }
    assertThat(month.run("check").exit()).as(month.err()).isZero();
  }

  @Test
  void lock_of_a_killed_process_does_not_stay(@TempDir Path folder) {
    var month = new Month(Month.write(folder.resolve("files"), 7, 500), folder.resolve("store"));
    try (var server = Child.start(month.store(), List.of("serve", "--server.port=0"))) {
      assertThat(server.runsUntil(() -> server.out().contains("serving on")))
          .as(server.err())
          .isTrue();
      assertThat(month.run("check").exit()).isEqualTo(1);
      assertThat(month.err())
          .contains("in use by process " + server.pid() + ":")
          .contains(" --server http://127.0.0.1:");
      assertThat(server.kill()).isEqualTo(Child.KILLED);
    }
    assertThat(month.run("check").exit()).as(month.err()).isZero();
  }
}
