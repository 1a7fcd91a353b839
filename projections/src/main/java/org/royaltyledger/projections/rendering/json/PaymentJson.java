package org.royaltyledger.projections.rendering.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.statement.Payment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a statement's total, as fields of the statement; to write and to read. */
final class PaymentJson {

  private PaymentJson() {}

  static void put(ObjectNode statement, Payment it) {
    ArrayNode deductions = statement.putArray("deductions");
    for (Payment.Deduction step : it.deductions()) {
      ObjectNode node =
          deductions
              .addObject()
              .put("reason", step.reason())
              .put("contract", step.contract())
              .put("reference", step.reference());
      putIfThere(node, "rate", step.rate());
      putIfThere(node, "base", step.base());
      node.put("amount", step.amount().toPlainString());
    }
    statement
        .put("due", it.due().toPlainString())
        .put("broughtForward", it.broughtForward().toPlainString())
        .put("setOff", it.setOff().toPlainString())
        .put("payable", it.payable().toPlainString());
    Payment.Tax tax = it.tax();
    if (tax != null) {
      statement
          .putObject("tax")
          .put("rate", tax.rate().toPlainString())
          .put("source", tax.source())
          .put("amount", tax.amount().toPlainString());
    }
    Payment.Exchange exchange = it.exchange();
    if (exchange != null) {
      statement
          .putObject("exchange")
          .put("amount", exchange.amount().toPlainString())
          .put("rate", exchange.rate().toPlainString())
          .put("source", exchange.source());
    }
    statement
        .put("payout", it.payout().toPlainString())
        .put("payoutCurrency", it.payoutCurrency())
        .put("carriedForward", it.carriedForward().toPlainString());
    if (it.why() != null) {
      statement.put("carriedBecause", it.why());
    }
    putIfThere(statement, "minimum", it.minimum());
  }

  static Payment read(JsonNode statement) {
    List<Payment.Deduction> deductions = new ArrayList<>();
    for (JsonNode it : statement.required("deductions")) {
      deductions.add(
          new Payment.Deduction(
              text(it, "reason"),
              text(it, "contract"),
              text(it, "reference"),
              decimalIfThere(it, "rate"),
              decimalIfThere(it, "base"),
              decimal(it, "amount")));
    }
    JsonNode tax = statement.get("tax");
    JsonNode exchange = statement.get("exchange");
    return new Payment(
        deductions,
        decimal(statement, "due"),
        decimal(statement, "broughtForward"),
        decimal(statement, "setOff"),
        decimal(statement, "payable"),
        tax == null
            ? null
            : new Payment.Tax(decimal(tax, "rate"), text(tax, "source"), decimal(tax, "amount")),
        exchange == null
            ? null
            : new Payment.Exchange(
                decimal(exchange, "amount"), decimal(exchange, "rate"), text(exchange, "source")),
        decimal(statement, "payout"),
        text(statement, "payoutCurrency"),
        decimal(statement, "carriedForward"),
        statement.has("carriedBecause") ? text(statement, "carriedBecause") : null,
        decimalIfThere(statement, "minimum"));
  }

  private static void putIfThere(ObjectNode node, String field, @Nullable BigDecimal number) {
    if (number != null) {
      node.put(field, number.toPlainString());
    }
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(text(node, field));
  }

  private static @Nullable BigDecimal decimalIfThere(JsonNode node, String field) {
    return node.has(field) ? decimal(node, field) : null;
  }
}
