package org.royaltyledger.ledger.royalty;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.royaltyledger.ledger.value.OfferingId;

/** Which assets were used often enough to earn in a month, by offering; immutable. */
public final class Eligibility {

  /** Nothing is asked of any asset. */
  public static final Eligibility ALL = new Eligibility(Map.of(), 0);

  private final Map<OfferingId, boolean[]> eligible = new HashMap<>();
  private final int targets;

  /**
   * @param eligible by the places of targets in the facts; offerings that ask nothing are not there
   */
  Eligibility(Map<OfferingId, boolean[]> eligible, int targets) {
    eligible.forEach((offering, of) -> this.eligible.put(offering, Arrays.copyOf(of, of.length)));
    this.targets = targets;
  }

  /** Of what the facts do not know, as of parties, nothing is asked. */
  boolean isEligible(OfferingId offering, int target) {
    if (eligible.isEmpty() || target >= targets) {
      return true;
    }
    boolean[] of = eligible.get(offering);
    return of == null || of[target];
  }
}
