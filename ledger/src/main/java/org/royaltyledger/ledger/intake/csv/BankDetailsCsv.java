package org.royaltyledger.ledger.intake.csv;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.personal.BankDetails;
import org.royaltyledger.ledger.personal.PersonalEvent.BankDetailsRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;

/** {@code bankdetails*.csv}: where parties are paid. */
public final class BankDetailsCsv extends DetailsCsv {

  public BankDetailsCsv() {
    super(PersonalKind.BANK, "holder iban bic account bankCode bankCountry");
  }

  @Override
  String text(CsvRow row) {
    return new BankDetails(
            Values.text("holder", row.given("holder")),
            row.optional("iban"),
            row.optional("bic"),
            row.optional("account"),
            row.optional("bankCode"),
            row.optional("bankCountry"))
        .text();
  }

  @Override
  FactEvent recorded(String party, @Nullable String hash) {
    return new BankDetailsRecorded(party, hash);
  }
}
