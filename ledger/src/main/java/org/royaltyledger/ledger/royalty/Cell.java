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
   * @param level of {@link Reliability}
   * @param boost what a unit weighs, in parts of its offering's {@link Policies#boostScale}
   */
  record Earns(
      int row,
      LicenceId licence,
      int target,
      Territory territoryOfUse,
      String useType,
      Period usedIn,
      Holding holding,
      int level,
      long boost)
      implements Cell {

    /** By hand: asked for each target in each setting, and a record's own is slow to warm up. */
    @Override
    public int hashCode() {
      int hash = row * 31 + target;
      hash = hash * 31 + licence.code().hashCode();
      hash = hash * 31 + territoryOfUse.code().hashCode();
      hash = hash * 31 + useType.hashCode();
      hash = hash * 31 + usedIn.hashCode();
      hash = hash * 31 + level;
      hash = hash * 31 + holding.hashCode();
      return hash * 31 + Long.hashCode(boost);
    }
  }

  /** What a fallback takes of which nobody knows what is in it. */
  record Unattributed(int row, LicenceId licence) implements Cell {}

  record Waits(int row, State state, RunResult.Kind kind, String target) implements Cell {}

  /** Usage that no revenue row takes. */
  record Unpaid(OfferingId offering, Territory territory, Period month) implements Cell {}

  /** Usage that an exclusion takes out. */
  record LeftOut(OfferingId offering, Territory territory, Period month) implements Cell {}
}
