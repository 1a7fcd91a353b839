package org.royaltyledger.projections.deep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields of an event's JSON, read as they stand there; what is not there has no default. */
final class Fields {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Of numbers: more digits than any of ours has, and few enough to write them out. */
  private static final int MOST_DIGITS = 100_000;

  private Fields() {}

  /**
   * @throws RuntimeException if it is no JSON object
   */
  static JsonNode read(byte[] payload) {
    JsonNode node = JSON.readTree(payload);
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    return node;
  }

  static String text(JsonNode node, String field) {
    String text = optional(node, field);
    if (text == null) {
      throw new IllegalArgumentException("field '%s' is missing".formatted(field));
    }
    return text;
  }

  static @Nullable String optional(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new IllegalArgumentException("field '%s' is no text".formatted(field));
    }
    return value.stringValue();
  }

  static long number(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("field '%s' is no whole number".formatted(field));
    }
    return value.longValue();
  }

  static List<JsonNode> list(JsonNode node, String field) {
    JsonNode array = node.get(field);
    if (array == null || !array.isArray()) {
      throw new IllegalArgumentException("field '%s' is no list".formatted(field));
    }
    var list = new ArrayList<JsonNode>();
    array.forEach(list::add);
    return list;
  }

  static List<String> texts(JsonNode node, String field) {
    return list(node, field).stream().map(JsonNode::stringValue).toList();
  }

  static BigDecimal decimal(JsonNode node, String field) {
    return decimal(text(node, field));
  }

  static @Nullable String plainOrNull(JsonNode node, String field) {
    String text = optional(node, field);
    return text == null ? null : decimal(text).toPlainString();
  }

  /**
   * @throws IllegalArgumentException if it is none, or one that nobody could write out
   */
  static BigDecimal decimal(String text) {
    BigDecimal decimal;
    try {
      decimal = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no number".formatted(text), e);
    }
    if (Math.abs((long) decimal.scale()) > MOST_DIGITS || decimal.precision() > MOST_DIGITS) {
      throw new IllegalArgumentException("a number of more than %d digits".formatted(MOST_DIGITS));
    }
    return decimal;
  }
}
