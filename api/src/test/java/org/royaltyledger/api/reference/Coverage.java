package org.royaltyledger.api.reference;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.reference.Counted.Covered;
import org.royaltyledger.api.reference.Counted.Unknown;
import org.royaltyledger.api.reference.Counted.Waiting;
import org.royaltyledger.api.reference.Facts.Consent;
import org.royaltyledger.api.reference.Facts.Contribution;
import org.royaltyledger.api.reference.Facts.Earner;
import org.royaltyledger.api.reference.Facts.Licence;
import org.royaltyledger.api.reference.Facts.Membership;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Facts.SplitRow;
import org.royaltyledger.api.reference.Facts.Usage;

/** Steps 1 and 2, and the choice of a split that they share with step 6. */
record Coverage(Facts facts) {
  static final String WORLDWIDE = "Worldwide";

  /** Step 1: units = quantity × weight; step 2: covered, or the first state that applies. */
  List<Counted> contributionsOf(Usage usage, Set<String> ineligible) {
    List<Contribution> contributions = usage.contributions();
    if (contributions.isEmpty()) {
      List<Contribution> analysis = facts.outputs.getOrDefault(usage.output(), List.of());
      if (analysis.isEmpty()) { // "the output has no contributions yet: the whole usage"
        Fraction units = Fraction.of(usage.quantity());
        return List.of(
            fallbackFor(usage)
                .<Counted>map(licence -> new Unknown(usage, units, licence))
                .orElse(new Waiting(usage, units, "unattributed")));
      }
      contributions = analysis;
    }
    List<Counted> counted = new ArrayList<>();
    List<String> kinds = new ArrayList<>(); // of each, empty for what is no known asset
    for (Contribution contribution : contributions) {
      Fraction units = Fraction.of(usage.quantity()).times(Fraction.of(contribution.weight()));
      boolean counts =
          contribution.earner().isParty() || !ineligible.contains(contribution.earner().id());
      if (counts && !units.isZero()) { // "contributions of 0 units count nowhere"
        counted.add(judged(usage, units, contribution.earner()));
        kinds.add(
            contribution.earner().isParty()
                ? ""
                : facts.kindOfAsset.getOrDefault(contribution.earner().id(), ""));
      }
    }
    return Facts.get(facts.offerings, usage.offering()).joint() ? cleared(counted, kinds) : counted;
  }

  /** Joint clearance: "at least one covered of each kind, and no uncovered one of these kinds". */
  private static List<Counted> cleared(List<Counted> counted, List<String> kinds) {
    boolean isCleared = true;
    for (String kind : List.of("WORK", "RECORDING")) {
      int covered = 0;
      for (int i = 0; i < counted.size(); i++) {
        if (kinds.get(i).equals(kind)) {
          isCleared &= counted.get(i) instanceof Covered;
          covered++;
        }
      }
      isCleared &= covered > 0;
    }
    if (isCleared) {
      return counted;
    }
    return counted.stream()
        .map(it -> it instanceof Covered ? new Waiting(it.usage(), it.units(), "not-cleared") : it)
        .toList();
  }

  private Counted judged(Usage usage, Fraction units, Earner earner) {
    if (!isKnown(earner)) { // 2a
      return new Waiting(usage, units, "unmatched");
    }
    Optional<Licence> licence = licenceFor(usage, earner);
    if (licence.isEmpty()) { // 2b
      return new Waiting(usage, units, "unlicensed");
    }
    if (!hasConsent(usage, earner)) { // 2c
      return new Waiting(usage, units, "no-consent");
    }
    return new Covered(usage, units, earner, licence.get());
  }

  /** Whether the attribution of what counts of a usage has at least this confidence. */
  boolean isReliable(Usage usage, BigDecimal below) {
    Optional<BigDecimal> confidence =
        usage.contributions().isEmpty()
            ? facts.confidences.getOrDefault(usage.output(), Optional.empty())
            : Optional.ofNullable(usage.confidence());
    return confidence.filter(it -> it.compareTo(below) >= 0).isPresent();
  }

  /** "Of several the one chosen as among several licences", but for whose asset it is. */
  private Optional<Licence> fallbackFor(Usage usage) {
    Comparator<Licence> best =
        comparing((Licence licence) -> !licence.territories().contains(usage.territory()))
            .thenComparing(licence -> licence.window().from(), reverseOrder())
            .thenComparing(Licence::id, Facts.BY_BYTES);
    return facts.licences.values().stream()
        .filter(_ -> !Facts.get(facts.offerings, usage.offering()).joint())
        .filter(licence -> licence.parts().stream().anyMatch(it -> it.fallback() != null))
        .filter(licence -> isFor(licence, usage))
        .min(best);
  }

  private boolean isKnown(Earner earner) {
    return earner.isParty()
        ? facts.parties.containsKey(earner.id())
        : facts.controllerOfAsset.containsKey(earner.id());
  }

  /** The asset's controller, or the named party itself. */
  private String controllerOf(Earner earner) {
    return earner.isParty() ? earner.id() : Facts.get(facts.controllerOfAsset, earner.id());
  }

