package org.royaltyledger.ledger.royalty;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Period;

/**
 * Which usages count in a period: up to its cut-off, of it or before, and not counted already.
 *
 * @param lastClosed the month closed last, null before the first close
 * @param lastCutOff the log's place up to which {@code lastClosed} counted; without meaning while
 *     that is null
 * @param cutOff the log's place up to which this period counts, inclusive
 */
public record Counting(Period period, @Nullable Period lastClosed, long lastCutOff, long cutOff) {

  public Counting {
    if (lastClosed != null && lastClosed.compareTo(period) >= 0) {
      throw new IllegalArgumentException(
          "period %s is not after %s, which is closed".formatted(period, lastClosed));
    }
    if (lastClosed != null && lastCutOff > cutOff) {
      throw new IllegalArgumentException(
          "cut-off %d of %s is before %d, that of %s"
              .formatted(cutOff, period, lastCutOff, lastClosed));
    }
  }
}
