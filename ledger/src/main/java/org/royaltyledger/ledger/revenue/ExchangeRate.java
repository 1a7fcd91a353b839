package org.royaltyledger.ledger.revenue;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.value.Currencies;

/** 1 {@code from} was {@code rate} {@code to} on a date, says {@code source}. */
public record ExchangeRate(
    LocalDate date, CurrencyUnit from, CurrencyUnit to, BigDecimal rate, String source) {

  public ExchangeRate {
    if (rate.signum() <= 0) {
      throw new IllegalArgumentException(
          "rate '%s' is not above 0: correct it".formatted(rate.toPlainString()));
    }
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "rate goes from %s to itself: give two currencies".formatted(from));
    }
    rate = rate.stripTrailingZeros();
  }

  public RevenueEvent.RateRecorded recorded() {
    return new RevenueEvent.RateRecorded(
        date, from.getCurrencyCode(), to.getCurrencyCode(), rate.toPlainString(), source);
  }

  public static ExchangeRate from(RevenueEvent.RateRecorded event) {
    return new ExchangeRate(
        event.date(),
        Currencies.of(event.from()),
        Currencies.of(event.to()),
        new BigDecimal(event.rate()),
        event.source());
  }
}
