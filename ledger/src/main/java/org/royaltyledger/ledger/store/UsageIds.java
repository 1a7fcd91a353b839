package org.royaltyledger.ledger.store;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Where each usage id stands: a set of 64-bit fingerprints with addresses, in memory.
 *
 * <p>Only a read model of the log, from which it is filled. A fingerprint alone decides nothing: on
 * a hit the caller compares the id in the block, so the answer is exact whatever the fingerprints
 * do.
 */
final class UsageIds {

  private static final int ROW_BITS = 13; // 8,192 rows in a block
  private static final long EMPTY = -1;

  private final ToLongFunction<String> fingerprinting;
  private long[] fingerprints;
  private long[] addresses;
  private int size;

  /** The place in the log up to which this holds every id. */
  private long upTo;

  UsageIds() {
    this(UsageIds::fingerprint);
  }

  /**
   * @param fingerprinting 64 bits of an id; the more evenly, the faster
   */
  UsageIds(ToLongFunction<String> fingerprinting) {
    this.fingerprinting = fingerprinting;
    fingerprints = new long[1 << 12];
    addresses = new long[1 << 12];
    Arrays.fill(addresses, EMPTY);
  }

  long upTo() {
    return upTo;
  }

  void followedTo(long place) {
    upTo = place;
  }

  int size() {
    return size;
  }

  /** Adds every id of a block. */
  void add(long place, UsageBlock block) {
    for (int row = 0; row < block.size(); row++) {
      add(fingerprinting.applyAsLong(block.usageId(row)), place << ROW_BITS | row);
    }
  }

  /**
   * Looks an id up.
   *
   * @param isIt whether the usage at an address (see {@link #place}, {@link #row}) has the very id
   * @return the address, or -1 if the id has not been seen
   */
  long find(String usageId, LongPredicate isIt) {
    long fingerprint = fingerprinting.applyAsLong(usageId);
    int mask = addresses.length - 1;
    for (int slot = slot(fingerprint, mask); addresses[slot] != EMPTY; slot = slot + 1 & mask) {
      if (fingerprints[slot] == fingerprint && isIt.test(addresses[slot])) {
        return addresses[slot];
      }
    }
    return EMPTY;
  }

  static long place(long address) {
    return address >>> ROW_BITS;
  }

  static int row(long address) {
    return (int) (address & (1 << ROW_BITS) - 1);
  }

  private void add(long fingerprint, long address) {
    if (size >= addresses.length / 8 * 5) {
      grow();
    }
    put(fingerprint, address);
    size++;
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

  private void grow() {
    long[] oldFingerprints = fingerprints;
    long[] oldAddresses = addresses;
    fingerprints = new long[oldAddresses.length * 2];
    addresses = new long[oldAddresses.length * 2];
    Arrays.fill(addresses, EMPTY);
    for (int slot = 0; slot < oldAddresses.length; slot++) {
      if (oldAddresses[slot] != EMPTY) {
        put(oldFingerprints[slot], oldAddresses[slot]);
      }
    }
  }

  private static int slot(long fingerprint, int mask) {
    return (int) (fingerprint >>> 32) & mask;
  }

  private static long fingerprint(String usageId) {
    long hash = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < usageId.length(); i++) {
      hash = (hash ^ usageId.charAt(i)) * 0xff51afd7ed558ccdL;
      hash ^= hash >>> 32;
    }
    hash = (hash ^ hash >>> 29) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 32;
  }
}
