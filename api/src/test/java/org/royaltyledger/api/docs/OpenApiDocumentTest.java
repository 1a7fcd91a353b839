package org.royaltyledger.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document is all of the API, and its copy in docs is what a server answers. */
class OpenApiDocumentTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path COPY = Documents.ROOT.resolve("docs/openapi.json");
  private static final Pattern ADDRESS = Pattern.compile("(?m)^\\| `(GET|POST) (/api/[^`]+)` \\|");

  @SuppressWarnings("NullAway.Init") // set before each test
  private static ServedStore served;

  @SuppressWarnings("NullAway.Init") // likewise
  private static String text;

  @BeforeAll
  static void asked(@TempDir Path folder) {
    served = new ServedStore(folder);
    HttpResponse<String> answer = served.get("/api/v1/openapi.json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    text = answer.body();
  }

  @AfterAll
  static void stopped() {
    served.close();
  }

  /** Made anew with {@code -Dopenapi=write}. */
  @Test
  void copy_in_docs_is_what_the_server_answers() throws IOException {
    if (System.getProperty("openapi", "").equals("write")) {
      Files.writeString(COPY, text);
    }
    assertThat(Files.readString(COPY))
        .as("write it anew: -Dtest=OpenApiDocumentTest -Dopenapi=write")
        .isEqualTo(text);
    assertThat(text).doesNotContain("127.0.0.1:" + served.port()).doesNotContain("\t");
  }

  @Test
  void every_address_of_the_program_is_in_it_and_no_other() {
    var there = new TreeSet<String>();
    served
        .get(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            it ->
                it.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/"))
                    .forEach(
                        path ->
                            it.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> there.add(method + " " + path))));
    assertThat(operations().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void it_lists_the_addresses_of_the_page_for_people_in_their_order() {
    List<String> rows =
        ADDRESS
            .matcher(Documents.read("docs/api.md"))
            .results()
            .map(it -> it.group(1) + " " + it.group(2))
            .toList();
    assertThat(operations().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(List.copyOf(JSON.readTree(text).path("paths").propertyNames()))
        .containsExactlyElementsOf(
            rows.stream().map(it -> it.split(" ", -1)[1]).distinct().toList());
  }

  @Test
  void every_operation_says_what_it_does_what_it_answers_and_how_to_ask() {
    assertThat(operations().map(it -> it.getValue().path("operationId").stringValue()))
        .doesNotHaveDuplicates();
    operations()
        .forEach(
            it -> {
              JsonNode operation = it.getValue();
              String address = it.getKey();
              for (String field : List.of("operationId", "summary", "x-example-path")) {
                assertThat(operation.path(field).stringValue("")).as(address).isNotBlank();
              }
              assertThat(operation.path("tags").values()).as(address).hasSize(1);
              var successes =
                  operation.path("responses").properties().stream()
                      .filter(response -> response.getKey().startsWith("2"))
                      .flatMap(response -> response.getValue().path("content").values().stream())
                      .toList();
              assertThat(successes)
                  .as(address)
                  .isNotEmpty()
                  .allSatisfy(media -> assertThat(media.has("schema")).as(address).isTrue());
              assertThat(
                      operation.path("responses").values().stream()
                          .flatMap(response -> response.path("content").values().stream())
                          .anyMatch(media -> !media.path("examples").isEmpty()))
                  .as("an example of " + address)
                  .isTrue();
              assertThat(operation.path("x-example-path").stringValue())
                  .as(address)
                  .doesNotContain("{");
            });
  }

  @Test
  void every_tag_is_told_of() {
    JsonNode document = JSON.readTree(text);
    assertThat(document.path("tags").values())
        .extracting(it -> it.path("name").stringValue())
        .containsExactlyElementsOf(
            operations()
                .map(it -> it.getValue().path("tags").path(0).stringValue())
                .distinct()
                .toList());
  }

  @Test
  void a_reader_of_any_language_gets_the_same() {
    assertThat(
            served
                .send(
                    "GET",
                    "/api/v1/openapi.json",
                    java.net.http.HttpRequest.BodyPublishers.noBody(),
                    "Accept-Language",
                    "tr")
                .body())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/swagger-config",
        "/api-docs",
        "/swagger-ui.html",
        "/swagger-ui/index.html"
      })
  void what_makes_it_answers_nowhere_else(String path) {
    assertThat(served.get(path).statusCode()).isEqualTo(404);
  }

  /** By method and path, e.g. {@code GET /api/v1/status}. */
  private static Stream<Map.Entry<String, JsonNode>> operations() {
    return JSON.readTree(text).path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        it ->
                            Map.entry(
                                it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                it.getValue())));
  }
}
