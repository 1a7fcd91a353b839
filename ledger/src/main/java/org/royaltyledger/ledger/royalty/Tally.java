package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;

/**
 * What the usages of a period add up to, before any money.
 *
 * @param rows one for each revenue row, in their order
 * @param notices usage without revenue, and what is excluded
 */
record Tally(List<Row> rows, List<RunResult.Notice> notices, Unheard unheard) {

  /** What waits, by what. */
  record Name(RunResult.Kind kind, String target) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::kind).thenComparing(Name::target, Codes.ORDER);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * @param units in trillionths
   */
  record Amount(BigInteger units, long usages) {
    Amount plus(Amount other) {
      return new Amount(units.add(other.units), usages + other.usages);
    }
  }

  /** The usage that one revenue row takes. */
  static final class Row {

    private final SortedMap<LicenceId, LicenceUse> covered = new TreeMap<>();
    private final Map<State, SortedMap<Name, Amount>> waiting = new EnumMap<>(State.class);

    SortedMap<LicenceId, LicenceUse> covered() {
      return covered;
    }

    /** In the order of states. */
    Map<State, SortedMap<Name, Amount>> waiting() {
      return waiting;
    }

    LicenceUse use(LicenceId licence) {
      return covered.computeIfAbsent(licence, _ -> new LicenceUse());
    }

    void add(Cell.Waits cell, Amount amount) {
      waiting
          .computeIfAbsent(cell.state(), _ -> new TreeMap<>())
          .merge(new Name(cell.kind(), cell.target()), amount, Amount::plus);
    }

    SortedMap<Name, Amount> waiting(State state) {
      return waiting.getOrDefault(state, new TreeMap<>());
    }

    BigInteger coveredUnits() {
      return covered.values().stream()
          .map(LicenceUse::units)
          .reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger waitingUnits(State state) {
      return waiting(state).values().stream()
          .map(Amount::units)
          .reduce(BigInteger.ZERO, BigInteger::add);
    }
  }

  static List<Row> rows(int size) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < size; i++) {
      rows.add(new Row());
    }
    return rows;
  }
}
