package org.royaltyledger.ledger.store.ids;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** The newest fingerprints, in memory: open addressing, at most 5/8 full. */
final class Table {

  private static final long EMPTY = -1;

  private long[] fingerprints = new long[1 << 12];
  private long[] addresses = new long[1 << 12];
  private int size;

  Table() {
    Arrays.fill(addresses, EMPTY);
  }

  int size() {
    return size;
  }

  void add(long fingerprint, long address) {
    if (size >= addresses.length / 8 * 5) {
      grow();
    }
    put(fingerprint, address);
    size++;
  }

  boolean contains(long fingerprint) {
    int mask = addresses.length - 1;
    for (int slot = slot(fingerprint, mask); addresses[slot] != EMPTY; slot = slot + 1 & mask) {
      if (fingerprints[slot] == fingerprint) {
        return true;
      }
    }
    return false;
  }

  /** Gives each address of a fingerprint. */
  void each(long fingerprint, LongConsumer taker) {
    int mask = addresses.length - 1;
    for (int slot = slot(fingerprint, mask); addresses[slot] != EMPTY; slot = slot + 1 & mask) {
      if (fingerprints[slot] == fingerprint) {
        taker.accept(addresses[slot]);
      }
    }
  }

  /** All entries, by fingerprint. */
  Entries sorted() {
    long[] sorted = new long[size];
    int n = 0;
    for (int slot = 0; slot < addresses.length; slot++) {
      if (addresses[slot] != EMPTY) {
        sorted[n++] = fingerprints[slot] ^ Long.MIN_VALUE; // the JDK sorts signed numbers
      }
    }
    Arrays.sort(sorted);
    return new Sorted(sorted);
  }

  /** Looks the addresses up again: cheaper than sorting them along. */
  private final class Sorted implements Entries {
    private final long[] sorted;
    private final int mask = addresses.length - 1;
    private int at = -1;
    private int slot;

    Sorted(long[] sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean next() {
      at++;
      if (at == sorted.length) {
        return false;
      }
      boolean again = at > 0 && sorted[at] == sorted[at - 1];
      slot = again ? slot + 1 & mask : Table.slot(fingerprint(), mask);
      while (addresses[slot] == EMPTY || fingerprints[slot] != fingerprint()) {
        slot = slot + 1 & mask;
      }
      return true;
    }

    @Override
    public long fingerprint() {
      return sorted[at] ^ Long.MIN_VALUE;
    }

    @Override
    public long address() {
      return addresses[slot];
    }
  }

  private void put(long fingerprint, long address) {
    int mask = addresses.length - 1;
    int slot = slot(fingerprint, mask);
    while (addresses[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    fingerprints[slot] = fingerprint;
    addresses[slot] = address;
  }

  /** As it was, if there is no memory for more: a table that forgot ids would let them in again. */
  private void grow() {
    long[] oldFingerprints = fingerprints;
    long[] oldAddresses = addresses;
    long[] moreFingerprints = new long[oldAddresses.length * 2];
    long[] moreAddresses = new long[oldAddresses.length * 2];
    Arrays.fill(moreAddresses, EMPTY);
    fingerprints = moreFingerprints;
    addresses = moreAddresses;
    for (int slot = 0; slot < oldAddresses.length; slot++) {
      if (oldAddresses[slot] != EMPTY) {
        put(oldFingerprints[slot], oldAddresses[slot]);
      }
    }
  }

  private static int slot(long fingerprint, int mask) {
    return (int) (fingerprint >>> 32) & mask;
  }
}
