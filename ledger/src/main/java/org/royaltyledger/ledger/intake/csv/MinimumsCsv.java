package org.royaltyledger.ledger.intake.csv;

import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.contract.Minimum;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;

/** {@code minimums*.csv}: what a payment must come to; less is carried forward. */
public final class MinimumsCsv extends CsvFacts {

  public MinimumsCsv() {
    super("partyId currency from amount", "to");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String party = row.given("partyId");
    CurrencyUnit currency = Currencies.of(row.given("currency"));
    var minimum =
        new Minimum(
            party.equals("*") ? null : intake.known(new PartyId(party)),
            currency,
            row.window(),
            Values.money("amount", row.given("amount"), currency));
    intake.offer(minimum.recorded(), row.line());
  }
}
