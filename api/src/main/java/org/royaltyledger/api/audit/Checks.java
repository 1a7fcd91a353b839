package org.royaltyledger.api.audit;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.CheckedDeep;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.projections.asof.AsOf;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

  /**
   * What {@code check --json} prints; one at a time, as each reads the whole log.
   *
   * @param asOf up to where; null is all
   * @param deep whether all that follows from the log is made again
   */
  @GetMapping(path = "/api/v1/checks", produces = "application/json")
  synchronized JsonNode all(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) boolean deep) {
    if (deep) {
      CheckedDeep.requireNow(asOf);
      return underway.doing("check", work::checkDeep).json();
    }
    if (asOf != null) {
      AsOf then = Words.asOf(asOf);
      return underway.doing("check", usages -> work.check(then, usages)).json();
    }
    return Json.checked(underway.doing("check", work::check));
  }
}