  /** 2b: "own before membership, naming the usage's territory …, latest from, lowest id". */
  private Optional<Licence> licenceFor(Usage usage, Earner earner) {
    String controller = controllerOf(earner);
    Set<String> licensors = withThoseItIsAMemberOf(controller, usage.day());
    Comparator<Licence> best =
        comparing((Licence licence) -> !licence.licensor().equals(controller))
            .thenComparing(licence -> !licence.territories().contains(usage.territory()))
            .thenComparing(licence -> licence.window().from(), reverseOrder())
            .thenComparing(Licence::id, Facts.BY_BYTES);
    return facts.licences.values().stream()
        .filter(licence -> licensors.contains(licence.licensor()))
        .filter(licence -> covers(licence, usage, earner))
        .min(best);
  }

  /** "For this offering, use type, territory, model version, asset and day." */
  private static boolean covers(Licence licence, Usage usage, Earner earner) {
    return isFor(licence, usage)
        && (licence.assets() == null
            || (!earner.isParty() && requireNonNull(licence.assets()).contains(earner.id())));
  }

  private static boolean isFor(Licence licence, Usage usage) {
    return licence.offering().equals(usage.offering())
        && licence.useTypes().contains(usage.useType())
        && (licence.territories().contains(usage.territory())
            || licence.territories().contains(WORLDWIDE))
        && (licence.modelVersions() == null
            || isOneOf(usage.modelVersion(), requireNonNull(licence.modelVersions())))
        && licence.window().holds(usage.day());
  }

  private static boolean isOneOf(@Nullable String text, List<String> texts) {
    return text != null && texts.contains(text);
  }

  /** "That day, directly or through others." */
  private Set<String> withThoseItIsAMemberOf(String party, LocalDate day) {
    Set<String> found = new TreeSet<>(Set.of(party));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Membership membership : facts.memberships.values()) {
        if (membership.window().holds(day) && found.contains(membership.party())) {
          grown |= found.add(membership.memberOf());
        }
      }
    }
    return found;
  }

  /** 2c: the controller's OPT_IN, and no OPT_OUT of anyone with more than 0 % in the split. */
  private boolean hasConsent(Usage usage, Earner earner) {
    if (!decision(controllerOf(earner), usage, earner).equals(Optional.of(true))) {
      return false;
    }
    if (earner.isParty()) {
      return true;
    }
    for (Claims.Part share : partsOf(earner.id(), usage)) {
      if (share.percent().signum() > 0
          && decision(share.party(), usage, earner).equals(Optional.of(false))) {
        return false;
      }
    }
    return true;
  }

  /** "The asset's own row beats {@code *}, then the latest from, then OPT_OUT; none means no." */
  private Optional<Boolean> decision(String party, Usage usage, Earner earner) {
    String scope = Facts.get(facts.offerings, usage.offering()).scope();
    return facts.consents.values().stream()
        .filter(consent -> consent.party().equals(party) && consent.scope().equals(scope))
        .filter(consent -> consent.window().holds(usage.day()))
        .filter(
            consent ->
                consent.asset().equals("*")
                    || (!earner.isParty() && consent.asset().equals(earner.id())))
        .min(
            comparing((Consent consent) -> consent.asset().equals("*"))
                .thenComparing(consent -> consent.window().from(), reverseOrder())
                .thenComparing(Consent::optIn))
        .map(Consent::optIn);
  }

  /** Step 6: "the usage's own territory before Worldwide"; empty where nothing is in force. */
  private List<SplitRow> splitOf(String asset, Usage usage) {
    for (String territory : List.of(usage.territory(), WORLDWIDE)) {
      List<SplitRow> inForce =
          facts.splits.getOrDefault(List.of(asset, territory), List.of()).stream()
              .filter(share -> share.window().holds(usage.day()))
              .toList();
      if (!inForce.isEmpty()) {
        return inForce;
      }
    }
    return List.of();
  }

  /** "All assets that the licence covers, used or not", as if each were used once on that day. */
  List<Covered> works(Licence licence, Row row) {
    LocalDate last = row.period().atEndOfMonth();
    LocalDate to = licence.window().to();
    LocalDate day = to == null || to.isAfter(last) ? last : to.minusDays(1);
    Usage asIf =
        new Usage(
            "",
            day,
            "",
            row.offering(),
            row.territory(),
            null,
            BigInteger.ONE,
            null,
            "",
            null,
            List.of());
    List<Covered> works = new ArrayList<>();
    for (String asset :
        licence.assets() == null
            ? facts.repertoires.getOrDefault(licence.id(), facts.controllerOfAsset.keySet())
            : requireNonNull(licence.assets())) {
      Earner earner = new Earner(false, asset);
      if (withThoseItIsAMemberOf(controllerOf(earner), day).contains(licence.licensor())
          && hasConsent(asIf, earner)) {
        works.add(new Covered(asIf, Fraction.ONE, earner, licence));
      }
    }
    return works;
  }

  /** Step 6 for any earner: "a named party gets all of its own". */
  List<Claims.Part> sharesOf(Covered covered) {
    return covered.earner().isParty()
        ? List.of(new Claims.Part(covered.earner().id(), BigDecimal.valueOf(100), false))
        : partsOf(covered.earner().id(), covered.usage());
  }

  private List<Claims.Part> partsOf(String asset, Usage usage) {
    return new Claims(facts).parts(asset, usage, splitOf(asset, usage));
  }
}
