package org.royaltyledger.projections.rendering.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.value.Sha256;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The digest of a statement, version 1: SHA-256 over canonical JSON of the figures below, which is
 * frozen, so that it is the same after each replay, on each database and with each release.
 *
 * <p>Canonical: no blanks, keys in the order of their UTF-8 bytes, each number a plain decimal
 * without trailing zeros, absent fields left out.
 */
public final class StatementDigest implements StatementFormat {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String VERSION = "1:";

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public String extension() {
    return "digests";
  }

  @Override
  public void write(List<StatementDocument> statements, Appendable to) throws IOException {
    to.append("period\tparty\tcurrency\ttotal\tdigest\n");
    for (StatementDocument it : statements) {
      to.append(row(it.statement()));
    }
  }

  /** A statement's row, with its newline. */
  public static String row(Statement statement) {
    return "%s\t%s\t%s\t%s\t%s\n"
        .formatted(
            statement.period(),
            statement.party(),
            statement.currency(),
            statement.total().toPlainString(),
            digest(statement));
  }

  /** {@code 1:} and 64 hexadecimal digits. */
  public static String digest(Statement statement) {
    return VERSION + Sha256.hex(canonical(statement).getBytes(UTF_8));
  }

  /** What is hashed. */
  static String canonical(Statement statement) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("period", statement.period());
    node.put("party", statement.party());
    node.put("currency", statement.currency());
    node.put("total", plain(statement.total()));
    lines(node.putArray("lines"), statement.lines());
    lines(node.putArray("held"), statement.held());
    Payment payment = statement.payment();
    if (payment != null) {
      ArrayNode deductions = node.putArray("deductions");
      for (Payment.Deduction it : payment.deductions()) {
        deductions
            .addObject()
            .put("reason", it.reason())
            .put("contract", it.contract())
            .put("reference", it.reference())
            .put("amount", plain(it.amount()));
      }
      node.put("due", plain(payment.due()));
      node.put("payable", plain(payment.payable()));
      node.put("payout", plain(payment.payout()));
      node.put("payoutCurrency", payment.payoutCurrency());
      node.put("carriedForward", plain(payment.carriedForward()));
    }
    return MAPPER.writeValueAsString(sorted(node));
  }

  private static void lines(ArrayNode to, List<Statement.Line> lines) {
    for (Statement.Line it : lines) {
      ObjectNode line = to.addObject();
      put(line, "adjusts", it.adjusts());
      line.put("offering", it.offering());
      line.put("territory", it.territory());
      line.put("territoryOfUse", it.territoryOfUse());
      line.put("useType", it.useType());
      put(line, "asset", it.asset());
      line.put("licence", it.licence());
      line.put("part", Integer.toString(it.part()));
      line.put("usedIn", it.usedIn());
      line.put("units", plain(it.units()));
      line.put("share", plain(it.share()));
      line.put("exact", Fractions.text(it.exact()));
    }
  }

  private static void put(ObjectNode to, String field, @Nullable String value) {
    if (value != null) {
      to.put(field, value);
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** All keys are ASCII, whose order is that of their bytes. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(it -> copy.add(sorted(it)));
      return copy;
    }
    if (node instanceof StringNode) {
      return node;
    }
    var fields = new TreeMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> it : node.properties()) {
      fields.put(it.getKey(), sorted(it.getValue()));
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    fields.forEach(copy::set);
    return copy;
  }
}
