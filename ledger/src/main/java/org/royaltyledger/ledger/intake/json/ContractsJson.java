package org.royaltyledger.ledger.intake.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.contract.Percent;
import org.royaltyledger.ledger.contract.Scope;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import tools.jackson.databind.JsonNode;

/** {@code contracts*.json}: what becomes of income between being earned and being paid. */
public final class ContractsJson extends JsonFacts {

  /** The deepest field is a percentage in an array of a contract. */
  private static final int DEEPEST = 10;

  private static final int MOST_MONTHS = 600;

  /** A reader of contracts. */
  public ContractsJson() {
    super("contracts", DEEPEST);
  }

  @Override
  void offer(JsonNode node, Line line, FactIntake intake) {
    Contract contract = contract(node, intake);
    for (ContractId it : contract.payableWhenRecouped()) {
      if (!it.equals(contract.id()) && !intake.known().knows(Key.of("contract", it.code()))) {
        intake.warn(
            line,
            "contract '%s' waits for contract '%s', which is not known up to here: without it, and an advance of it, the condition counts as met"
                .formatted(contract.id(), it));
      }
    }
    intake.offer(contract.recorded(), line);
  }

  private static Contract contract(JsonNode node, FactIntake intake) {
    JsonFields it =
        JsonFields.of(
            "a contract",
            node,
            "contractId",
            "parties",
            "basis",
            "income",
            "recoups",
            "from",
            "to",
            "fees",
            "group",
            "crosses",
            "reserve",
            "directions",
            "payableWhenRecouped");
    List<String> parties = it.textsOrAll("parties");
    String basis = it.optional("basis");
    String group = it.optional("group");
    String crosses = it.optional("crosses");
    JsonNode reserve = it.value("reserve");
    var releases = new ArrayList<Contract.Release>();
    return new Contract(
        new ContractId(it.text("contractId")),
        parties == null ? null : each(parties, code -> intake.known(new PartyId(code))),
        basis == null
            ? Contract.Basis.FROM_SHARE
            : Values.oneOf("basis", basis, Contract.Basis.class),
        scope("income", it, intake),
        scope("recoups", it, intake),
        Values.window(it.text("from"), it.optional("to")),
        fees(it, intake),
        group == null ? null : Contract.group(group),
        crosses == null
            ? Contract.Crosses.ALL
            : Values.oneOf("crosses", crosses, Contract.Crosses.class),
        reserve == null ? null : reserve(reserve, releases),
        releases,
        directions(it, intake),
        it.value("payableWhenRecouped") == null
            ? new TreeSet<>()
            : each(it.texts("payableWhenRecouped"), ContractId::new));
  }

  private static Scope scope(String name, JsonFields contract, FactIntake intake) {
    JsonNode value = contract.value(name);
    if (value == null) {
      return Scope.ALL;
    }
    JsonFields it = JsonFields.of(name, value, "offerings", "licences", "assets", "useTypes");
    return new Scope(
        codes(it, "offerings", code -> intake.known(new OfferingId(code)).code()),
        codes(it, "licences", code -> new LicenceId(code).code()),
        codes(it, "assets", code -> intake.known(new AssetId(code)).code()),
        codes(it, "useTypes", code -> Codes.require("use type", code)));
  }

  private static @Nullable SortedSet<String> codes(
      JsonFields scope, String name, Function<String, String> checked) {
    if (scope.value(name) == null) {
      return null;
    }
    List<String> codes = scope.textsOrAll(name);
    return codes == null ? null : each(codes, checked);
  }

  private static List<Contract.Fee> fees(JsonFields contract, FactIntake intake) {
    var fees = new ArrayList<Contract.Fee>();
    for (JsonNode item : optional(contract, "fees")) {
      JsonFields it = JsonFields.of("a fee", item, "reason", "percent", "to");
      String to = it.optional("to");
      fees.add(
          new Contract.Fee(
              Codes.require("reason", it.text("reason")),
              percent(it),
              to == null ? null : intake.known(new PartyId(to))));
    }
    return fees;
  }

  private static Percent reserve(JsonNode node, List<Contract.Release> releases) {
    JsonFields it = JsonFields.of("a reserve", node, "percent", "releases");
    for (JsonNode item : it.items("releases")) {
      JsonFields release = JsonFields.of("a release", item, "after", "percent");
      BigDecimal after = release.number("after");
      if (after == null) {
        throw JsonFields.missing("after");
      }
      if (after.stripTrailingZeros().scale() > 0
          || after.signum() <= 0
          || after.compareTo(BigDecimal.valueOf(MOST_MONTHS)) > 0) {
        throw new IllegalArgumentException(
            "after %s is not a whole number of months from 1 to %d: correct it"
                .formatted(after.toPlainString(), MOST_MONTHS));
      }
      releases.add(new Contract.Release(after.intValueExact(), percent(release)));
    }
    return percent(it);
  }

  private static List<Contract.Direction> directions(JsonFields contract, FactIntake intake) {
    var directions = new ArrayList<Contract.Direction>();
    for (JsonNode item : optional(contract, "directions")) {
      JsonFields it = JsonFields.of("a direction", item, "to", "percent");
      directions.add(new Contract.Direction(intake.known(new PartyId(it.text("to"))), percent(it)));
    }
    return directions;
  }

  private static List<JsonNode> optional(JsonFields contract, String name) {
    return contract.value(name) == null ? List.of() : contract.items(name);
  }

  private static Percent percent(JsonFields it) {
    return new Percent(Values.decimal("percent", it.text("percent"), 3, 12));
  }

  private static <K> SortedSet<K> each(List<String> codes, Function<String, K> as) {
    return codes.stream().map(as).collect(Collectors.toCollection(TreeSet::new));
  }
}
