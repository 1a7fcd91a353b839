package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.contract.Percent;
import org.royaltyledger.ledger.contract.Tax;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;

/** {@code taxes*.csv}: what is withheld from payments, by the payee's country. */
public final class TaxesCsv extends CsvFacts {

  public TaxesCsv() {
    super("country from rate", "to treatyRate source");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String treatyRate = row.optional("treatyRate");
    var tax =
        new Tax(
            Values.country(row.given("country")),
            row.window(),
            new Percent(Values.decimal("rate", row.given("rate"), 3, 6)),
            treatyRate == null ? null : new Percent(Values.decimal("treatyRate", treatyRate, 3, 6)),
            Values.text("source", row.raw("source")));
    intake.offer(tax.recorded(), row.line());
  }
}
