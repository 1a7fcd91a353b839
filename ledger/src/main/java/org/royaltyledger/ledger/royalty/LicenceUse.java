package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is covered by one licence in one revenue row; units in trillionths. */
final class LicenceUse {

  /** The covered contributions of one asset or named party. */
  static final class OfTarget {

    private final int target;
    private final List<Earned> cells = new ArrayList<>();
    private BigInteger units = BigInteger.ZERO;
    private BigInteger boosted = BigInteger.ZERO;

    private OfTarget(int target) {
      this.target = target;
    }

    int target() {
      return target;
    }

    /** Above 0. */
    BigInteger units() {
      return units;
    }

    /** Each unit by what it weighs; they are units where nothing is boosted. */
    BigInteger boosted() {
      return boosted;
    }

    List<Earned> cells() {
      return cells;
    }
  }

  /** Units of one cell. */
  record Earned(Cell.Earns cell, BigInteger units) {}

  private final SortedMap<Integer, OfTarget> targets = new TreeMap<>();
  private final Sums votesByUnits = new Sums(1);
  private final Sums votesByCount = new Sums(1);
  private BigInteger units = BigInteger.ZERO;
  private @Nullable Capped capped;

  void add(Cell.Earns cell, BigInteger more) {
    OfTarget target = targets.computeIfAbsent(cell.target(), OfTarget::new);
    target.cells.add(new Earned(cell, more));
    target.units = target.units.add(more);
    target.boosted =
        target.boosted.add(
            cell.boost() == 1 ? more : more.multiply(BigInteger.valueOf(cell.boost())));
    units = units.add(more);
  }

  /** Units of which nobody knows what is in them, but which the licence covers. */
  void addUnattributed(BigInteger more) {
    units = units.add(more);
  }

  /** What is attributed above a level of {@link Reliability}; without votes. */
  LicenceUse above(int level) {
    var reliable = new LicenceUse();
    for (OfTarget target : targets.values()) {
      for (Earned earned : target.cells) {
        if (earned.cell.level() > level) {
          reliable.add(earned.cell, earned.units);
        }
      }
    }
    return reliable;
  }

  Collection<OfTarget> targets() {
    return targets.values();
  }

  /** With what is not attributed. */
  BigInteger units() {
    return units;
  }

  /** What counts of each target where a listener's units are capped; null without a cap. */
  @Nullable Capped capped() {
    return capped;
  }

  void cap(Capped by) {
    capped = by;
  }

  /** Weights of all targets in their order; by units if nothing of them has any weight. */
  List<BigInteger> weights(Function<OfTarget, BigInteger> weight) {
    List<BigInteger> weights = targets().stream().map(weight).toList();
    return weights.stream().allMatch(it -> it.signum() == 0)
        ? targets().stream().map(OfTarget::units).toList()
        : weights;
  }

  /** Σ over listeners of floor(10^18 × the listener's units of a target / its units of all). */
  Sums votesByUnits() {
    return votesByUnits;
  }

  /** Σ over the listeners that used a target of floor(10^18 / how many they used). */
  Sums votesByCount() {
    return votesByCount;
  }
}
