package org.royaltyledger.api.period;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.job.JobKind;
import org.royaltyledger.api.job.Jobs;
import org.royaltyledger.api.job.Prefer;
import org.royaltyledger.api.job.Wanted;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.statement.Statements;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /api/v1/periods}. */
@RestController
@RequestMapping(path = "/api/v1/periods", produces = "application/json")
class Periods {

  private final LocalWork work;
  private final Underway underway;
  private final Following following;
  private final Statements statements;
  private final LogReader reader;
  private final RunLog runs;
  private final ReadOnly readOnly;
  private final Jobs jobs;

  Periods(
      LocalWork work,
      Underway underway,
      Following following,
      Statements statements,
      LogReader reader,
      RunLog runs,
      ReadOnly readOnly,
      Jobs jobs) {
    this.work = work;
    this.underway = underway;
    this.following = following;
    this.statements = statements;
    this.reader = reader;
    this.runs = runs;
    this.readOnly = readOnly;
    this.jobs = jobs;
  }

  /** What {@code close --json} printed when the month was closed. */
  @GetMapping("/{period}")
  JsonNode closed(@PathVariable String period) {
    Period month = Words.period(period);
    following.awaitHead();
    statements.requireClosed(month);
    return Json.closed(recorded(month));
  }

  /**
   * Closes a month, or calculates it and records nothing; what {@code close --json} prints, or
   * where to ask for it.
   */
  @PostMapping("/{period}/close")
  ResponseEntity<JsonNode> close(@PathVariable String period, HttpServletRequest request)
      throws IOException {
    Period month = Words.period(period);
    Wish wish = wish(request, "dryRun", "as", "why");
    boolean dryRun = wish.flag("dryRun");
    Signature by = wish.by();
    return answered(
        request,
        dryRun ? JobKind.DRY_RUN : JobKind.CLOSE,
        "close " + month,
        usages -> Json.closed(dryRun ? work.dryRun(month, usages) : work.close(month, by, usages)));
  }

  /** What {@code draft --json} prints, or where to ask for it. */
  @PostMapping("/{period}/drafts")
  ResponseEntity<JsonNode> draft(@PathVariable String period, HttpServletRequest request)
      throws IOException {
    Period month = Words.period(period);
    Signature by = wish(request, "as", "why").by();
    return answered(
        request,
        JobKind.DRAFT,
        "draft " + month,
        usages -> WorkflowJson.drafted(work.draft(month, by, usages)));
  }

  /** Now, or as a job for who prefers that. */
  private ResponseEntity<JsonNode> answered(
      HttpServletRequest request, JobKind kind, String task, Wanted.Answering answering) {
    if (!Prefer.isAsync(request)) {
      return ResponseEntity.ok(underway.doing(task, answering::answer));
    }
    if (kind != JobKind.DRY_RUN) {
      readOnly.refuse(); // now, not when it is its turn
    }
    return jobs.preferred(Wanted.of(kind, task, answering));
  }

  /** What {@code draft --show --json} prints. */
  @GetMapping("/{period}/drafts")
  JsonNode drafted(@PathVariable String period) {
    Period month = Words.period(period);
    return WorkflowJson.drafted(
        underway.doing("draft " + month, usages -> work.drafted(month, usages)));
  }

  /** What {@code approve --json} prints. */
  @PostMapping("/{period}/approval")
  JsonNode approve(@PathVariable String period, HttpServletRequest request) throws IOException {
    Period month = Words.period(period);
    Wish wish = wish(request, "run", "as", "why");
    return WorkflowJson.draft(work.approve(month, wish.text("run"), wish.by()));
  }

  private static Wish wish(HttpServletRequest request, String... known) throws IOException {
    return Wish.of(
        request.getInputStream().readNBytes(Wish.LONGEST + 1), request.getQueryString(), known);
  }

  /** The total of each statement of a closed month, and all money that waits. */
  @GetMapping("/{period}/summary")
  JsonNode summary(@PathVariable String period) {
    return Json.summary(work.summary(Words.period(period)));
  }

  /** Uses of what a party controls that wait in a closed month, by currency. */
  @GetMapping("/{period}/waiting")
  JsonNode waiting(@PathVariable String period, @RequestParam String party) {
    ArrayNode currencies = Json.array();
    work.waiting(Words.period(period), Words.party(party))
        .forEach(
            (currency, waiting) ->
                currencies
                    .addObject()
                    .put("party", party)
                    .put("currency", currency)
                    .set("waiting", StatementJson.waiting(waiting)));
    return currencies;
  }

  /** From the log, as the read models keep no exchange rates. */
  private ClosedMonth recorded(Period month) {
    PeriodEvent.PeriodClosed closed =
        reader.closes(reader.head()).stream()
            .filter(it -> it.period().equals(month.toString()))
            .findFirst()
            .orElseThrow();
    return ClosedMonth.of(runs.booking(closed), runs.settlement(closed));
  }
}
