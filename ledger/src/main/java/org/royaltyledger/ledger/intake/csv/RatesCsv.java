package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.Currencies;

/** {@code rates*.csv}: exchange rates, and who says so. */
public final class RatesCsv extends CsvFacts {

  public RatesCsv() {
    super("date from to rate", "source");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    var rate =
        new ExchangeRate(
            Values.day("date", row.given("date")),
            Currencies.of(row.given("from")),
            Currencies.of(row.given("to")),
            Values.decimal("rate", row.given("rate"), 12, 18),
            Values.text("source", row.raw("source")));
    intake.offer(rate.recorded(), row.line());
  }
}
