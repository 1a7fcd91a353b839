package org.royaltyledger.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.KeptStores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files over HTTP: what the command makes of them, and nothing for who means harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RestImportsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String IMPORTS = "/api/v1/imports";

  private Path folder;
  private ServedStore served;

  @BeforeAll
  void serve(@TempDir Path temporary) {
    folder = temporary;
    served = new ServedStore(folder);
  }

  @AfterAll
  void stop() {
    assertNothingIsLeft();
    served.close();
    assertThat(folder.resolve("store/uploads")).doesNotExist();
  }

  private HttpResponse<String> post(Parts parts) {
    return served.send("POST", IMPORTS, parts.content(), "Content-Type", Parts.TYPE);
  }

  /** The job of an import that was taken, when it has ended. */
  private JsonNode ended(HttpResponse<String> answer) {
    JsonNode taken = body(answer, 202);
    String address = answer.headers().firstValue("Location").orElseThrow();
    assertThat(address).isEqualTo(IMPORTS + "/" + taken.path("id").stringValue());
    return body(served.get(address + "?wait=30"), 200);
  }

  private static JsonNode done(JsonNode job) {
    assertThat(job.path("state").stringValue()).as(job.toString()).isEqualTo("done");
    return job;
  }

  private static JsonNode body(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) {
    JsonNode problem = body(answer, status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.path("detail").stringValue()).isNotEmpty().doesNotContain("\n", "Exception");
    return problem;
  }

  /** What is left of files that were sent, beside rejected lines. */
  private List<Path> uploaded() {
    return files(folder.resolve("store/uploads")).stream()
        .filter(it -> !it.getFileName().toString().startsWith("rejected-"))
        .toList();
  }

  /** The parts of a request are deleted with it, which is a moment after it was answered. */
  private void assertNothingIsLeft() {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!uploaded().isEmpty() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(uploaded()).isEmpty();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(folder); // something was deleted meanwhile
    }
  }

  @Test
  void import_over_http_is_the_import_of_the_command(@TempDir Path other) throws IOException {
    Path month = other.resolve("files");
    ExampleMonth.write(month, new ExampleMonth.Settings(11, 400, true, false));
    List<Path> input = files(month);
    try (var over = new ServedStore(other.resolve("over"));
        var stores = new KeptStores()) {
      for (int time = 1; time <= 2; time++) {
        if (time == 2) {
          input = List.of(month.resolve("assets.csv"), month.resolve("usages.ndjson.gz"));
        }
        JsonNode command =
            JSON.readTree(
                run(
                    stores,
                    2,
                    other,
                    Stream.concat(Stream.of("import", "--json"), input.stream().map(Path::toString))
                        .toArray(String[]::new)));
        HttpResponse<String> answer =
            over.send(
                "POST",
                IMPORTS,
                new Parts().files(input.reversed()).content(),
                "Content-Type",
                Parts.TYPE);
        String address = answer.headers().firstValue("Location").orElseThrow();
        JsonNode job = done(body(over.get(address + "?wait=30"), 200));
        assertThat(job.path("report")).as("time %d", time).isEqualTo(command);
        assertThat(accepted(job)).as("time %d", time).isEqualTo(time == 1);
        assertSameRejects(over, job, month);
        assertThat(job.path("files"))
            .allSatisfy(it -> assertThat(it.path("bytes")).isEqualTo(it.path("size")));
      }
      run(stores, 0, other, "close", ExampleMonth.PERIOD);
      body(over.send("POST", "/api/v1/periods/%s/close".formatted(ExampleMonth.PERIOD)), 200);
      assertThat(over.get("/api/v1/statements/" + ExampleMonth.PERIOD).body())
          .isEqualTo(run(stores, 0, other, "statements", ExampleMonth.PERIOD, "--format", "json"));
      assertThat(JSON.readTree(over.get("/api/v1/checks").body()).path("ok").booleanValue())
          .isTrue();
    }
  }

  private static boolean accepted(JsonNode job) {
    return job.path("report").valueStream().anyMatch(it -> it.path("accepted").asLong() > 0);
  }

  private static void assertSameRejects(ServedStore over, JsonNode job, Path month)
      throws IOException {
    int compared = 0;
    for (JsonNode it : job.path("files")) {
      Path written = month.resolve("rejected-" + it.path("file").stringValue());
      assertThat(Files.exists(written)).isEqualTo(it.has("rejectedLines"));
      if (Files.exists(written)) {
        HttpResponse<byte[]> lines = over.download(it.path("rejectedLines").stringValue());
        assertThat(lines.statusCode()).isEqualTo(200);
        assertThat(lines.body()).isEqualTo(Files.readAllBytes(written));
        assertThat(lines.headers().firstValue("Content-Disposition").orElseThrow())
            .startsWith("attachment;")
            .contains(written.getFileName().toString());
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static String run(KeptStores stores, int exit, Path folder, String... command) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    assertThat(
            stores.run(
                Stream.concat(
                        Stream.of("--data", folder.resolve("store").toString()), Stream.of(command))
                    .toArray(String[]::new),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)))
        .as(err.toString(UTF_8))
        .isEqualTo(exit);
    return out.toString(UTF_8);
  }

  @Test
  void file_that_is_wrong_as_a_whole_fails_the_import_with_its_reason() {
    JsonNode job =
        ended(
            post(
                new Parts()
                    .file("parties-f.csv", "partyId,name,kind", "f,F,LABEL")
                    .file("revenue.csv", "period,offering,territory,currency,netRevenu")));
    assertThat(job.path("state").stringValue()).isEqualTo("failed");
    assertThat(job.path("problem").path("code").stringValue()).isEqualTo("BAD_INPUT");
    assertThat(job.path("problem").path("detail").stringValue()).contains("netRevenu");
    assertThat(job.has("report")).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void files_of_one_name_are_two_files() {
    JsonNode job =
        done(
            ended(
                post(
                    new Parts()
                        .file("parties.csv", "partyId,name,kind", "one,One,ARTIST", "x,X,NOTHING")
                        .file("parties.csv", "partyId,name,kind", "two,Two,SINGER"))));
    assertThat(job.path("report").valueStream().map(it -> it.path("rejected").intValue()))
        .containsExactly(1, 1);
    var lines = new ArrayList<String>();
    job.path("files")
        .forEach(it -> lines.add(served.get(it.path("rejectedLines").stringValue()).body()));
    assertThat(lines.getFirst()).startsWith("3\t").contains("NOTHING");
    assertThat(lines.getLast()).startsWith("2\t").contains("SINGER");
  }

  @Test
  void warnings_are_told() {
    JsonNode job =
        done(
            ended(
                post(
                    new Parts()
                        .file(
                            "DSR_PADPIDA2026010100A_Tidewater_ai-remix_2026-10_SE_1of1_20261105T120000.tsv",
                            "HEAD\tdsrf/30\tBasicAudioProfile\t1.0\tMSG-2\t2026-11-05T12:00:00Z\t1"
                                + "\t1\t2026-10-01\t2026-10-31\tPADPIDA2026010200T\tTidewater"
                                + "\tai-remix\tPADPIDA2026010100A\tAurora\tAurora",
                            "FOOT\t9\t2\t0\t0\t0"))));
    assertThat(job.path("files").path(0).path("warnings"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.path("text").stringValue()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../usages.ndjson",
        "usages/../../x.ndjson",
        "/etc/usages.ndjson",
        "..\\usages.ndjson",
        "C:\\usages.ndjson",
        "usages\r\nX-Evil: 1.ndjson",
        "usages\u202e.ndjson",
        "usages\u2028.ndjson",
        ".usages.ndjson",
        "..",
        "/"
      })
  void name_that_leads_elsewhere_is_refused(String name) {
    HttpResponse<String> answer = post(new Parts().file(name, "{}"));
    assertThat(problem(answer, 400).path("code").stringValue()).isEqualTo("BAD_INPUT");
    assertThat(answer.headers().map()).doesNotContainKey("x-evil");
    assertNothingIsLeft();
    assertThat(folder.resolve("usages.ndjson")).doesNotExist();
  }

  @Test
  void name_that_is_too_long_or_none_is_refused() {
    assertThat(
            problem(post(new Parts().file("usages" + "x".repeat(300) + ".ndjson", "{}")), 400)
                .path("detail")
                .stringValue())
        .contains("200 bytes");
    problem(post(new Parts().part("form-data; name=\"file\"; filename=\"\"", new byte[3])), 400);
    problem(post(new Parts().file("usages\u0000.ndjson", "{}")), 400);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"songs.csv", "rejected-usages.ndjson", "usages.json", "parties.csv.zip"})
  void file_of_no_kind_is_refused_and_the_others_with_it(String name) {
    JsonNode problem =
        problem(
            post(
                new Parts()
                    .file("parties-n.csv", "partyId,name,kind", "n,N,LABEL")
                    .file(name, "a,b")),
            400);
    assertThat(problem.path("code").stringValue()).isEqualTo("FILE_UNREADABLE");
    assertNothingIsLeft();
  }

  /** Its lines come back under an address and a header that hold the name. */
  @ParameterizedTest
  @ValueSource(
      strings = {"usages-\"a b\";c,%2e%2E.ndjson", "usages?x=1#y&z.ndjson", "usages'+'.ndjson"})
  void name_that_is_only_odd_is_kept(String name) {
    JsonNode job = done(ended(post(new Parts().file(name, "{\"usageId\":\"odd\"}"))));
    assertThat(job.path("report").path(0).path("file").stringValue()).isEqualTo(name);
    HttpResponse<String> lines =
        served.get(job.path("files").path(0).path("rejectedLines").stringValue());
    assertThat(lines.body()).startsWith("1\t").contains("\"odd\"");
  }

  @Test
  void what_holds_no_file_is_refused() {
    assertThat(
            problem(
                    post(
                        new Parts()
                            .part("form-data; name=\"file\"", "parties.csv".getBytes(UTF_8))),
                    400)
                .path("detail")
                .stringValue())
        .contains("field 'file'", "curl -F");
    problem(post(new Parts()), 400);
    problem(
        served.send(
            "POST",
            IMPORTS,
            HttpRequest.BodyPublishers.ofString("--XX"),
            "Content-Type",
            "multipart/form-data"),
        400);
    problem(served.post(IMPORTS, "application/json", "{}"), 415);
  }

  @Test
  void content_that_breaks_off_is_refused_and_leaves_nothing() {
    String part = new Parts().file("parties.csv", "partyId,name,kind", "a,A,LA").begun();
    String answer =
        served.raw(
            "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(IMPORTS, served.authorization(), Parts.TYPE, part.length() + 100, part));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    JsonNode problem = problem(served.post(IMPORTS, Parts.TYPE, part), 400);
    assertThat(problem.path("detail").stringValue()).contains("send it again");
    assertNothingIsLeft();
  }

  @Test
  void import_that_nobody_knows_is_not_found() {
    for (String address :
        List.of("/nonsense", "/nonsense/rejected/usages.ndjson", "/..%2F..%2F/rejected/x")) {
      assertThat(problem(served.get(IMPORTS + address), 404).path("code").stringValue())
          .isEqualTo("NO_IMPORT");
    }
    JsonNode job = done(ended(post(new Parts().file("parties-k.csv", "partyId,name,kind"))));
    String address = IMPORTS + "/" + job.path("id").stringValue();
    for (String file :
        List.of(
            "parties-k.csv", "..%2Fparties-k.csv", "%2Fetc%2Fpasswd", "rejected-parties-k.csv")) {
      problem(served.get(address + "/rejected/" + file), 404);
    }
    for (String query : List.of("?wait=x", "?wait=-1", "?wait=31")) {
      assertThat(problem(served.get(address + query), 400).path("code").stringValue())
          .isEqualTo("BAD_INPUT");
    }
  }

  @ParameterizedTest
  @CsvSource({"Origin,https://evil.example", "Origin,null", "Sec-Fetch-Site,cross-site"})
  void page_of_another_web_site_cannot_send_files(String header, String value) {
    problem(
        served.send(
            "POST",
            IMPORTS,
            new Parts().file("parties-e.csv", "partyId,name,kind", "e,E,LABEL").content(),
            "Content-Type",
            Parts.TYPE,
            header,
            value),
        403);
    assertNothingIsLeft();
  }

  @Test
  void imports_at_once_come_one_after_the_other() throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var jobs = new ArrayList<Future<JsonNode>>();
      for (int client = 0; client < 4; client++) {
        var parts = new Parts();
        for (int file = 0; file < 3; file++) {
          parts.file(
              "parties-%d-%d.csv".formatted(client, file),
              "partyId,name,kind",
              "at-once,At Once,LABEL",
              "p-%d-%d,P,ARTIST".formatted(client, file));
        }
        jobs.add(clients.submit(() -> done(ended(post(parts)))));
      }
      long once = 0;
      for (var job : jobs) {
        for (JsonNode it : job.get().path("report")) {
          once += it.path("accepted").asLong();
          assertThat(it.path("rejected").asLong()).isZero();
        }
      }
      assertThat(once).isEqualTo(4 * 3 + 1);
    }
  }

  @Test
  void who_comes_when_all_places_are_taken_is_told_to_come_again() throws IOException {
    var slow = new ArrayList<Socket>();
    HttpResponse<String> answer;
    try {
      for (int i = 0; i < ImportQueue.PLACES; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: %s\r\nContent-Length: 1000\r\n\r\n--XX\r\n"
                    .formatted(IMPORTS, served.authorization(), Parts.TYPE)
                    .getBytes(UTF_8));
      }
      do {
        answer = post(new Parts().file("parties-s.csv", "partyId,name,kind"));
      } while (answer.statusCode() == 202);
      assertThat(problem(answer, 429).path("code").stringValue()).isEqualTo("TOO_MANY_IMPORTS");
      assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[0-9]+");
    } finally {
      for (Socket it : slow) {
        it.close();
      }
    }
    do {
      answer = post(new Parts().file("parties-s.csv", "partyId,name,kind"));
    } while (answer.statusCode() == 429);
    done(ended(answer));
  }

  @Test
  void too_much_is_refused_and_what_a_killed_server_left_is_deleted(@TempDir Path other)
      throws IOException {
    Path left = Files.createDirectories(other.resolve("store/uploads/some/00000"));
    Files.writeString(left.resolve("usages.ndjson"), "{}");
    Path outside = Files.writeString(other.resolve("outside"), "stays");
    Files.createSymbolicLink(left.resolve("link"), outside);
    Files.createSymbolicLink(left.resolve("folder"), other);
    try (var small =
        new ServedStore(
            other,
            "--spring.servlet.multipart.max-file-size=1KB",
            "--spring.servlet.multipart.max-request-size=2KB")) {
      assertThat(files(other.resolve("store/uploads"))).isEmpty();
      assertThat(outside).hasContent("stays");
      var large = "x".repeat(1100);
      for (Parts parts :
          List.of(
              new Parts().file("parties.csv", large),
              new Parts()
                  .file("parties-1.csv", "x".repeat(1000))
                  .file("parties-2.csv", "x".repeat(1000)))) {
        JsonNode problem =
            problem(small.send("POST", IMPORTS, parts.content(), "Content-Type", Parts.TYPE), 413);
        assertThat(problem.path("detail").stringValue()).contains("max-file-size", "gzip");
      }
    }
    assertThat(other.resolve("store/uploads")).doesNotExist();
  }
}
