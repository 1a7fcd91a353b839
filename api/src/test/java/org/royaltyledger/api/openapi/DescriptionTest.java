package org.royaltyledger.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.payout.ItemState;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutRun;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.royalty.Step;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written of the API fits together: schemas, examples, words. */
class DescriptionTest {

  private static final JsonNode WHOLE = Promised.document();

  /** The answer of the page to {@code GET /api/v1/accounts}. */
  private static ObjectNode accounts() {
    return (ObjectNode)
        WHOLE
            .at(
                "/paths/~1api~1v1~1accounts/get/responses/200/content/application~1json/examples/example1/value")
            .deepCopy();
  }

  @Test
  void examples_are_as_their_schemas_say() {
    var seen = new ArrayList<String>();
    each(
        "",
        WHOLE,
        (pointer, media) -> {
          if (media.has("schema") && media.has("examples") && !pointer.endsWith("x-ndjson")) {
            media
                .path("examples")
                .values()
                .forEach(
                    it -> {
                      seen.add(pointer);
                      Promised.require(pointer + "/schema", it.path("value"));
                    });
          } else if (media.has("schema") && media.has("example")) {
            seen.add(pointer);
            Promised.require(pointer + "/schema", media.path("example"));
          }
        });
    assertThat(seen).hasSizeGreaterThan(80);
  }

  @Test
  void a_field_that_its_schema_does_not_have_is_found() {
    ObjectNode more = accounts();
    Promised.requireAs("Accounts", more);
    more.put("added", 1);
    assertThatThrownBy(() -> Promised.requireAs("Accounts", more))
        .hasMessageContaining("'added' is not defined in the schema");
    ObjectNode deeper = accounts();
    ((ObjectNode) deeper.path("accounts").path(0)).put("added", 1);
    assertThatThrownBy(() -> answered("/api/v1/accounts", deeper)).hasMessageContaining("added");
  }

  @Test
  void a_field_that_is_missing_or_is_something_else_is_found() {
    ObjectNode less = accounts();
    less.remove("trialBalance");
    assertThatThrownBy(() -> answered("/api/v1/accounts", less))
        .hasMessageContaining("trialBalance");
    ObjectNode other = accounts();
    ((ObjectNode) other.path("accounts").path(0)).put("balance", 1.5);
    assertThatThrownBy(() -> answered("/api/v1/accounts", other)).hasMessageContaining("balance");
    ObjectNode kind = accounts();
    ((ObjectNode) kind.path("accounts").path(0)).put("account", "petty-cash");
    assertThatThrownBy(() -> answered("/api/v1/accounts", kind))
        .hasMessageContaining("/accounts/0/account: does not have a value in the enumeration");
  }

  @Test
  void an_answer_that_its_operation_does_not_have_is_found() {
    assertThatThrownBy(
            () ->
                Promised.requireAnswer(
                    "GET", "/api/v1/accounts", 418, "application/problem+json", "{}"))
        .hasMessageContaining("no such answer");
    String refused =
        """
        {"type": "urn:royalty-ledger:NO_LINE", "title": "No line", "status": 404, "detail": "none", "code": "NO_LINE"}\
        """;
    assertThatThrownBy(
            () ->
                Promised.requireAnswer(
                    "GET", "/api/v1/accounts", 404, "application/problem+json", refused))
        .hasMessageContaining("NO_PARTY");
    assertThatThrownBy(() -> Promised.requireAnswer("GET", "/api/v1/other", 200, null, ""))
        .hasMessageContaining("no operation");
  }

  private static void answered(String path, JsonNode document) {
    Promised.requireAnswer("GET", path, 200, "application/json", document.toString());
  }

