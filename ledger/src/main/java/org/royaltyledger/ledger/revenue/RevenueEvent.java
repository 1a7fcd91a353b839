package org.royaltyledger.ledger.revenue;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of revenue and exchange rates. */
public sealed interface RevenueEvent extends FactEvent {

  /** Figures are plain decimals; null is not reported. */
  record RevenueRecorded(
      String period,
      String offering,
      String territory,
      String currency,
      @Nullable String grossRevenue,
      String netRevenue,
      @Nullable String subscribers,
      @Nullable String totalContentCost,
      @Nullable String performanceRoyalties)
      implements RevenueEvent {
    @Override
    public String key() {
      return Key.of("revenue", period, offering, territory);
    }

    @Override
    public Optional<String> objection(FactEvent newest) {
      return newest instanceof RevenueRecorded it && !it.currency.equals(currency)
          ? Optional.of(
              "revenue of %s, %s, %s is in %s already and cannot also be in %s: correct it in %s"
                  .formatted(period, offering, territory, it.currency, currency, it.currency))
          : Optional.empty();
    }
  }

  /**
   * @param rate a plain decimal above 0: 1 {@code from} = rate {@code to}
   */
  record RateRecorded(LocalDate date, String from, String to, String rate, String source)
      implements RevenueEvent {
    @Override
    public String key() {
      return Key.of("rate", date.toString(), from, to);
    }
  }
}
