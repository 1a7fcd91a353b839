package org.royaltyledger.api.work;

import java.lang.ref.SoftReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.seal.StatementSeals;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;

/** What proves statements of a month, of which the last one asked for is kept. */
public final class SealedMonths {

  private final LogReader reader;
  private final Following following;
  private final Statements statements;
  private final PartyNames names;
  private final StatementSeals seals;
  private SoftReference<Month> last = new SoftReference<>(null);

  private record Month(String period, StatementSeals.Month sealed) {}

  public SealedMonths(
      LogReader reader,
      Following following,
      Statements statements,
      PartyNames names,
      StatementSeals seals) {
    this.reader = reader;
    this.following = following;
    this.statements = statements;
    this.names = names;
    this.seals = seals;
  }

  /**
   * A statement under the seal of its month.
   *
   * @param close the event that has the seal
   */
  record Sealed(StatementSeals.Proof proof, LogReader.Stored close) {}

  /**
   * @throws Refused NOT_CLOSED, NO_PARTY, NO_STATEMENT, NOT_SEALED, or SEALED_OTHERWISE if the
   *     statements are not those that were sealed
   */
  Sealed statement(Period period, PartyId party, @Nullable String currency) {
    following.awaitHead();
    statements.requireClosed(period);
    if (!Sight.now().in(period).contains(party.code()) || !names.knows(party.code())) {
      throw new Refused(
          Refused.Code.NO_PARTY,
          "party '%s' is not known: look for its id with: statements %s".formatted(party, period));
    }
    LogReader.Stored close = reader.close(period);
    PeriodEvent.Sealed seal =
        close == null ? null : ((PeriodEvent.PeriodClosed) close.event()).statements();
    if (close == null || seal == null) {
      throw new Refused(
          Refused.Code.NOT_SEALED,
          "%s was closed by a version that sealed no statements: prove its close with: proof event"
              .formatted(period));
    }
    StatementSeals.Month month = month(period, seal.leaf());
    if (!month.seal().equals(seal)) {
      throw new Refused(
          Refused.Code.SEALED_OTHERWISE,
          "the statements of %s are not those that its close sealed: see what is wrong with: check"
              .formatted(period));
    }
    List<Statement> own =
        month.statements().stream()
            .filter(it -> it.party().equals(party.code()))
            .filter(it -> currency == null || it.currency().equals(currency))
            .toList();
    if (own.size() != 1) {
      throw new Refused(
          own.isEmpty() ? Refused.Code.NO_STATEMENT : Refused.Code.BAD_INPUT,
          own.isEmpty()
              ? "%s has no statement of %s%s: see who has with: statements %s"
                  .formatted(party, period, currency == null ? "" : " in " + currency, period)
              : "%s has %d statements of %s: say which with --currency, one of %s"
                  .formatted(
                      party, own.size(), period, own.stream().map(Statement::currency).toList()));
    }
    return new Sealed(month.proof(month.statements().indexOf(own.getFirst())), close);
  }

  private synchronized StatementSeals.Month month(Period period, int version) {
    Month known = last.get();
    if (known == null || !known.period.equals(period.toString())) {
      known =
          new Month(period.toString(), seals.month(statements.of(period, Parties.ALL), version));
      last = new SoftReference<>(known);
    }
    return known.sealed;
  }
}
