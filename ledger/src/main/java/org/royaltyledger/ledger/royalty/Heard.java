package org.royaltyledger.ledger.royalty;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Covered contributions of usages with a listener, kept until there are many of them.
 *
 * <p>The tables of a month's listeners are larger than a processor's caches, so each look-up waits
 * for memory. Of many look-ups, what they will look at is fetched first: these wait side by side.
 */
final class Heard {

  /** What is fetched for so many stays in the caches until it is used. */
  private static final int ROOM = 2_048;

  private static final int UNRESOLVED = 0;

  private final Words names;
  private final List<Listeners> tables;
  private final List<@Nullable Sums> totals;

  private final int[] listeners = new int[ROOM]; // words of the block at hand
  private final int[] tableOf = new int[ROOM];
  private final int[] targets = new int[ROOM];
  private final long[] quantities = new long[ROOM];
  private final long[] weights = new long[ROOM];
  private final long[] boosts = new long[ROOM];
  private int size;

  // The numbers of the block's words, and 1; and those of them that are asked for now.
  private int[] numbers = new int[0];
  private final int[] asked = new int[ROOM];
  private final String[] askedWords = new String[ROOM];
  private final int[] askedNumbers = new int[ROOM];

  /** What is fetched must go somewhere, or the compiler leaves the fetching out. */
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  /**
   * @param totals by table: where all units of a listener are added up, be they boosted or not;
   *     null for nowhere
   */
  Heard(Words names, List<Listeners> tables, List<@Nullable Sums> totals) {
    this.names = names;
    this.tables = tables;
    this.totals = totals;
    Arrays.fill(askedWords, "");
  }

  /** To be called before the first contribution of a block. */
  void begin(UsageBlock block) {
    if (numbers.length < block.wordCount()) {
      numbers = new int[block.wordCount() + block.wordCount() / 2];
    } else {
      Arrays.fill(numbers, 0, block.wordCount(), UNRESOLVED);
    }
  }

  void add(
      UsageBlock block,
      int listener,
      int table,
      int target,
      long quantity,
      long weight,
      long boost) {
    if (size == ROOM) {
      end(block);
    }
    listeners[size] = listener;
    tableOf[size] = table;
    targets[size] = target;
    quantities[size] = quantity;
    boosts[size] = boost;
    weights[size++] = weight;
  }

  /** To be called after the last contribution of a block: adds what is kept to the tables. */
  void end(UsageBlock block) {
    resolve(block);
    long sum = 0;
    for (int i = 0; i < size; i++) {
      listeners[i] = numbers[listeners[i]] - 1;
      sum += tables.get(tableOf[i]).fetch(listeners[i], targets[i]);
    }
    fetched += sum;
    for (int i = 0; i < size; i++) {
      Listeners table = tables.get(tableOf[i]);
      if (boosts[i] == 1) {
        table.add(listeners[i], targets[i], quantities[i], weights[i]);
      } else {
        table.add(listeners[i], targets[i], quantities[i], weights[i], boosts[i]);
      }
      Sums all = totals.get(tableOf[i]);
      if (all != null) {
        all.add(
            listeners[i], Math.multiplyHigh(quantities[i], weights[i]), quantities[i] * weights[i]);
      }
    }
    size = 0;
  }

  private void resolve(UsageBlock block) {
    int some = 0;
    for (int i = 0; i < size; i++) {
      int word = listeners[i];
      if (numbers[word] == UNRESOLVED) {
        numbers[word] = 1;
        asked[some] = word;
        askedWords[some++] = block.word(word);
      }
    }
    names.places(askedWords, some, askedNumbers);
    for (int i = 0; i < some; i++) {
      numbers[asked[i]] = askedNumbers[i] + 1;
    }
  }
}
