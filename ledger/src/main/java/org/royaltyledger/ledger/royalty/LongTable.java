package org.royaltyledger.ledger.royalty;

import java.util.Arrays;

/** From a long of 0 or more to an int of 0 or more, without objects; a key beside its value. */
final class LongTable {

  static final int ABSENT = -1;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] slots; // key, value, key, value ...
  private int shift;
  private int size;

  /**
   * @param capacity a power of two
   */
  LongTable(int capacity) {
    slots = new long[capacity * 2];
    Arrays.fill(slots, ABSENT);
    shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
  }

  int get(long key) {
    int slot = slot(key);
    return slots[slot] == ABSENT ? ABSENT : (int) slots[slot + 1];
  }

  /** Adds a key that is not there yet. */
  void put(long key, int value) {
    if (++size * 10L > slots.length * 3L) {
      grow();
    }
    int slot = slot(key);
    slots[slot] = key;
    slots[slot + 1] = value;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) ((key * MIX) >>> shift) << 1;
    while (slots[slot] != key && slots[slot] != ABSENT) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    Arrays.fill(slots, ABSENT);
    shift--;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != ABSENT) {
        int slot = slot(old[i]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }
}
