package org.royaltyledger.api.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Usages sent to a server: what is acknowledged is in the log, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RestUsagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String USAGES = "/api/v1/usages";
  private static final int CLIENTS = 32;
  private static final int EACH = Integer.getInteger("rest.usages", 50);

  private ServedStore served;

  @BeforeAll
  void serve(@TempDir Path folder) {
    served = new ServedStore(folder);
    served.file("parties.csv", "partyId,name,kind", "service,Service,SERVICE");
    served.file(
        "offerings.csv",
        "offering,service,scope,weights",
        "remix,service,GENERATE,",
        "parts,service,GENERATE,NORMALISE");
    served.importAll();
  }

  @AfterAll
  void stop() {
    assertThat(JSON.readTree(served.get("/api/v1/checks").body()).path("ok").booleanValue())
        .isTrue();
    served.close();
  }

  private static String usage(String id, int quantity) {
    return usage(id, quantity, "remix", "[{\"asset\":\"A\",\"weight\":1}]");
  }

  private static String usage(String id, int quantity, String offering, String contributions) {
    return ("{\"usageId\":\"%s\",\"usedAt\":\"2026-10-03T12:00:00Z\",\"useType\":\"OnDemandStream\","
                + "\"offering\":\"%s\",\"territory\":\"SE\",\"quantity\":%d,\"contributions\":%s}")
        .formatted(id, offering, quantity, contributions);
  }

  private HttpResponse<String> json(String content) {
    return served.post(USAGES, "application/json", content);
  }

  private static JsonNode body(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static List<String> outcomes(Collection<JsonNode> results) {
    return results.stream().map(it -> it.path("outcome").stringValue()).toList();
  }

  @Test
  void one_usage_is_accepted_then_repeated_and_other_content_is_a_conflict() {
    HttpResponse<String> first = json(usage("one", 1));
    JsonNode accepted = body(first, 201);
    assertThat(accepted.path("outcome").stringValue()).isEqualTo("ACCEPTED");
    JsonNode repeated = body(json(usage("one", 1)), 200);
    assertThat(repeated.path("outcome").stringValue()).isEqualTo("REPEATED");
    JsonNode conflict = body(json(usage("one", 2)), 409);
    assertThat(conflict.path("code").stringValue()).isEqualTo("USAGE_CONFLICT");
    assertThat(conflict.path("outcome").stringValue()).isEqualTo("CONFLICT");
    for (JsonNode again : List.of(repeated, conflict)) {
      assertThat(again.path("place")).isEqualTo(accepted.path("place"));
      assertThat(again.path("row")).isEqualTo(accepted.path("row"));
    }
    JsonNode found = body(served.get(first.headers().firstValue("Location").orElseThrow()), 200);
    assertThat(found.path("place")).isEqualTo(accepted.path("place"));
    assertThat(found.path("quantity").intValue()).isEqualTo(1);
  }

  @Test
  void one_that_is_no_usage_is_rejected_with_its_reason() {
    JsonNode problem = body(json(usage("none", 0)), 422);
    assertThat(problem.path("code").stringValue()).isEqualTo("USAGE_REJECTED");
    assertThat(problem.path("usageId").stringValue()).isEqualTo("none");
    assertThat(problem.path("detail").stringValue()).contains("quantity", "0");
    assertThat(problem.path("reason")).isEqualTo(problem.path("detail"));
    body(served.get(USAGES + "/none"), 404);
  }

  @Test
  void many_usages_have_an_outcome_each_in_their_order() {
    JsonNode results =
        body(
            json(
                "[%s,\n %s,%s,3,{\"usageId\":7},%s , %s]"
                    .formatted(
                        usage("many-1", 1),
                        usage("many-1", 1),
                        usage("many-1", 2),
                        usage("many-2", 1, "unknown", "[{\"asset\":\"A\",\"weight\":1}]"),
                        usage("många-3", 1))),
            200);
    assertThat(outcomes(results.values()))
        .containsExactly(
            "ACCEPTED", "REPEATED", "CONFLICT", "REJECTED", "REJECTED", "REJECTED", "ACCEPTED");
    assertThat(results.path(5).path("reason").stringValue()).contains("offering 'unknown'");
    assertThat(results.path(5).path("usageId").stringValue()).isEqualTo("many-2");
    assertThat(results.path(6).path("usageId").stringValue()).isEqualTo("många-3");
    assertThat(body(json("[]"), 200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "[", "[{}", "[{},]", "[{} {}]", "[]]", "[] []", "[\"\\u12\"]"})
  void array_that_is_not_whole_is_bad_input_and_nothing_of_it_is_taken(String content) {
    String before = content.startsWith("[") ? "[" + usage("half", 1) + "," : "";
    String whole = content.startsWith("[") ? before + content.substring(1) : content;
    JsonNode problem = body(json(content.startsWith("[]") ? content : whole), 400);
    assertThat(problem.path("code").stringValue()).isEqualTo("BAD_INPUT");
    body(served.get(USAGES + "/half"), 404);
  }

  @Test
  void content_that_is_too_large_is_refused() {
    String refused =
        served.raw(
            String.join(
                "\r\n",
                "POST " + USAGES + " HTTP/1.1",
                "Host: localhost",
                served.authorization(),
                "Content-Type: application/json",
                "Content-Length: " + (JsonBody.LARGEST + 1),
                "Connection: close",
                "",
                ""));
    assertThat(refused).startsWith("HTTP/1.1 413").contains("application/x-ndjson");
    JsonNode problem = body(json("[" + "{},".repeat(JsonBody.MOST) + "{}]"), 400);
    assertThat(problem.path("detail").stringValue()).contains("more than 8192", "x-ndjson");
  }

  @Test
  void large_contents_wait_their_turn_and_small_ones_need_none() {
    String large =
        "[%s]"
            .formatted(
                IntStream.range(0, 1_000)
                    .mapToObj(it -> usage("turn-" + it, 1))
                    .collect(Collectors.joining(",")));
    assertThat(large.length()).isGreaterThan(BodyMemory.SMALL);
    var rooms = new ArrayList<BodyMemory.Room>();
    try {
      takeAll(served.get(BodyMemory.class), rooms);
      HttpResponse<String> busy = json(large);
      assertThat(body(busy, 503).path("code").stringValue()).isEqualTo("BUSY");
      assertThat(busy.headers().firstValue("Retry-After")).contains("1");
      assertThat(served.post(USAGES, "application/x-ndjson", usage("turn-0", 1)).statusCode())
          .isEqualTo(503);
      body(json(usage("no-turn", 1)), 201);
    } finally {
      rooms.forEach(BodyMemory.Room::close);
    }
    assertThat(outcomes(body(json(large), 200).values())).containsOnly("ACCEPTED").hasSize(1_000);
  }

  private static void takeAll(BodyMemory memory, List<BodyMemory.Room> rooms) {
    assertThatThrownBy(
            () -> {
              while (true) {
                rooms.add(memory.take(BodyMemory.SMALL + 1));
              }
            })
        .isInstanceOf(Refused.class);
  }

  @Test
  void lines_are_answered_each_with_its_number_however_many() {
    int many = UsageBlock.MOST + 1_000;
    String lines =
        IntStream.rangeClosed(1, many)
            .mapToObj(it -> it % 100 == 0 ? "{}" : it % 100 == 1 ? "" : usage("line-" + it, 1))
            .collect(Collectors.joining("\r\n"));
    HttpResponse<String> answer = served.post(USAGES, "application/x-ndjson", lines);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<JsonNode> results = answer.body().lines().map(JSON::readTree).toList();
    assertThat(results).hasSize(many - 92);
    assertThat(results)
        .allSatisfy(
            it -> {
              int line = it.path("line").intValue();
              assertThat(it.path("outcome").stringValue())
                  .isEqualTo(line % 100 == 0 ? "REJECTED" : "ACCEPTED");
              assertThat(it.path("usageId").stringValue(""))
                  .isEqualTo(line % 100 == 0 ? "" : "line-" + line);
            });
  }

  /**
   * What is held of lines is bounded by their bytes: a usage may have a hundred bytes, or 20,000.
   */
  @Test
  void long_lines_are_written_down_before_there_are_many() {
    String blanks = " ".repeat(900_000);
    String lines =
        IntStream.rangeClosed(1, 6)
            .mapToObj(it -> blanks + usage("long-" + it, 1))
            .collect(Collectors.joining("\n"));
    HttpResponse<String> answer = served.post(USAGES, "application/x-ndjson", lines);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<JsonNode> results = answer.body().lines().map(JSON::readTree).toList();
    assertThat(outcomes(results)).hasSize(6).containsOnly("ACCEPTED");
    assertThat(results.getLast().path("place").longValue())
        .isGreaterThan(results.getFirst().path("place").longValue());
  }

  @Test
  void usage_is_found_with_what_it_came_with() {
    body(
        json(
            ("{\"usageId\":\"full\",\"usedAt\":\"2026-10-31T23:30:00.5-02:00\",\"useType\":\"OnDemandStream\","
                 + "\"offering\":\"parts\",\"territory\":\"SE\",\"listener\":\"l\",\"modelVersion\":\"m\","
                 + "\"containsAI\":\"Partly\",\"contributions\":[{\"asset\":\"A\",\"role\":\"voice\",\"weight\":0.25},"
                 + "{\"party\":\"P\",\"weight\":0.25}],\"attribution\":{\"provider\":\"p\",\"confidence\":0.90}}")),
        201);
    JsonNode found = body(served.get(USAGES + "/full"), 200);
    assertThat(found.path("place").longValue()).isPositive();
    String address = "\"place\":%d,\"row\":0".formatted(found.path("place").longValue());
    assertThat(found)
        .isEqualTo(
            JSON.readTree(
                ("{\"usageId\":\"full\",%s,\"usedIn\":\"2026-11\",\"usedAt\":\"2026-11-01T01:30:00.500Z\","
                     + "\"useType\":\"OnDemandStream\",\"offering\":\"parts\",\"territory\":\"SE\","
                     + "\"listener\":\"l\",\"quantity\":1,\"modelVersion\":\"m\",\"containsAI\":\"Partly\","
                     + "\"contributions\":[{\"asset\":\"A\",\"role\":\"voice\",\"weight\":\"0.5\",\"givenWeight\":\"0.25\"},"
                     + "{\"party\":\"P\",\"weight\":\"0.5\",\"givenWeight\":\"0.25\"}],"
                     + "\"attribution\":{\"provider\":\"p\",\"confidence\":\"0.9\"}}")
                    .formatted(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b\\\\c;d%2F?e#f'&<i>=+ g", "..", "שלום", "<script>"})
  void hostile_ids_are_found_by_their_address(String written) {
    String id = JSON.readTree("\"" + written + "\"").stringValue();
    HttpResponse<String> accepted = json(usage(written, 1));
    assertThat(body(accepted, 201).path("usageId").stringValue()).isEqualTo(id);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    assertThat(body(served.get(location), 200).path("usageId").stringValue()).isEqualTo(id);
    if (!id.equals("..")) {
      String path = USAGES + "/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
      assertThat(body(served.get(path), 200).path("usageId").stringValue()).isEqualTo(id);
    }
  }

  @Test
  void offering_imported_meanwhile_is_known() {
    body(json(usage("new-1", 1, "later", "[{\"asset\":\"A\",\"weight\":1}]")), 422);
    served.file("offerings.csv", "offering,service,scope", "later,service,GENERATE");
    served.importAll();
    body(json(usage("new-1", 1, "later", "[{\"asset\":\"A\",\"weight\":1}]")), 201);
  }

  @Test
  void nothing_is_acknowledged_that_the_log_does_not_take(@TempDir Path folder) {
    try (var broken = new ServedStore(folder)) {
      broken.file("parties.csv", "partyId,name,kind", "service,Service,SERVICE");
      broken.file("offerings.csv", "offering,service,scope", "remix,service,GENERATE");
      broken.importAll();
      JdbcTemplate tables = broken.get(JdbcTemplate.class);
      tables.execute("alter table log add constraint full_disk check (place < 3)");
      JsonNode problem = body(broken.post(USAGES, "application/json", usage("lost", 1)), 503);
      assertThat(problem.path("code").stringValue()).isEqualTo("NOT_WRITTEN");
      assertThat(problem.has("outcome")).isFalse();
      body(broken.get(USAGES + "/lost"), 404);
      tables.execute("alter table log drop constraint full_disk");
      body(broken.post(USAGES, "application/json", usage("lost", 1)), 201);
    }
  }

  /** With -Drest.usages=1000 it also tells a rate. */
  @Test
  void what_32_clients_are_told_is_in_the_log_once() throws Exception {
    String token = Issuer.OF_TESTS.everything("clients");
    var told = new ConcurrentLinkedQueue<JsonNode>();
    long begin = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients = new ArrayList<Future<?>>();
      for (int number = 0; number < CLIENTS; number++) {
        int who = number;
        clients.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    // every second one is sent by a neighbour, too
                    String id = "c" + (i % 2 == 0 ? who : who / 2 * 2) + "-" + i;
                    HttpResponse<String> answer =
                        client.send(
                            HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + served.port() + USAGES))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(usage(id, 1)))
                                .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isIn(200, 201);
                    told.add(JSON.readTree(answer.body()));
                  }
                  return null;
                }));
      }
      for (Future<?> it : clients) {
        it.get();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.err.printf("%d usages/s from %d clients%n", (int) (told.size() / seconds), CLIENTS);
    assertThat(told).hasSize(CLIENTS * EACH);
    List<String> accepted =
        told.stream()
            .filter(it -> it.path("outcome").stringValue().equals("ACCEPTED"))
            .map(it -> it.path("usageId").stringValue())
            .sorted()
            .toList();
    var reader = served.get(LogReader.class);
    var recorded = new ArrayList<String>();
    reader.read(
        EventNames.USAGE_BLOCK,
        0,
        reader.head(),
        stored -> {
          UsageBlock block = ((UsageEvent.UsageBlockRecorded) stored.event()).block();
          for (int row = 0; row < block.size(); row++) {
            String id = block.usageId(row);
            if (id.matches("c[0-9]+-[0-9]+")) {
              recorded.add(id);
              int place = row;
              assertThat(told)
                  .filteredOn(it -> it.path("usageId").stringValue().equals(id))
                  .isNotEmpty()
                  .allSatisfy(
                      it -> {
                        assertThat(it.path("place").longValue()).isEqualTo(stored.place());
                        assertThat(it.path("row").intValue()).isEqualTo(place);
                      });
            }
          }
        });
    assertThat(recorded.stream().sorted())
        .containsExactlyElementsOf(accepted)
        .doesNotHaveDuplicates();
    assertThat(accepted).hasSize(CLIENTS * EACH * 3 / 4);
  }
}
