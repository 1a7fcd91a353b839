package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
          "disputed",
          "breakage",
          "no-consent",
          "not-cleared",
          "unattributed",
          "unlicensed",
          "unmatched",
          "retained");

  /**
   * @param differences of the months closed before
   */
  static Documents of(Result result, List<Result> differences) {
    List<Result> all = new ArrayList<>(differences);
    all.add(result);
    return new Documents(close(result, differences, all), statements(result, all));
  }

  private static JsonNode close(Result result, List<Result> differences, List<Result> all) {
    ObjectNode close = InputFile.JSON.createObjectNode();
    close.put("period", result.period().toString());
    pools(close, result);
    ArrayNode adjustments = close.putArray("adjustments");
    differences.forEach(
        it -> pools(adjustments.addObject().put("period", it.period().toString()), it));
    Map<String, Map<String, BigInteger>> states = new LinkedHashMap<>();
    for (Result it : all) {
      it.statesByCurrency()
          .forEach(
              (currency, amounts) ->
                  amounts.forEach(
                      (state, amount) ->
                          requireNonNull(
                                  states.computeIfAbsent(currency, _ -> new LinkedHashMap<>()))
                              .merge(state, amount, BigInteger::add)));
    }
    states(close, states);
    close.put("conserved", true);
    return close;
  }

  private static void pools(ObjectNode close, Result result) {
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
  }

  private static void states(
      ObjectNode close, Map<String, Map<String, BigInteger>> statesByCurrency) {
    ArrayNode states = close.putArray("states");
    statesByCurrency.forEach(
        (currency, amounts) -> {
          for (String state : STATES) {
            states
                .addObject()
                .put("currency", currency)
                .put("state", state)
                .put("amount", money(amounts.getOrDefault(state, BigInteger.ZERO), currency));
          }
        });
  }

  /** "A party without money is absent." */
  private static JsonNode statements(Result result, List<Result> all) {
    Map<Calculation.Payee, BigInteger> totals = new LinkedHashMap<>();
    all.forEach(
        one -> one.totals().forEach((payee, it) -> totals.merge(payee, it, BigInteger::add)));
    ArrayNode statements = InputFile.JSON.createArrayNode();
    totals.entrySet().stream()
        .filter(total -> total.getValue().signum() != 0)
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
              for (Result one : all) {
                String adjusts = one.equals(result) ? "" : one.period().toString();
                one.lines().entrySet().stream()
                    .filter(line -> line.getKey().payee().equals(total.getKey()))
                    .forEach(
                        line ->
                            line(
                                lines.addObject().put("adjusts", adjusts),
                                line.getKey(),
                                line.getValue()));
              }
            });
    return statements;
  }

  private static void line(ObjectNode node, LineKey key, Calculation.Line line) {
    node.put("held", key.held())
        .put("offering", key.offering())
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
