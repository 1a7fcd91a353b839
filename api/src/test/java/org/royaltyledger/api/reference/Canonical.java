package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The two documents as sorted plain text, one line each, of the contract's fields only, so that the
 * reference and the program compare in any order and with any additional field.
 *
 * <p>Left out on both sides, because the contract leaves it open whether they are written: states
 * of 0, statements of 0 in all, lines of exactly 0.
 */
record Canonical(List<String> pools, List<String> states, List<String> totals, List<String> lines) {

  static Canonical of(JsonNode close, JsonNode statements) {
    List<String> pools = new ArrayList<>();
    for (JsonNode it : close.path("pools")) {
      pools.add(joined(it, "licence", "part", "offering", "territory", "currency", "amount"));
    }
    Map<String, BigDecimal> adjusted = new TreeMap<>();
    for (JsonNode adjustment : close.path("adjustments")) {
      for (JsonNode it : adjustment.path("pools")) {
        adjusted.merge(
            joined(adjustment, "period")
                + " | "
                + joined(it, "licence", "part", "offering", "territory", "currency"),
            decimal(it, "amount"),
            BigDecimal::add);
      }
    }
    adjusted.values().removeIf(it -> it.signum() == 0);
    adjusted.forEach((pool, amount) -> pools.add(pool + " | " + amount.toPlainString()));
    List<String> states = new ArrayList<>();
    for (JsonNode it : close.path("states")) {
      if (decimal(it, "amount").signum() != 0) {
        states.add(joined(it, "currency", "state", "amount"));
      }
    }
    List<String> totals = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (JsonNode statement : statements) {
      if (decimal(statement, "total").signum() != 0) {
        totals.add(joined(statement, "period", "party", "currency", "total"));
        for (JsonNode it : statement.path("lines")) {
          if (!exact(it).startsWith("0/")) {
            lines.add(line(statement, it, it.path("held").asBoolean(false)));
          }
        }
        for (JsonNode it : statement.path("held")) {
          if (!exact(it).startsWith("0/")) {
            lines.add(line(statement, it, true));
          }
        }
      }
    }
    Stream.of(pools, states, totals, lines).forEach(list -> list.sort(Facts.BY_BYTES));
    return new Canonical(pools, states, totals, lines);
  }

  private static String line(JsonNode statement, JsonNode it, boolean held) {
    // A named party's line may leave asset out or empty, or write the party there.
    String asset = it.path("asset").asString("");
    return String.join(
        " | ",
        joined(statement, "party", "currency"),
        joined(it, "offering", "territory", "territoryOfUse", "useType"),
        "asset=" + (asset.isEmpty() ? statement.path("party").asString() : asset),
        joined(it, "licence", "part", "usedIn"),
        "units=" + plain(it, "units"),
        "share=" + plain(it, "share"),
        "amount=" + plain(it, "amount"),
        "exact=" + exact(it),
        "held=" + held,
        "adjusts=" + (it.path("adjusts").isString() ? it.path("adjusts").asString() : ""));
  }

  private static String joined(JsonNode node, String... fields) {
    return String.join(
        " | ",
        Stream.of(fields).map(field -> field + "=" + node.path(field).asString("?")).toList());
  }

  private static String exact(JsonNode line) {
    String exact = line.path("exact").asString("?");
    return exact.contains("/") ? exact : exact + "/1";
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(node.path(field).asString());
  }

  private static String plain(JsonNode node, String field) {
    return decimal(node, field).stripTrailingZeros().toPlainString();
  }
}
