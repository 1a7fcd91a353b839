package org.royaltyledger.api.statement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/statements}: what {@code statements --format json} prints. */
@RestController
@RequestMapping(path = "/api/v1/statements", produces = "application/json")
class StatementsOfMonth {

  private final Following following;
  private final Statements statements;
  private final OwnWaitings waitings;
  private final PartyNames names;

  StatementsOfMonth(
      Following following, Statements statements, OwnWaitings waitings, PartyNames names) {
    this.following = following;
    this.statements = statements;
    this.waitings = waitings;
    this.names = names;
  }

  /**
   * Every statement of a closed month.
   *
   * @param party only this one's, for ids that cannot stand in a path
   */
  @GetMapping("/{period}")
  byte[] all(@PathVariable String period, @RequestParam(required = false) @Nullable String party)
      throws IOException {
    return document(Words.period(period), party == null ? null : Words.party(party));
  }

  @GetMapping("/{period}/{party}")
  byte[] ofParty(@PathVariable String period, @PathVariable String party) throws IOException {
    return document(Words.period(period), Words.party(party));
  }

  private byte[] document(Period month, @Nullable PartyId party) throws IOException {
    following.awaitHead();
    statements.requireClosed(month);
    if (party != null && !names.knows(party.code())) {
      throw new Refused(
          Refused.Code.NO_PARTY,
          "party '%s' is not known: look for its id in /api/v1/statements/%s"
              .formatted(party, month));
    }
    var text = new StringBuilder();
    new StatementJson()
        .write(StatementDocument.of(statements.of(month, party), waitings.of(month)), text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
