package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Claim;
import org.royaltyledger.ledger.money.Allocation;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.party.Party;
import org.royaltyledger.ledger.value.PartyId;

/**
 * A split under the claims that are in force for a use: first what was granted goes to the
 * claimants, then what is still open holds back. In the order of claims' ids; what is taken from
 * several holders is taken in proportion, to 18 decimals by largest remainder, ties to the lower
 * id.
 */
final class Claimed {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** As fine as shares are. */
  private static final int DECIMALS = 18;

  private final SortedMap<PartyId, BigDecimal> percents;
  private final SortedMap<PartyId, BigDecimal> held = new TreeMap<>();

  private Claimed(Holding split) {
    this.percents = new TreeMap<>(split.percents());
  }

  /**
   * @param claims in force, by their ids
   */
  static Holding of(Holding split, List<Claim> claims) {
    if (split.isNone() || claims.isEmpty()) {
      return split;
    }
    var claimed = new Claimed(split);
    for (Claim claim : claims) {
      if (claim.status() == Claim.Status.REDIRECTED) {
        claimed.redirect(claim);
      }
    }
    claimed.holdBack(claims.stream().filter(it -> it.status() == Claim.Status.OPEN).toList());
    return claimed.holding();
  }

  private Holding holding() {
    percents.replaceAll((_, percent) -> Fractions.plain(percent));
    percents.values().removeIf(it -> it.signum() == 0);
    held.replaceAll((_, percent) -> Fractions.plain(percent));
    held.values().removeIf(it -> it.signum() == 0);
    return Holding.of(percents, held);
  }

  /** What nobody claims first, if the claim is against nobody. */
  private void redirect(Claim claim) {
    BigDecimal wanted = claim.share() == null ? WHOLE : claim.share();
    BigDecimal moved = BigDecimal.ZERO;
    if (claim.against() == null) {
      moved = take(wanted, Map.of(Party.UNCLAIMED, percent(Party.UNCLAIMED)));
    }
    moved = moved.add(take(wanted.subtract(moved), holders(claim.party(), claim.against())));
    percents.merge(claim.party(), moved, BigDecimal::add);
  }

  private BigDecimal take(BigDecimal wanted, Map<PartyId, BigDecimal> from) {
    SortedMap<PartyId, BigDecimal> taken = part(wanted, from);
    taken.forEach((party, percent) -> percents.merge(party, percent.negate(), BigDecimal::add));
    return sum(taken);
  }

  private void holdBack(List<Claim> open) {
    BigDecimal excess = overClaim(open);
    boolean whole =
        open.stream()
            .anyMatch(
                it ->
                    it.holds() == Claim.Holds.WHOLE
                        && (it.kind() != Claim.Kind.SHARE || excess.signum() > 0));
    if (whole) {
      held.putAll(holders(null, null));
      return;
    }
    BigDecimal left = excess;
    for (Claim claim : open) {
      BigDecimal wanted = claim.share() == null ? WHOLE : claim.share();
      if (claim.kind() == Claim.Kind.SHARE) {
        wanted = wanted.min(left);
        left = left.subtract(wanted);
      }
      part(wanted, free(claim.party(), claim.against()))
          .forEach((party, percent) -> held.merge(party, percent, BigDecimal::add));
    }
  }

  /** By how much all shares that are claimed exceed 100 percent; 0 if they do not. */
  private BigDecimal overClaim(List<Claim> open) {
    BigDecimal claimed = WHOLE.subtract(percent(Party.UNCLAIMED));
    for (Claim it : open) {
      if (it.kind() == Claim.Kind.SHARE && it.share() != null) {
        claimed = claimed.add(it.share());
      }
    }
    return claimed.subtract(WHOLE).max(BigDecimal.ZERO);
  }

  /** Their percents, of one or of all but the claimant, without what nobody claims. */
  private SortedMap<PartyId, BigDecimal> holders(
      @Nullable PartyId claimant, @Nullable PartyId against) {
    var holders = new TreeMap<PartyId, BigDecimal>();
    percents.forEach(
        (party, percent) -> {
          if (!party.equals(Party.UNCLAIMED)
              && !party.equals(claimant)
              && (against == null || party.equals(against))) {
            holders.put(party, percent);
          }
        });
    return holders;
  }

  /** Of these percents, what is not held back yet. */
  private SortedMap<PartyId, BigDecimal> free(PartyId claimant, @Nullable PartyId against) {
    SortedMap<PartyId, BigDecimal> free = holders(claimant, against);
    free.replaceAll(
        (party, percent) -> percent.subtract(held.getOrDefault(party, BigDecimal.ZERO)));
    return free;
  }

  private BigDecimal percent(PartyId party) {
    return percents.getOrDefault(party, BigDecimal.ZERO);
  }

  /** In proportion; all there is if that is less than what is wanted. */
  private static SortedMap<PartyId, BigDecimal> part(
      BigDecimal wanted, Map<PartyId, BigDecimal> from) {
    var part = new TreeMap<PartyId, BigDecimal>();
    BigDecimal sum = sum(from);
    if (wanted.signum() <= 0 || sum.signum() == 0) {
      return part;
    }
    if (wanted.compareTo(sum) >= 0) {
      part.putAll(from);
      return part;
    }
    var parties = new ArrayList<>(new TreeMap<>(from).keySet());
    List<BigInteger> weights =
        parties.stream().map(it -> scaled(from.getOrDefault(it, BigDecimal.ZERO))).toList();
    List<BigInteger> parts = Allocation.divide(scaled(wanted), weights);
    for (int i = 0; i < parts.size(); i++) {
      part.put(parties.get(i), new BigDecimal(parts.get(i), DECIMALS));
    }
    return part;
  }

  private static BigInteger scaled(BigDecimal percent) {
    return percent.movePointRight(DECIMALS).toBigIntegerExact();
  }

  private static BigDecimal sum(Map<PartyId, BigDecimal> percents) {
    return percents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
