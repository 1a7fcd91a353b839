package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that a newer version wrote is refused, and nothing in it is skipped. */
class NewerStoreTest {

  @TempDir private static Path folder;
  private static @Nullable Month closed;
  private Month month = new Month(folder, folder);

  @BeforeAll
  static void closedMonth() {
    var made = new Month(Month.write(folder.resolve("files"), 7, 300), folder.resolve("store"));
    made.imported();
    made.closed();
    closed = made;
  }

  @BeforeEach
  void copyOfIt(@TempDir Path copy) throws IOException {
    Files.copy(Month.file(Objects.requireNonNull(closed).store()), Month.file(copy));
    month = new Month(folder, copy);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"schema_of_ledger", "schema_of_read_models"})
  void store_with_a_later_migration_is_not_opened(String history) {
    Tampering.with(
        month.store(),
        sql ->
            sql.execute(
                ("insert into \"%s\" select 99, '99', 'of a newer version', 'SQL', 'V99__x.sql', 1,"
                     + " \"installed_by\", current_timestamp, 1, true from \"%s\" fetch first row"
                     + " only")
                    .formatted(history, history)));
    for (String command : List.of("check", "replay")) {
      assertThat(month.run(command).exit()).isEqualTo(1);
      assertThat(month.err())
          .hasLineCount(1)
          .contains("written by a newer version", "use that version");
    }
  }

  @Test
  void event_of_an_unknown_name_stops_every_read_model_before_it() {
    append("'licence-wished-for'", "payload_revision", "payload");
    stopsWith("an event 'licence-wished-for' that this version does not know");
  }

  @Test
  void event_of_an_unknown_revision_stops_every_read_model_before_it() {
    append("'period-closed'", "'6'", "payload");
    stopsWith("revision 6 of event 'period-closed', this version reads 5");
  }

  @Test
  void usage_block_of_an_unknown_schema_stops_every_read_model_before_it() {
    // C3 01 and the schema's fingerprint stand before the content.
    append("usage-block-recorded");
    stopsWith("this program does not know");
  }

  @Test
  void run_block_of_an_unknown_schema_is_never_read_past() {
    append("run-block-recorded");
    stopsWith("this version does not know");
  }

  private void append(String type) {
    Tampering.with(
        month.store(),
        sql -> {
          byte[] payload =
              sql.bytes("select payload from log where payload_type = ? limit 1", type);
          byte[] newer = payload.clone();
          newer[5] ^= 0x55;
          String revision =
              sql.column("select payload_revision from log where payload_type = ? limit 1", type)
                  .getFirst();
          append(sql, "'" + type + "'", "'" + revision + "'", "?", newer);
        });
  }

  /** Appends a copy of the last event but for what is given, as an appender of this store would. */
  private void append(String type, String revision, String payload) {
    Tampering.with(month.store(), sql -> append(sql, type, revision, payload));
  }

  private static void append(
      Tampering sql, String type, String revision, String payload, Object... parameters) {
    sql.execute(
        ("insert into log select place + 1, 'newer', 'newer', 0, aggregate_type, time_stamp, %s,"
                + " %s, %s, meta_data from log order by place desc limit 1")
            .formatted(type, revision, payload),
        parameters);
    sql.execute("update append_lock set place = place + 1");
  }

  private void stopsWith(String sentence) {
    List<String> before = tokens();
    assertThat(month.run("statements", Month.PERIOD).exit()).isEqualTo(1);
    assertThat(month.err())
        .hasLineCount(1)
        .contains(sentence)
        .contains("the version that wrote it");
    assertThat(month.err()).doesNotContain("unexpectedly");
    assertThat(month.run("replay").exit()).isEqualTo(1);
    assertThat(month.err()).contains(sentence);
    assertThat(month.run("check").exit()).isEqualTo(3);
    assertThat(month.out()).contains(sentence);
    assertThat(tokens()).as("how far read models have followed").isEqualTo(before);
  }

  private List<String> tokens() {
    try (var sql = Tampering.of(month.store())) {
      return sql.column(
          "select processor || utf8tostring(token) from token where token is not null order by 1");
    }
  }
}
