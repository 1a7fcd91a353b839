package org.royaltyledger.api.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.WebhookBook;
import org.royaltyledger.ledger.store.WebhookPlaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each webhook what happened since it was registered: at least once, in the order of the
 * log, each webhook by itself, so that one which does not answer keeps no other waiting.
 *
 * <p>No thread of it is ever interrupted: it might be in the middle of reading the store, and H2
 * closes a file whose reader is.
 */
final class Deliveries implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  /** How long one is left alone that could not be told for a reason of our own. */
  private static final Duration ASIDE = Duration.ofSeconds(30);

  /** Messages that are made at once: a close sets all webhooks to work, and requests go first. */
  private static final int MADE_AT_ONCE = 2;

  private static final Duration END = Duration.ofSeconds(5);

  private final WebhookBook book;
  private final WebhookPlaces places;
  private final LogReader reader;
  private final News news;
  private final Courier courier;
  private final InstantSource clock;
  private final Semaphore making = new Semaphore(MADE_AT_ONCE, true);
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> aside = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 1).factory());
  private long seen;
  private long newest;
  private volatile boolean ending;

  Deliveries(
      WebhookBook book,
      WebhookPlaces places,
      LogReader reader,
      News news,
      Courier courier,
      InstantSource clock) {
    this.book = book;
    this.places = places;
    this.reader = reader;
    this.news = news;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * Looks once whether there is something to tell, and begins with it.
   *
   * @return what was begun
   */
  synchronized List<Future<?>> look() {
    var begun = new ArrayList<Future<?>>();
    if (ending || book.all().isEmpty()) {
      return begun;
    }
    long head = reader.head();
    if (head > seen) {
      newest = reader.newestNews(newest);
      seen = head;
    }
    Instant now = clock.instant();
    for (WebhookBook.Registered it : book.all()) {
      if (isDue(it, now) && running.add(it.webhook().id())) {
        begun.add(threads.submit(() -> run(it)));
      }
    }
    return begun;
  }

  private boolean isDue(WebhookBook.Registered it, Instant now) {
    WebhookPlaces.Told told = places.of(it);
    Instant notBefore = aside.getOrDefault(it.webhook().id(), Instant.MIN);
    return !told.gone()
        && told.place() < newest
        && (told.next() == null || !now.isBefore(told.next()))
        && !now.isBefore(notBefore);
  }

  private void run(WebhookBook.Registered it) {
    String id = it.webhook().id();
    try {
      boolean more = true;
      while (more && !ending) {
        more = next(it);
      }
      aside.remove(id);
    } catch (RuntimeException e) {
      boolean said = aside.put(id, clock.instant().plus(ASIDE)) != null;
      if (!ending && !said) {
        LOG.warn("webhook {} waits, as its message cannot be made: {}", id, Failure.told(e));
      }
    } finally {
      running.remove(id);
    }
  }

  /** Tells it the next that it was not told. Gives whether there may be more. */
  private boolean next(WebhookBook.Registered it) {
    WebhookPlaces.Told told = places.of(it);
    LogReader.Stored row = reader.nextNews(told.place());
    if (row == null || book.of(it.webhook().id()) == null) {
      return false;
    }
    Message message = made(it, row);
    if (message == null) {
      places.put(it.webhook(), told.passed(row.place()));
      return true;
    }
    Outcome outcome = courier.send(it.webhook(), message);
    if (outcome == null || book.of(it.webhook().id()) == null) {
      return false;
    }
    return noted(it, told, row.place(), outcome);
  }

  private @Nullable Message made(WebhookBook.Registered it, LogReader.Stored row) {
    making.acquireUninterruptibly();
    try {
      return news.of(it.webhook(), row);
    } finally {
      making.release();
    }
  }

  private boolean noted(
      WebhookBook.Registered it, WebhookPlaces.Told told, long place, Outcome outcome) {
    Instant now = clock.instant();
    String said = outcome.said();
    return switch (outcome.kind()) {
      case DELIVERED -> {
        places.put(it.webhook(), told.told(place, said, now));
        yield true;
      }
      case GONE -> {
        LOG.warn("webhook {} is told nothing any more: {}", it.webhook().id(), said);
        places.put(it.webhook(), told.left(said, now));
        yield false;
      }
      case FAILED -> {
        Instant since = told.since();
        if (since != null && Waits.isOver(since, now)) {
          LOG.warn(
              "webhook {} was not told of place {} of the log, which is given up after {} attempts:"
                  + " {}",
              it.webhook().id(),
              place,
              told.attempts() + 1,
              said);
          places.put(it.webhook(), told.gaveUp(place, said, now));
          yield true;
        }
        places.put(it.webhook(), told.failed(said, now, now.plus(Waits.after(told.attempts()))));
        yield false;
      }
    };
  }

  /** What is under way breaks off, and is sent again at the next start. */
  @Override
  public void close() {
    ending = true;
    courier.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a webhook did not end within {}", END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
