package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;

/** {@code consents*.csv}: the yes or no of parties. */
public final class ConsentsCsv extends CsvFacts {

  public ConsentsCsv() {
    super("partyId assetId scope from decision", "to");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String asset = row.given("assetId");
    var consent =
        new Consent(
            intake.known(new PartyId(row.given("partyId"))),
            asset.equals("*") ? null : intake.known(new AssetId(asset)),
            row.oneOf("scope", Offering.Scope.class),
            row.window(),
            row.oneOf("decision", Consent.Decision.class));
    intake.offer(consent.recorded(), row.line());
  }
}
