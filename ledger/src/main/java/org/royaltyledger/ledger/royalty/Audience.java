package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Wide;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Weight;

/** Who listened, for the licences that ask. */
final class Audience {

  /** The number of no table: the licence does not ask for listeners. */
  static final int NOT_ASKED = -1;

  /**
   * @param models that ask for listeners
   * @param cap of a listener's units, in trillionths, where they are divided pro rata; null is none
   */
  private record Asked(
      int revenueRow,
      LicenceId licence,
      OfferingId offering,
      boolean refuses,
      Set<Licence.Allocation> models,
      @Nullable BigInteger cap) {}

  private final Policies policies;
  private final Period period;

  private final Words names = new Words();
  private final Map<Asked, Integer> places = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Listeners> tables = new ArrayList<>();

  // All that a listener used in an offering, where that is capped; by offering, and by table.
  private final Map<OfferingId, Sums> totals = new HashMap<>();
  private final List<@Nullable Sums> totalsOfTables = new ArrayList<>();
  private final Heard heard = new Heard(names, tables, totalsOfTables);
  private final Unheard unheard = new Unheard();

  // Votes of usages that are their own listener, by cell.
  private final Sums ownByUnits = new Sums(0);
  private final Sums ownByCount = new Sums(0);

  // The cells of the usage at hand, if it is its own listener.
  private int[] cells = new int[16];
  private int[] cellTables = new int[16];
  private long[] weights = new long[16];
  private long[] boosts = new long[16];
  private int owns;
  private boolean missing;

  Audience(Policies policies, Period period) {
    this.policies = policies;
    this.period = period;
  }

  void begin(UsageBlock block) {
    heard.begin(block);
  }

  /** To be called after the last usage of a block. */
  void end(UsageBlock block) {
    heard.end(block);
  }

  /** The number of the table of a licence in a revenue row. */
  int table(int revenueRow, Licence licence) {
    Set<Licence.Allocation> models =
        licence.parts().stream()
            .map(Licence.Part::allocation)
            .filter(Licence.Allocation::asksForListeners)
            .collect(Collectors.toUnmodifiableSet());
    long cap = policies.cap(licence.offering(), period);
    return models.isEmpty() && cap == 0
        ? NOT_ASKED
        : table(
            new Asked(
                revenueRow,
                licence.id(),
                licence.offering(),
                !models.isEmpty() && licence.withoutListener() == Licence.WithoutListener.REFUSE,
                models,
                cap == 0
                    ? null
                    : BigInteger.valueOf(cap).multiply(BigInteger.valueOf(Weight.ONE))));
  }

  /** The number here of another fold's table. */
  int table(Audience other, int table) {
    return table == NOT_ASKED ? NOT_ASKED : table(other.asked.get(table));
  }

  private int table(Asked key) {
    Integer place = places.get(key);
    if (place == null) {
      place = tables.size();
      places.put(key, place);
      asked.add(key);
      tables.add(new Listeners());
      totalsOfTables.add(
          key.cap() == null ? null : totals.computeIfAbsent(key.offering(), _ -> new Sums(64)));
    }
    return place;
  }

  /** Whether any licence has asked. */
  boolean isAsked() {
    return !tables.isEmpty();
  }

  /** Takes one covered contribution of the usage at hand. */
  void heard(UsageBlock block, int row, int table, int target, int cell, long weight, long boost) {
    int listener = block.listener(row);
    if (listener != UsageBlock.ABSENT) {
      heard.add(block, listener, table, target, block.quantity(row), weight, boost);
    } else if (asked.get(table).refuses()) {
      unheard.add(asked.get(table).licence());
      missing = true;
    } else if (!asked.get(table).models().isEmpty()) {
      own(table, cell, weight, boost);
    }
  }

  /** One target of a usage is one cell, as all else is the usage's. */
  private void own(int table, int cell, long weight, long boost) {
    for (int i = 0; i < owns; i++) {
      if (cells[i] == cell) {
        weights[i] += weight;
        return;
      }
    }
    if (owns == cells.length) {
      cells = Arrays.copyOf(cells, owns * 2);
      cellTables = Arrays.copyOf(cellTables, owns * 2);
      weights = Arrays.copyOf(weights, owns * 2);
      boosts = Arrays.copyOf(boosts, owns * 2);
    }
    cells[owns] = cell;
    cellTables[owns] = table;
    boosts[owns] = boost;
    weights[owns++] = weight;
  }

