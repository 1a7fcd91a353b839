package org.royaltyledger.ledger.store.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upkeep of an index's files. */
class RunsTest {

  @TempDir private Path folder;

  @Test
  void what_is_on_the_disk_leaves_memory_even_where_a_merge_fails() throws IOException {
    Files.createDirectories(folder.resolve("0-4.run.unfinished/in the way"));
    var runs =
        new Runs(folder, new Fingerprint(new byte[Fingerprint.KEY]), place -> "event " + place, 1);
    List<Run> now = runs.open();
    for (int place = 1; place <= 5; place++) {
      var table = new Table();
      table.add(place, UsageIds.address(place, 0));
      runs.write(now, table, place - 1, place);
      runs.await();
      now = Objects.requireNonNullElse(runs.written(), List.of());
      assertThat(now).as("after place %d", place).isNotEmpty();
      assertThat(now.getLast().span().upTo()).isEqualTo(place);
    }
    assertThat(now).as("the newest four became one").hasSize(2);
    runs.stop();
    now.forEach(Run::close);
  }
}
