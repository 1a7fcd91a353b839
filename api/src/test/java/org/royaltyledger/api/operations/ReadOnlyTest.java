package org.royaltyledger.api.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that only reads appends nothing, whatever is sent to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ReadOnlyTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String READ_ONLY = "--royalty-ledger.read-only=true";
  private static final String PASSWORD = "five grey herons at noon";
  private static final String APPLICATION_JSON = "application/json";

  /** What cannot be made again from the log, and the log. */
  private static final List<String> TABLES =
      List.of(
          "append_lock",
          "log",
          "leaf",
          "checkpoint",
          "store",
          "vault",
          "vault_key",
          "name",
          "secret",
          "webhook_delivery");

  private Path folder;
  private ServedStore served;
  private Map<String, String> before;

  /**
   * A request that would write something down.
   *
   * @param template the address as the server knows it
   */
  record Writing(String template, String path, String type, String content) {}

  private static Stream<Writing> writings() {
    String usage =
        """
        {"usageId":"u-new","usedAt":"2026-11-03T12:00:00Z","useType":"OnDemandStream",\
        "offering":"ai-remix","territory":"SE","contributions":[{"asset":"A","weight":1}]}\
        """;
    String file =
        """
        --part\r
        Content-Disposition: form-data; name="file"; filename="parties.csv"\r
        \r
        partyId,name,kind
        new,Somebody New,ARTIST
        \r
        --part--\r
        """;
    String usages = "/api/v1/usages";
    return Stream.of(
        new Writing(usages, usages, APPLICATION_JSON, usage),
        new Writing(usages, usages, APPLICATION_JSON, "[%s]".formatted(usage)),
        new Writing(usages, usages, "application/x-ndjson", usage + "\n"),
        new Writing(
            "/api/v1/imports", "/api/v1/imports", "multipart/form-data; boundary=part", file),
        json("/api/v1/periods/{period}/close", "/api/v1/periods/2026-11/close", "{}"),
        json("/api/v1/periods/{period}/drafts", "/api/v1/periods/2026-11/drafts", "{}"),
        json("/api/v1/periods/{period}/approval", "/api/v1/periods/2026-11/approval", "{}"),
        json(
            "/api/v1/evidence",
            "/api/v1/evidence",
            "{\"period\":\"2026-10\",\"party\":\"nobody\"}"),
        json("/api/v1/backups", "/api/v1/backups", "{}"),
        json(
            "/api/v1/parties/{party}/details/opened",
            "/api/v1/parties/x/details/opened",
            "{\"why\":\"x\"}"),
        json("/api/v1/payouts", "/api/v1/payouts", "{\"currency\":\"EUR\"}"),
        json("/api/v1/payouts/{run}/{deed}", "/api/v1/payouts/payout-1/approve", "{}"),
        json("/api/v1/settings", "/api/v1/settings", setting()),
        json("/api/v1/log/checkpoints", "/api/v1/log/checkpoints", "{}"),
        json("/api/v1/log/keys", "/api/v1/log/keys", "{}"),
        json("/api/v1/access/users", "/api/v1/access/users", granted()),
        json("/api/v1/access/tokens", "/api/v1/access/tokens", granted()),
        json("/api/v1/access/users/{name}/password", "/api/v1/access/users/one/password", "{}"),
        json("/api/v1/access/{name}/withdrawal", "/api/v1/access/one/withdrawal", "{}"),
        json("/api/v1/webhooks", "/api/v1/webhooks", "{\"address\":\"https://localhost/\"}"),
        json("/api/v1/webhooks/{webhook}/removal", "/api/v1/webhooks/wh-1/removal", "{}"),
        json("/api/v1/webhooks/{webhook}/test", "/api/v1/webhooks/wh-1/test", "{}"),
        json("/api/v1/access/login", "/api/v1/access/login", login()));
  }

  private static String setting() {
    return "{\"setting\":\"four-eyes\",\"value\":\"on\"}";
  }

  private static String granted() {
    return "{\"name\":\"new-one\",\"roles\":[\"auditor\"]}";
  }

  private static String login() {
    return "{\"name\":\"one\",\"password\":\"%s\"}".formatted(PASSWORD);
  }

  private static Writing json(String template, String path, String content) {
    return new Writing(template, path, APPLICATION_JSON, content);
  }

  @BeforeAll
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path month = folder.resolve("month");
    try (var writable = new ServedStore(folder, "--royalty-ledger.checkpoint-seconds=0")) {
      ExampleMonth.write(month, new ExampleMonth.Settings(11, 400, true, false));
      writable.run(2, Stream.concat(Stream.of("import"), files(month)).toArray(String[]::new));
      writable.run("close", ExampleMonth.PERIOD);
      writable.run("payouts", "collect", "--currency", "JPY");
      LocalAccessWork access = writable.get(LocalAccessWork.class);
      String given =
          access
              .user("one", Set.of(Role.AUDITOR), List.of(), Signature.NONE)
              .path("oneTimePassword")
              .stringValue();
      writable.post(
          "/api/v1/access/login",
          APPLICATION_JSON,
          "{\"name\":\"one\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
              .formatted(given, PASSWORD));
      before = stored(writable);
    }
    before.putAll(keys());
    served = new ServedStore(folder, READ_ONLY, "--royalty-ledger.checkpoint-seconds=1");
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static Stream<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> stored(ServedStore store) {
    JdbcTemplate jdbc = store.get(JdbcTemplate.class);
    var rows = new TreeMap<String, String>();
    for (String table : TABLES) {
      rows.put(
          table,
          jdbc
              .query(
                  "select * from " + table,
                  (row, n) -> {
                    var cells = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                      byte[] bytes = row.getBytes(i);
                      cells.append(bytes == null ? "-" : Arrays.hashCode(bytes)).append(' ');
                    }
                    return cells.toString();
                  })
              .stream()
              .sorted()
              .toList()
              .toString());
    }
    return rows;
  }

  private Map<String, String> keys() {
    var keys = new TreeMap<String, String>();
    files(folder.resolve("store"))
        .filter(it -> it.contains("-key"))
        .forEach(
            it -> {
              try {
                keys.put(it, Files.readString(Path.of(it)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return keys;
  }

  private void assertNothingWasWritten() {
    Map<String, String> now = stored(served);
    now.putAll(keys());
    assertThat(now).isEqualTo(before);
  }

  private JsonNode problem(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    return JSON.readTree(answer.body());
  }

  @ParameterizedTest
  @MethodSource("writings")
  void what_would_write_is_refused_and_writes_nothing(Writing it) {
    JsonNode problem =
        problem(
            served.send(
                "POST",
                it.path,
                HttpRequest.BodyPublishers.ofString(it.content, UTF_8),
                "Content-Type",
                it.type));
    assertThat(problem.path("code").stringValue()).isEqualTo("READ_ONLY");
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "drafts"})
  void what_would_write_as_a_job_is_refused_at_once(String deed) {
    HttpResponse<String> answer =
        served.send(
            "POST",
            "/api/v1/periods/2026-11/" + deed,
            HttpRequest.BodyPublishers.noBody(),
            "Prefer",
            "respond-async");
    assertThat(problem(answer).path("code").stringValue()).isEqualTo("READ_ONLY");
    assertThat(served.get("/api/v1/jobs").body()).isEqualTo("[]");
    assertNothingWasWritten();
  }

  @Test
  void every_post_of_the_api_is_tried_here() {
    var tried =
        new TreeSet<>(List.of("/api/v1/checks", "/api/v1/replays", "/api/v1/access/logout"));
    writings().map(Writing::template).forEach(tried::add);
    var there = new TreeSet<String>();
    served
        .get(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            it -> {
              if (it.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                there.addAll(it.getPatternValues());
              }
            });
    assertThat(there).isEqualTo(tried);
  }

  @Test
  void what_only_reads_goes_on() {
    assertThat(
            served
                .post("/api/v1/periods/2026-11/close", APPLICATION_JSON, "{\"dryRun\":true}")
                .statusCode())
        .isEqualTo(200);
    assertThat(replayed(false).path("report").path("identical").booleanValue()).isTrue();
    assertThat(JSON.readTree(served.get("/api/v1/checks").body()).path("ok").booleanValue())
        .isTrue();
    assertThat(served.get("/api/v1/statements/2026-10").statusCode()).isEqualTo(200);
    assertThat(served.get("/health/ready").body())
        .isEqualTo("{\"status\":\"up\",\"readOnly\":true}");
    assertNothingWasWritten();
  }

  @Test
  void replay_that_would_replace_rows_is_refused() {
    assertThat(replayed(true).path("problem").path("code").stringValue()).isEqualTo("READ_ONLY");
    assertNothingWasWritten();
  }

  private JsonNode replayed(boolean swap) {
    HttpResponse<String> begun = served.post("/api/v1/replays?swap=" + swap, APPLICATION_JSON, "");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String address = begun.headers().firstValue("Location").orElseThrow();
    return JSON.readTree(served.get(address + "?wait=30").body());
  }

  @Test
  void store_that_is_new_is_not_begun(@TempDir Path other) {
    assertThatThrownBy(() -> new ServedStore(other, READ_ONLY).close())
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.READ_ONLY));
    assertThat(files(other.resolve("store"))).noneMatch(it -> it.contains("-key"));
  }
}
