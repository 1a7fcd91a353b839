package org.royaltyledger.api.statement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.StatementsAsOf;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/statements}: what {@code statements --format json} prints. */
@RestController
@RequestMapping(path = "/api/v1/statements", produces = "application/json")
class StatementsOfMonth {

  private final LocalWork work;
  private final Underway underway;

  StatementsOfMonth(LocalWork work, Underway underway) {
    this.work = work;
    this.underway = underway;
  }

  /**
   * Every statement of a closed month.
   *
   * @param party only this one's, for ids that cannot stand in a path
   * @param asOf a state of the log to compare the month with, be it closed or open
   */
  @GetMapping("/{period}")
  byte[] all(
      @PathVariable String period,
      @RequestParam(required = false) @Nullable String party,
      @RequestParam(required = false) @Nullable String asOf)
      throws IOException {
    return document(Words.period(period), party == null ? null : Words.party(party), asOf);
  }

  @GetMapping("/{period}/{party}")
  byte[] ofParty(
      @PathVariable String period,
      @PathVariable String party,
      @RequestParam(required = false) @Nullable String asOf)
      throws IOException {
    return document(Words.period(period), Words.party(party), asOf);
  }

  private byte[] document(Period month, @Nullable PartyId party, @Nullable String asOf)
      throws IOException {
    if (asOf != null) {
      AsOf then = Words.asOf(asOf);
      StatementsAsOf known =
          underway.doing(
              "statements " + month, usages -> work.statements(month, party, then, usages));
      return Json.written(known.json()).getBytes(StandardCharsets.UTF_8);
    }
    var text = new StringBuilder();
    new StatementJson().write(work.statements(month, party), text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
