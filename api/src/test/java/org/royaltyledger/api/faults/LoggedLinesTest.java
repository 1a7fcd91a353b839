package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.setup.OpenStore;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server logs while things go wrong: which request, what kind, and of nobody. */
class LoggedLinesTest {

  private static final Pattern PORT = Pattern.compile("serving on http://127\\.0\\.0\\.1:(\\d+) ");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String IBAN = "DE89370400440532013000";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /** A store in which no account can be read any more. */
  private void breakStore() {
    try (OpenStore store = OpenStore.open(folder.resolve("store"), List.of(), false)) {
      JdbcTemplate jdbc = store.get(JdbcTemplate.class);
      String schema =
          jdbc.queryForObject(
              "select table_schema from information_schema.tables where table_name ="
                  + " 'ACCOUNT_BALANCE'",
              String.class);
      jdbc.execute("alter table \"%s\".account_balance rename to gone_sigrid".formatted(schema));
    }
  }

  private HttpResponse<String> send(int port, String path, String type, String content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + Issuer.OF_TESTS.everything("of-the-test"))
            .header("X-Request-Id", "of-the-test");
    if (!type.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(content)).header("Content-Type", type);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private String logged(String... settings) throws IOException, InterruptedException {
    breakStore();
    var command = new ArrayList<>(List.of("serve", "--server.port=0"));
    command.addAll(Issuer.OF_TESTS.settings(folder.resolve("issuer")));
    command.addAll(List.of(settings));
    try (Child server = Child.start(folder.resolve("store"), command)) {
      assertThat(server.runsUntil(() -> PORT.matcher(server.out()).find()))
          .as(server.err())
          .isTrue();
      Matcher match = PORT.matcher(server.out());
      assertThat(match.find()).isTrue();
      int port = Integer.parseInt(match.group(1));
      String form =
          """
          --part\r
          Content-Disposition: form-data; name="file"; filename="bankdetails.csv"\r
          \r
          partyId,holder,iban,bic
          nobody,Sigrid Secret,%s,COBADEFFXXX
          \r
          --part\r
          Content-Disposition: form-data; name="file"; filename="parties.csv"\r
          \r
          partyId,name,kind
          sigrid,Sigrid Secret,ARTIST
          other,Sigrid Secret,NO SUCH KIND
          \r
          --part--\r
          """
              .formatted(IBAN);
      HttpResponse<String> taken =
          send(port, "/api/v1/imports", "multipart/form-data; boundary=part", form);
      if (taken.statusCode() == 202) {
        send(port, taken.headers().firstValue("Location").orElseThrow() + "?wait=30", "", "");
      }
      send(
          port,
          "/api/v1/usages?why=sigrid",
          "application/json",
          "{\"usageId\":\"u\",\"listener\":\"l-sigrid\",\"quantity\":\"Sigrid Secret\"}");
      HttpResponse<String> failed = send(port, "/api/v1/accounts", "", "");
      assertThat(failed.statusCode()).as(failed.body()).isEqualTo(500);
      assertThat(failed.headers().firstValue("X-Request-Id")).contains("of-the-test");
      send(port, "/statements/2026-10/sigrid?name=Sigrid", "", "");
      server.terminate();
      server.exit();
      return server.err();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash"})
  void lines_are_json_with_the_request_and_tell_of_nobody(String format) throws Exception {
    String err = logged("--logging.structured.format.console=" + format);
    assertOfNobody(err);
    List<JsonNode> lines =
        err.lines().filter(it -> !it.startsWith("notice: ")).map(JSON::readTree).toList();
    assertThat(lines)
        .anyMatch(
            it ->
                it.toString().contains("/api/v1/accounts failed")
                    && it.path("requestId").asString("").equals("of-the-test"));
  }

  @Test
  void lines_for_people_have_the_request_too() throws Exception {
    String err = logged();
    assertOfNobody(err);
    assertThat(err).contains("/api/v1/accounts failed: ", "[of-the-test]");
  }

  private static void assertOfNobody(String err) {
    assertThat(err).doesNotContainIgnoringCase("sigrid", IBAN, "secret");
  }
}
