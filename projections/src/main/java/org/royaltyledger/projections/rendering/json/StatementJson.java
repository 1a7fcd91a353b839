package org.royaltyledger.projections.rendering.json;

import java.io.IOException;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One array of statements; money, units and shares are decimal strings (docs/formats.md). */
public final class StatementJson implements StatementFormat {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String extension() {
    return "json";
  }

  @Override
  public void write(List<StatementDocument> statements, Appendable to) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (StatementDocument document : statements) {
      Statement statement = document.statement();
      ObjectNode node =
          array
              .addObject()
              .put("period", statement.period())
              .put("party", statement.party())
              .put("currency", statement.currency())
              .put("total", statement.total().toPlainString());
      if (statement.payment() != null) {
        PaymentJson.put(node, statement.payment());
      }
      ArrayNode pools = node.putArray("pools");
      statement.pools().forEach(pool -> pools.add(pool(statement, pool)));
      ArrayNode lines = node.putArray("lines");
      statement.lines().forEach(line -> lines.add(line(line)));
      if (!statement.held().isEmpty()) {
        ArrayNode held = node.putArray("held");
        statement.held().forEach(line -> held.add(line(line)));
      }
      node.set("waiting", waiting(document.waiting()));
    }
    to.append(MAPPER.writeValueAsString(array)).append('\n');
  }

  private static ObjectNode pool(Statement statement, Statement.PoolShare pool) {
    BigFraction exact = statement.exactOf(pool);
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("offering", pool.offering())
            .put("territory", pool.territory())
            .put("licence", pool.licence())
            .put("part", pool.part())
            .put("exact", Fractions.text(exact))
            .put("amount", pool.amount().toPlainString());
    if (pool.held().signum() != 0) {
      node.put("held", pool.held().toPlainString());
    }
    Statement.Raised raised = pool.raised();
    if (raised != null) {
      ObjectNode better = node.putObject("raised").put("from", raised.from());
      if (raised.own() != null) {
        better.put("own", Fractions.text(raised.own()));
      }
    }
    return adjusting(node, pool.adjusts());
  }

  private static ObjectNode line(Statement.Line line) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("offering", line.offering())
            .put("territory", line.territory())
            .put("territoryOfUse", line.territoryOfUse())
            .put("useType", line.useType())
            .put("asset", line.asset())
            .put("assetKind", line.assetKind())
            .put("licence", line.licence())
            .put("part", line.part())
            .put("usedIn", line.usedIn())
            .put("units", line.units().toPlainString())
            .put("share", line.share().toPlainString())
            .put("amount", line.amount().toPlainString())
            .put("exact", line.fraction());
    return adjusting(node, line.adjusts());
  }

  /** The month is there only where it is another than the statement's. */
  private static ObjectNode adjusting(ObjectNode node, @Nullable String adjusts) {
    return adjusts == null ? node : node.put("adjusts", adjusts);
  }

  /** What waits of a party, as in a statement. */
  public static ArrayNode waiting(List<OwnWaiting> waiting) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    waiting.forEach(it -> array.add(waiting(it)));
    return array;
  }

  private static ObjectNode waiting(OwnWaiting it) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("offering", it.offering())
        .put("territory", it.territory())
        .put("kind", it.kind())
        .put("target", it.target())
        .put("state", it.state())
        .put("usages", it.usages())
        .put("units", it.units());
  }
}
