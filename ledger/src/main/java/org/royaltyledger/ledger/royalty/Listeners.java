package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.royaltyledger.ledger.money.Wide;

/**
 * What each listener used of a licence in a revenue row: two longs for each pair, and no object.
 */
final class Listeners {

  /** Receives pairs. */
  interface Visitor {
    void pair(int listener, int target, long units, BigInteger more);
  }

  /** 10^18: a listener's vote, which floors divide. */
  static final long VOTE = 1_000_000_000_000_000_000L;

  private static final BigInteger WIDE_VOTE = BigInteger.valueOf(VOTE);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final long FREE = -1;
  private static final int AT_ONCE = 2_048;

  private final Map<Long, BigInteger> overflow = new HashMap<>();
  private long[] slots = new long[128]; // listener and target, units, listener and target ...
  private int size;

  /** What is fetched must go somewhere, or the compiler leaves the fetching out. */
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  Listeners() {
    Arrays.fill(slots, FREE);
  }

  /** Adds {@code quantity × weight}. */
  void add(int listener, int target, long quantity, long weight) {
    long product = quantity * weight;
    if (Math.multiplyHigh(quantity, weight) == 0 && product >= 0) {
      add(listener, target, product, BigInteger.ZERO);
    } else {
      add(listener, target, 0, BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(weight)));
    }
  }

  /** Adds {@code quantity × weight × boost}. */
  void add(int listener, int target, long quantity, long weight, long boost) {
    long boosted = weight * boost;
    if (Math.multiplyHigh(weight, boost) == 0 && boosted >= 0) {
      add(listener, target, quantity, boosted);
    } else {
      BigInteger units = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(weight));
      add(listener, target, 0, units.multiply(BigInteger.valueOf(boost)));
    }
  }

  /** Adds a part that fits into a long, and more that does not. */
  void add(int listener, int target, long more, BigInteger muchMore) {
    long key = (long) listener << Integer.SIZE | target;
    int slot = slot(key);
    if (slots[slot] == FREE) {
      if (++size * 10L > slots.length * 3L) {
        grow();
        slot = slot(key);
      }
      slots[slot] = key;
      slots[slot + 1] = 0;
    }
    long sum = slots[slot + 1] + more;
    if (sum < 0) {
      overflow.merge(key, BigInteger.valueOf(slots[slot + 1]), BigInteger::add);
      sum = more;
    }
    slots[slot + 1] = sum;
    if (muchMore.signum() != 0) {
      overflow.merge(key, muchMore, BigInteger::add);
    }
  }

  /** Brings near what {@link #add} will look at; what it gives is without meaning. */
  long fetch(int listener, int target) {
    return slots[home((long) listener << Integer.SIZE | target)];
  }

  private int home(long key) {
    int shift = Long.SIZE + 1 - Integer.numberOfTrailingZeros(slots.length);
    return (int) ((key * MIX) >>> shift) << 1;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = home(key);
    while (slots[slot] != FREE && slots[slot] != key) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != FREE) {
        int slot = slot(old[i]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }

  /**
   * Adds another's pairs.
   *
   * @param numbers of its listeners here
   */
  void addAll(Listeners other, int[] numbers) {
    int[] found = new int[AT_ONCE];
    int size = 0;
    for (int i = 0; i < other.slots.length; i += 2) {
      if (other.slots[i] != FREE) {
        found[size++] = i;
      }
      if (size == AT_ONCE || i + 2 == other.slots.length) {
        addAll(other, found, size, numbers);
        size = 0;
      }
    }
  }

  private void addAll(Listeners other, int[] found, int size, int[] numbers) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      long key = other.slots[found[i]];
      sum += fetch(numbers[(int) (key >>> Integer.SIZE)], (int) key);
    }
    fetched += sum;
    for (int i = 0; i < size; i++) {
      long key = other.slots[found[i]];
      add(
          numbers[(int) (key >>> Integer.SIZE)],
          (int) key,
          other.slots[found[i] + 1],
          other.more(key));
    }
  }

  private BigInteger more(long key) {
    return overflow.isEmpty() ? BigInteger.ZERO : overflow.getOrDefault(key, BigInteger.ZERO);
  }

  void each(Visitor visitor) {
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != FREE) {
        visitor.pair(
            (int) (slots[i] >>> Integer.SIZE), (int) slots[i], slots[i + 1], more(slots[i]));
      }
    }
  }

  /** Takes what counts of each pair where a listener's units are capped. */
  void addCapped(Sums all, Capped capped) {
    each(
        (listener, target, few, many) ->
            capped.add(target, BigInteger.valueOf(few).add(many), all.get(listener)));
  }

  /** Adds floor(vote × a listener's units of a target / its units of all) to each target. */
  void addByUnits(int listeners, Sums votes) {
    var totals = new Sums(listeners);
    var wideTotals = new HashMap<Integer, BigInteger>();
    each(
        (listener, _, few, many) -> {
          totals.add(listener, 0, few);
          if (many.signum() != 0) {
            wideTotals.merge(listener, many, BigInteger::add);
          }
        });
    each(
        (listener, target, few, many) -> {
          BigInteger wide = wideTotals.isEmpty() ? null : wideTotals.get(listener);
          if (wide == null && totals.fitsLong(listener)) {
            long all = totals.longValue(listener);
            votes.add(target, 0, all == 0 ? 0 : Wide.multiplyDivide(few, VOTE, all));
          } else {
            BigInteger all = totals.get(listener).add(wide == null ? BigInteger.ZERO : wide);
            BigInteger some = BigInteger.valueOf(few).add(many);
            votes.add(target, 0, some.multiply(WIDE_VOTE).divide(all).longValueExact());
          }
        });
  }

  /** Adds floor(vote / how many targets a listener used) to each of these. */
  void addByCount(int listeners, Sums votes) {
    int[] counts = new int[listeners];
    each((listener, _, _, _) -> counts[listener]++);
    each((listener, target, _, _) -> votes.add(target, 0, VOTE / counts[listener]));
  }
}
