package org.royaltyledger.api.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.Postgres;
import org.springframework.jdbc.core.JdbcTemplate;

/** Beside every event stands who did it, why, and from where, as SQL shows it. */
@ResourceLock("postgres")
class WhoDidWhatTest {

  private static final String USAGE =
      "{\"usageId\":\"%s\",\"usedAt\":\"2026-11-03T12:00:00Z\",\"useType\":\"OnDemandStream\","
          + "\"offering\":\"ai-remix\",\"territory\":\"SE\","
          + "\"contributions\":[{\"asset\":\"A\",\"weight\":1}]}";
  private static final String PROGRAM = "{\"from\":\"program\",\"who\":\"unnamed\"}";

  @TempDir private Path folder;
  private List<String> settings = List.of();
  private long seen;

  @Test
  void every_event_says_who_why_and_from_where() throws IOException {
    saysWho("--royalty-ledger.signing-key=" + folder.resolve("key"));
  }

  @Test
  void every_event_says_who_why_and_from_where_on_postgresql() throws IOException {
    saysWho(
        "--royalty-ledger.signing-key=" + folder.resolve("key"),
        Postgres.vaultKey(folder),
        Postgres.emptyDatabase());
  }

  private void saysWho(String... named) throws IOException {
    settings = List.of(named);
    Path files = files();
    try (var served = new ServedStore(folder.resolve("served"), named)) {
      run(served, importing(files, "--as", "importer", "--why", "Oct \u00f6"));
      assertThat(came(served))
          .as("facts, outputs, exclusions, claims, usages of files")
          .containsOnlyKeys(
              "{\"from\":\"command line\",\"who\":\"importer\",\"why\":\"Oct \u00f6\"}")
          .allSatisfy(
              (_, events) ->
                  assertThat(events)
                      .contains(
                          "party-recorded",
                          "licence-recorded",
                          "output-recorded",
                          "exclusion-recorded",
                          "claim-recorded",
                          "usage-block-recorded"));

      overHttp(served);
      months(served);
      money(served);

      assertThat(run(served, "log", "--limit", "3").lines().skip(1))
          .hasSize(3)
          .allSatisfy(it -> assertThat(it).endsWith("\timporter\tOct \u00f6\tcommand line"));
      served
          .get(JdbcTemplate.class)
          .update(
              "update log set meta_data = ? where place = 2",
              "{\"who\":\"a\\tb\u202e\",\"from\":\"x\"}".getBytes(UTF_8));
      served
          .get(JdbcTemplate.class)
          .update("update log set meta_data = ? where place = 3", "{}".getBytes(UTF_8));
      assertThat(run(served, "log", "--from", "2", "--limit", "2").lines().skip(1).toList())
          .satisfiesExactly(
              it -> assertThat(it).endsWith("\ta?b?\t\tx"),
              it -> assertThat(it).endsWith("\t\t\t"));
      assertThat(
              jdbc(served)
                  .queryForObject(
                      "select count(*) from log where place <> 3 and octet_length(meta_data) < 10",
                      Long.class))
          .as("events that say nothing")
          .isZero();
    }
  }

