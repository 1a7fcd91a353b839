package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.policy.Policy;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.policy.Subject;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Window;

/** The rules that offerings lay down, by what they are asked with; immutable. */
final class Policies {

  private record About(OfferingId offering, Policy.Rule rule, Subject subject) {}

  private final Map<About, List<Policy>> policies = new HashMap<>();

  // By kind of subject, the most decimals that a boost of it has in an offering.
  private final Map<OfferingId, Map<Subject.Kind, Integer>> decimals = new HashMap<>();

  private Policies() {}

  static Policies of(List<? extends PolicyEvent> facts) {
    var policies = new Policies();
    for (PolicyEvent fact : facts) {
      switch (fact) {
        case PolicyEvent.PolicyRecorded it -> policies.add(Policy.from(it));
      }
    }
    return policies;
  }

  private void add(Policy it) {
    if (!it.isInForce()) {
      return;
    }
    policies
        .computeIfAbsent(new About(it.offering(), it.rule(), it.subject()), _ -> new ArrayList<>())
        .add(it);
    if (it.rule() == Policy.Rule.BOOST) {
      decimals
          .computeIfAbsent(it.offering(), _ -> new HashMap<>())
          .merge(it.subject().kind(), Math.max(0, value(it).scale()), Math::max);
    }
  }

  private static BigDecimal value(Policy it) {
    return Objects.requireNonNull(it.value());
  }

  /** The days on which what is asked for by the day of use begins and ends. */
  void eachWindow(Consumer<Window> windows) {
    policies.values().stream()
        .flatMap(List::stream)
        .filter(it -> !it.rule().isOfMonths())
        .forEach(it -> windows.accept(it.window()));
  }

  /** Of those in force on a day the one that began last. */
  private @Nullable Policy on(
      OfferingId offering, Policy.Rule rule, Subject subject, LocalDate day) {
    if (policies.isEmpty()) {
      return null;
    }
    Policy latest = null;
    for (Policy it : policies.getOrDefault(new About(offering, rule, subject), List.of())) {
      if (it.window().contains(day)
          && (latest == null || it.window().from().isAfter(latest.window().from()))) {
        latest = it;
      }
    }
    return latest;
  }

  /**
   * How often an asset must be used.
   *
   * @param first the first of the months that are counted, up to the one that was asked for
   */
  record MinStreams(long quantity, Period first) {}

  /** What is asked of assets in a month, null if nothing is. */
  @Nullable MinStreams minStreams(OfferingId offering, Period period) {
    Policy it = on(offering, Policy.Rule.MIN_STREAMS, Subject.ALL, period.firstDay());
    return it == null
        ? null
        : new MinStreams(
            value(it).longValueExact(), new Period(period.month().minusMonths(it.months() - 1L)));
  }

  /** How many units of a listener count in a month, 0 if all do. */
  long cap(OfferingId offering, Period period) {
    Policy it = on(offering, Policy.Rule.LISTENER_CAP, Subject.ALL, period.firstDay());
    return it == null ? 0 : value(it).longValueExact();
  }

  /** Whether usage of a type is free on a day, whoever listens. */
  boolean isFree(OfferingId offering, String useType, LocalDate day) {
    return !policies.isEmpty()
        && on(offering, Policy.Rule.FREE_TRIAL, new Subject(Subject.Kind.USE_TYPE, useType), day)
            != null;
  }

  /** Those of listeners. */
  List<Policy> freeListeners() {
    return policies.values().stream()
        .flatMap(List::stream)
        .filter(it -> it.rule() == Policy.Rule.FREE_TRIAL)
        .filter(it -> it.subject().kind() == Subject.Kind.LISTENER)
        .toList();
  }

  /** Whether anything is ever boosted. */
  boolean boosts(OfferingId offering) {
    return decimals.containsKey(offering);
  }

  /** What a unit weighs that is not boosted: a power of ten that makes all boosts whole. */
  long boostScale(OfferingId offering) {
    Map<Subject.Kind, Integer> all = decimals.get(offering);
    return all == null ? 1 : powerOfTen(all.values().stream().mapToInt(it -> it).sum());
  }

  /** What a unit weighs: each of several boosts multiplies. */
  long boost(OfferingId offering, Target target, String useType, LocalDate day) {
    Map<Subject.Kind, Integer> all = decimals.get(offering);
    if (all == null) {
      return 1;
    }
    long boost = 1;
    for (Map.Entry<Subject.Kind, Integer> of : all.entrySet()) {
      String code = code(of.getKey(), target, useType);
      Policy it =
          code == null
              ? null
              : on(offering, Policy.Rule.BOOST, new Subject(of.getKey(), code), day);
      boost *=
          it == null
              ? powerOfTen(of.getValue())
              : value(it).movePointRight(of.getValue()).longValueExact();
    }
    return boost;
  }

  private static @Nullable String code(Subject.Kind kind, Target target, String useType) {
    return switch (kind) {
      case ASSET -> target instanceof Target.OfAsset it ? it.asset().id().code() : null;
      case PARTY -> target.controller().code();
      case USE_TYPE -> useType;
      case ALL, LISTENER -> null;
    };
  }

  private static long powerOfTen(int exponent) {
    return BigDecimal.ONE.movePointRight(exponent).longValueExact();
  }
}
