package org.royaltyledger.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.value.Currencies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server counts of what it really did. */
@SuppressWarnings("NullAway.Init")
class MetricsTest {

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*})?) (\\S+)$");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLOSE = "/api/v1/periods/2026-10/close";

  @TempDir private Path folder;
  private ServedStore served;

  @BeforeEach
  void serve() {
    served = new ServedStore(folder, "--royalty-ledger.checkpoint-seconds=0");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private SortedMap<String, BigDecimal> metrics() {
    var metrics = new TreeMap<String, BigDecimal>();
    SAMPLE
        .matcher(served.get("/metrics").body())
        .results()
        .filter(it -> !it.group(2).equals("NaN"))
        .forEach(it -> metrics.put(it.group(1), new BigDecimal(it.group(2))));
    return metrics;
  }

  /** Asks until it is so; what follows the log is a moment behind. */
  private SortedMap<String, BigDecimal> metricsOnce(Predicate<SortedMap<String, BigDecimal>> so) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    SortedMap<String, BigDecimal> metrics = metrics();
    while (!so.test(metrics) && System.nanoTime() < patience) {
      metrics = metrics();
    }
    assertThat(so.test(metrics)).as(metrics.toString()).isTrue();
    return metrics;
  }

  /** Usages need an offering that is known. */
  private void offer() {
    served.file(
        "parties.csv", "partyId,name,kind", "svc,Stream AB,SERVICE", "ben,Ben Secret,ARTIST");
    served.file("offerings.csv", "offering,service,scope,weights", "ai-remix,svc,GENERATE,");
    served.importAll();
  }

  private static String usage(String id, String quantity) {
    return """
    {"usageId":"%s","usedAt":"2026-10-03T12:00:00Z","useType":"OnDemandStream",\
    "offering":"ai-remix","territory":"SE","listener":"l-secret","quantity":%s,\
    "contributions":[{"asset":"T9000000017","weight":1}]}\
    """
        .formatted(id, quantity);
  }

  private void post(String type, String content, int status) {
    var answer = served.post("/api/v1/usages", type, content);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private void assertUsages(int accepted, int repeated, int conflict, int rejected) {
    SortedMap<String, BigDecimal> metrics = metrics();
    assertThat(
            List.of("accepted", "repeated", "conflict", "rejected").stream()
                .map("royalty_ledger_usages_total{outcome=\"%s\"}"::formatted)
                .map(it -> metrics.getOrDefault(it, BigDecimal.TEN.negate()).intValueExact()))
        .containsExactly(accepted, repeated, conflict, rejected);
  }

  @Test
  void usage_is_counted_once_whichever_way_it_comes() {
    offer();
    assertUsages(0, 0, 0, 0);
    post("application/json", usage("u-1", "1"), 201);
    post("application/json", usage("u-1", "1"), 200);
    post("application/json", usage("u-1", "2"), 409);
    post("application/json", usage("u-2", "-1"), 422);
    assertUsages(1, 1, 1, 1);

    post("application/json", "[%s,%s]".formatted(usage("u-2", "1"), usage("u-3", "-1")), 200);
    assertUsages(2, 1, 1, 2);

    post(
        "application/x-ndjson",
        String.join("\n", usage("u-3", "1"), usage("u-1", "1"), "{}", usage("u-3", "1")) + "\n",
        200);
    assertUsages(3, 3, 1, 3);

    served.file("usages.ndjson", usage("u-4", "1"), usage("u-1", "1"), usage("u-3", "2"), "{}");
    served.file("parties.csv", "partyId,name,kind", "ben,Ben,ARTIST", "c,C,NO");
    served.run(2, "import", file("usages.ndjson"), file("parties.csv"));
    assertUsages(4, 4, 2, 4);
    assertThat(metrics())
        .containsEntry(
            "royalty_ledger_import_lines_rejected_total{kind=\"usages\"}", new BigDecimal("2.0"))
        .containsEntry(
            "royalty_ledger_import_lines_rejected_total{kind=\"parties\"}", new BigDecimal("1.0"))
        .containsEntry(
            "royalty_ledger_import_lines_rejected_total{kind=\"splits\"}", new BigDecimal("0.0"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void money_places_closes_and_checkpoints_are_those_of_the_ledger() {
    served.run("example", "--out", file("month"), "--usages", "500", "--clean");
    served.run(
        Pattern.compile("\n")
            .splitAsStream("import\n" + files(folder.resolve("month")))
            .toArray(String[]::new));
    assertThat(metrics().keySet()).noneMatch(it -> it.startsWith("royalty_ledger_money"));
    assertThat(served.post(CLOSE, "application/json", "{}").statusCode()).isEqualTo(200);

    var metrics =
        metricsOnce(
            it ->
                it.keySet().stream().anyMatch(name -> name.startsWith("royalty_ledger_money"))
                    && it.entrySet().stream()
                        .filter(lag -> lag.getKey().startsWith("royalty_ledger_read_model_lag"))
                        .allMatch(lag -> lag.getValue().signum() == 0));
    assertThat(metrics.get("royalty_ledger_closes_total")).isEqualByComparingTo("1");
    long head = JSON.readTree(served.get("/api/v1/log").body()).path("events").longValue();
    assertThat(metrics.get("royalty_ledger_log_head")).isEqualByComparingTo(new BigDecimal(head));
    assertThat(metrics.keySet())
        .filteredOn(it -> it.startsWith("royalty_ledger_read_model_lag"))
        .hasSize(7);
    assertThat(metrics.get("royalty_ledger_checkpoint_size"))
        .isEqualByComparingTo(new BigDecimal(signed()));

    assertThat(served.get("/metrics").body()).contains("in minor units");
    JsonNode conservation =
        JSON.readTree(served.get("/api/v1/periods/2026-10/conservation").body());
    var expected = new TreeMap<String, BigDecimal>();
    for (JsonNode it : conservation.path("states")) {
      String currency = it.path("currency").stringValue();
      expected.put(
          "royalty_ledger_money_minor_units{currency=\"%s\",state=\"%s\"}"
              .formatted(currency, it.path("state").stringValue()),
          new BigDecimal(it.path("after").stringValue())
              .movePointRight(Currencies.of(currency).getDefaultFractionDigits()));
    }
    assertThat(expected).as(conservation.toString()).hasSizeGreaterThan(10);
    assertThat(metrics.subMap("royalty_ledger_money", "royalty_ledger_moneyz"))
        .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .hasSameSizeAs(expected)
        .allSatisfy((name, value) -> assertThat(value).isEqualByComparingTo(expected.get(name)));
  }

  private long signed() {
    JsonNode checkpoints = JSON.readTree(served.get("/api/v1/log").body()).path("checkpoints");
    long newest = 0;
    for (JsonNode it : checkpoints) {
      newest = Math.max(newest, it.path("size").longValue());
    }
    return newest;
  }

  private static String files(Path month) {
    try (var files = java.nio.file.Files.list(month)) {
      return String.join("\n", files.map(Path::toString).toList());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void requests_are_counted_by_template_and_nothing_names_anybody() {
    offer();
    post("application/json", usage("u-secret", "1"), 201);
    served.get("/api/v1/usages/u-secret");
    served.get("/api/v1/usages/u-nobody");
    served.get("/api/v1/statements/2026-10/ben");
    served.get("/api/v1/ben-was-here");
    served.get("/ben-was-here?listener=l-secret");
    served.send(
        "POST",
        "/api/v1/usages?as=ben",
        HttpRequest.BodyPublishers.ofString("{"),
        "Content-Type",
        "application/json");

    String text = served.get("/metrics").body();
    assertThat(text).doesNotContain("ben", "Ben", "secret", "nobody", "was-here");
    var metrics = metrics();
    assertThat(metrics.keySet())
        .filteredOn(it -> it.startsWith("http_server_requests_seconds_count"))
        .anyMatch(it -> it.contains("/api/v1/usages/{usageId}") && it.contains("status=\"200\""))
        .anyMatch(it -> it.contains("/api/v1/usages/{usageId}") && it.contains("status=\"404\""));
    assertThat(text).contains("jvm_memory_used_bytes", "process_uptime_seconds");
  }
}
