package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.projections.balance.MoneyState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where all money stands at the end of a month.
 *
 * @param states by currency; in each what came in first
 */
public record MoneyReport(String period, List<MoneyState> states) {

  public MoneyReport {
    states = List.copyOf(states);
  }

  /** Whether in each currency and column what came in is the sum of all other states. */
  public boolean isConserved() {
    return differences().values().stream()
        .allMatch(it -> it.before().signum() == 0 && it.moved().signum() == 0);
  }

  /** What came in less all other states, by currency. */
  public SortedMap<String, MoneyState> differences() {
    var differences = new TreeMap<String, MoneyState>();
    for (MoneyState it : states) {
      differences.merge(it.currency(), it.isReceived() ? it : negated(it), MoneyReport::sum);
    }
    return differences;
  }

  private static MoneyState negated(MoneyState it) {
    return new MoneyState(
        it.currency(), it.state(), it.before().negate(), it.moved().negate(), it.after().negate());
  }

  private static MoneyState sum(MoneyState one, MoneyState other) {
    return new MoneyState(
        one.currency(),
        "difference",
        one.before().add(other.before()),
        one.moved().add(other.moved()),
        one.after().add(other.after()));
  }

  /** What {@code conservation --json} prints. */
  public JsonNode json() {
    ObjectNode document = Json.object().put("period", period);
    ArrayNode array = document.putArray("states");
    for (MoneyState it : states) {
      array
          .addObject()
          .put("currency", it.currency())
          .put("state", it.state())
          .put("before", it.before().toPlainString())
          .put("moved", it.moved().toPlainString())
          .put("after", it.after().toPlainString());
    }
    return document.put("conserved", isConserved());
  }

  /** Reads what {@link #json} wrote. */
  public static MoneyReport read(JsonNode document) {
    var states = new ArrayList<MoneyState>();
    for (JsonNode it : document.required("states")) {
      states.add(
          new MoneyState(
              text(it, "currency"),
              text(it, "state"),
              new BigDecimal(text(it, "before")),
              new BigDecimal(text(it, "moved")),
              new BigDecimal(text(it, "after"))));
    }
    return new MoneyReport(text(document, "period"), states);
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }
}
