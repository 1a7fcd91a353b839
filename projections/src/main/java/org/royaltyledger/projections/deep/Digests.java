package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The digest of each statement of a close (docs/formats.md, version 1), hashed as it goes: first
 * all lines that are held back, then all others, so that no line has to be kept.
 */
final class Digests {

  /** A statement, hashed up to somewhere in its document. */
  private static final class Statement {
    private final MessageDigest sha = Sha.digest();
    private boolean any;

    void add(String json) {
      sha.update(json.getBytes(UTF_8));
    }

    void addTo(String line) {
      add((any ? "," : "") + line);
      any = true;
    }
  }

  private final String period;
  private final SortedMap<List<String>, BigDecimal> totals;
  private final Map<List<String>, Payment> payments;
  private final Map<List<String>, Statement> statements = new HashMap<>();

  /**
   * @param totals of all statements, by party and currency
   * @param payments empty if the program settled nothing
   */
  Digests(
      String period,
      SortedMap<List<String>, BigDecimal> totals,
      Map<List<String>, Payment> payments) {
    this.period = period;
    this.totals = totals;
    this.payments = payments;
    totals.forEach(
        (key, total) -> {
          var statement = new Statement();
          Payment payment = payments.get(key);
          statement.add("{");
          if (payment != null) {
            statement.add(field("carriedForward", plain(payment.carriedForward())) + ",");
          }
          statement.add(field("currency", key.getLast()) + ",");
          if (payment != null) {
            statement.add("\"deductions\":[");
            payment.steps().forEach(it -> statement.addTo(step(it)));
            statement.add("],");
            statement.any = false;
            statement.add(field("due", plain(payment.due())) + ",");
          }
          statement.add("\"held\":[");
          statements.put(key, statement);
        });
  }

  void addHeld(GenericRecord line, String adjusts) {
    add(line, adjusts, true);
  }

  /** All lines that are held back were added. */
  void heldAreDone() {
    statements
        .values()
        .forEach(
            it -> {
              it.add("],\"lines\":[");
              it.any = false;
            });
  }

  void addLine(GenericRecord line, String adjusts) {
    add(line, adjusts, false);
  }

  private void add(GenericRecord line, String adjusts, boolean held) {
    String party = ResultBlock.optional(line, "party");
    if (party != null && line.get("held").equals(held)) {
      Statement statement = statements.get(List.of(party, ResultBlock.text(line, "currency")));
      if (statement != null) {
        statement.addTo(line(line, adjusts));
      }
    }
  }

  /** Of each statement, by party and currency. */
  Map<List<String>, String> end() {
    var digests = new HashMap<List<String>, String>();
    statements.forEach(
        (key, it) -> {
          Payment payment = payments.get(key);
          it.add("]," + field("party", key.getFirst()));
          if (payment != null) {
            it.add("," + field("payable", plain(payment.payable())));
            it.add("," + field("payout", plain(payment.payout())));
            it.add("," + field("payoutCurrency", payment.payoutCurrency()));
          }
          it.add("," + field("period", period));
          it.add("," + field("total", plain(totals.getOrDefault(key, BigDecimal.ZERO))) + "}");
          digests.put(key, "1:" + Sha.hex(it.sha.digest()));
        });
    return digests;
  }

  private static String step(Payment.Step it) {
    return "{%s,%s,%s,%s}"
        .formatted(
            field("amount", plain(it.amount())),
            field("contract", it.contract()),
            field("reason", it.reason()),
            field("reference", it.reference()));
  }

  private static String line(GenericRecord line, String adjusts) {
    var json = new StringBuilder("{");
    append(json, "adjusts", adjusts.isEmpty() ? null : adjusts);
    append(json, "asset", ResultBlock.optional(line, "asset"));
    for (String name : List.of("exact", "licence", "offering", "part")) {
      append(json, name, ResultBlock.text(line, name));
    }
    append(json, "share", plain(ResultBlock.decimal(line, "share")));
    append(json, "territory", ResultBlock.text(line, "territory"));
    append(json, "territoryOfUse", ResultBlock.text(line, "territoryOfUse"));
    append(json, "units", plain(ResultBlock.decimal(line, "units")));
    append(json, "useType", ResultBlock.text(line, "useType"));
    append(json, "usedIn", ResultBlock.text(line, "usedIn"));
    return json.append('}').toString();
  }

  private static void append(StringBuilder to, String name, @Nullable String value) {
    if (value != null) {
      to.append(to.length() > 1 ? "," : "").append(field(name, value));
    }
  }

  private static String field(String name, String value) {
    return "\"" + name + "\":" + Fields.JSON.writeValueAsString(value);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
