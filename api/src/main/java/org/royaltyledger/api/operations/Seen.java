package org.royaltyledger.api.operations;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store as it was a moment ago.
 *
 * @param head the place of the newest event
 * @param followed up to which place the tables of each read model are
 * @param signed how many events the newest checkpoint covers, 0 without one
 * @param unsignedSince when the first event was written that none covers, null if all are covered
 * @param closes how many closes the balances know
 */
record Seen(
    long head,
    SortedMap<String, Long> followed,
    long signed,
    @Nullable Instant unsignedSince,
    int closes) {

  /** Of a store that nobody has looked at yet. */
  static final Seen NOTHING = new Seen(0, new TreeMap<>(), 0, null, 0);

  /** How many events a read model has still to follow. */
  long lag(String readModel) {
    return Math.max(0, head - followed.getOrDefault(readModel, 0L));
  }

  /** The most of any. */
  long lag() {
    return followed.keySet().stream().mapToLong(this::lag).max().orElse(0);
  }
}
