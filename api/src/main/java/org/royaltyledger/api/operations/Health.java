package org.royaltyledger.api.operations;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /health}: whether the process answers, and whether it can do its work. Everybody may ask,
 * so nothing is told but that, and of what keeps it from working its kind.
 */
@RestController
class Health {

  private final StoreProbe probe;
  private final Following following;
  private final ReadOnly readOnly;
  private final long mostBehind;

  /**
   * @param mostBehind events that a read model may have still to follow
   */
  Health(
      StoreProbe probe,
      Following following,
      ReadOnly readOnly,
      @Value("${royalty-ledger.ready-lag:10000}") long mostBehind) {
    this.probe = probe;
    this.following = following;
    this.readOnly = readOnly;
    this.mostBehind = mostBehind;
  }

  /** That it answers at all: a process that does not is to be started anew. */
  @GetMapping(path = "/health/live", produces = "application/json")
  JsonNode live() {
    return Json.object().put("status", "up");
  }

  /** Whether requests are to be sent here. */
  @GetMapping(path = "/health/ready", produces = "application/json")
  ResponseEntity<JsonNode> ready() {
    String why = whyNotReady();
    ObjectNode document = Json.object().put("status", why == null ? "up" : "down");
    if (why != null) {
      document.put("why", why);
    }
    if (readOnly.isOn()) {
      document.put("readOnly", true);
    }
    return ResponseEntity.status(why == null ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(document);
  }

  private @Nullable String whyNotReady() {
    try {
      Seen seen = probe.look();
      if (!following.stopped().isEmpty()) {
        return "read model %s has stopped".formatted(following.stopped().getFirst());
      }
      return seen.lag() > mostBehind
          ? "read models are %d events behind the log".formatted(seen.lag())
          : null;
    } catch (StoreProbe.Unseen e) {
      return e.getMessage();
    }
  }
}
