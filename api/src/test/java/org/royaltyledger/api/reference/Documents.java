package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.reference.Calculation.LineKey;
import org.royaltyledger.api.reference.Calculation.Pool;
import org.royaltyledger.api.reference.Calculation.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** "Output in JSON": what {@code close --json} and {@code statements --format json} print. */
record Documents(JsonNode close, JsonNode statements) {
  private static final List<String> STATES =
      List.of(
          "payable",
          "no-split",
          "no-consent",
          "unattributed",
          "unlicensed",
          "unmatched",
          "retained");

  static Documents of(Result result) {
    return new Documents(close(result), statements(result));
  }

  private static JsonNode close(Result result) {
    ObjectNode close = InputFile.JSON.createObjectNode();
    close.put("period", result.period().toString());
    ArrayNode pools = close.putArray("pools");
    for (Pool pool : result.pools()) {
      pools
          .addObject()
          .put("licence", pool.licence().id())
          .put("part", pool.part())
          .put("offering", pool.row().offering())
          .put("territory", pool.row().territory())
          .put("currency", pool.row().currency())
          .put("amount", money(pool.minorUnits(), pool.row().currency()));
    }
    ArrayNode states = close.putArray("states");
    result
        .statesByCurrency()
        .forEach(
            (currency, amounts) -> {
              for (String state : STATES) {
                states
                    .addObject()
                    .put("currency", currency)
                    .put("state", state)
                    .put("amount", money(amounts.getOrDefault(state, BigInteger.ZERO), currency));
              }
            });
    close.put("conserved", true);
    return close;
  }

  /** "A party without money is absent." */
  private static JsonNode statements(Result result) {
    ArrayNode statements = InputFile.JSON.createArrayNode();
    result.totals().entrySet().stream()
        .filter(total -> total.getValue().signum() > 0)
        .sorted(
            Comparator.comparing(
                    (Map.Entry<Calculation.Payee, BigInteger> it) -> it.getKey().party(),
                    Facts.BY_BYTES)
                .thenComparing(it -> it.getKey().currency()))
        .forEach(
            total -> {
              ObjectNode statement =
                  statements
                      .addObject()
                      .put("period", result.period().toString())
                      .put("party", total.getKey().party())
                      .put("currency", total.getKey().currency())
                      .put("total", money(total.getValue(), total.getKey().currency()));
              ArrayNode lines = statement.putArray("lines");
              result.lines().entrySet().stream()
                  .filter(line -> line.getKey().payee().equals(total.getKey()))
                  .forEach(line -> line(lines.addObject(), line.getKey(), line.getValue()));
            });
    return statements;
  }

  private static void line(ObjectNode node, LineKey key, Calculation.Line line) {
    node.put("offering", key.offering())
        .put("territory", key.territory())
        .put("territoryOfUse", key.territoryOfUse())
        .put("useType", key.useType())
        .put("asset", key.earner().isParty() ? "" : key.earner().id())
        .put("licence", key.licence())
        .put("part", key.part())
        .put("usedIn", key.usedIn().toString())
        .put("units", line.units().halfUp(12).stripTrailingZeros().toPlainString())
        .put("share", key.share().toPlainString())
        .put("amount", line.exact().halfUp(12).toPlainString())
        .put("exact", line.exact().toString());
  }

  /** "Money is a decimal string in the currency's own decimals." */
  private static String money(BigInteger minorUnits, String currency) {
    return new BigDecimal(minorUnits, Calculation.decimals(currency)).toPlainString();
  }
}
