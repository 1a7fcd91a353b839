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

/**
 * Who holds a target on a day, in percent, and how much of that is held back. A class, as its hash
 * is asked for by every cell.
 */
final class Holding {

  static final Holding NONE = new Holding(Map.of(), Map.of());

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  private final SortedMap<PartyId, BigDecimal> percents;
  private final SortedMap<PartyId, BigDecimal> held;
  private final int hash;

  private Holding(Map<PartyId, BigDecimal> percents, Map<PartyId, BigDecimal> held) {
    this.percents = Collections.unmodifiableSortedMap(new TreeMap<>(percents));
    this.held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    this.hash = 31 * percents.hashCode() + held.hashCode();
  }

  /**
   * @param percents above 0, without trailing zeros, summing to exactly 100
   * @param held of these, above 0, without trailing zeros
   */
  static Holding of(Map<PartyId, BigDecimal> percents, Map<PartyId, BigDecimal> held) {
    return new Holding(percents, held);
  }

  /** All of a named party's is its own. */
  static Holding own(PartyId party) {
    return new Holding(Map.of(party, WHOLE), Map.of());
  }

  static Holding of(List<Splits.Share> inForce) {
    var percents = new TreeMap<PartyId, BigDecimal>();
    for (Splits.Share share : inForce) {
      if (share.percent().signum() > 0) {
        percents.merge(share.party(), share.percent(), BigDecimal::add);
      }
    }
    percents.replaceAll((_, percent) -> Fractions.plain(percent));
    return new Holding(percents, Map.of());
  }

  /** Above 0, summing to exactly 100; empty is no split. */
  SortedMap<PartyId, BigDecimal> percents() {
    return percents;
  }

  /** Of these percents, what is held back until a claim is decided. */
  SortedMap<PartyId, BigDecimal> held() {
    return held;
  }

  boolean isNone() {
    return percents.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Holding it
            && hash == it.hash
            && percents.equals(it.percents)
            && held.equals(it.held));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
