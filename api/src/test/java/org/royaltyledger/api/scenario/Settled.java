package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.text;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The way from earned to paid, as a statement of the last closed month shows it. */
final class Settled {

  private Settled() {}

  /**
   * Each step that is there, e.g. {@code "earned 75.00"}, {@code "recouped adv -75.00"}, {@code
   * "due 0.00"}, {@code "before -3.00"}, {@code "set off 3.00"}, {@code "tax 30 -1.00"}, {@code
   * "left 5.00 below-minimum"}, {@code "paid 1.00 EUR"}.
   */
  static List<String> of(Scenario ledger, String period, String party) {
    return of(ledger, period, party, "EUR");
  }

  static List<String> of(Scenario ledger, String period, String party, String currency) {
    List<JsonNode> found =
        ledger.statements(period).values().stream()
            .filter(it -> text(it, "party").equals(party) && text(it, "currency").equals(currency))
            .toList();
    assertThat(found).as("statements of %s in %s, %s", party, period, currency).hasSize(1);
    JsonNode it = found.getFirst();
    var steps = new ArrayList<String>();
    steps.add("earned " + text(it, "total"));
    for (JsonNode step : it.get("deductions").values()) {
      steps.add(
          "%s %s %s"
              .formatted(text(step, "reason"), text(step, "reference"), text(step, "amount")));
    }
    steps.add("due " + text(it, "due"));
    addUnlessZero(steps, "before ", text(it, "broughtForward"));
    addUnlessZero(steps, "set off ", text(it, "setOff"));
    if (it.has("tax")) {
      steps.add("tax %s -%s".formatted(text(it.get("tax"), "rate"), text(it.get("tax"), "amount")));
    }
    if (it.has("exchange")) {
      steps.add(
          "exchanged %s at %s"
              .formatted(text(it.get("exchange"), "amount"), text(it.get("exchange"), "rate")));
    }
    addUnlessZero(
        steps,
        "left ",
        text(it, "carriedForward")
            + (it.has("carriedBecause") ? " " + text(it, "carriedBecause") : ""));
    steps.add("paid %s %s".formatted(text(it, "payout"), text(it, "payoutCurrency")));
    return steps;
  }

  private static void addUnlessZero(List<String> steps, String what, String amount) {
    if (!amount.matches("0(\\.0+)?")) {
      steps.add(what + amount);
    }
  }
}
