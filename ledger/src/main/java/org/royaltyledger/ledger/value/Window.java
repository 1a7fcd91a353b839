package org.royaltyledger.ledger.value;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whole UTC days in force.
 *
 * @param from the first day, inclusive
 * @param to the first day no longer in force; null is open
 */
public record Window(LocalDate from, @Nullable LocalDate to) {

  public Window {
    if (to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException(
          "to '%s' is not after from '%s': to is the first day no longer in force"
              .formatted(to, from));
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && (to == null || day.isBefore(to));
  }
}
