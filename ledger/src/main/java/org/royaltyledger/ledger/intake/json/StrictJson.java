package org.royaltyledger.ledger.intake.json;

import java.io.Reader;
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

  /** A text, name or number beyond is not read: it would take as much memory. */
  private static final int LONGEST_TEXT = 1 << 20;

  /** A value with more characters is passed over. */
  static final int LONGEST_VALUE = 16 << 20;

  /** Values deeper than allowed are passed over up to here; beyond, it is not JSON. */
  private static final int DEEPEST_READ = 100_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_READ)
                  .maxNumberLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  private final JsonParser parser;
  private final int deepest;
  private final long begin;
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
    this.begin = parser.currentTokenLocation().getCharOffset();
    this.deepest = deepest;
  }

  /** Reads tokens of a text of any size. */
  static JsonParser tokens(Reader text) {
    return JSON.createParser(ObjectReadContext.empty(), text);
  }

  /**
   * The value that begins with the parser's token.
   *
   * @throws JacksonException if it is not JSON
   */
  static Value value(JsonParser parser, int deepest) {
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
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("line is blank: give one JSON value");
      }
      Value value = value(parser, deepest);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "line goes on after its JSON value: write one on each line");
      }
      return value.sound();
    } catch (JacksonException e) {
      throw new IllegalArgumentException("line " + NotJson.reason(e, text), e);
    }
  }

  private JsonNode node(int depth) {
    if (parser.currentLocation().getCharOffset() - begin > LONGEST_VALUE) {
      return passedOver("value has more than %d characters: divide it".formatted(LONGEST_VALUE));
    }
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
      JsonNode value = node(depth + 1);
      if (fault == null) { // else it is rejected, and may be larger than memory
        node.set(name, value);
      }
    }
    return node;
  }

  private JsonNode array(int depth) {
    ArrayNode node = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode item = node(depth + 1);
      if (fault == null) {
        node.add(item);
      }
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
    return passedOver("values are nested more than %d deep: nest them less".formatted(deepest));
  }

  private JsonNode passedOver(String why) {
    note(why);
    parser.skipChildren();
    return NODES.nullNode();
  }

  private void note(String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
