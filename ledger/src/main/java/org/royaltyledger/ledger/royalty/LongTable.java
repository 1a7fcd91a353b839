package org.royaltyledger.ledger.royalty;

import java.util.Arrays;

/** From a long of 0 or more to an int of 0 or more, without objects. */
final class LongTable {

  static final int ABSENT = -1;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys;
  private int[] values;
  private int shift;
  private int size;

  LongTable(int capacity) {
    int length = Integer.highestOneBit(Math.max(capacity, 8) * 2 - 1);
    keys = new long[length];
    Arrays.fill(keys, ABSENT);
    values = new int[length];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(length);
  }

  int get(long key) {
    int mask = keys.length - 1;
    for (int i = (int) ((key * MIX) >>> shift); ; i = (i + 1) & mask) {
      long found = keys[i];
      if (found == key) {
        return values[i];
      }
      if (found == ABSENT) {
        return ABSENT;
      }
    }
  }

  void put(long key, int value) {
    if (++size * 5L > keys.length * 3L) {
      grow();
    }
    place(key, value);
  }

  private void place(long key, int value) {
    int mask = keys.length - 1;
    int i = (int) ((key * MIX) >>> shift);
    while (keys[i] != ABSENT) {
      i = (i + 1) & mask;
    }
    keys[i] = key;
    values[i] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    Arrays.fill(keys, ABSENT);
    values = new int[keys.length];
    shift--;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != ABSENT) {
        place(oldKeys[i], oldValues[i]);
      }
    }
  }
}
