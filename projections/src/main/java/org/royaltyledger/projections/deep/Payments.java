package org.royaltyledger.projections.deep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The moves of a settlement, sorted by statement: party and currency. */
final class Payments {

  private final SortedMap<List<String>, BigDecimal> totals;
  private final SortedMap<List<String>, List<Payment.Step>> steps = byStatement();
  private final SortedMap<List<String>, BigDecimal> setOff = byStatement();
  private final SortedMap<List<String>, BigDecimal> payable = byStatement();
  private final SortedMap<List<String>, Payment.Rated> taxes = byStatement();
  private final SortedMap<List<String>, Payment.Rated> exchanged = byStatement();
  private final SortedMap<List<String>, BigDecimal> owed = byStatement();
  private final SortedMap<List<String>, JsonNode> unpaid = byStatement();
  private final SortedMap<List<String>, BigDecimal> paidAs = byStatement();
  private final SortedMap<List<String>, String> paidIn = byStatement();

  private Payments(SortedMap<List<String>, BigDecimal> totals) {
    this.totals = totals;
  }

  static <T> SortedMap<List<String>, T> byStatement() {
    return new TreeMap<>(Order.LISTS);
  }

  /**
   * @param totals by party and currency
   */
  static SortedMap<List<String>, Payment> of(
      Result result, SortedMap<List<String>, BigDecimal> totals) {
    var payments = new Payments(totals);
    result.settled("moves").forEach(payments::take);
    for (JsonNode it : result.settled("owed")) {
      payments.owed.merge(key(it), Fields.decimal(it, "amount"), BigDecimal::add);
    }
    result.settled("unpaid").forEach(it -> payments.unpaid.put(key(it), it));
    return payments.all();
  }

  private static List<String> key(JsonNode it) {
    return List.of(Fields.text(it, "party"), Fields.text(it, "currency"));
  }

  private void take(JsonNode move) {
    switch (Fields.text(move, "reason")) {
      case "fee", "recouped", "reserved", "released", "directed", "held", "freed" -> step(move);
      case "set-off" -> setOff.put(key(move), paid(move).negate());
      case "payable" -> payable.put(key(move), paid(move));
      case "taxed" -> taxes.put(key(move), rated(move));
      case "exchanged" -> {
        if (paid(move).signum() < 0) {
          exchanged.put(key(move), rated(move));
        } else if (paid(move).signum() > 0) {
          for (JsonNode it : Fields.list(move, "postings")) {
            if (Fields.text(it, "account").equals("exchange")) {
              List<String> from =
                  List.of(Fields.text(move, "party"), Fields.text(it, "holder").split("-", 2)[0]);
              paidIn.put(from, Fields.text(move, "currency"));
              paidAs.put(from, paid(move));
            }
          }
        }
      }
      default -> {} // of nobody's statement
    }
  }

  private void step(JsonNode move) {
    String currency = Fields.text(move, "currency");
    List<JsonNode> postings = Fields.list(move, "postings");
    for (JsonNode it : postings) {
      if (Fields.text(it, "account").equals("party")) {
        BigDecimal amount = Fields.decimal(it, "amount");
        boolean own =
            Fields.text(it, "holder").equals(Fields.optional(move, "party"))
                && amount.signum() == Fields.decimal(postings.getFirst(), "amount").signum();
        steps
            .computeIfAbsent(List.of(Fields.text(it, "holder"), currency), _ -> new ArrayList<>())
            .add(
                new Payment.Step(
                    Fields.text(move, "reason"),
                    Fields.text(it, "contract"),
                    Fields.text(move, "reference"),
                    own ? Fields.plainOrNull(move, "rate") : null,
                    own ? Fields.plainOrNull(move, "base") : null,
                    amount.negate()));
      }
    }
  }

  private static Payment.Rated rated(JsonNode move) {
    return new Payment.Rated(
        paid(move).negate(),
        Fields.decimal(move, "rate").toPlainString(),
        Fields.text(move, "reference"));
  }

  /** What a move adds to that which its party is to be paid. */
  private static BigDecimal paid(JsonNode move) {
    BigDecimal paid = BigDecimal.ZERO.setScale(Order.decimals(Fields.text(move, "currency")));
    for (JsonNode it : Fields.list(move, "postings")) {
      if (Fields.text(it, "account").equals("payable")
          && Fields.text(it, "holder").equals(Fields.text(move, "party"))) {
        paid = paid.subtract(Fields.decimal(it, "amount"));
      }
    }
    return paid;
  }

  private SortedMap<List<String>, Payment> all() {
    var keys = new TreeSet<>(Order.LISTS);
    for (Map<List<String>, ?> some : List.of(totals, steps, setOff, payable)) {
      keys.addAll(some.keySet());
    }
    SortedMap<List<String>, Payment> all = byStatement();
    keys.forEach(it -> all.put(it, payment(it)));
    return all;
  }

  private Payment payment(List<String> key) {
    String currency = key.getLast();
    BigDecimal none = BigDecimal.ZERO.setScale(Order.decimals(currency));
    List<Payment.Step> taken = steps.getOrDefault(key, List.of());
    BigDecimal due = totals.getOrDefault(key, none);
    for (Payment.Step it : taken) {
      due = due.add(it.amount());
    }
    BigDecimal pay = payable.getOrDefault(key, none);
    BigDecimal off = setOff.getOrDefault(key, none);
    BigDecimal left = owed.getOrDefault(key, none);
    Payment.Rated tax = taxes.get(key);
    JsonNode open = unpaid.get(key);
    String in = paidIn.get(key);
    String payoutCurrency = in != null ? in : open != null ? Fields.text(open, "paidIn") : currency;
    return new Payment(
        taken,
        due,
        pay.add(left).subtract(due).subtract(off),
        off,
        pay,
        tax,
        exchanged.get(key),
        payout(key, payoutCurrency, tax == null ? pay : pay.subtract(tax.amount())),
        payoutCurrency,
        left,
        open == null ? null : Fields.text(open, "why"),
        open == null ? null : Fields.plainOrNull(open, "minimum"));
  }

  private BigDecimal payout(List<String> key, String payoutCurrency, BigDecimal net) {
    @Nullable BigDecimal other = paidAs.get(key);
    return other != null
        ? other
        : payoutCurrency.equals(key.getLast())
            ? net
            : BigDecimal.ZERO.setScale(Order.decimals(payoutCurrency));
  }
}