  @Test
  void objects_have_no_fields_but_those_that_are_named() {
    each(
        "",
        WHOLE.path("components").path("schemas"),
        (pointer, it) -> {
          boolean open =
              Set.of("/OpenApi", "/Files").contains(pointer) || pointer.contains("/OpenApi/");
          if (it.path("type").stringValue("").equals("object") && !open) {
            assertThat(it.path("additionalProperties").isBoolean()).as(pointer).isTrue();
            assertThat(it.path("additionalProperties").booleanValue()).as(pointer).isFalse();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"schemas", "parameters", "responses"})
  void every_file_is_used(String kind) {
    var named = new TreeSet<String>();
    each(
        "",
        WHOLE,
        (_, it) -> {
          String reference = it.path("$ref").stringValue("");
          if (reference.startsWith("#/components/" + kind + "/")) {
            named.add(reference.substring(reference.lastIndexOf('/') + 1));
          }
        });
    if (kind.equals("schemas")) {
      named.add("LineOutcome"); // a line of an answer that is no JSON document as a whole
    }
    assertThat(WHOLE.path("components").path(kind).propertyNames())
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void parameters_of_a_path_are_those_in_its_braces_and_have_an_example() {
    WHOLE
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .values()
                    .forEach(
                        operation -> {
                          List<JsonNode> inPath =
                              operation.path("parameters").values().stream()
                                  .map(it -> WHOLE.at(it.path("$ref").stringValue().substring(1)))
                                  .filter(it -> it.path("in").stringValue().equals("path"))
                                  .toList();
                          assertThat(inPath)
                              .allMatch(it -> it.has("example"))
                              .extracting(it -> "{" + it.path("name").stringValue() + "}")
                              .containsExactlyElementsOf(
                                  Stream.of(path.getKey().split("/", -1))
                                      .filter(it -> it.startsWith("{"))
                                      .toList());
                        }));
  }

  static Stream<Object[]> words() {
    return Stream.of(
        of("Code", Arrays.stream(Refused.Code.values()).map(Enum::name)),
        of("State", Arrays.stream(State.values()).map(State::written)),
        of("AccountKind", Arrays.stream(Account.Kind.values()).map(Account.Kind::written)),
        of("Reason", Arrays.stream(Reason.values()).map(Reason::written)),
        of("AssetKind", Arrays.stream(Asset.Kind.values()).map(Enum::name)),
        of("FileKind", Arrays.stream(FileKind.values()).map(FileKind::written)),
        of("ItemState", Arrays.stream(ItemState.values()).map(ItemState::written)),
        of(
            "RunState",
            Arrays.stream(PayoutRun.State.values())
                .filter(it -> it != PayoutRun.State.NONE)
                .map(PayoutRun.State::written)),
        of(
            "Step/properties/section",
            Arrays.stream(Step.Section.values()).map(Step.Section::written)),
        of(
            "UsagePage/properties/model/anyOf/0",
            Arrays.stream(Licence.Allocation.values()).map(Enum::name)),
        of(
            "RecordedUsage/properties/containsAI",
            Arrays.stream(ContainsAi.values()).map(ContainsAi::written)),
        of(
            "RecordedExclusions/items/properties/reason",
            Arrays.stream(Exclusion.Reason.values()).map(Enum::name)),
        of(
            "../parameters/deed/schema",
            Arrays.stream(PayoutDeed.values()).map(it -> it.name().toLowerCase(Locale.ROOT))));
  }

  private static Object[] of(String schema, Stream<String> words) {
    return new Object[] {schema, words.toList()};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void words(String schema, List<String> words) {
    String pointer = ("/components/schemas/" + schema).replace("schemas/../", "");
    assertThat(WHOLE.at(pointer).path("enum").values())
        .extracting(JsonNode::stringValue)
        .containsExactlyElementsOf(words);
  }

  /** Every object in the document, by where it is. */
  private static void each(String pointer, JsonNode it, BiConsumer<String, JsonNode> seen) {
    if (it.isObject()) {
      seen.accept(pointer, it);
      it.properties()
          .forEach(
              field -> {
                // What an example shows is no part of the description.
                if (!field.getKey().equals("value") && !field.getKey().equals("example")) {
                  each(pointer + "/" + Promised.escaped(field.getKey()), field.getValue(), seen);
                }
              });
    } else if (it.isArray()) {
      for (int i = 0; i < it.size(); i++) {
        each(pointer + "/" + i, it.get(i), seen);
      }
    }
  }
}