  /** To be called after the last contribution of a usage. */
  void end(UsageBlock block, int row, long place) {
    if (missing) {
      unheard.add(place, row, block.usageId(row));
      missing = false;
    }
    // The quantity stands in a listener's units of one target as in those of all.
    for (int i = 0; i < owns; i++) {
      long all = 0;
      int count = 0;
      boolean boosted = false;
      for (int j = 0; j < owns; j++) {
        if (cellTables[j] == cellTables[i]) {
          all += weights[j];
          count++;
          boosted |= boosts[j] != 1;
        }
      }
      ownByUnits.add(
          cells[i],
          0,
          boosted ? boostedVote(i) : Wide.multiplyDivide(weights[i], Listeners.VOTE, all));
      ownByCount.add(cells[i], 0, Listeners.VOTE / count);
    }
    owns = 0;
  }

  private long boostedVote(int own) {
    BigInteger all = BigInteger.ZERO;
    for (int i = 0; i < owns; i++) {
      if (cellTables[i] == cellTables[own]) {
        all = all.add(boosted(i));
      }
    }
    return all.signum() == 0
        ? 0
        : boosted(own).multiply(BigInteger.valueOf(Listeners.VOTE)).divide(all).longValueExact();
  }

  private BigInteger boosted(int own) {
    return BigInteger.valueOf(weights[own]).multiply(BigInteger.valueOf(boosts[own]));
  }

  /** Takes the votes of another fold's cell, which is this fold's {@code cell}. */
  void mergeCell(int cell, Audience other, int otherCell) {
    ownByUnits.add(cell, other.ownByUnits, otherCell);
    ownByCount.add(cell, other.ownByCount, otherCell);
  }

  /** Takes another fold's listeners. */
  void merge(Audience other) {
    unheard.merge(other.unheard);
    int[] numbers = names.places(other.names);
    for (int i = 0; i < other.tables.size(); i++) {
      tables.get(table(other.asked.get(i))).addAll(other.tables.get(i), numbers);
    }
    other.totals.forEach(
        (offering, of) -> {
          Sums here = totals.computeIfAbsent(offering, _ -> new Sums(64));
          for (int i = 0; i < numbers.length; i++) {
            here.add(numbers[i], of, i);
          }
        });
  }

  /** Casts the votes of all listeners. */
  void vote(List<Tally.Row> rows) {
    List<LicenceUse> uses =
        asked.stream().map(it -> rows.get(it.revenueRow()).use(it.licence())).toList();
    IntStream.range(0, tables.size()).parallel().forEach(i -> vote(i, uses.get(i)));
  }

  private void vote(int table, LicenceUse use) {
    Set<Licence.Allocation> models = asked.get(table).models();
    Sums all = totalsOfTables.get(table);
    BigInteger cap = asked.get(table).cap();
    if (all != null && cap != null) {
      var capped = new Capped(cap, policies.boostScale(asked.get(table).offering()));
      tables.get(table).addCapped(all, capped);
      use.cap(capped);
    }
    if (models.contains(Licence.Allocation.USER_CENTRIC)) {
      tables.get(table).addByUnits(names.size(), use.votesByUnits());
    }
    if (models.contains(Licence.Allocation.SHAPLEY_INDEX)) {
      tables.get(table).addByCount(names.size(), use.votesByCount());
    }
  }

  /** Casts the votes of usages that are their own listener. */
  void vote(LicenceUse use, int target, int cell) {
    use.votesByUnits().add(target, ownByUnits, cell);
    use.votesByCount().add(target, ownByCount, cell);
  }

  /** What was heard of one listener, in one table. */
  record Vote(BigInteger units, BigInteger all, int targets) {}

  /**
   * Of the listeners that used a target: their units of it and of all, and how many targets they
   * used; by name.
   */
  Map<String, Vote> votes(int revenueRow, LicenceId licence, int target) {
    var votes = new HashMap<String, Vote>();
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).revenueRow() == revenueRow && asked.get(i).licence().equals(licence)) {
        var all = new HashMap<Integer, BigInteger>();
        var count = new HashMap<Integer, Integer>();
        var own = new HashMap<Integer, BigInteger>();
        tables
            .get(i)
            .each(
                (listener, of, few, many) -> {
                  BigInteger units = BigInteger.valueOf(few).add(many);
                  all.merge(listener, units, BigInteger::add);
                  count.merge(listener, 1, Integer::sum);
                  if (of == target) {
                    own.put(listener, units);
                  }
                });
        own.forEach(
            (listener, units) ->
                votes.put(
                    names.word(listener),
                    new Vote(
                        units,
                        all.getOrDefault(listener, units),
                        count.getOrDefault(listener, 1))));
      }
    }
    return votes;
  }

  Unheard unheard() {
    return unheard;
  }
}
