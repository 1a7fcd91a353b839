package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.value.PartyId;

/** {@code memberships*.csv}: who licenses through whom. */
public final class MembershipsCsv extends CsvFacts {

  public MembershipsCsv() {
    super("partyId memberOf from", "to");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    var membership =
        new Membership(
            intake.known(new PartyId(row.given("partyId"))),
            intake.known(new PartyId(row.given("memberOf"))),
            row.window());
    intake.offer(membership.recorded(), row.line());
  }
}
