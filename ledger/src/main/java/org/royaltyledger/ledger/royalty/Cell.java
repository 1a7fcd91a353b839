package org.royaltyledger.ledger.royalty;

import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** What units are added up by; contributions of one cell are paid, or wait, alike. */
sealed interface Cell {

  /**
   * @param row the place of the revenue row among the period's
   * @param target its place in the facts
   */
  record Earns(
      int row,
      LicenceId licence,
      int target,
      Territory territoryOfUse,
      String useType,
      Period usedIn,
      Holding holding)
      implements Cell {}

  record Waits(int row, State state, RunResult.Kind kind, String target) implements Cell {}

  /** Usage that no revenue row takes. */
  record Unpaid(OfferingId offering, Territory territory, Period month) implements Cell {}
}
