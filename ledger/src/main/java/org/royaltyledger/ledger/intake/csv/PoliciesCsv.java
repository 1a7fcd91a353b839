package org.royaltyledger.ledger.intake.csv;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.policy.Policy;
import org.royaltyledger.ledger.policy.Subject;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;

/** {@code policies*.csv}: what an offering lays down for its usage, from a day on. */
public final class PoliciesCsv extends CsvFacts {

  public PoliciesCsv() {
    super("offering rule from", "subject to value months status");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    OfferingId offering = intake.known(new OfferingId(row.given("offering")));
    Subject subject = Subject.parse(row.raw("subject"));
    switch (subject.kind()) {
      case ASSET -> intake.known(new AssetId(subject.code()));
      case PARTY -> intake.known(new PartyId(subject.code()));
      case ALL, USE_TYPE, LISTENER -> {}
    }
    var policy =
        new Policy(
            offering,
            row.oneOf("rule", Policy.Rule.class),
            subject,
            row.window(),
            decimal(row, "value", 4),
            months(row),
            row.oneOf("status", Policy.Status.IN_FORCE));
    intake.offer(policy.recorded(), row.line());
  }

  private static int months(CsvRow row) {
    BigDecimal months = decimal(row, "months", 0);
    return months == null ? 0 : months.intValueExact();
  }

  private static @Nullable BigDecimal decimal(CsvRow row, String column, int decimals) {
    String text = row.raw(column);
    return text.isEmpty()
        ? null
        : Values.decimal(column, text, column.equals("months") ? 4 : 13, decimals);
  }
}
