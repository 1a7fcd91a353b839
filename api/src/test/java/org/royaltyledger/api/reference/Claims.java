package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.royaltyledger.api.reference.Facts.Claim;
import org.royaltyledger.api.reference.Facts.SplitRow;
import org.royaltyledger.api.reference.Facts.Usage;

/** "Claims": who gets which percent of an asset, and which of these are held back meanwhile. */
record Claims(Facts facts) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String UNCLAIMED = "UNCLAIMED";

  /** A party's percent, twice if a part of it is held. */
  record Part(String party, BigDecimal percent, boolean held) {}

  List<Part> parts(String asset, Usage usage, List<SplitRow> split) {
    TreeMap<String, BigDecimal> shares = new TreeMap<>(Facts.BY_BYTES);
    split.forEach(row -> shares.merge(row.party(), row.percent(), BigDecimal::add));
    shares.values().removeIf(percent -> percent.signum() == 0);
    TreeMap<String, BigDecimal> held = new TreeMap<>(Facts.BY_BYTES);
    if (!shares.isEmpty()) {
      List<Claim> inForce = inForce(asset, usage);
      inForce.stream()
          .filter(it -> it.status().equals("REDIRECTED"))
          .forEach(it -> grant(it, shares));
      hold(inForce.stream().filter(it -> it.status().equals("OPEN")).toList(), shares, held);
    }
    List<Part> parts = new ArrayList<>();
    shares.forEach(
        (party, percent) -> {
          BigDecimal back = held.getOrDefault(party, BigDecimal.ZERO);
          if (percent.compareTo(back) > 0) {
            parts.add(new Part(party, percent.subtract(back), false));
          }
          if (back.signum() > 0) {
            parts.add(new Part(party, back, true));
          }
        });
    return parts;
  }

  private List<Claim> inForce(String asset, Usage usage) {
    TreeMap<String, Claim> found = new TreeMap<>(Facts.BY_BYTES);
    facts.claims.forEach(
        (id, claim) -> {
          if (claim.asset().equals(asset)
              && List.of(usage.territory(), Coverage.WORLDWIDE).contains(claim.territory())
              && claim.window().holds(usage.day())) {
            found.put(id, claim);
          }
        });
    return List.copyOf(found.values());
  }

  /** "The claimed share goes to the claimant": of what nobody claims first. */
  private static void grant(Claim claim, TreeMap<String, BigDecimal> shares) {
    BigDecimal wanted = claim.share() == null ? HUNDRED : claim.share();
    BigDecimal given = BigDecimal.ZERO;
    if (claim.against().isEmpty()) {
      given = wanted.min(shares.getOrDefault(UNCLAIMED, BigDecimal.ZERO));
      if (given.signum() > 0) {
        shares.merge(UNCLAIMED, given.negate(), BigDecimal::add);
      }
    }
    Map<String, BigDecimal> from = named(claim, shares);
    for (Map.Entry<String, BigDecimal> it : proportion(wanted.subtract(given), from).entrySet()) {
      shares.merge(it.getKey(), it.getValue().negate(), BigDecimal::add);
      given = given.add(it.getValue());
    }
    shares.merge(claim.party(), given, BigDecimal::add);
    shares.values().removeIf(percent -> percent.signum() == 0);
  }

  private static void hold(
      List<Claim> open, TreeMap<String, BigDecimal> shares, TreeMap<String, BigDecimal> held) {
    BigDecimal all = HUNDRED.subtract(shares.getOrDefault(UNCLAIMED, BigDecimal.ZERO));
    for (Claim it : open) {
      if (it.kind().equals("SHARE")) {
        all = all.add(requireNonNull(it.share()));
      }
    }
    BigDecimal above = all.subtract(HUNDRED).max(BigDecimal.ZERO);
    Predicate<Claim> holdsAll =
        it -> !it.holds().equals("SHARE") && (!it.kind().equals("SHARE") || above.signum() > 0);
    if (open.stream().anyMatch(holdsAll)) {
      held.putAll(shares);
      held.remove(UNCLAIMED);
      return;
    }
    BigDecimal left = above;
    for (Claim it : open) {
      BigDecimal wanted = it.share() == null ? HUNDRED : it.share();
      if (it.kind().equals("SHARE")) {
        wanted = wanted.min(left);
        left = left.subtract(wanted);
      }
      Map<String, BigDecimal> free = named(it, shares);
      free.replaceAll(
          (party, percent) -> percent.subtract(held.getOrDefault(party, BigDecimal.ZERO)));
      proportion(wanted, free)
          .forEach((party, percent) -> held.merge(party, percent, BigDecimal::add));
    }
  }

  /** Those it is against: one holder, or all but the claimant. */
  private static Map<String, BigDecimal> named(Claim claim, TreeMap<String, BigDecimal> shares) {
    Map<String, BigDecimal> named = new LinkedHashMap<>();
    shares.forEach(
        (party, percent) -> {
          if (claim.against().isEmpty()
              ? !party.equals(UNCLAIMED) && !party.equals(claim.party())
              : party.equals(claim.against())) {
            named.put(party, percent);
          }
        });
    return named;
  }

  /** To 18 decimals by largest remainder; never more than there is. */
  private static Map<String, BigDecimal> proportion(
      BigDecimal wanted, Map<String, BigDecimal> from) {
    BigDecimal there = from.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal given = wanted.min(there);
    if (given.signum() <= 0) {
      return Map.of();
    }
    LinkedHashMap<String, Fraction> weights = new LinkedHashMap<>();
    from.forEach((party, percent) -> weights.put(party, Fraction.of(percent)));
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    Map<String, BigInteger> divided =
        LargestRemainder.divide(given.movePointRight(18).toBigIntegerExact(), weights);
    divided.forEach((party, part) -> parts.put(party, new BigDecimal(part, 18)));
    return parts;
  }
}
