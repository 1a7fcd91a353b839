package org.royaltyledger.projections.readmodel;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.Follower;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Refused;

/** All read models following the log together. */
public final class Following implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final List<Follower> followers;
  private final LogReader reader;
  private final AtomicLong changes = new AtomicLong();

  /** Whether all that the log held at some time was taken in. */
  private volatile boolean known;

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
   * Waits until every read model has taken in all closes that the log holds now: what comes only
   * with a close does not wait for the usages that are imported meanwhile. The first time it waits
   * for all that was there: a newer program may have written what this one does not know, and only
   * it can say what that means. What comes later, this program writes.
   */
  public void awaitCloses() {
    if (!known) {
      awaitHead();
      known = true;
    }
    await(reader.newest(EventNames.PERIOD_CLOSED));
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
        pauseALittle();
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

  private static void pauseALittle() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while read models follow", e);
    }
  }

  /** The name of each read model. */
  public List<String> names() {
    return followers.stream().map(Follower::name).toList();
  }

  /** The names of those that something stopped, be it for a while. */
  public List<String> stopped() {
    return followers.stream().filter(it -> it.failure() != null).map(Follower::name).toList();
  }

  /**
   * Lets nothing follow until {@link #resume}: tables and tokens stay as they are. Who waits for a
   * place meanwhile waits on.
   */
  public void pause() {
    followers.forEach(Follower::pause);
  }

  /** Lets all follow on, from where their tokens are. */
  public void resume() {
    followers.forEach(Follower::start);
  }

  /** What commits other rows, all at once. */
  @FunctionalInterface
  public interface Change {
    void commit() throws SQLException;
  }

  /** Commits rows that take the place of others, so that who reads in several steps finds out. */
  public void changing(Change change) throws SQLException {
    changes.incrementAndGet();
    try {
      change.commit();
    } finally {
      changes.incrementAndGet();
    }
  }

  /**
   * Reads what belongs together from several tables: once more if rows took the place of others
   * meanwhile, so that nobody sees something of both.
   */
  public <T> T steady(Supplier<T> reading) {
    while (true) {
      long before = changes.get();
      try {
        T read = reading.get();
        if (isSteady(before)) {
          return read;
        }
      } catch (RuntimeException e) {
        if (isSteady(before)) {
          throw e;
        }
      }
      pauseALittle();
    }
  }

  /** Odd while a change is being committed. */
  private boolean isSteady(long before) {
    return before % 2 == 0 && changes.get() == before;
  }

  @Override
  public void close() {
    followers.forEach(Follower::close);
  }
}
