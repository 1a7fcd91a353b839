package org.royaltyledger.api.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.CheckedDeep;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.job.JobKind;
import org.royaltyledger.api.job.Jobs;
import org.royaltyledger.api.job.Wanted;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.projections.asof.AsOf;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/checks}. */
@RestController
@RequestMapping(path = "/api/v1/checks", produces = "application/json")
class Checks {

  private static final String TASK = "check";

  private final LocalWork work;
  private final Underway underway;
  private final Jobs jobs;

  Checks(LocalWork work, Underway underway, Jobs jobs) {
    this.work = work;
    this.underway = underway;
    this.jobs = jobs;
  }

  /**
   * What {@code check --json} prints.
   *
   * @param asOf up to where; null is all
   * @param deep whether all that follows from the log is made again
   */
  @GetMapping
  JsonNode all(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) boolean deep) {
    Which which = Which.of(asOf, deep);
    return underway.doing(TASK, usages -> checked(which, usages));
  }

  /** The same as a job. */
  @PostMapping
  ResponseEntity<JsonNode> begin(HttpServletRequest request) throws IOException {
    Wish wish =
        Wish.of(
            request.getInputStream().readNBytes(Wish.LONGEST + 1),
            request.getQueryString(),
            "asOf",
            "deep");
    Which which = Which.of(wish.text("asOf"), wish.flag("deep"));
    return jobs.begin(Wanted.of(JobKind.CHECK, TASK, usages -> checked(which, usages)));
  }

  /** What is checked. */
  private record Which(@Nullable AsOf asOf, boolean deep) {

    static Which of(@Nullable String asOf, boolean deep) {
      if (deep) {
        CheckedDeep.requireNow(asOf);
      }
      return new Which(asOf == null ? null : Words.asOf(asOf), deep);
    }
  }

  /** One at a time, as each reads the whole log. */
  private synchronized JsonNode checked(Which which, LongConsumer usages) {
    if (which.deep) {
      return work.checkDeep(usages).json();
    }
    return which.asOf == null
        ? Json.checked(work.check(usages))
        : work.check(which.asOf, usages).json();
  }
}
