package org.royaltyledger.api.status;

import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Version;
import org.royaltyledger.ledger.access.Sight;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/status}. */
@RestController
class Status {

  private final Underway underway;

  Status(Underway underway) {
    this.underway = underway;
  }

  /** Which program answers here, and how far its long tasks have come, for who sees all money. */
  @GetMapping(path = "/api/v1/status", produces = "application/json")
  JsonNode status() {
    ObjectNode document =
        Json.object().put("program", Version.PROGRAM).put("version", Version.CURRENT);
    ArrayNode tasks = document.putArray("underway");
    if (Sight.now().isAll()) {
      underway
          .now()
          .forEach(it -> tasks.addObject().put("task", it.task()).put("usages", it.usages()));
    }
    return document;
  }
}
