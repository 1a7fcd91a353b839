package org.royaltyledger.ledger.intake.json;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.Licence.Allocation;
import org.royaltyledger.ledger.licence.Term;
import org.royaltyledger.ledger.licence.TermText;
import tools.jackson.databind.JsonNode;

/** The fields of a licence that say what becomes of money that no usage earned. */
final class LicenceRules {

  private LicenceRules() {}

  static Licence.@Nullable MinimumGuarantee minimum(JsonFields licence) {
    JsonNode given = licence.value("minimumGuarantee");
    if (given == null) {
      return null;
    }
    JsonFields it = JsonFields.of("a minimumGuarantee", given, "amount", "allocation");
    JsonNode amount = it.value("amount");
    if (amount == null) {
      throw JsonFields.missing("amount");
    }
    Term.Flat least = TermText.amount("amount", amount);
    String allocation = it.optional("allocation");
    return new Licence.MinimumGuarantee(
        least.amount(),
        least.currency(),
        allocation == null
            ? null
            : oneOf(
                "allocation of a minimumGuarantee",
                allocation,
                Allocation.EQUAL_LICENSED,
                Allocation.PRO_RATA));
  }

  private static Allocation oneOf(String what, String given, Allocation... allowed) {
    List<Allocation> all = Arrays.asList(allowed);
    return all.stream()
        .filter(it -> it.name().equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s '%s' is none of %s: give one of them"
                        .formatted(
                            what,
                            Quoted.shown(given),
                            all.stream().map(Enum::name).collect(Collectors.joining(", ")))));
  }
}
