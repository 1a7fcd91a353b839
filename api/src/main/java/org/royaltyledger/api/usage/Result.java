package org.royaltyledger.api.usage;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.usage.UsageBlock;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of one item of a request.
 *
 * @param usageId null if the item names none
 * @param address where the usage of that id stands, null if it is rejected
 * @param reason what, the value, the rule and the way out; null if it counts or was repeated
 */
record Result(
    @Nullable String usageId,
    Outcome outcome,
    UsageBlock.@Nullable Address address,
    @Nullable String reason) {

  /** The words of docs/api.md. */
  enum Outcome {
    ACCEPTED,
    REPEATED,
    CONFLICT,
    REJECTED
  }

  ObjectNode document() {
    return addTo(Json.object());
  }

  ObjectNode addTo(ObjectNode document) {
    if (usageId != null) {
      document.put("usageId", usageId);
    }
    document.put("outcome", outcome.name());
    if (address != null) {
      document.put("place", address.place()).put("row", address.row());
    }
    return reason == null ? document : document.put("reason", reason);
  }
}
