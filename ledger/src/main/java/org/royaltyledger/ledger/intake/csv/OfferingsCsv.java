package org.royaltyledger.ledger.intake.csv;

import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.OfferingId;

/** {@code offerings*.csv}: the products of services. */
public final class OfferingsCsv extends CsvFacts {

  public OfferingsCsv() {
    super("offering scope", "service uncovered weights lateUsage clearance");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    var offering =
        new Offering(
            new OfferingId(row.given("offering")),
            Values.text("service", row.raw("service")),
            row.oneOf("scope", Offering.Scope.class),
            row.oneOf("uncovered", Offering.Uncovered.SUSPEND),
            row.oneOf("weights", Offering.Weights.EXACT),
            row.oneOf("lateUsage", Offering.LateUsage.OPEN_MONTH),
            row.oneOf("clearance", Offering.Clearance.SEPARATE));
    intake.offer(offering.recorded(), row.line());
  }
}