  private void overHttp(ServedStore served) {
    HttpResponse<String> one =
        served
            .by("player")
            .send(
                "POST",
                "/api/v1/usages?as=player&why=live",
                HttpRequest.BodyPublishers.ofString(USAGE.formatted("http-1")),
                "Content-Type",
                "application/json",
                "X-Forwarded-For",
                "203.0.113.9",
                "Forwarded",
                "for=203.0.113.9",
                "From",
                "somebody",
                "User-Agent",
                "somebody");
    assertThat(one.statusCode()).as(one.body()).isEqualTo(201);
    came(served, "player", "live", "http 127.0.0.1", "usage-block-recorded");
    served
        .by("lines")
        .post("/api/v1/usages", "application/x-ndjson", USAGE.formatted("http-2") + "\n");
    came(served, "lines", null, "http 127.0.0.1", "usage-block-recorded");
    served
        .by("tester")
        .post("/api/v1/usages", "application/json", "[" + USAGE.formatted("http-3") + "]");
    came(served, "tester", null, "http 127.0.0.1", "usage-block-recorded");

    Path more = folder.resolve("parties-more.csv");
    write(more, "partyId,name,kind\nmore,More,ARTIST\n");
    sent(served, "import", more.toString(), "--as", "up loader", "--why", "a&b=c");
    came(served, "up loader", "a&b=c", "http 127.0.0.1", "party-recorded");
    sent(served, "import", usages().toString());
    came(served, "tester", null, "http 127.0.0.1", "usage-block-recorded");

    for (String query :
        List.of(
            "as=a%09b", "as=a%0Ab", "as=a%E2%80%AEb", "as=", "why=%07", "from=me", "as=a&as=b")) {
      assertThat(
              served
                  .post("/api/v1/usages?" + query, "application/json", USAGE.formatted("http-4"))
                  .statusCode())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(
            served
                .post(
                    "/api/v1/settings",
                    "application/json",
                    "{\"setting\":\"four-eyes\",\"value\":\"off\",\"from\":\"me\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(came(served)).as("what was refused").isEmpty();
  }

  private void months(ServedStore served) {
    String month = ExampleMonth.PERIOD;
    run(served, "draft", month, "--as", "drafter");
    came(served, "drafter", null, "command line", "cut-off-taken", "month-drafted");
    sent(served, "approve", month, "--as", "approver", "--why", "checked");
    came(served, "approver", "checked", "http 127.0.0.1", "month-approved");
    run(served, "close", month, "--as", "closer", "--why", "month end");
    assertThat(came(served))
        .containsOnlyKeys(
            "{\"from\":\"command line\",\"who\":\"closer\",\"why\":\"month end\"}", PROGRAM)
        .hasEntrySatisfying(PROGRAM, it -> assertThat(it).containsExactly("signing-key-changed"))
        .hasEntrySatisfying(
            "{\"from\":\"command line\",\"who\":\"closer\",\"why\":\"month end\"}",
            it ->
                assertThat(it)
                    .containsExactly("period-closed", "run-block-recorded", "settlement-recorded"));
  }

  private void money(ServedStore served) {
    run(served, "payouts", "collect", "--as", "finance-1");
    came(served, "finance-1", null, "command line", "payout-collected");
    sent(served, "payouts", "approve", "payout-1", "--as", "finance-2");
    came(served, "finance-2", null, "http 127.0.0.1", "payout-approved");
    run(served, "payouts", "cancel", "payout-1", "--why", "too early");
    came(served, "unnamed", "too early", "command line", "payout-cancelled");
    sent(served, "settings", "four-eyes", "on", "--as", "auditor");
    came(served, "auditor", null, "http 127.0.0.1", "settings-changed");
    run(served, "checkpoint", "rotate", "--as", "auditor", "--why", "lent");
    came(served, "auditor", "lent", "command line", "signing-key-changed");
    run(
        served,
        "audit",
        "export",
        "--period",
        ExampleMonth.PERIOD,
        "--party",
        "fjallraka",
        "--out",
        folder.resolve("evidence").toString(),
        "--as",
        "auditor",
        "--why",
        "audit");
    came(served, "auditor", "audit", "command line", "exported");
  }

  /** The events since the last time, which all say the same. */
  private void came(
      ServedStore served, String who, @Nullable String why, String from, String... events) {
    String said =
        "{\"from\":\"%s\",\"who\":\"%s\"%s}"
            .formatted(from, who, why == null ? "" : ",\"why\":\"" + why + "\"");
    assertThat(came(served)).isEqualTo(Map.of(said, new TreeSet<>(List.of(events))));
  }

  /** The names of the events since the last time, by what stands beside them. */
  private Map<String, Set<String>> came(ServedStore served) {
    var came = new TreeMap<String, Set<String>>();
    jdbc(served)
        .query(
            "select place, payload_type, meta_data from log where place > ? order by place",
            row -> {
              seen = row.getLong(1);
              came.computeIfAbsent(new String(row.getBytes(3), UTF_8), _ -> new TreeSet<>())
                  .add(row.getString(2));
            },
            seen);
    return came;
  }

  private static JdbcTemplate jdbc(ServedStore served) {
    return served.get(JdbcTemplate.class);
  }

  /** A command on the store itself, which has to be told where that is. */
  private String run(ServedStore served, String... command) {
    return served.run(Stream.concat(Stream.of(command), settings.stream()).toArray(String[]::new));
  }

  private static void sent(ServedStore served, String... command) {
    var out = new ByteArrayOutputStream();
    try (var stores = new KeptStores()) {
      int exit =
          stores.run(
              served.sent(command),
              new PrintStream(out, true, UTF_8),
              new PrintStream(out, true, UTF_8));
      assertThat(exit).as(out.toString(UTF_8)).isZero();
    }
  }

  private Path files() throws IOException {
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(7, 60, false, true));
    String asset = Files.readAllLines(files.resolve("assets.csv")).get(1).split(",", 2)[0];
    String party = Files.readAllLines(files.resolve("parties.csv")).get(1).split(",", 2)[0];
    write(
        files.resolve("claims.csv"),
        """
        claim,assetId,territory,partyId,kind,share,against,holds,status,from,to,evidence
        c-1,%s,,%s,SHARE,10,,SHARE,RELEASED,2026-01-01,,case
        """
            .formatted(asset, party));
    write(
        files.resolve("exclusions.csv"),
        """
        exclusion,reason,evidence,decision,listener,from,to
        x-1,FRAUD,case,EXCLUDE,nobody,2026-10-01,2026-11-01
        """);
    return files;
  }

  private Path usages() {
    Path file = folder.resolve("usages-more.ndjson");
    write(file, USAGE.formatted("file-1") + "\n");
    return file;
  }

  private static String[] importing(Path files, String... options) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return Stream.concat(
              Stream.concat(Stream.of("import"), Stream.of(options)),
              all.map(Path::toString).sorted())
          .toArray(String[]::new);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
