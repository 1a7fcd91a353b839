package org.royaltyledger.ledger.intake.ndjson;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.FactReader;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Lines;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.StreamLines;
import org.royaltyledger.ledger.intake.json.JsonFields;
import org.royaltyledger.ledger.intake.json.StrictJson;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Weight;
import tools.jackson.databind.JsonNode;

/** {@code outputs*.ndjson}: who is in a generated or remixed output, one output a line. */
public final class OutputLines implements FactReader {

  /** The most bytes of a line. */
  static final int LONGEST = 1 << 20;

  private static final int DEEPEST = 8;

  @Override
  public void check(String file, InputStream content) {
    // Each line stands for itself: nothing can be wrong with the file as a whole.
  }

  @Override
  public void read(InputStream content, FactIntake intake) throws IOException {
    read(new StreamLines(content, LONGEST), intake);
  }

  /** Offers the output of every line that is not blank. */
  static void read(Lines lines, FactIntake intake) throws IOException {
    for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
      if (StreamLines.isBlank(bytes)) {
        continue;
      }
      Line line = intake.line(lines.number(), Quoted.readable(bytes));
      try {
        if (bytes.length > LONGEST) {
          throw new IllegalArgumentException(
              "line is longer than %d bytes: write one output on each line".formatted(LONGEST));
        }
        Output output = output(StrictJson.only(Quoted.utf8(bytes), DEEPEST));
        intake.offer(output.recorded(), line);
      } catch (IllegalArgumentException e) {
        intake.reject(line, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Output output(JsonNode node) {
    JsonFields it =
        JsonFields.of("an output", node, "output", "contributions", "attribution", "containsAI");
    var contributions = new ArrayList<Output.Contribution>();
    if (it.value("contributions") != null) {
      for (JsonNode item : it.items("contributions")) {
        contributions.add(contribution(item));
      }
    }
    String containsAi = it.optional("containsAI");
    return new Output(
        new OutputId(it.text("output")),
        contributions,
        attribution(it.value("attribution")),
        containsAi == null ? null : ContainsAi.parse(containsAi));
  }

  private static Output.Contribution contribution(JsonNode node) {
    JsonFields it = JsonFields.of("a contribution", node, "asset", "party", "role", "weight");
    String asset = it.optional("asset");
    String party = it.optional("party");
    if ((asset == null) == (party == null)) {
      throw new IllegalArgumentException(
          asset == null
              ? "contribution names neither asset nor party: name one of them"
              : "contribution names asset '%s' and party '%s': name one of them"
                  .formatted(Quoted.shown(asset), Quoted.shown(String.valueOf(party))));
    }
    String role = it.optional("role");
    BigDecimal weight = it.number("weight");
    if (weight == null) {
      throw JsonFields.missing("weight");
    }
    return new Output.Contribution(
        party != null,
        party != null ? new PartyId(party).code() : new AssetId(String.valueOf(asset)).code(),
        role == null || role.isEmpty() ? "" : Codes.require("role", role),
        new Weight(
            part("weight", weight, 12, "weights are parts that sum to 1")
                .movePointRight(12)
                .longValueExact()));
  }

  private static Attribution attribution(@Nullable JsonNode node) {
    if (node == null) {
      return Attribution.NONE;
    }
    JsonFields it =
        JsonFields.of("an attribution", node, "provider", "method", "version", "confidence");
    BigDecimal confidence = it.number("confidence");
    return new Attribution(
        remark("provider", it),
        remark("method", it),
        remark("version", it),
        confidence == null
            ? null
            : part(
                    "confidence",
                    confidence,
                    Attribution.MOST_CONFIDENCE_DECIMALS,
                    "it is a part of 1")
                .toPlainString());
  }

  private static @Nullable String remark(String name, JsonFields fields) {
    String remark = fields.optional(name);
    return remark == null || remark.isEmpty()
        ? null
        : Codes.requireText(name, remark, Attribution.LONGEST_TEXT);
  }

  /** An exact number from 0 to 1, without trailing zeros. */
  private static BigDecimal part(String what, BigDecimal number, int decimals, String wayOut) {
    if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "%s %s is not within 0 and 1: %s".formatted(what, number, wayOut));
    }
    BigDecimal bare = number.stripTrailingZeros();
    if (bare.scale() > decimals) {
      throw new IllegalArgumentException(
          "%s %s has more than %d decimals: round it, %s"
              .formatted(what, number, decimals, wayOut));
    }
    return bare;
  }
}
