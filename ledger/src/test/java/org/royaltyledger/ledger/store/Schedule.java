package org.royaltyledger.ledger.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;

/**
 * What happens while the transaction that appended the first event is still open; in each, Axon's
 * own reader gives that event up for good.
 */
enum Schedule {
  /** A later event says that it is of long ago: the time of a use, say. */
  OLD_TIMESTAMP(1, Duration.ofDays(365), Duration.ZERO),
  /** A later event is of a machine whose clock is behind. */
  CLOCK_BEHIND(1, Duration.ofMinutes(10), Duration.ZERO),
  /** The transaction stays open for longer than Axon waits. */
  LONG_TRANSACTION(1, Duration.ZERO, Duration.ofSeconds(61)),
  /** More events follow than Axon looks back over. */
  TEN_THOUSAND_LATER(10_001, Duration.ZERO, Duration.ZERO);

  private final int later;
  private final Duration age;
  private final Duration open;

  Schedule(int later, Duration age, Duration open) {
    this.later = later;
    this.age = age;
    this.open = open;
  }

  /** What others append meanwhile. */
  List<DomainEventMessage<?>> later() {
    Instant time = Instant.now().minus(age);
    return IntStream.range(0, later)
        .<DomainEventMessage<?>>mapToObj(
            i -> SomeStore.event("party/later-" + i, 0, "later-" + i, time))
        .toList();
  }

  /** Does something as late as it is by then. */
  void thereafter(Runnable reading) {
    Clock clock = GenericEventMessage.clock;
    GenericEventMessage.clock = Clock.offset(clock, open);
    try {
      reading.run();
    } finally {
      GenericEventMessage.clock = clock;
    }
  }
}
