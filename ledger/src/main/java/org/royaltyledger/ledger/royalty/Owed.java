package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** Which licences are owed something whatever is used, and in which rows. */
final class Owed {

  private final List<Revenue> rows;

  private Owed(List<Revenue> rows) {
    this.rows = rows;
  }

  /**
   * Adds them to the rows that could take usage of theirs, without any usage.
   *
   * @param usage of each row of the period, in their order
   */
  static void add(Facts facts, Period period, List<Tally.Row> usage) {
    var owed = new Owed(facts.revenue(period));
    for (Licence licence : facts.licences()) {
      if (licence.isOwedWithoutUse() && isInForce(licence, period)) {
        for (int row = 0; row < owed.rows.size(); row++) {
          if (owed.couldTake(row, licence)) {
            usage.get(row).use(licence.id());
          }
        }
      }
    }
  }

  /** On some day of the period. */
  static boolean isInForce(Licence licence, Period period) {
    @Nullable LocalDate to = licence.window().to();
    return !licence.window().from().isAfter(period.lastDay())
        && (to == null || to.isAfter(period.firstDay()));
  }

  /** Whether a row takes usage of a territory that the licence is for. */
  private boolean couldTake(int row, Licence licence) {
    Revenue.Row key = rows.get(row).row();
    if (!key.offering().equals(licence.offering())) {
      return false;
    }
    if (licence.territories().contains(Territory.WORLDWIDE)
        || licence.territories().contains(key.territory())) {
      return true;
    }
    return key.territory().equals(Territory.WORLDWIDE)
        && !territoriesOf(licence).containsAll(licence.territories());
  }

  /** Of the rows of its offering. */
  private Set<Territory> territoriesOf(Licence licence) {
    return rows.stream()
        .map(Revenue::row)
        .filter(it -> it.offering().equals(licence.offering()))
        .map(Revenue.Row::territory)
        .collect(Collectors.toSet());
  }
}
