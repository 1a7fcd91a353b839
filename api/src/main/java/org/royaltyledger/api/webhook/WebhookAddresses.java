package org.royaltyledger.api.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.royaltyledger.api.documents.Wish;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/webhooks}: who is told of closes and payouts. */
@RestController
@RequestMapping(path = "/api/v1/webhooks", produces = "application/json")
class WebhookAddresses {

  private final WebhookWork work;

  WebhookAddresses(WebhookWork work) {
    this.work = work;
  }

  @GetMapping
  JsonNode all() {
    return work.all();
  }

  @PostMapping
  ResponseEntity<JsonNode> register(HttpServletRequest request) throws IOException {
    Wish wish = wish(request, "address", "topics", "as", "why");
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(work.register(wish.required("address"), wish.texts("topics"), wish.by()));
  }

  @PostMapping("/{webhook}/removal")
  JsonNode remove(@PathVariable String webhook, HttpServletRequest request) throws IOException {
    return work.remove(webhook, wish(request, "as", "why").by());
  }

  @PostMapping("/{webhook}/test")
  JsonNode test(@PathVariable String webhook, HttpServletRequest request) throws IOException {
    wish(request);
    return work.test(webhook);
  }

  private static Wish wish(HttpServletRequest request, String... known) throws IOException {
    return Wish.of(
        request.getInputStream().readNBytes(Wish.LONGEST + 1), request.getQueryString(), known);
  }
}
