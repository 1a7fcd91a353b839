package org.royaltyledger.ledger.store.ids;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Says of most fingerprints that a run does not have them, with a single access to memory: a
 * split-block Bloom filter, 8 bits of a 256-bit block for each fingerprint.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">the same in
 *     Parquet</a>
 */
record Filter(MemorySegment bits, long blocks) {

  private static final ValueLayout.OfInt LANE =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 32; // bytes
  private static final int FINGERPRINTS = 24; // in a block: 10.7 bits each, wrong once in 100
  private static final int[] SALTS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  /** How many bytes a filter of so many fingerprints has. */
  static long bytes(long fingerprints) {
    return (fingerprints / FINGERPRINTS + 1) * BLOCK;
  }

  static Filter over(MemorySegment bits) {
    return new Filter(bits, bits.byteSize() / BLOCK);
  }

  void add(long fingerprint) {
    long block = block(fingerprint);
    for (int lane = 0; lane < SALTS.length; lane++) {
      long at = block + lane * (long) Integer.BYTES;
      bits.set(LANE, at, bits.get(LANE, at) | bit(fingerprint, lane));
    }
  }

  boolean mayHave(long fingerprint) {
    long block = block(fingerprint);
    for (int lane = 0; lane < SALTS.length; lane++) {
      if ((bits.get(LANE, block + lane * (long) Integer.BYTES) & bit(fingerprint, lane)) == 0) {
        return false;
      }
    }
    return true;
  }

  private long block(long fingerprint) {
    return (((fingerprint >>> 32) * blocks) >>> 32) * BLOCK;
  }

  private static int bit(long fingerprint, int lane) {
    return 1 << (((int) fingerprint * SALTS[lane]) >>> 27);
  }
}
