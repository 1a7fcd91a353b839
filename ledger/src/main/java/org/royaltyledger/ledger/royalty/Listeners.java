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

  private final Map<Long, BigInteger> overflow = new HashMap<>();
  private long[] keys = new long[64];
  private long[] units = new long[64];
  private int size;

  Listeners() {
    Arrays.fill(keys, FREE);
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

  /** Adds a part that fits into a long, and more that does not. */
  void add(int listener, int target, long more, BigInteger muchMore) {
    long key = (long) listener << Integer.SIZE | target;
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (++size * 5L > keys.length * 3L) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
    }
    long sum = units[slot] + more;
    if (sum < 0) {
      overflow.merge(key, BigInteger.valueOf(units[slot]), BigInteger::add);
      sum = more;
    }
    units[slot] = sum;
    if (muchMore.signum() != 0) {
      overflow.merge(key, muchMore, BigInteger::add);
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * MIX) >>> (Long.SIZE - Integer.numberOfTrailingZeros(keys.length)));
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldUnits = units;
    keys = new long[oldKeys.length * 2];
    Arrays.fill(keys, FREE);
    units = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        units[slot] = oldUnits[i];
      }
    }
  }

  void each(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        visitor.pair(
            (int) (keys[i] >>> Integer.SIZE),
            (int) keys[i],
            units[i],
            overflow.isEmpty() ? BigInteger.ZERO : overflow.getOrDefault(keys[i], BigInteger.ZERO));
      }
    }
  }

  /** Adds floor(vote × a listener's units of a target / its units of all) to each target. */
  void addByUnits(int listeners, Sums votes) {
    var totals = new Sums(listeners);
    each(
        (listener, _, few, many) -> {
          totals.add(listener, 0, few);
          if (many.signum() != 0) {
            totals.add(listener, many.shiftRight(Long.SIZE).longValue(), many.longValue());
          }
        });
    each(
        (listener, target, few, many) -> {
          if (many.signum() == 0 && totals.fitsLong(listener)) {
            votes.add(target, 0, Wide.multiplyDivide(few, VOTE, totals.longValue(listener)));
          } else {
            BigInteger all = BigInteger.valueOf(few).add(many);
            votes.add(
                target, 0, all.multiply(WIDE_VOTE).divide(totals.get(listener)).longValueExact());
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
