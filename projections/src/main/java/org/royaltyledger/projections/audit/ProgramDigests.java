package org.royaltyledger.projections.audit;

import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.deep.StatementDigests;
import org.royaltyledger.projections.rendering.digest.StatementDigest;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;

/** The digests that {@code statements --format digest} prints. */
public final class ProgramDigests implements StatementDigests {

  /** With more lines than these, statements are read party by party. */
  private static final int LINES_AT_ONCE = 100_000;

  private final Statements statements;

  public ProgramDigests(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void each(String period, Each each) {
    Period month = Period.parse(period);
    var totals = statements.totals(month, Parties.ALL);
    if (totals.stream().mapToLong(Statements.Total::lines).sum() <= LINES_AT_ONCE) {
      each(month, Parties.ALL, each);
    } else {
      totals.stream()
          .map(Statements.Total::party)
          .distinct()
          .forEach(it -> each(month, Parties.of(new PartyId(it)), each));
    }
  }

  private void each(Period month, Parties parties, Each each) {
    for (Statement it : statements.of(month, parties)) {
      each.take(it.party(), it.currency(), StatementDigest.digest(it));
    }
  }
}
