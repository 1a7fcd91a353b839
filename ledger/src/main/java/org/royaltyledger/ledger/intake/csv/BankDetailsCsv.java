package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.personal.BankDetails;
import org.royaltyledger.ledger.personal.PersonalEvent.BankDetailsRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;

/** {@code bankdetails*.csv}: where parties are paid. A row with the party alone withdraws them. */
public final class BankDetailsCsv extends CsvFacts {

  private static final List<String> DETAILS =
      List.of("holder", "iban", "bic", "account", "bankCode", "bankCountry");

  public BankDetailsCsv() {
    super("partyId", "holder iban bic account bankCode bankCountry");
  }

  @Override
  List<String> personal() {
    return DETAILS;
  }

  @Override
  boolean isSecret() {
    return true;
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String party = knownParty(row, intake);
    if (DETAILS.stream().allMatch(it -> row.raw(it).isEmpty())) {
      intake.offer(new BankDetailsRecorded(party, null), row.line());
      return;
    }
    String text =
        new BankDetails(
                shown(row, "holder"),
                row.optional("iban"),
                row.optional("bic"),
                row.optional("account"),
                row.optional("bankCode"),
                row.optional("bankCountry"))
            .text();
    Personal kept =
        intake.personal(
            row.line(), PersonalKind.BANK, party, new BankDetailsRecorded(party, null).key(), text);
    intake.offer(new BankDetailsRecorded(party, kept.hash()), row.line(), kept);
  }

  private static String shown(CsvRow row, String column) {
    return Values.text(column, row.given(column));
  }
}
