package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.catalogue.Claim;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;

/** {@code claims*.csv}: claims, disputes and identity claims against who holds an asset. */
public final class ClaimsCsv extends CsvFacts {

  private static final int LONGEST_EVIDENCE = 200;

  public ClaimsCsv() {
    super("claim assetId partyId kind from", "territory share against holds status to evidence");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String territory = row.raw("territory");
    String share = row.raw("share");
    String against = row.raw("against");
    String evidence = row.raw("evidence");
    var claim =
        new Claim(
            Codes.require("claim", row.given("claim")),
            intake.known(new AssetId(row.given("assetId"))),
            territory.isEmpty() ? Territory.WORLDWIDE : new Territory(territory),
            intake.known(new PartyId(row.given("partyId"))),
            row.oneOf("kind", Claim.Kind.class),
            share.isEmpty() ? null : Values.decimal("share", share, 15, 18),
            against.isEmpty() ? null : intake.known(new PartyId(against)),
            row.oneOf("holds", Claim.Holds.WHOLE),
            row.oneOf("status", Claim.Status.OPEN),
            row.window(),
            evidence.isEmpty() ? null : Codes.requireText("evidence", evidence, LONGEST_EVIDENCE));
    intake.offer(claim.recorded(), row.line());
  }
}
