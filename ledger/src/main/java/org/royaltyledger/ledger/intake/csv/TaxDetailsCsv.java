package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.personal.PersonalEvent.TaxDetailsRecorded;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.personal.TaxDetails;

/**
 * {@code taxdetails*.csv}: what parties are to the tax office. A row with the party alone withdraws
 * them.
 */
public final class TaxDetailsCsv extends CsvFacts {

  private static final List<String> DETAILS = List.of("taxId", "vatId", "taxCountry");

  public TaxDetailsCsv() {
    super("partyId", "taxId vatId taxCountry");
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
      intake.offer(new TaxDetailsRecorded(party, null), row.line());
      return;
    }
    String text =
        new TaxDetails(row.optional("taxId"), row.optional("vatId"), row.raw("taxCountry")).text();
    Personal kept =
        intake.personal(
            row.line(), PersonalKind.TAX, party, new TaxDetailsRecorded(party, null).key(), text);
    intake.offer(new TaxDetailsRecorded(party, kept.hash()), row.line(), kept);
  }
}
