package org.royaltyledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the OpenAPI document, for each role and for nobody, with what is one's own and
 * what is another's. An operation without a row here fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class MatrixTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * How an operation is asked for.
   *
   * @param own what North may see of it, behind the address; parameters of the path in order
   * @param foreign the same of South; empty where there is no id to ask with
   * @param nobody the same of somebody who is not there
   * @param isOfAll whether it cannot be divided between parties
   */
  private record Row(String own, String foreign, String nobody, boolean isOfAll) {

    Row(String own, String foreign, String nobody) {
      this(own, foreign, nobody, false);
    }
  }

  /** What changes something, with content that no role's is: who may is told so, others are not. */
  private static final Row CHANGES = new Row("", "", "");

  /** What is of all parties: who sees some may not ask. */
  private static final Row WHOLE = new Row("", "", "", true);

  /** A list, or what has nothing of anybody: what is North's in it, and nothing of South's. */
  private static final Row LIST = new Row("", "", "");

  private static Row ids(String path) {
    return new Row(
        path.formatted("north"), path.formatted("south"), path.formatted("nobody-at-all"));
  }

  private static final Map<String, Row> ROWS =
      Map.<String, Row>ofEntries(
          Map.entry("usageById", new Row("?usageId=both", "?usageId=souths", "?usageId=none")),
          Map.entry("recordUsages", CHANGES),
          Map.entry("usage", new Row("both", "souths", "none")),
          Map.entry("importFiles", CHANGES),
          Map.entry("importJob", WHOLE),
          Map.entry("rejectedLines", WHOLE),
          Map.entry("closePeriod", CHANGES),
          Map.entry("draftOfPeriod", WHOLE),
          Map.entry("draftPeriod", CHANGES),
          Map.entry("approvePeriod", CHANGES),
          Map.entry("closedPeriod", WHOLE),
          Map.entry("periodSummary", WHOLE),
          Map.entry("waitingOfParty", ids("2026-10?party=%s")),
          Map.entry("periodJournal", ids("2026-10?party=%s")),
          Map.entry("periodConservation", WHOLE),
          Map.entry("accounts", ids("?party=%s")),
          Map.entry("statementList", ids("?party=%s")),
          Map.entry("statements", ids("2026-10?party=%s")),
          Map.entry("statementsOfParty", ids("2026-10 %s")),
          Map.entry("explainableLines", ids("2026-10?party=%s")),
          Map.entry("explainedLine", ids("2026-10 1?party=%s")),
          Map.entry("usagesOfLine", ids("2026-10 1?party=%s")),
          Map.entry("payouts", LIST),
          Map.entry("collectPayout", CHANGES),
          Map.entry("payout", new Row("payout-1", "payout-2", "payout-9")),
          Map.entry("takePayoutOn", CHANGES),
          Map.entry("settings", WHOLE),
          Map.entry("changeSetting", CHANGES),
          Map.entry("log", LIST),
          Map.entry("signLog", CHANGES),
          Map.entry("rotateSigningKey", CHANGES),
          Map.entry("logEntries", WHOLE),
          Map.entry("proofOfEvent", WHOLE),
          Map.entry("proofOfUsage", WHOLE),
          Map.entry("proofOfStatement", ids("2026-10 %s")),
          Map.entry("proofOfConsistency", LIST),
          Map.entry("exclusions", WHOLE),
          Map.entry("periodExclusions", WHOLE),
          Map.entry("check", WHOLE),
          Map.entry("partyDetails", WHOLE),
          Map.entry("openDetails", CHANGES),
          Map.entry("beginCheck", CHANGES),
          Map.entry("makeEvidence", CHANGES),
          Map.entry("makeBackup", CHANGES),
          Map.entry("jobs", LIST),
          Map.entry("job", new Row("", "5f1e", "none")),
          Map.entry("jobFile", new Row("", "5f1e", "none")),
          Map.entry("replay", CHANGES),
          Map.entry("replayJob", WHOLE),
          Map.entry("status", LIST),
          Map.entry("access", WHOLE),
          Map.entry("whoAmI", LIST),
          Map.entry("login", CHANGES),
          Map.entry("logout", CHANGES),
          Map.entry("grantUser", CHANGES),
          Map.entry("renewPassword", CHANGES),
          Map.entry("makeToken", CHANGES),
          Map.entry("withdrawAccess", CHANGES),
          Map.entry("webhooks", LIST),
          Map.entry("registerWebhook", CHANGES),
          Map.entry("removeWebhook", CHANGES),
          Map.entry("testWebhook", CHANGES),
          Map.entry("openApiJson", LIST),
          Map.entry("openApiYaml", LIST));

  /** An operation of the document. */
  private record Operation(String id, String method, String path, List<String> roles) {

    boolean isFor(Role role) {
      return roles.isEmpty() || roles.contains(role.written());
    }

    /**
     * @param with parameters of the path with blanks between them, then the query
     */
    String asked(String with) {
      String[] parts = with.split("\\?", 2);
      String asked = path;
      for (String it : parts[0].split(" ", -1)) {
        asked = asked.replaceFirst("\\{[^}]+}", it.isEmpty() ? "x" : it);
      }
      String query = parts.length == 1 ? "" : "?" + parts[1];
      return asked.replaceAll("\\{[^}]+}", "x") + query;
    }
  }

  private ServedStore served;

  @BeforeAll
  void months(@TempDir Path folder) {
    served = TwoLabels.served(folder);
    // A run in which there is nothing but South's.
    served.run("payouts", "approve", "payout-1");
    served.run("payouts", "send", "payout-1");
    served.run("payouts", "fail", "payout-1", "--party", "south");
    served.run("payouts", "collect", "--party", "south");
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static String token(Role role) {
    return Issuer.OF_TESTS.token(
        "one", List.of(role), role == Role.PARTNER ? List.of("north") : List.of());
  }

  private List<Operation> operations() {
    JsonNode paths =
        JSON.readTree(served.with("").get("/api/v1/openapi.json").body()).path("paths");
    var operations = new ArrayList<Operation>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        it ->
                            operations.add(
                                new Operation(
                                    it.getValue().path("operationId").stringValue(),
                                    it.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    it.getValue().path("x-roles").values().stream()
                                        .map(JsonNode::stringValue)
                                        .toList()))));
    return operations;
  }

  @Test
  void every_operation_has_a_row_and_every_row_an_operation() {
    var there = new TreeSet<String>();
    operations().forEach(it -> there.add(it.id));
    assertThat(new TreeMap<>(ROWS).keySet()).isEqualTo(there);
  }

  private HttpResponse<String> answer(String token, Operation operation, String with) {
    served.with(token);
    return operation.method.equals("GET")
        ? served.get(operation.asked(with))
        : served.send(
            operation.method,
            operation.asked(with),
            HttpRequest.BodyPublishers.ofString("{\"nothing-has-this-field\":1}"),
            "Content-Type",
            "application/json");
  }

  @TestFactory
  Stream<DynamicTest> each_role_comes_where_it_may_and_nowhere_else() {
    return operations().stream()
        .filter(it -> ROWS.containsKey(it.id))
        .flatMap(
            it ->
                Stream.of(Role.values())
                    .map(
                        role ->
                            DynamicTest.dynamicTest(
                                it.id + " as " + role.written(), () -> comes(it, role))));
  }

  private void comes(Operation operation, Role role) {
    Row row = ROWS.getOrDefault(operation.id, LIST);
    // Of one operation, one case is for another role than the others.
    String asked =
        operation.id.equals("takePayoutOn")
            ? role == Role.APPROVER ? "payout-9 approve" : "payout-9 send"
            : row.own;
    HttpResponse<String> own = answer(token(role), operation, asked);
    if (!operation.isFor(role)) {
      assertThat(own.statusCode()).as(own.body()).isEqualTo(403);
      return;
    }
    assertThat(own.statusCode()).as(own.body()).isNotIn(401, 403, 500);
    if (role != Role.PARTNER || operation.roles.isEmpty()) {
      return;
    }
    if (!row.own.isEmpty()) {
      assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    }
    assertThat(own.body()).doesNotContain(TwoLabels.OF_SOUTH);
    assertThat(row.isOfAll).as("what is of all parties is not for who sees some").isFalse();
    if (!row.foreign.isEmpty()) {
      HttpResponse<String> foreign = answer(token(role), operation, row.foreign);
      HttpResponse<String> nobodys = answer(token(role), operation, row.nobody);
      assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(404);
      assertThat(nobodys.statusCode()).as(nobodys.body()).isEqualTo(404);
      assertThat(foreign.headers().map().keySet()).isEqualTo(nobodys.headers().map().keySet());
      assertThat(said(foreign.body(), row.foreign)).isEqualTo(said(nobodys.body(), row.nobody));
    }
  }

  /** Without the id that was asked with. */
  private static String said(String body, String with) {
    String id = with.replaceAll(".*[ =]", "");
    return body.replace(id, "ID");
  }

  @TestFactory
  Stream<DynamicTest> nobody_comes_anywhere_but_where_everybody_may() {
    return operations().stream()
        .filter(it -> !it.roles.isEmpty())
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.id,
                    () -> {
                      Row row = ROWS.getOrDefault(it.id, LIST);
                      for (String token : List.of("", "rl_nonsense", "a.b.c")) {
                        HttpResponse<String> answer = answer(token, it, row.own);
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                        assertThat(answer.body()).doesNotContain("north", "south");
                      }
                    }));
  }
}
