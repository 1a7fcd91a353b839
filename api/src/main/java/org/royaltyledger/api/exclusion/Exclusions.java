package org.royaltyledger.api.exclusion;

import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.value.Period;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/exclusions}, and what they make of a month. */
@RestController
class Exclusions {

  private final LocalWork work;
  private final Underway underway;

  Exclusions(LocalWork work, Underway underway) {
    this.work = work;
    this.underway = underway;
  }

  /** What {@code exclusions --json} prints. */
  @GetMapping(path = "/api/v1/exclusions", produces = "application/json")
  JsonNode all() {
    return Json.exclusions(work.exclusions());
  }

  /** What {@code exclusions PERIOD --json} prints; one at a time, as each folds a month twice. */
  @GetMapping(path = "/api/v1/periods/{period}/exclusions", produces = "application/json")
  synchronized JsonNode ofMonth(@PathVariable String period) {
    Period month = Words.period(period);
    return Json.monthExclusions(
        underway.doing("exclusions " + month, usages -> work.exclusions(month, usages)));
  }
}
