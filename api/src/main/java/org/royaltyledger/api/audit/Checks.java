package org.royaltyledger.api.audit;

import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/checks}. */
@RestController
class Checks {

  private final LocalWork work;
  private final Underway underway;

  Checks(LocalWork work, Underway underway) {
    this.work = work;
    this.underway = underway;
  }

  /** What {@code check --json} prints; one at a time, as each reads the whole log. */
  @GetMapping(path = "/api/v1/checks", produces = "application/json")
  synchronized JsonNode all() {
    return Json.checked(underway.doing("check", work::check));
  }
}
