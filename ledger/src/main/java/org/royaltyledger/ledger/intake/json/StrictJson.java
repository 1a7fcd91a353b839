package org.royaltyledger.ledger.intake.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON values with exact numbers, in which a field may stand once and nesting is bounded; a value
 * that breaks these rules is read to its end all the same, so that the next one can be.
 */
public final class StrictJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 64;

  /** Values deeper than allowed are passed over up to here; beyond, it is not JSON. */
  private static final int DEEPEST_READ = 100_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_READ)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final int deepest;
  private @Nullable String fault;

  /** A value and the first rule it breaks, null if none. */
  public record Value(JsonNode node, @Nullable String fault) {

    /**
     * @throws IllegalArgumentException if the value breaks a rule
     */
    public JsonNode sound() {
      if (fault != null) {
        throw new IllegalArgumentException(fault);
      }
      return node;
    }
  }

  private StrictJson(JsonParser parser, int deepest) {
    this.parser = parser;
    this.deepest = deepest;
  }

  /** Reads tokens of a text whose size the caller has bounded. */
  public static JsonParser tokens(String text) {
    return JSON.createParser(ObjectReadContext.empty(), text);
  }

  /**
   * The value that begins with the parser's token.
   *
   * @throws JacksonException if it is not JSON
   */
  public static Value value(JsonParser parser, int deepest) {
    var reading = new StrictJson(parser, deepest);
    JsonNode node = reading.node(1);
    return new Value(node, reading.fault);
  }

  /**
   * The only value of a text.
   *
   * @throws IllegalArgumentException if it is not one JSON value, or breaks a rule
   */
  public static JsonNode only(String text, int deepest) {
    try (JsonParser parser = tokens(text)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("nothing stands here: give one JSON value");
      }
      Value value = value(parser, deepest);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more follows the JSON value: give one");
      }
      return value.sound();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(notJson(e), e);
    }
  }

  /** What to say of a text that is not JSON. */
  public static String notJson(JacksonException e) {
    return "is not JSON at character %d: %s"
        .formatted(
            Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
            e.getOriginalMessage());
  }

  private JsonNode node(int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> depth > deepest ? tooDeep() : object(depth);
      case START_ARRAY -> depth > deepest ? tooDeep() : array(depth);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case null, default -> NODES.nullNode();
    };
  }

  private JsonNode object(int depth) {
    ObjectNode node = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (node.has(name)) {
        note("field '%s' stands twice: keep one".formatted(Quoted.shown(name)));
      }
      node.set(name, node(depth + 1));
    }
    return node;
  }

  private JsonNode array(int depth) {
    ArrayNode node = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      node.add(node(depth + 1));
    }
    return node;
  }

  private JsonNode number(String text) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        return NODES.numberNode(new BigDecimal(text));
      } catch (NumberFormatException _) {
        // an exponent beyond any number: noted below
      }
    }
    note("number '%s' is out of bounds: write it plainly".formatted(Quoted.shown(text)));
    return NODES.nullNode();
  }

  private JsonNode tooDeep() {
    note("values are nested more than %d deep".formatted(deepest));
    parser.skipChildren();
    return NODES.nullNode();
  }

  private void note(String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
