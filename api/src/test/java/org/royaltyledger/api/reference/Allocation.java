package org.royaltyledger.api.reference;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.royaltyledger.api.reference.Counted.Covered;
import org.royaltyledger.api.reference.Facts.Earner;
import org.royaltyledger.api.reference.Facts.Usage;
import org.royaltyledger.api.reference.Refusal.Kind;

/**
 * Step 5: how a pool divides over assets and named parties.
 *
 * @param covered the licence's covered contributions in the row, at least one
 * @param boost what a unit of a contribution weighs
 * @param cap of a listener's units in the offering and month, where there is one
 * @param unitsOfListener all of these
 */
record Allocation(
    String model,
    boolean ownListeners,
    List<Covered> covered,
    Function<Covered, Fraction> boost,
    Optional<Fraction> cap,
    Function<String, Fraction> unitsOfListener) {
  private static final Fraction TEN_TO_12 = Fraction.of(BigInteger.TEN.pow(12));

  private static final Fraction TEN_TO_18 = Fraction.of(BigInteger.TEN.pow(18));

  /** A listener, or a usage that is its own. */
  private record Listener(boolean isUsage, String id) {}

  /** The part of the pool that one asset or named party earns. */
  Fraction shareOf(Earner earner) {
    Fraction all =
        earners(_ -> true).stream().map(this::weightOf).reduce(Fraction.ZERO, Fraction::plus);
    if (all.isZero()) { // "if nothing in a pool has any weight, it is divided by units"
      return units(it -> it.earner().equals(earner)).dividedBy(units(_ -> true));
    }
    return weightOf(earner).dividedBy(all);
  }

  private Fraction boosted(Predicate<Covered> which) {
    return covered.stream()
        .filter(which)
        .map(it -> it.units().times(boost.apply(it)))
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  /** "Each of its units counts N / total … rounded down to 12 decimals." */
  private Fraction capped(Earner earner, Fraction most) {
    Set<String> names = new LinkedHashSet<>();
    covered.forEach(
        it -> {
          if (it.usage().listener() != null) {
            names.add(it.usage().listener());
          }
        });
    Fraction weight =
        cut(boosted(it -> it.earner().equals(earner) && it.usage().listener() == null));
    for (String name : names) {
      Fraction total = unitsOfListener.apply(name);
      Fraction units =
          boosted(it -> it.earner().equals(earner) && name.equals(it.usage().listener()));
      weight =
          weight.plus(cut(total.compareTo(most) <= 0 ? units : units.times(most).dividedBy(total)));
    }
    return weight;
  }

  private static Fraction cut(Fraction units) {
    return Fraction.of(units.times(TEN_TO_12).floor());
  }

  private Fraction weightOf(Earner earner) {
    Fraction weight = Fraction.ZERO;
    switch (model) {
      case "PRO_RATA" ->
          weight =
              cap.isPresent()
                  ? capped(earner, cap.get())
                  : boosted(it -> it.earner().equals(earner));
      case "EQUAL" -> weight = Fraction.ONE;
      case "USER_CENTRIC" -> {
        for (Listener listener : listeners()) {
          Fraction ofIt =
              boosted(it -> listenerOf(it).equals(listener) && it.earner().equals(earner));
          Fraction ofAll = boosted(it -> listenerOf(it).equals(listener));
          if (!ofAll.isZero()) {
            weight = weight.plus(Fraction.of(TEN_TO_18.times(ofIt).dividedBy(ofAll).floor()));
          }
        }
      }
      case "SHAPLEY_INDEX" -> {
        for (Listener listener : listeners()) {
          Set<Earner> used = earners(it -> listenerOf(it).equals(listener));
          if (used.contains(earner)) {
            weight =
                weight.plus(Fraction.of(TEN_TO_18.dividedBy(Fraction.of(used.size())).floor()));
          }
        }
      }
      default -> throw new IllegalArgumentException("no such allocation: " + model);
    }
    return weight;
  }

  private Set<Earner> earners(Predicate<Covered> which) {
    Set<Earner> earners = new LinkedHashSet<>();
    covered.stream().filter(which).forEach(it -> earners.add(it.earner()));
    return earners;
  }

  private Fraction units(Predicate<Covered> which) {
    return covered.stream().filter(which).map(Covered::units).reduce(Fraction.ZERO, Fraction::plus);
  }

  private Set<Listener> listeners() {
    Set<Listener> listeners = new LinkedHashSet<>();
    covered.forEach(it -> listeners.add(listenerOf(it)));
    return listeners;
  }

  /** "A usage without listener stops such a close …; with OWN each is its own listener." */
  private Listener listenerOf(Covered it) {
    Usage usage = it.usage();
    if (usage.listener() != null) {
      return new Listener(false, usage.listener());
    }
    if (!ownListeners) {
      throw new Refusal(Kind.MISSING_LISTENER, "usage %s, %s".formatted(usage.id(), model));
    }
    return new Listener(true, usage.id());
  }
}
