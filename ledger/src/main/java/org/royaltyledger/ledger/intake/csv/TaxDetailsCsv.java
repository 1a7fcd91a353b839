package org.royaltyledger.ledger.intake.csv;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.personal.PersonalEvent.TaxDetailsRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.personal.TaxDetails;

/** {@code taxdetails*.csv}: what parties are to the tax office. */
public final class TaxDetailsCsv extends DetailsCsv {

  public TaxDetailsCsv() {
    super(PersonalKind.TAX, "taxId vatId taxCountry");
  }

  @Override
  String text(CsvRow row) {
    return new TaxDetails(row.optional("taxId"), row.optional("vatId"), row.raw("taxCountry"))
        .text();
  }

  @Override
  FactEvent recorded(String party, @Nullable String hash) {
    return new TaxDetailsRecorded(party, hash);
  }
}
