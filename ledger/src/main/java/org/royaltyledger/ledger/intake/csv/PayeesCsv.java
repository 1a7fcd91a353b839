package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.contract.Payee;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;

/** {@code payees*.csv}: in which currency parties are paid, and where they have proven to live. */
public final class PayeesCsv extends CsvFacts {

  private static final int LONGEST_REFERENCE = 200;

  public PayeesCsv() {
    super("partyId from", "to currency treaty");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String currency = row.optional("currency");
    String treaty = row.optional("treaty");
    var payee =
        new Payee(
            intake.known(new PartyId(row.given("partyId"))),
            row.window(),
            currency == null ? null : Currencies.of(currency),
            treaty == null ? null : Codes.requireText("treaty", treaty, LONGEST_REFERENCE));
    intake.offer(payee.recorded(), row.line());
  }
}
