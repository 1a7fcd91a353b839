package org.royaltyledger.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document promises of answers, by a validator of others. */
public final class Promised {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DOCUMENT = "https://royaltyledger.test/openapi";
  private static final String TEXT = new Description().document();
  private static final JsonNode WHOLE = JSON.readTree(TEXT);
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemas(Map.of(DOCUMENT, TEXT))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));
  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

  private Promised() {}

  static JsonNode document() {
    return WHOLE;
  }

  /** A document is as the schema of that name says. */
  public static void requireAs(String schema, JsonNode document) {
    require("/components/schemas/" + schema, document);
  }

  /**
   * An answer is one of those that its operation has.
   *
   * @param type of its content, null without
   */
  public static void requireAnswer(
      String method, String path, int status, @Nullable String type, String content) {
    String operation = operation(method, path).orElse(null);
    // What is no address, or does not know the method, has no operation.
    if (operation == null || status == 405) {
      assertThat(status).as("%s %s has no operation", method, path).isGreaterThanOrEqualTo(400);
      return;
    }
    String asked = "%s %s: %d %s".formatted(method, path, status, content);
    String response = response(operation + "/responses/" + status);
    JsonNode said = WHOLE.at(response);
    assertThat(said.isMissingNode()).as("no such answer in the document: %s", asked).isFalse();
    String plain = type == null ? "" : type.replaceAll(";.*", "");
    JsonNode media = said.path("content").path(plain);
    assertThat(media.isMissingNode()).as("no such type %s: %s", plain, asked).isFalse();
    String schema = response + "/content/" + escaped(plain) + "/schema";
    if (plain.endsWith("json") && !plain.equals("application/x-ndjson")) {
      JsonNode document = JSON.readTree(content);
      require(schema, document);
      requireCode(asked, said, document);
    } else if (plain.equals("application/x-ndjson")) {
      content.lines().map(JSON::readTree).forEach(it -> requireAs("LineOutcome", it));
    }
  }

  /** Of the codes that the operation can answer with that status. */
  private static void requireCode(String asked, JsonNode response, JsonNode document) {
    if (response.has("x-codes") && document.has("code")) {
      assertThat(response.path("x-codes").values())
          .as(asked)
          .extracting(JsonNode::stringValue)
          .contains(document.path("code").stringValue());
    }
  }

  static void require(String pointer, JsonNode document) {
    Schema schema =
        READ.computeIfAbsent(
            pointer, it -> SCHEMAS.getSchema(SchemaLocation.of(DOCUMENT + "#" + it)));
    List<Error> errors = schema.validate(document);
    assertThat(errors)
        .as(
            "by openapi%s %s (api/src/main/resources/openapi): %s",
            pointer,
            WHOLE.at(pointer).path("$ref").stringValue(""),
            Codes.shown(document.toString()))
        .isEmpty();
  }

  /** Where the operation is that a request asks for. */
  static Optional<String> operation(String method, String path) {
    String asked = path.replaceAll("\\?.*", "");
    return WHOLE.path("paths").propertyNames().stream()
        .filter(it -> asked.matches(it.replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
        .filter(it -> WHOLE.path("paths").path(it).has(lower(method)))
        .min(Comparator.comparingInt(it -> it.replaceAll("[^{]", "").length()))
        .map(it -> "/paths/" + escaped(it) + "/" + lower(method));
  }

  /** Or where it is written once for all. */
  private static String response(String pointer) {
    JsonNode reference = WHOLE.at(pointer).path("$ref");
    return reference.isMissingNode() ? pointer : reference.stringValue().substring(1);
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
