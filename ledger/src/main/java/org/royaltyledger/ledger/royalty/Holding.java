package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.value.PartyId;

/** Who holds a target on a day, in percent. A class, as its hash is asked for by every cell. */
final class Holding {

  static final Holding NONE = new Holding(Map.of());

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  private final SortedMap<PartyId, BigDecimal> percents;
  private final int hash;

  private Holding(Map<PartyId, BigDecimal> percents) {
    this.percents = Collections.unmodifiableSortedMap(new TreeMap<>(percents));
    this.hash = percents.hashCode();
  }

  /** All of a named party's is its own. */
  static Holding own(PartyId party) {
    return new Holding(Map.of(party, WHOLE));
  }

  static Holding of(List<Splits.Share> inForce) {
    var percents = new TreeMap<PartyId, BigDecimal>();
    for (Splits.Share share : inForce) {
      if (share.percent().signum() > 0) {
        percents.merge(share.party(), share.percent(), BigDecimal::add);
      }
    }
    percents.replaceAll((_, percent) -> Fractions.plain(percent));
    return new Holding(percents);
  }

  /** Above 0, summing to exactly 100; empty is no split. */
  SortedMap<PartyId, BigDecimal> percents() {
    return percents;
  }

  boolean isNone() {
    return percents.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Holding it && hash == it.hash && percents.equals(it.percents));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
