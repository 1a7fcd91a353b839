package org.royaltyledger.api.scenario;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of a usages or outputs file. */
final class Line implements Row {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> contributions = new ArrayList<>();

  static Line usage(String id) {
    return new Line()
        .field("usageId", quoted(id))
        .at("2026-10-03T12:00:00Z")
        .type("OnDemandStream")
        .offering("remix")
        .in("SE");
  }

  static Line output(String id) {
    return new Line().playOf(id);
  }

  Line of(String asset, String weight) {
    return contribution("asset", asset, weight);
  }

  Line byParty(String party, String weight) {
    return contribution("party", party, weight);
  }

  private Line contribution(String what, String id, String weight) {
    contributions.add(
        "{\"%s\":%s,\"role\":\"voice\",\"weight\":%s}".formatted(what, quoted(id), weight));
    return this;
  }

  Line at(String usedAt) {
    return field("usedAt", quoted(usedAt));
  }

  Line type(String useType) {
    return field("useType", quoted(useType));
  }

  Line offering(String offering) {
    return field("offering", quoted(offering));
  }

  Line in(String territory) {
    return field("territory", quoted(territory));
  }

  Line heardBy(String listener) {
    return field("listener", quoted(listener));
  }

  Line times(long quantity) {
    return field("quantity", Long.toString(quantity));
  }

  Line madeWith(String modelVersion) {
    return field("modelVersion", quoted(modelVersion));
  }

  Line playOf(String output) {
    return field("output", quoted(output));
  }

  /** Sets any field, right or wrong, to a piece of JSON. */
  Line field(String name, String json) {
    fields.put(name, json);
    return this;
  }

  Line without(String name) {
    fields.remove(name);
    return this;
  }

  @Override
  public String text() {
    var all = new LinkedHashMap<>(fields);
    if (!contributions.isEmpty()) {
      all.put("contributions", "[" + String.join(",", contributions) + "]");
    }
    return all.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(joining(",", "{", "}"));
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
