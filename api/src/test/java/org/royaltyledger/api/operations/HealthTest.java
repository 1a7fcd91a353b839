package org.royaltyledger.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a server says of how it is, to everybody. */
@SuppressWarnings("NullAway.Init")
class HealthTest {

  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String UP = "{\"status\":\"up\"}";

  @TempDir private Path folder;
  private ServedStore served;

  @BeforeEach
  void serve() {
    served =
        new ServedStore(
            folder, "--royalty-ledger.ready-lag=1", "--royalty-ledger.checkpoint-seconds=0");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void assertAnswer(String path, int status, String document) {
    HttpResponse<String> answer = served.get(path);
    assertThat(answer.body()).isEqualTo(document);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  private void awaitReady(int status) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (served.get(READY).statusCode() != status && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
  }

  private void record(String... parties) {
    var lines = new java.util.ArrayList<>(java.util.List.of("partyId,name,kind"));
    for (String it : parties) {
      lines.add(it + ",Somebody,ARTIST");
    }
    served.file("parties.csv", lines.toArray(String[]::new));
    served.run("import", folder.resolve("parties.csv").toString());
  }

  @Test
  void server_that_works_is_up() {
    record("ann", "ben", "cid");
    awaitReady(200);
    assertAnswer(LIVE, 200, UP);
    assertAnswer(READY, 200, UP);
    assertThat(served.send("HEAD", READY).statusCode()).isEqualTo(200);
  }

  @Test
  void server_whose_read_models_are_far_behind_is_not_ready_until_they_are_not() {
    JdbcTemplate jdbc = served.get(JdbcTemplate.class);
    served.get(Following.class).pause();
    append(jdbc, "party-recorded");
    append(jdbc, "party-recorded");
    assertAnswer(
        READY, 503, "{\"status\":\"down\",\"why\":\"read models are 2 events behind the log\"}");
    assertAnswer(LIVE, 200, UP);
  }

  @Test
  void server_with_a_read_model_that_has_stopped_is_not_ready_and_does_not_say_of_what() {
    record("ann");
    append(served.get(JdbcTemplate.class), "nobody-knows-this");
    awaitReady(503);
    HttpResponse<String> answer = served.get(READY);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .matches(
            "\\{\"status\":\"down\",\"why\":\"read model (journal|monthblocks) has stopped\"}");
    assertAnswer(LIVE, 200, UP);
  }

  @Test
  void server_whose_database_is_away_lives_and_is_not_ready() {
    served.get(JdbcTemplate.class).execute("shutdown immediately");
    assertAnswer(READY, 503, "{\"status\":\"down\",\"why\":\"the database does not answer\"}");
    assertAnswer(LIVE, 200, UP);
    assertThat(served.get("/metrics").body())
        .contains("royalty_ledger_database_up 0.0", "royalty_ledger_usages_total");
  }

  private static void append(JdbcTemplate jdbc, String name) {
    jdbc.update(
        "insert into log (place, event_identifier, aggregate_identifier, sequence_number,"
            + " aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data)"
            + " select a.place + 1, 'forged-' || a.place, 'forged-' || a.place, 0, 'Fact',"
            + " '2026-10-01T00:00:00.000Z', ?, '1', x'00', x'00' from append_lock a",
        name);
    jdbc.update("update append_lock set place = place + 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/ready/db",
        "/actuator",
        "/actuator/health",
        "/actuator/heapdump",
        "/actuator/env",
        "/env",
        "/beans",
        "/heapdump",
        "/threaddump",
        "/loggers",
        "/mappings",
        "/configprops",
        "/sbom",
        "/shutdown",
        "/info",
        "/metrics/jvm.memory.used",
        "/prometheus",
        "/h2-console",
        "/h2-console/",
        "/jolokia",
        "/error"
      })
  void nothing_else_of_the_machine_can_be_asked_for(String path) {
    assertThat(served.get(path).statusCode()).isEqualTo(404);
  }
}
