package org.royaltyledger.ledger.royalty;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * What usages of one offering, use type, territory, model version and span of days share.
 *
 * @param month of use
 * @param revenueRow the place of the row that takes them, {@link #NO_ROW} without one
 * @param use null without a row
 */
record Setting(
    OfferingId offering,
    Territory territory,
    Period month,
    Counts counts,
    int revenueRow,
    @Nullable Use use) {

  static final int NO_ROW = -1;

  /** When a usage counts, by when its block was recorded. */
  enum Counts {
    NEVER,
    /** After the last cut-off only: its month is closed. */
    LATE,
    ALWAYS
  }
}
