package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Who holds a target on a day, in percent.
 *
 * @param percents above 0, summing to exactly 100; empty is no split
 */
record Holding(SortedMap<PartyId, BigDecimal> percents) {

  static final Holding NONE = new Holding(new TreeMap<>());

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  Holding {
    percents = Collections.unmodifiableSortedMap(new TreeMap<>(percents));
  }

  /** All of a named party's is its own. */
  static Holding own(PartyId party) {
    return new Holding(new TreeMap<>(Map.of(party, WHOLE)));
  }

  static Holding of(List<Splits.Share> inForce) {
    var percents = new TreeMap<PartyId, BigDecimal>();
    for (Splits.Share share : inForce) {
      if (share.percent().signum() > 0) {
        percents.merge(share.party(), share.percent(), BigDecimal::add);
      }
    }
    percents.replaceAll((_, percent) -> plain(percent));
    return new Holding(percents);
  }

  private static BigDecimal plain(BigDecimal percent) {
    BigDecimal stripped = percent.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  boolean isNone() {
    return percents.isEmpty();
  }
}
