package org.royaltyledger.ledger.royalty;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * What usages of one offering, use type, territory, model version and span of days share.
 *
 * @param month of use
 * @param counts with which arrivals, {@link Counting#arrival}
 * @param revenueRow the place of the row that takes them, {@link #NO_ROW} without one
 * @param use null without a row
 * @param free whether nothing is paid for it
 */
record Setting(
    OfferingId offering,
    Territory territory,
    Period month,
    BitSet counts,
    int revenueRow,
    @Nullable Use use,
    boolean free) {

  static final int NO_ROW = -1;
}
