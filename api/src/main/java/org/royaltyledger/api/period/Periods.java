package org.royaltyledger.api.period;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.json.StrictJson;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.statement.Statements;
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

  /** The most bytes of a wish. */
  private static final int LONGEST = 1_000;

  private final LocalWork work;
  private final Underway underway;
  private final Following following;
  private final Statements statements;
  private final LogReader reader;
  private final RunLog runs;

  Periods(
      LocalWork work,
      Underway underway,
      Following following,
      Statements statements,
      LogReader reader,
      RunLog runs) {
    this.work = work;
    this.underway = underway;
    this.following = following;
    this.statements = statements;
    this.reader = reader;
    this.runs = runs;
  }

  /** What {@code close --json} printed when the month was closed. */
  @GetMapping("/{period}")
  JsonNode closed(@PathVariable String period) {
    Period month = Words.period(period);
    following.awaitHead();
    statements.requireClosed(month);
    return Json.closed(ClosedMonth.of(recorded(month)));
  }

  /** Closes a month, or calculates it and records nothing; what {@code close --json} prints. */
  @PostMapping("/{period}/close")
  JsonNode close(@PathVariable String period, HttpServletRequest request) throws IOException {
    Period month = Words.period(period);
    requireNoQuery(request);
    boolean dryRun = isDryRun(request.getInputStream().readNBytes(LONGEST + 1));
    return Json.closed(
        underway.doing(
            "close " + month,
            usages -> dryRun ? work.dryRun(month, usages) : work.close(month, usages)));
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

  /** Who writes {@code ?dryRun=true} is not to close a month for ever. */
  private static void requireNoQuery(HttpServletRequest request) {
    if (request.getQueryString() != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a close takes nothing behind a question mark, and here is '?%s': send {\"dryRun\": true} as the content, or leave it out; nothing was closed"
              .formatted(Quoted.shown(request.getQueryString())));
    }
  }

  /** A misspelt wish is not to close a month for ever. */
  private static boolean isDryRun(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return false;
    }
    try {
      JsonNode wish = StrictJson.only(text, 2);
      if (content.length <= LONGEST
          && wish.isObject()
          && wish.size() <= 1
          && (wish.isEmpty() || wish.path("dryRun").isBoolean())) {
        return wish.path("dryRun").asBoolean(false);
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw new Refused(
        Refused.Code.BAD_INPUT,
        "the content of a close is {\"dryRun\": true}, {\"dryRun\": false} or nothing: nothing was"
            + " closed");
  }

  /** From the log, as the read models keep no exchange rates. */
  private Booking recorded(Period month) {
    PeriodEvent.PeriodClosed closed =
        reader.closes(reader.head()).stream()
            .filter(it -> it.period().equals(month.toString()))
            .findFirst()
            .orElseThrow();
    return runs.booking(closed);
  }
}
