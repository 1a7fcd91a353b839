package org.royaltyledger.api.example;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Usage lines judged by the words of the contract, apart from the program's own intake.
 *
 * @param rejected how many for each reason
 */
record UsageLines(List<JsonNode> accepted, int repeated, Map<String, Integer> rejected) {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Set<String> FIELDS =
      Set.of(
          "usageId",
          "usedAt",
          "useType",
          "offering",
          "territory",
          "listener",
          "quantity",
          "modelVersion",
          "containsAI",
          "contributions",
          "output",
          "attribution");

  static UsageLines of(String text) {
    Map<String, JsonNode> first = new HashMap<>();
    List<JsonNode> accepted = new ArrayList<>();
    Map<String, Integer> rejected = new TreeMap<>();
    int repeated = 0;
    for (String line : text.lines().toList()) {
      String reason = reasonToReject(line);
      JsonNode usage = reason == null ? normalised(line) : JSON.missingNode();
      JsonNode earlier =
          reason == null ? first.putIfAbsent(usage.get("usageId").asString(), usage) : null;
      if (usage.equals(earlier)) {
        repeated++;
      } else if (reason != null || earlier != null) {
        rejected.merge(reason == null ? "conflict" : reason, 1, Integer::sum);
      } else {
        accepted.add(usage);
      }
    }
    return new UsageLines(accepted, repeated, rejected);
  }

  /** Whether the weights are exactly 1 together; also if there are none but those of an output. */
  static boolean addsUp(JsonNode usage) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode contribution : usage.path("contributions")) {
      sum = sum.add(contribution.get("weight").decimalValue());
    }
    return sum.compareTo(BigDecimal.ONE) == 0 || !usage.has("contributions");
  }

  private static @Nullable String reasonToReject(String line) {
    JsonNode usage;
    try {
      usage = JSON.readTree(line);
    } catch (JacksonException notJson) {
      return "not JSON";
    }
    if (!FIELDS.containsAll(usage.propertyNames())) {
      return "unknown field";
    } else if (!Set.of("ai-remix", "ai-create").contains(usage.get("offering").asString())) {
      return "unknown offering";
    } else if (!isTime(usage.get("usedAt").asString())) {
      return "bad time";
    } else if (usage.path("quantity").asLong(1) < 1) {
      return "bad quantity";
    } else if (!usage.has("contributions") && !usage.has("output")) {
      return "nobody in it";
    }
    for (JsonNode contribution : usage.path("contributions")) {
      BigDecimal weight = contribution.get("weight").decimalValue();
      if (weight.signum() < 0 || weight.compareTo(BigDecimal.ONE) > 0 || weight.scale() > 12) {
        return "bad weight";
      }
    }
    boolean exact = usage.get("offering").asString().equals("ai-remix");
    return exact && !addsUp(usage) ? "weights do not add up" : null;
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException bad) {
      return false;
    }
  }

  private static JsonNode normalised(String line) {
    ObjectNode usage = (ObjectNode) JSON.readTree(line);
    usage.put("quantity", usage.path("quantity").asLong(1));
    for (JsonNode contribution : usage.path("contributions")) {
      BigDecimal weight = contribution.get("weight").decimalValue();
      ((ObjectNode) contribution).put("weight", weight.setScale(12));
    }
    return usage;
  }
}
