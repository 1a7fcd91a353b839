package org.royaltyledger.ledger.revenue;

import java.math.BigDecimal;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * What a service earned and paid in a period, per offering and territory.
 *
 * <p>All figures are 0 or more, money in the currency's decimals; null is not reported.
 */
public record Revenue(
    Row row,
    CurrencyUnit currency,
    @Nullable BigDecimal grossRevenue,
    BigDecimal netRevenue,
    @Nullable BigDecimal subscribers,
    @Nullable BigDecimal totalContentCost,
    @Nullable BigDecimal performanceRoyalties) {

  /** The key of a revenue row. */
  public record Row(Period period, OfferingId offering, Territory territory)
      implements Comparable<Row> {
    @Override
    public int compareTo(Row other) {
      int byPeriod = period.compareTo(other.period);
      int byOffering = byPeriod != 0 ? byPeriod : offering.compareTo(other.offering);
      return byOffering != 0 ? byOffering : territory.compareTo(other.territory);
    }
  }

  public RevenueEvent.RevenueRecorded recorded() {
    return new RevenueEvent.RevenueRecorded(
        row.period().toString(),
        row.offering().code(),
        row.territory().code(),
        currency.getCurrencyCode(),
        plain(grossRevenue),
        netRevenue.toPlainString(),
        plain(subscribers),
        plain(totalContentCost),
        plain(performanceRoyalties));
  }

  public static Revenue from(RevenueEvent.RevenueRecorded event) {
    return new Revenue(
        new Row(
            Period.parse(event.period()),
            new OfferingId(event.offering()),
            new Territory(event.territory())),
        Currencies.of(event.currency()),
        figure(event.grossRevenue()),
        new BigDecimal(event.netRevenue()),
        figure(event.subscribers()),
        figure(event.totalContentCost()),
        figure(event.performanceRoyalties()));
  }

  private static @Nullable BigDecimal figure(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static @Nullable String plain(@Nullable BigDecimal figure) {
    return figure == null ? null : figure.toPlainString();
  }
}
