package org.royaltyledger.api.scenario;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One licence of a licences file: everything of its licensor, everywhere, unless a test says less.
 */
final class Licence implements Row {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> parts = new ArrayList<>();

  Licence(String id, String licensor) {
    fields.put("licenceId", Line.quoted(id));
    fields.put("licensor", Line.quoted(licensor));
    offering("remix").useTypes("OnDemandStream").territories("Worldwide");
    fields.put("assets", "\"*\"");
    fields.put("modelVersions", "\"*\"");
    from("2020-01-01").base("SHARE");
  }

  Licence offering(String offering) {
    return field("offering", Line.quoted(offering));
  }

  Licence useTypes(String... useTypes) {
    return field("useTypes", list(useTypes));
  }

  Licence territories(String... territories) {
    return field("territories", list(territories));
  }

  Licence assets(String... assets) {
    return field("assets", list(assets));
  }

  Licence modelVersions(String... versions) {
    return field("modelVersions", list(versions));
  }

  Licence from(String day) {
    return field("from", Line.quoted(day));
  }

  Licence to(String day) {
    return field("to", Line.quoted(day));
  }

  Licence base(String base) {
    return field("base", Line.quoted(base));
  }

  Licence withoutListener(String rule) {
    return field("withoutListener", Line.quoted(rule));
  }

  /** Adds a part whose usage goes to all works if its confidence is below this. */
  Licence paysWithFallback(String terms, String allocation, String below) {
    parts.add(
        "{\"terms\":%s,\"allocation\":\"%s\",\"fallback\":{\"below\":\"%s\",\"allocation\":\"EQUAL_LICENSED\"}}"
            .formatted(terms, allocation, below));
    return this;
  }

  /** Adds a part that is owed without any usage. */
  Licence guarantees(String terms, String allocation) {
    parts.add(
        "{\"terms\":%s,\"allocation\":\"%s\",\"guaranteed\":true}".formatted(terms, allocation));
    return this;
  }

  /** Adds a part; without any, the licence pays 60 % of net revenue, pro rata. */
  Licence pays(String terms, String allocation) {
    parts.add("{\"terms\":%s,\"allocation\":\"%s\"}".formatted(terms, allocation));
    return this;
  }

  Licence pays(String terms) {
    return pays(terms, "PRO_RATA");
  }

  /** Sets any field, right or wrong, to a piece of JSON. */
  Licence field(String name, String json) {
    fields.put(name, json);
    return this;
  }

  @Override
  public String text() {
    if (parts.isEmpty()) {
      pays(Terms.ofNet("60"));
    }
    var all = new LinkedHashMap<>(fields);
    all.put("parts", "[" + String.join(",", parts) + "]");
    return all.entrySet().stream()
        .map(field -> Line.quoted(field.getKey()) + ":" + field.getValue())
        .collect(joining(",", "{", "}"));
  }

  private static String list(String... items) {
    return Arrays.stream(items).map(Line::quoted).collect(joining(",", "[", "]"));
  }
}
