package org.royaltyledger.projections.rendering.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;
import tools.jackson.databind.JsonNode;

/** Reads what {@link StatementJson} wrote; nothing is lost between the two. */
public final class StatementFromJson {

  private StatementFromJson() {}

  /**
   * One element of the array.
   *
   * @throws RuntimeException if it was not written by {@link StatementJson}
   */
  public static StatementDocument statement(JsonNode node) {
    var statement =
        new Statement(
            text(node, "period"),
            text(node, "party"),
            text(node, "currency"),
            decimal(node, "total"),
            each(node.required("pools"), StatementFromJson::pool),
            each(node.required("lines"), StatementFromJson::line),
            node.has("held") ? each(node.required("held"), StatementFromJson::line) : List.of(),
            node.has("due") ? PaymentJson.read(node) : null);
    return new StatementDocument(statement, waiting(node.required("waiting")));
  }

  /** What waits of a party. */
  public static List<OwnWaiting> waiting(JsonNode array) {
    return each(
        array,
        it ->
            new OwnWaiting(
                text(it, "offering"),
                text(it, "territory"),
                text(it, "kind"),
                text(it, "target"),
                text(it, "state"),
                it.required("usages").longValue(),
                text(it, "units")));
  }

  private static Statement.PoolShare pool(JsonNode it) {
    return new Statement.PoolShare(
        it.has("adjusts") ? text(it, "adjusts") : null,
        text(it, "offering"),
        text(it, "territory"),
        text(it, "licence"),
        it.required("part").intValue(),
        decimal(it, "amount"),
        it.has("held")
            ? decimal(it, "held")
            : BigDecimal.ZERO.setScale(decimal(it, "amount").scale()),
        it.has("raised") ? raised(it.required("raised")) : null);
  }

  private static Statement.Raised raised(JsonNode it) {
    return new Statement.Raised(
        text(it, "from"), it.has("own") ? Fractions.parse(text(it, "own")) : null);
  }

  private static Statement.Line line(JsonNode it) {
    return new Statement.Line(
        it.has("adjusts") ? text(it, "adjusts") : null,
        text(it, "offering"),
        text(it, "territory"),
        text(it, "territoryOfUse"),
        text(it, "useType"),
        textOrNull(it, "asset"),
        textOrNull(it, "assetKind"),
        text(it, "licence"),
        it.required("part").intValue(),
        text(it, "usedIn"),
        decimal(it, "units"),
        decimal(it, "share"),
        Fractions.parse(text(it, "exact")));
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    var list = new ArrayList<T>(array.size());
    for (JsonNode it : array) {
      list.add(read.apply(it));
    }
    return list;
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(text(node, field));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static @Nullable String textOrNull(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return value.isNull() ? null : value.stringValue();
  }
}
