package org.royaltyledger.api.operations;

import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.FollowedPlaces;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Looks at the store for those who ask how it is: in a thread of its own, as a database that is
 * away lets its callers wait for long, and once for all who ask at the same time.
 */
@Component
class StoreProbe implements DisposableBean {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The read model whose tables say what all money comes to. */
  private static final String BALANCES = "journal";

  private final LogReader reader;
  private final Following following;
  private final Checkpoints checkpoints;
  private final JdbcTemplate jdbc;
  private final MoneyGauge money;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("probe").factory());
  private @Nullable CompletableFuture<Seen> underway;

  /** There is nothing to be seen; the message says why, in a sentence without details. */
  static final class Unseen extends Exception {
    private static final long serialVersionUID = 1L;

    Unseen(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }

  StoreProbe(
      LogReader reader,
      Following following,
      Checkpoints checkpoints,
      JdbcTemplate jdbc,
      MoneyGauge money) {
    this.reader = reader;
    this.following = following;
    this.checkpoints = checkpoints;
    this.jdbc = jdbc;
    this.money = money;
  }

  /** How the store is. */
  Seen look() throws Unseen {
    try {
      return underway().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Unseen("the database does not answer", e);
    } catch (ExecutionException e) {
      throw new Unseen(
          DiskFull.in(e) == null ? "the database does not answer" : "the disk is full", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unseen("the server stops", e);
    }
  }

  private synchronized CompletableFuture<Seen> underway() {
    if (underway == null || underway.isDone()) {
      underway = CompletableFuture.supplyAsync(this::seen, thread);
    }
    return underway;
  }

  private Seen seen() {
    // First the tables, then the log: a read model is never ahead of what is seen of the log.
    FollowedPlaces places =
        Objects.requireNonNull(
            jdbc.execute((ConnectionCallback<FollowedPlaces>) FollowedPlaces::seenBy));
    var followed = new TreeMap<String, Long>();
    following.names().forEach(it -> followed.put(it, places.of(it)));
    int closes = reader.count(EventNames.PERIOD_CLOSED, places.of(BALANCES));
    money.refresh(closes, places.of(BALANCES));
    Checkpoints.Signed newest = checkpoints.newest();
    long signed = newest == null ? 0 : newest.size();
    long head = reader.head();
    return new Seen(
        head,
        followed,
        signed,
        signed < head ? new LogTimes(jdbc).writtenAt(signed + 1) : null,
        closes);
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
