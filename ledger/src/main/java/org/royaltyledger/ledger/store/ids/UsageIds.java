package org.royaltyledger.ledger.store.ids;

import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Where each usage id stands: the newest in memory, all others in sorted files, each behind a
 * filter.
 *
 * <p>Only a read model of the log, from which it is filled, and filled again when its files are
 * gone, damaged or another log's. A fingerprint alone decides nothing: on a hit the caller compares
 * the id in the block, so the answer is exact whatever the fingerprints do. For one thread at a
 * time.
 */
public final class UsageIds implements AutoCloseable {

  private static final int ROW_BITS = 13; // 8,192 rows in a block

  /** Tables that wait for the disk, in runs; beyond it the appending waits. */
  private static final int MOST_WAITING = 4;

  private final Fingerprinting fingerprinting;
  private final @Nullable Runs kept;
  private List<Run> runs = List.of();
  private Table newest = new Table();
  private @Nullable Table leaving;
  private long leavingUpTo;
  private long onDisk;
  private long upTo;
  private int tryAgainAt;

  private UsageIds(Fingerprinting fingerprinting, @Nullable Runs kept) {
    this.fingerprinting = fingerprinting;
    this.kept = kept;
  }

  /** An empty index that stays in memory. */
  public static UsageIds inMemory(Fingerprinting fingerprinting) {
    return new UsageIds(fingerprinting, null);
  }

  /** An index in files, as far as they are of this log and whole. */
  public static UsageIds open(Runs kept) {
    var ids = new UsageIds(kept.fingerprinting(), kept);
    ids.runs = kept.open();
    ids.onDisk = ids.runs.isEmpty() ? 0 : ids.runs.getLast().span().upTo();
    ids.upTo = ids.onDisk;
    return ids;
  }

  /** The address of a usage, as one number. */
  public static long address(long place, int row) {
    return (place << ROW_BITS) | row;
  }

  /** The place of its block. */
  public static long place(long address) {
    return address >>> ROW_BITS;
  }

  /** Its row in the block. */
  public static int row(long address) {
    return (int) (address & ((1 << ROW_BITS) - 1));
  }

  /** The place in the log up to which this holds every id. */
  public long upTo() {
    return upTo;
  }

  /** How many ids. */
  public long size() {
    long size = newest.size();
    size += leaving == null ? 0 : leaving.size();
    for (Run run : runs) {
      size += run.count();
    }
    return size;
  }

  /** The fingerprint of an id. */
  public long fingerprint(String usageId) {
    return fingerprinting.of(usageId);
  }

  /** The fingerprint of the id whose UTF-8 bytes these are. */
  public long fingerprint(byte[] utf8, int offset, int length) {
    return fingerprinting.of(utf8, offset, length);
  }

  /** The fingerprint of each row's id. */
  public long[] fingerprints(UsageBlock block) {
    long[] fingerprints = new long[block.size()];
    for (int row = 0; row < fingerprints.length; row++) {
      fingerprints[row] = fingerprinting.of(block.usageId(row));
    }
    return fingerprints;
  }

  /**
   * Which of these may be there; all others are not.
   *
   * <p>One table after the other, each for all: the look-ups do not wait for each other's memory.
   */
  public BitSet suspects(long[] fingerprints) {
    var suspects = new BitSet(fingerprints.length);
    for (Run run : runs) {
      for (int i = 0; i < fingerprints.length; i++) {
        if (run.mayHave(fingerprints[i])) {
          suspects.set(i);
        }
      }
    }
    suspects(newest, fingerprints, suspects);
    if (leaving != null) {
      suspects(leaving, fingerprints, suspects);
    }
    return suspects;
  }

  private static void suspects(Table table, long[] fingerprints, BitSet suspects) {
    for (int i = 0; i < fingerprints.length; i++) {
      if (table.contains(fingerprints[i])) {
        suspects.set(i);
      }
    }
  }

  /** Gives the address of each usage whose id has this fingerprint. */
  public void each(long fingerprint, LongConsumer taker) {
    for (Run run : runs) {
      if (run.mayHave(fingerprint)) {
        run.each(fingerprint, taker);
      }
    }
    if (leaving != null) {
      leaving.each(fingerprint, taker);
    }
    newest.each(fingerprint, taker);
  }

  /** Adds an id, of an event behind {@link #upTo}. */
  public void add(long fingerprint, long address) {
    newest.add(fingerprint, address);
  }

  /** All ids of the events up to this one have been added. */
  public void followedTo(long place) {
    upTo = place;
    if (kept == null) {
      return;
    }
    settle(kept);
    if (leaving == null && newest.size() >= kept.idsInARun()) {
      var next = new Table(); // first, as there may be no memory for it
      leaving = newest;
      leavingUpTo = upTo;
      newest = next;
      leave(kept);
    } else if (leaving != null && newest.size() >= tryAgainAt) {
      kept.await();
      settle(kept);
      if (leaving != null) {
        leave(kept);
      }
    }
  }

  /** Sends what leaves memory to the disk, meanwhile the log goes on. */
  private void leave(Runs to) {
    if (leaving != null) {
      to.write(runs, leaving, onDisk, leavingUpTo);
      tryAgainAt = newest.size() + MOST_WAITING * to.idsInARun();
    }
  }

  private void settle(Runs from) {
    List<Run> changed = from.written();
    if (changed != null) {
      runs = changed;
      leaving = null;
      onDisk = leavingUpTo;
    }
  }

  /** Keeps on disk what is worth it; the rest is read from the log again. */
  @Override
  public void close() {
    if (kept != null) {
      kept.stop();
      settle(kept);
      if (leaving == null) {
        kept.keep(runs, newest, onDisk, upTo);
      }
      runs.forEach(Run::close); // a file that is mapped keeps its room, even once it is deleted
    }
  }
}
