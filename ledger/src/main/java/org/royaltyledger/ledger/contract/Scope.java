package org.royaltyledger.ledger.contract;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;

/**
 * Which income is meant, by what it is for; null is all.
 *
 * @param assets where given, money that an adjustment moves without a line of its own is not meant
 */
public record Scope(
    @Nullable SortedSet<String> offerings,
    @Nullable SortedSet<String> licences,
    @Nullable SortedSet<String> assets,
    @Nullable SortedSet<String> useTypes) {

  /** All income. */
  public static final Scope ALL = new Scope(null, null, null, null);

  public Scope {
    offerings = copy(offerings);
    licences = copy(licences);
    assets = copy(assets);
    useTypes = copy(useTypes);
  }

  /** Whether it can be decided without the asset and the use type. */
  boolean isByPool() {
    return assets == null && useTypes == null;
  }

  boolean holds(Earned it) {
    return has(offerings, it.offering())
        && has(licences, it.licence())
        && has(assets, it.asset())
        && has(useTypes, it.useType());
  }

  private static boolean has(@Nullable SortedSet<String> some, @Nullable String one) {
    return some == null || (one != null && some.contains(one));
  }

  ContractEvent.Scope recorded() {
    return new ContractEvent.Scope(list(offerings), list(licences), list(assets), list(useTypes));
  }

  static Scope from(ContractEvent.Scope it) {
    return new Scope(set(it.offerings()), set(it.licences()), set(it.assets()), set(it.useTypes()));
  }

  private static @Nullable SortedSet<String> copy(@Nullable SortedSet<String> some) {
    return some == null ? null : Collections.unmodifiableSortedSet(ordered(some));
  }

  private static @Nullable List<String> list(@Nullable SortedSet<String> some) {
    return some == null ? null : List.copyOf(some);
  }

  private static @Nullable SortedSet<String> set(@Nullable List<String> some) {
    return some == null ? null : ordered(some);
  }

  private static SortedSet<String> ordered(Iterable<String> some) {
    var ordered = new TreeSet<String>(Codes.ORDER);
    some.forEach(ordered::add);
    return ordered;
  }
}
