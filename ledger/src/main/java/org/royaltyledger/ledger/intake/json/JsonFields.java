package org.royaltyledger.ledger.intake.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object by name; each method throws IllegalArgumentException with the name of
 * the field, the value and the rule. A field that is null is as absent.
 */
public final class JsonFields {

  private final JsonNode object;

  private JsonFields(JsonNode object) {
    this.object = object;
  }

  /**
   * @param noun what the object is, e.g. {@code a licence}
   * @param names the fields it may have
   * @throws IllegalArgumentException if it is no object, or has another field
   */
  public static JsonFields of(String noun, JsonNode node, String... names) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "%s is not %s: write an object with the fields %s"
              .formatted(shown(node), noun, String.join(", ", names)));
    }
    for (String name : node.propertyNames()) {
      if (!Arrays.asList(names).contains(name)) {
        throw new IllegalArgumentException(
            "field '%s' is unknown: %s has the fields %s"
                .formatted(Quoted.shown(name), noun, String.join(", ", names)));
      }
    }
    return new JsonFields(node);
  }

  /** A string that must be there. */
  public String text(String name) {
    String text = optional(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  /** A string, or null. */
  public @Nullable String optional(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw new IllegalArgumentException(
          "%s %s is not a string: put it in quotes".formatted(name, shown(value)));
    }
    return value.stringValue();
  }

  /** An exact number, or null. */
  public @Nullable BigDecimal number(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "%s %s is not a number: write it without quotes".formatted(name, shown(value)));
    }
    return value.decimalValue();
  }

  /** True or false; false where it is absent. */
  public boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(
          "%s %s is neither true nor false: write one, without quotes"
              .formatted(name, shown(value)));
    }
    return value.booleanValue();
  }

  /** An array that must be there; its items. */
  public List<JsonNode> items(String name) {
    JsonNode value = value(name);
    if (value == null) {
      throw missing(name);
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException("%s %s is not an array".formatted(name, shown(value)));
    }
    return new ArrayList<>(value.values());
  }

  /** An array of one string or more that must be there. */
  public List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (JsonNode item : items(name)) {
      if (!item.isString()) {
        throw new IllegalArgumentException(
            "%s has %s, which is not a string: put it in quotes".formatted(name, shown(item)));
      }
      texts.add(item.stringValue());
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty: give one or more");
    }
    return texts;
  }

  /** Null for {@code "*"}, else an array of one string or more; must be there. */
  public @Nullable List<String> textsOrAll(String name) {
    JsonNode value = value(name);
    if (value != null && value.isString()) {
      if (value.stringValue().equals("*")) {
        return null;
      }
      throw new IllegalArgumentException(
          "%s %s is neither an array nor \"*\"".formatted(name, shown(value)));
    }
    return texts(name);
  }

  /** The value, null if it is absent. */
  public @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** That a field is not there. */
  public static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(name + " is missing: give it");
  }

  private static String shown(JsonNode node) {
    return Quoted.shown(node.toString());
  }
}
