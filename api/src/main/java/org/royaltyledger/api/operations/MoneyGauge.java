package org.royaltyledger.api.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.balance.MoneyState;
import org.royaltyledger.projections.balance.MoneyStates;
import org.springframework.stereotype.Component;

/**
 * Where all money stands, to be watched. All postings are added up for it, so that is done after a
 * close and now and then, and never because somebody asks.
 */
@Component
class MoneyGauge {

  private static final long NOW_AND_THEN = Duration.ofSeconds(10).toNanos();

  /** Whatever was booked is booked in a month before it. */
  private static final Period LAST = Period.parse("9999-12");

  private final MoneyStates money;
  private final MultiGauge gauge;
  private int closes = -1;
  private long place = -1;
  private long at;

  MoneyGauge(MoneyStates money, MeterRegistry registry) {
    this.money = money;
    this.gauge =
        MultiGauge.builder("royalty.ledger.money.minor.units")
            .description(
                "Money of a currency in a state of the books, in minor units (cents; yen), so that"
                    + " it is a whole number; read after a close and at most every 10 seconds")
            .register(registry);
  }

  /**
   * Reads again if it may have changed.
   *
   * @param closes that the balances know
   * @param place up to which they have followed the log
   */
  void refresh(int closes, long place) {
    if (place == this.place
        || (closes == this.closes && System.nanoTime() - at < NOW_AND_THEN && this.place >= 0)) {
      return;
    }
    gauge.register(money.of(LAST).stream().map(MoneyGauge::row).toList(), true);
    this.closes = closes;
    this.place = place;
    at = System.nanoTime();
  }

  private static MultiGauge.Row<Number> row(MoneyState it) {
    return MultiGauge.Row.of(
        Tags.of("currency", it.currency(), "state", it.state()), it.after().unscaledValue());
  }
}
