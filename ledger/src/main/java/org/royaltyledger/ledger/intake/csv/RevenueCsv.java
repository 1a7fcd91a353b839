package org.royaltyledger.ledger.intake.csv;

import java.math.BigDecimal;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** {@code revenue*.csv}: what services earned and paid. */
public final class RevenueCsv extends CsvFacts {

  private static final Period FIRST = Period.parse("1970-01");

  public RevenueCsv() {
    super(
        "period offering territory currency netRevenue",
        "grossRevenue subscribers totalContentCost performanceRoyalties");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    CurrencyUnit currency = Currencies.of(row.given("currency"));
    String subscribers = row.optional("subscribers");
    var revenue =
        new Revenue(
            new Revenue.Row(
                month(row.given("period")),
                intake.known(new OfferingId(row.given("offering"))),
                new Territory(row.given("territory"))),
            currency,
            money(row, "grossRevenue", currency),
            Values.money("netRevenue", row.given("netRevenue"), currency),
            subscribers == null ? null : Values.decimal("subscribers", subscribers, 15, 6),
            money(row, "totalContentCost", currency),
            money(row, "performanceRoyalties", currency));
    intake.offer(revenue.recorded(), row.line());
  }

  /**
   * An earlier month, left open by a slip of the pen, would have to be closed before all others.
   */
  private static Period month(String text) {
    Period month = Period.parse(text);
    if (month.compareTo(FIRST) < 0) {
      throw new IllegalArgumentException(
          "period '%s' is before %s, when no usage can be: correct it".formatted(month, FIRST));
    }
    return month;
  }

  private static @Nullable BigDecimal money(CsvRow row, String column, CurrencyUnit currency) {
    String text = row.optional(column);
    return text == null ? null : Values.money(column, text, currency);
  }
}
