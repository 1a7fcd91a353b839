package org.royaltyledger.projections.readmodel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.Follower;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Refused;

/** All read models following the log together. */
public final class Following implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final List<Follower> followers;
  private final LogReader reader;

  public Following(List<Follower> followers, LogReader reader) {
    this.followers = List.copyOf(followers);
    this.reader = reader;
    followers.forEach(Follower::start);
  }

  /** Waits until every read model has taken in all that the log holds now. */
  public void awaitHead() {
    await(reader.head());
  }

  /**
   * Waits until every read model has taken in everything up to a place.
   *
   * @throws Refused naming the read model that an event stopped, with the event's own reason
   * @throws IllegalStateException naming the read model that anything else stopped
   */
  public void await(long place) {
    followers.forEach(it -> it.hurry(place));
    for (Follower follower : followers) {
      while (follower.place() < place) {
        @Nullable Throwable failure = follower.failure();
        if (failure != null) {
          throw stopped(follower, failure);
        }
        // A store that has closed itself, on a full disk, stops all of them without a word.
        reader.head();
        pause();
      }
    }
  }

  private static RuntimeException stopped(Follower follower, Throwable failure) {
    for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof Refused refused) {
        var again =
            new Refused(
                refused.code(),
                "read model %s stopped after place %d of the log: %s"
                    .formatted(follower.name(), follower.place(), refused.getMessage()));
        again.initCause(failure);
        return again;
      }
    }
    return new IllegalStateException(
        "read model %s stopped after place %d of the log: %s"
            .formatted(follower.name(), follower.place(), failure.getMessage()),
        failure);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while read models follow", e);
    }
  }

  @Override
  public void close() {
    followers.forEach(Follower::close);
  }
}
