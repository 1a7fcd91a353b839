package org.royaltyledger.projections.run;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Refused;

/**
 * What a month comes to by all that the log held up to a place.
 *
 * @param booked by closes that were recorded up to there; null if the month was open
 * @param result what the calculation gives: all that is booked, and what the next close would add;
 *     null if it cannot be calculated
 * @param why it cannot be calculated; null if it can
 */
public record KnownMonth(
    long place, @Nullable RunResult booked, @Nullable RunResult result, @Nullable Refused why) {

  /** All that can be said of it, null if that is nothing. */
  public @Nullable RunResult said() {
    return result == null ? booked : result;
  }

  public boolean isClosed() {
    return booked != null;
  }

  /** Whether all that is known is booked. */
  boolean isBooked() {
    return booked != null && says(booked);
  }

  /** Whether it comes to that, in all that is counted or paid. */
  boolean says(RunResult other) {
    return result != null && result.minus(other).isNothing();
  }
}
