package org.royaltyledger.api.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long a message waits for its next attempt, and when it is given up. */
final class Waits {

  private static final List<Duration> GROWING =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private static final Duration GIVEN_UP = Duration.ofDays(3);

  private Waits() {}

  /**
   * @param attempts in vain before the one that failed now
   */
  static Duration after(int attempts) {
    return GROWING.get(Math.min(attempts, GROWING.size() - 1));
  }

  /**
   * @param since the first attempt in vain
   */
  static boolean isOver(Instant since, Instant now) {
    return !now.isBefore(since.plus(GIVEN_UP));
  }
}
