package org.royaltyledger.api.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often a password was tried in vain. After five times a user has to wait a minute, and twice
 * as long after each further time, up to an hour; the right password then does not help either.
 */
final class Attempts {

  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final LongSupplier nanos;
  private final Map<String, Failed> failed = new HashMap<>();

  private record Failed(int times, long last) {}

  /**
   * @param nanos a clock that nobody sets, as {@link System#nanoTime}
   */
  Attempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Counts a try before it is made, so that many at once are counted, too.
   *
   * @param user one that there is
   * @return whether it may be made
   */
  synchronized boolean begin(String user) {
    Failed before = failed.getOrDefault(user, new Failed(0, nanos.getAsLong()));
    if (before.times >= FREE && nanos.getAsLong() - before.last < pause(before.times)) {
      return false;
    }
    failed.put(user, new Failed(before.times + 1, nanos.getAsLong()));
    return true;
  }

  private static long pause(int times) {
    int doublings = Math.min(times - FREE, 10);
    return Math.min(FIRST.toNanos() << doublings, LONGEST.toNanos());
  }

  /** Forgets what failed before. */
  synchronized void succeeded(String user) {
    failed.remove(user);
  }
}
