package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import tools.jackson.databind.JsonNode;

/** One usage in 64 characters: of what was sent, and of what is stored, made apart. */
final class UsageDigest {

  private static final int DECIMALS = 12;

  private UsageDigest() {}

  /** Of a line of {@code usages.ndjson} that is good. */
  static String of(JsonNode line) {
    OffsetDateTime usedAt = OffsetDateTime.parse(text(line, "usedAt"));
    var parts = new StringJoiner("\n");
    parts
        .add(text(line, "usageId"))
        .add(usedAt.toEpochSecond() + " " + usedAt.getNano())
        .add(text(line, "useType"))
        .add(text(line, "offering"))
        .add(text(line, "territory"))
        .add(text(line, "listener"))
        .add(line.has("quantity") ? text(line, "quantity") : "1")
        .add(text(line, "modelVersion"))
        .add(text(line, "containsAI"))
        .add(text(line, "output"));
    for (JsonNode it : line.path("contributions")) {
      parts
          .add(it.has("party") ? "party " + text(it, "party") : "asset " + text(it, "asset"))
          .add(text(it, "role"))
          .add(trillionths(it.path("weight").decimalValue()));
    }
    JsonNode by = line.path("attribution");
    parts.add(text(by, "provider")).add(text(by, "method")).add(text(by, "version"));
    parts.add(by.has("confidence") ? plain(by.path("confidence").decimalValue()) : "");
    return digest(parts.toString());
  }

  /** Of a row of a stored block. */
  static String of(UsageBlock block, int row) {
    var parts = new StringJoiner("\n");
    parts
        .add(block.usageId(row))
        .add(block.second(row) + " " + block.nano(row))
        .add(block.word(block.useType(row)))
        .add(block.word(block.offering(row)))
        .add(block.word(block.territory(row)))
        .add(text(block.wordOrNull(block.listener(row))))
        .add(Long.toString(block.quantity(row)))
        .add(text(block.wordOrNull(block.modelVersion(row))));
    var containsAi = block.containsAi(row);
    parts.add(containsAi == null ? "" : containsAi.written());
    parts.add(text(block.wordOrNull(block.output(row))));
    for (int it = block.firstContribution(row); it < block.endContribution(row); it++) {
      parts
          .add((block.byParty(it) ? "party " : "asset ") + block.word(block.target(it)))
          .add(block.word(block.role(it)))
          .add(Long.toString(block.given(it)));
    }
    Attribution by = block.attribution(row);
    parts.add(text(by.provider())).add(text(by.method())).add(text(by.version()));
    parts.add(text(by.confidence()));
    return digest(parts.toString());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String trillionths(BigDecimal weight) {
    return weight.movePointRight(DECIMALS).toBigIntegerExact().toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
