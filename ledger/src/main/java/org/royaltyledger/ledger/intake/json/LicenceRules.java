package org.royaltyledger.ledger.intake.json;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.Licence.Allocation;
import org.royaltyledger.ledger.licence.Term;
import org.royaltyledger.ledger.licence.TermText;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.value.Codes;
import tools.jackson.databind.JsonNode;

/** The fields of a licence that say what becomes of money that no usage earned. */
final class LicenceRules {

  private static final Pattern CONFIDENCE =
      Pattern.compile(
          "0(\\.[0-9]{1,%1$d})?|1(\\.0{1,%1$d})?".formatted(Attribution.MOST_CONFIDENCE_DECIMALS));

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

  static @Nullable String group(JsonFields licence, String name) {
    String group = licence.optional(name);
    return group == null ? null : Codes.require(name, group);
  }

  static Licence.@Nullable Fallback fallback(JsonFields part, Allocation allocation) {
    JsonNode given = part.value("fallback");
    if (given == null) {
      return null;
    }
    JsonFields it = JsonFields.of("a fallback", given, "below", "allocation");
    if (allocation != Allocation.PRO_RATA && allocation != Allocation.EQUAL) {
      throw new IllegalArgumentException(
          "fallback stands in a part with allocation %s: only PRO_RATA and EQUAL can leave usage to it"
              .formatted(allocation));
    }
    String below = it.text("below");
    if (!CONFIDENCE.matcher(below).matches()) {
      throw new IllegalArgumentException(
          "below '%s' is not a decimal of 0 to 1 with at most %d decimals: write it like 0.60"
              .formatted(Quoted.shown(below), Attribution.MOST_CONFIDENCE_DECIMALS));
    }
    return new Licence.Fallback(
        Fractions.plain(new BigDecimal(below)),
        oneOf("allocation of a fallback", it.text("allocation"), Allocation.EQUAL_LICENSED));
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
