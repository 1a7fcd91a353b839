package org.royaltyledger.api.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Period;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recorded usage as JSON: the fields that it came with, and where it stands. */
final class UsageDocument {

  private static final int DECIMALS = 12;

  private UsageDocument() {}

  /** The whole of it, for who sees all money. */
  static ObjectNode of(UsageLog.Found found) {
    UsageBlock block = found.block();
    int row = found.address().row();
    ObjectNode document = head(found);
    ArrayNode contributions = document.putArray("contributions");
    for (int it = block.firstContribution(row); it < block.endContribution(row); it++) {
      contribution(block, it, contributions.addObject());
    }
    attribution(block.attribution(row), document);
    return document;
  }

  /**
   * What a party sees of it: its own contributions, and nobody who listened.
   *
   * @param own of the usage's contributions
   * @param ofOutput contributions of its output that are its own, if it names none itself
   */
  static ObjectNode ofOwn(
      UsageLog.Found found, List<Integer> own, List<OutputEvent.OutputContribution> ofOutput) {
    UsageBlock block = found.block();
    ObjectNode document = head(found);
    document.remove("listener");
    ArrayNode contributions = document.putArray("contributions");
    own.forEach(it -> contribution(block, it, contributions.addObject()));
    ofOutput.forEach(it -> contribution(it, contributions.addObject()));
    attribution(block.attribution(found.address().row()), document);
    return document;
  }

  private static void contribution(OutputEvent.OutputContribution it, ObjectNode node) {
    put(node, "asset", it.asset());
    put(node, "party", it.party());
    put(node, "role", it.role().isEmpty() ? null : it.role());
    node.put("weight", weight(it.trillionths()));
  }

  private static ObjectNode head(UsageLog.Found found) {
    UsageBlock block = found.block();
    int row = found.address().row();
    ObjectNode document =
        Json.object()
            .put("usageId", block.usageId(row))
            .put("place", found.address().place())
            .put("row", row)
            .put("usedIn", Period.of(block.usedOn(row)).toString())
            .put("usedAt", Instant.ofEpochSecond(block.second(row), block.nano(row)).toString())
            .put("useType", block.word(block.useType(row)))
            .put("offering", block.word(block.offering(row)))
            .put("territory", block.word(block.territory(row)));
    put(document, "listener", block.wordOrNull(block.listener(row)));
    document.put("quantity", block.quantity(row));
    put(document, "modelVersion", block.wordOrNull(block.modelVersion(row)));
    ContainsAi containsAi = block.containsAi(row);
    put(document, "containsAI", containsAi == null ? null : containsAi.written());
    put(document, "output", block.wordOrNull(block.output(row)));
    return document;
  }

  private static void contribution(UsageBlock block, int it, ObjectNode node) {
    node.put(block.byParty(it) ? "party" : "asset", block.word(block.target(it)));
    String role = block.word(block.role(it));
    put(node, "role", role.isEmpty() ? null : role);
    node.put("weight", weight(block.used(it)));
    if (block.given(it) != block.used(it)) {
      node.put("givenWeight", weight(block.given(it)));
    }
  }

  private static void attribution(Attribution it, ObjectNode document) {
    if (it.equals(Attribution.NONE)) {
      return;
    }
    ObjectNode node = document.putObject("attribution");
    put(node, "provider", it.provider());
    put(node, "method", it.method());
    put(node, "version", it.version());
    put(node, "confidence", it.confidence());
  }

  private static String weight(long trillionths) {
    return BigDecimal.valueOf(trillionths, DECIMALS).stripTrailingZeros().toPlainString();
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
