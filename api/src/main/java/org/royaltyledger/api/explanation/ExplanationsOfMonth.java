package org.royaltyledger.api.explanation;

import org.royaltyledger.api.documents.ExplanationJson;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/explanations}: what {@code explain --json} prints. */
@RestController
@RequestMapping(path = "/api/v1/explanations/{period}", produces = "application/json")
class ExplanationsOfMonth {

  private final LocalWork work;
  private final Underway underway;

  ExplanationsOfMonth(LocalWork work, Underway underway) {
    this.work = work;
    this.underway = underway;
  }

  /** The lines of a party's statements, with their numbers. */
  @GetMapping
  JsonNode lines(@PathVariable String period, @RequestParam String party) {
    return ExplanationJson.lines(work.lines(Words.period(period), Words.party(party)));
  }

  /** Every step to one line. */
  @GetMapping("/{line}")
  JsonNode line(
      @PathVariable String period, @PathVariable String line, @RequestParam String party) {
    Period month = Words.period(period);
    PartyId id = Words.party(party);
    int number = Words.number("line", line);
    return ExplanationJson.explained(
        underway.doing("explain " + month, usages -> work.explain(month, id, number, usages)));
  }

  /** A page of the usages that a line is made of. */
  @GetMapping("/{line}/usages")
  JsonNode usages(
      @PathVariable String period,
      @PathVariable String line,
      @RequestParam String party,
      @RequestParam(defaultValue = "1") String page,
      @RequestParam(defaultValue = "100") String limit,
      @RequestParam(defaultValue = "false") String before) {
    Period month = Words.period(period);
    PartyId id = Words.party(party);
    int number = Words.number("line", line);
    var which =
        new Work.UsagesOf(
            number,
            Words.flag("before", before),
            Words.number("page", page),
            Words.number("limit", limit));
    return ExplanationJson.usages(
        underway.doing("explain " + month, usages -> work.usages(month, id, which, usages)));
  }
}
