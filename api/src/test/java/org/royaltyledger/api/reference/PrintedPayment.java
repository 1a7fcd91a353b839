package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The figures of a statement that the program printed, in the lines of {@link Payment#lines}. */
final class PrintedPayment {
  private PrintedPayment() {}

  static List<String> lines(JsonNode it) {
    List<String> lines = new ArrayList<>();
    for (JsonNode step : it.path("deductions")) {
      lines.add(
          "%s %s %s rate %s base %s: %s"
              .formatted(
                  text(step, "reason"),
                  text(step, "contract"),
                  text(step, "reference"),
                  step.has("rate") ? number(step, "rate") : "-",
                  step.has("base") ? text(step, "base") : "-",
                  text(step, "amount")));
    }
    lines.sort(null);
    for (String field : List.of("due", "broughtForward", "setOff", "payable")) {
      lines.add(field + " " + text(it, field));
    }
    if (it.has("tax")) {
      JsonNode tax = it.path("tax");
      lines.add(
          "tax %s of %s: %s"
              .formatted(number(tax, "rate"), text(tax, "source"), text(tax, "amount")));
    }
    if (it.has("exchange")) {
      JsonNode exchange = it.path("exchange");
      lines.add(
          "exchange %s at %s of %s"
              .formatted(
                  text(exchange, "amount"), number(exchange, "rate"), text(exchange, "source")));
    }
    lines.add("payout " + text(it, "payout") + " " + text(it, "payoutCurrency"));
    lines.add("carriedForward " + text(it, "carriedForward"));
    lines.add(
        "because "
            + text(it, "carriedBecause")
            + (it.has("minimum") ? " " + number(it, "minimum") : ""));
    return lines;
  }

  private static String number(JsonNode it, String field) {
    return new BigDecimal(text(it, field)).stripTrailingZeros().toPlainString();
  }

  private static String text(JsonNode it, String field) {
    return it.path(field).asString("");
  }
}
