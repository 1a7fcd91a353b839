package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of itself. */
class LogReaderTest {

  @TempDir private Path folder;

  @Test
  void event_written_again_after_a_backup_was_restored_is_not_taken_for_the_one_before() {
    try (var store = new SomeStore(folder)) {
      LogReader reader = store.get(LogReader.class);
      store.append(SomeStore.event("party/a", 0, "a", Instant.parse("2026-11-01T12:00:00Z")));
      String before = reader.identityAt(1);
      assertThat(reader.identityAt(1)).isEqualTo(before).isNotNull();

      store.jdbc().execute("delete from log");
      store.jdbc().execute("delete from leaf");
      store.jdbc().execute("update append_lock set place = 0");
      assertThat(reader.identityAt(1)).isNull();
      store.append(SomeStore.event("party/a", 0, "a", Instant.parse("2026-11-02T12:00:00Z")));
      assertThat(reader.identityAt(1)).isNotEqualTo(before);
    }
  }
}
