package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;

/**
 * Step 2 of docs/calculation.md: the licence that covers a contribution, or the state in which its
 * money waits. Not for several threads.
 */
final class Coverage {

  /** What is decided for a target in a use. */
  sealed interface Decision {}

  /**
   * @param holding whose the money will be
   */
  record Covered(Licence licence, Holding holding) implements Decision {}

  record Waits(State state) implements Decision {}

  private record Member(PartyId party, LocalDate day) {}

  private final Facts facts;
  private final Map<Member, List<PartyId>> licensors = new HashMap<>();

  Coverage(Facts facts) {
    this.facts = facts;
  }

  /**
   * @param target null is unknown
   */
  Decision decide(Use use, @Nullable Target target) {
    if (target == null) {
      return new Waits(State.UNMATCHED);
    }
    Licence licence = licence(use, target);
    if (licence == null) {
      return new Waits(State.UNLICENSED);
    }
    Holding holding = holding(use, target);
    return consented(use, target, holding)
        ? new Covered(licence, holding)
        : new Waits(State.NO_CONSENT);
  }

  private @Nullable Licence licence(Use use, Target target) {
    PartyId controller = target.controller();
    AssetId asset = asset(target);
    Licence first = null;
    for (PartyId licensor :
        licensors.computeIfAbsent(
            new Member(controller, use.day()), it -> facts.licensors(it.party(), it.day()))) {
      first = first(use, facts.licences(licensor, use.offering().id(), null), first);
      if (asset != null) {
        first = first(use, facts.licences(licensor, use.offering().id(), asset), first);
      }
      if (first != null && licensor.equals(controller)) {
        return first; // own before membership
      }
    }
    return first;
  }

  /** The licence whose fallback takes a use of which nobody knows what is in it; null is none. */
  @Nullable Licence fallback(Use use) {
    return use.offering().clearance() == Offering.Clearance.JOINT
        ? null // nothing shows that both are covered
        : first(use, facts.fallbacks(use.offering().id()), null);
  }

  private static @Nullable Licence first(
      Use use, List<Licence> licences, @Nullable Licence before) {
    Licence first = before;
    for (Licence it : licences) {
      if (allows(it, use) && (first == null || precedes(it, first, use))) {
        first = it;
      }
    }
    return first;
  }

  private static boolean precedes(Licence a, Licence b, Use use) {
    boolean named = a.territories().contains(use.territory());
    if (named != b.territories().contains(use.territory())) {
      return named;
    }
    int later = a.window().from().compareTo(b.window().from());
    return later != 0 ? later > 0 : a.id().compareTo(b.id()) < 0;
  }

  /** All but its assets, by which it was found. */
  private static boolean allows(Licence licence, Use use) {
    return licence.window().contains(use.day())
        && licence.useTypes().contains(use.useType())
        && (licence.territories().contains(use.territory())
            || licence.territories().contains(Territory.WORLDWIDE))
        && (licence.modelVersions() == null
            || (use.modelVersion() != null
                && licence.modelVersions().contains(use.modelVersion())));
  }

  /** Null for a named party, which only licences and consents for all assets speak of. */
  private static @Nullable AssetId asset(Target target) {
    return switch (target) {
      case Target.OfAsset it -> it.asset().id();
      case Target.OfParty _ -> null;
    };
  }

  /** Whose the money of a target is. */
  Holding holding(Use use, Target target) {
    return switch (target) {
      case Target.OfAsset it -> facts.holding(it.asset().id(), use.territory(), use.day());
      case Target.OfParty it -> Holding.own(it.party());
    };
  }

  /** Whether those who are asked let a target be used so. */
  boolean consented(Use use, Target target, Holding holding) {
    AssetId asset = asset(target);
    Offering.Scope scope = use.offering().scope();
    if (facts.decision(target.controller(), asset, scope, use.day()) != Consent.Decision.OPT_IN) {
      return false;
    }
    for (PartyId holder : holding.percents().keySet()) {
      if (facts.decision(holder, asset, scope, use.day()) == Consent.Decision.OPT_OUT) {
        return false;
      }
    }
    return true;
  }
}
