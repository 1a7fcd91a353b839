package org.royaltyledger.api.audit;

import org.royaltyledger.api.documents.Json;
import org.royaltyledger.projections.audit.Check;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/checks}. */
@RestController
class Checks {

  private final Check check;

  Checks(Check check) {
    this.check = check;
  }

  /** What {@code check --json} prints; one at a time, as each reads the whole log. */
  @GetMapping(path = "/api/v1/checks", produces = "application/json")
  synchronized JsonNode all() {
    return Json.checked(check.run(usages -> {}));
  }
}
