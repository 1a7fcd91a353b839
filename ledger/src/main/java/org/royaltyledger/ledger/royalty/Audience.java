package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Wide;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.LicenceId;

/** Who listened, for the licences that ask. */
final class Audience {

  /** The number of no table: the licence does not ask for listeners. */
  static final int NOT_ASKED = -1;

  private record Asked(int revenueRow, LicenceId licence, boolean refuses) {}

  private final Words names = new Words();
  private final BlockWords words = new BlockWords(names::place);
  private final Map<Asked, Integer> places = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Listeners> tables = new ArrayList<>();
  private final Unheard unheard = new Unheard();

  // Votes of usages that are their own listener, by cell.
  private final Sums ownByUnits = new Sums(0);
  private final Sums ownByCount = new Sums(0);

  // The cells of the usage at hand, if it is its own listener.
  private int[] cells = new int[16];
  private int[] cellTables = new int[16];
  private long[] weights = new long[16];
  private int owns;
  private boolean missing;

  void begin(UsageBlock block) {
    words.begin(block);
  }

  /** The number of the table of a licence in a revenue row. */
  int table(int revenueRow, Licence licence) {
    if (licence.parts().stream().noneMatch(it -> it.allocation().asksForListeners())) {
      return NOT_ASKED;
    }
    return table(
        new Asked(
            revenueRow, licence.id(), licence.withoutListener() == Licence.WithoutListener.REFUSE));
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
    }
    return place;
  }

  /** Whether any licence has asked. */
  boolean isAsked() {
    return !tables.isEmpty();
  }

  /** Takes one covered contribution of the usage at hand. */
  void heard(UsageBlock block, int row, int table, int target, int cell, long weight) {
    int listener = block.listener(row);
    if (listener != UsageBlock.ABSENT) {
      tables.get(table).add(words.of(block, listener), target, block.quantity(row), weight);
    } else if (asked.get(table).refuses()) {
      unheard.add(asked.get(table).licence());
      missing = true;
    } else {
      own(table, cell, weight);
    }
  }

  /** One target of a usage is one cell, as all else is the usage's. */
  private void own(int table, int cell, long weight) {
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
    }
    cells[owns] = cell;
    cellTables[owns] = table;
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
      for (int j = 0; j < owns; j++) {
        if (cellTables[j] == cellTables[i]) {
          all += weights[j];
          count++;
        }
      }
      ownByUnits.add(cells[i], 0, Wide.multiplyDivide(weights[i], Listeners.VOTE, all));
      ownByCount.add(cells[i], 0, Listeners.VOTE / count);
    }
    owns = 0;
  }

  /** Takes the votes of another fold's cell, which is this fold's {@code cell}. */
  void mergeCell(int cell, Audience other, int otherCell) {
    ownByUnits.add(cell, other.ownByUnits, otherCell);
    ownByCount.add(cell, other.ownByCount, otherCell);
  }

  /** Takes another fold's listeners. */
  void merge(Audience other) {
    unheard.merge(other.unheard);
    int[] numbers = new int[other.names.size()]; // of other's names here, one more than it is
    for (int i = 0; i < other.tables.size(); i++) {
      Listeners table = tables.get(table(other.asked.get(i)));
      other
          .tables
          .get(i)
          .each(
              (listener, target, few, many) -> {
                if (numbers[listener] == 0) {
                  numbers[listener] = names.place(other.names.word(listener)) + 1;
                }
                table.add(numbers[listener] - 1, target, few, many);
              });
    }
  }

  /** Casts the votes of all listeners. */
  void vote(List<Tally.Row> rows) {
    for (int i = 0; i < tables.size(); i++) {
      LicenceUse use = rows.get(asked.get(i).revenueRow()).use(asked.get(i).licence());
      tables.get(i).addByUnits(names.size(), use.votesByUnits());
      tables.get(i).addByCount(names.size(), use.votesByCount());
    }
  }

  /** Casts the votes of usages that are their own listener. */
  void vote(LicenceUse use, int target, int cell) {
    use.votesByUnits().add(target, ownByUnits, cell);
    use.votesByCount().add(target, ownByCount, cell);
  }

  Unheard unheard() {
    return unheard;
  }
}
