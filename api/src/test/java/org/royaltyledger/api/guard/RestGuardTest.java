package org.royaltyledger.api.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is answered by the API, and with what if not with a document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RestGuardTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLOSED = "/api/v1/periods/2026-10";

  private ServedStore served;

  @BeforeAll
  void serve(@TempDir Path folder) {
    served = new ServedStore(folder);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("title").stringValue()).isNotEmpty();
    assertThat(problem.path("detail").stringValue()).isNotEmpty().doesNotContain("\n", "Exception");
    return problem;
  }

  @Test
  void refusal_is_a_problem_with_its_code() {
    JsonNode problem = problem(served.get(CLOSED), 404);
    assertThat(problem.path("code").stringValue()).isEqualTo("NOT_CLOSED");
    assertThat(problem.path("type").stringValue()).isEqualTo("urn:royalty-ledger:NOT_CLOSED");
    assertThat(problem.path("title").stringValue()).isEqualTo("Not closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/periods/2026-10"})
  void what_is_not_there_is_a_problem_too(String path) {
    assertThat(problem(served.get(path), 404).has("code")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "nonsense", "%3Cb%3E"})
  void what_is_no_month_is_bad_input(String month) {
    JsonNode problem = problem(served.get("/api/v1/periods/" + month), 400);
    assertThat(problem.path("code").stringValue()).isEqualTo("BAD_INPUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void other_methods_are_refused(String method) {
    HttpResponse<String> answer = served.send(method, CLOSED);
    problem(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST");
  }

  @Test
  void address_that_is_only_read_does_not_take_a_post() {
    problem(served.post("/api/v1/exclusions", "application/json", "{}"), 405);
  }

  @Test
  void answer_is_json_or_a_problem() {
    problem(
        served.send(
            "GET",
            "/api/v1/checks",
            HttpRequest.BodyPublishers.noBody(),
            "Accept",
            "application/xml"),
        406);
  }

  @Test
  void foreign_host_is_refused() {
    assertThat(
            served.raw(
                "GET %s HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .formatted(CLOSED)))
        .startsWith("HTTP/1.1 421")
        .contains("application/problem+json");
  }

  @Test
  void host_that_the_settings_name_is_answered_and_its_pages_may_ask(@TempDir Path folder) {
    try (var behindProxy = new ServedStore(folder, "--royalty-ledger.hosts=Ledger.example,other")) {
      String asked = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nOrigin: %s\r\n%s\r\n\r\n";
      String token = behindProxy.authorization();
      for (String origin : new String[] {"https://ledger.example", "https://other"}) {
        assertThat(behindProxy.raw(asked.formatted(CLOSED, "ledger.example:443", origin, token)))
            .startsWith("HTTP/1.1 404");
      }
      assertThat(
              behindProxy.raw(
                  asked.formatted(CLOSED, "ledger.example", "https://evil.example", token)))
          .startsWith("HTTP/1.1 403");
      assertThat(
              behindProxy.raw(
                  asked.formatted(CLOSED, "evil.example", "https://ledger.example", token)))
          .startsWith("HTTP/1.1 421");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example",
    "Origin,null",
    "Origin,http://localhost:1",
    "Origin,http://127.0.0.1.evil.example",
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site"
  })
  void request_that_another_web_site_sends_is_refused(String header, String value) {
    for (String method : new String[] {"GET", "POST"}) {
      problem(
          served.send(
              method,
              CLOSED,
              HttpRequest.BodyPublishers.ofString("{}", UTF_8),
              "Content-Type",
              "application/json",
              header,
              value),
          403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:", "http://127.0.0.1:"})
  void request_of_an_own_page_is_answered(String origin) {
    problem(
        served.send(
            "GET",
            CLOSED,
            HttpRequest.BodyPublishers.noBody(),
            "Origin",
            origin + served.port(),
            "Sec-Fetch-Site",
            "same-origin"),
        404);
  }

  /** These are what a form of another web site can send without asking first. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "text/plain;a=json"})
  void content_of_a_form_is_refused(String type) {
    problem(served.post("/api/v1/checks", type, "{}"), 415);
  }

  @Test
  void content_without_a_type_is_refused() {
    problem(served.send("POST", CLOSED, HttpRequest.BodyPublishers.ofString("{}")), 415);
  }

  @Test
  void failure_shows_no_trace(@TempDir Path folder) {
    try (var broken = new ServedStore(folder)) {
      broken.get(JdbcTemplate.class).execute("drop table closed_period");
      assertThat(problem(broken.get(CLOSED), 500).path("detail").stringValue())
          .doesNotContainIgnoringCase("closed_period")
          .contains("check");
    }
  }
}
