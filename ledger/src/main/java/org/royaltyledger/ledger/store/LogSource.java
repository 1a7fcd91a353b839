package org.royaltyledger.ledger.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/**
 * The log as the stream that Axon's processors follow.
 *
 * <p>Places are dense and in the order of commits, so the next event is the next place: there are
 * no gaps to guess about, and so none to give up on, which is how Axon's own reader can skip an
 * event for good (docs/decisions/0004). Streams share the few events read last.
 */
public final class LogSource implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final int READ_AT_ONCE = 8;
  private static final int SHARED = 16;

  /**
   * How long a stream lets events gather, unless somebody waits for them: single usages come in
   * hundreds of small blocks a second, and each batch is a transaction of every read model.
   */
  private static final long PACE = Duration.ofMillis(200).toNanos();

  private final LogReader reader;
  private final Set<Tail> tails = ConcurrentHashMap.newKeySet();
  private final Map<Long, TrackedEventMessage<?>> shared =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TrackedEventMessage<?>> eldest) {
          return size() > SHARED;
        }
      };

  private final AtomicLong appends = new AtomicLong();

  /** Up to where somebody waits for the streams. */
  private final AtomicLong awaited = new AtomicLong();

  /** Where the streams cannot go on, and why; null while they can. */
  private volatile @Nullable Stuck stuck;

  private record Stuck(long place, RuntimeException why) {}

  /** Why nobody knows how far the log has come; null once it could be asked again. */
  private volatile @Nullable RuntimeException unanswered;

  public LogSource(LogReader reader) {
    this.reader = reader;
  }

  /** Tells every stream that the log has grown. */
  void appended() {
    appends.incrementAndGet();
    tails.forEach(Tail::wake);
  }

  /** Grows with each transaction that was appended here, once it is on the disk. */
  public long appends() {
    return appends.get();
  }

  /** Lets the streams come to a place without a pause. */
  void hurry(long place) {
    if (awaited.getAndAccumulate(place, Math::max) < place) {
      tails.forEach(Tail::wake);
    }
  }

  /** Why the event after a place cannot be read, null if it can or nobody has tried. */
  @Nullable RuntimeException whyStuck(long place) {
    Stuck at = stuck;
    return at != null && place >= at.place ? at.why : unanswered;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    var tail = new Tail(token == null ? 0 : token.position().orElse(0));
    tails.add(tail);
    return tail;
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(reader.head());
  }

  @Override
  public TrackingToken createTokenAt(Instant time) {
    throw new IllegalArgumentException("read models begin at a place of the log, not at a time");
  }

  @Override
  public TrackingToken createTokenSince(Duration duration) {
    return createTokenAt(Instant.EPOCH);
  }

  private synchronized List<TrackedEventMessage<?>> after(long place) {
    var events = new ArrayList<TrackedEventMessage<?>>();
    for (long next = place + 1; shared.containsKey(next); next++) {
      events.add(shared.get(next));
    }
    if (events.isEmpty()) {
      try {
        readAfter(place, events);
        free(place, place + events.size());
      } catch (RuntimeException | Error e) {
        // Not thrown: Axon would throw away what it has in hand, and forget why it stopped; after
        // an Error it would not even try again.
        stuck = new Stuck(place + events.size(), told(e));
      }
    }
    return events;
  }

  /** The place of the newest event; if it cannot be read, the one given. */
  private long headOr(long place) {
    try {
      long head = reader.head();
      unanswered = null;
      return head;
    } catch (RuntimeException | Error e) {
      unanswered = told(e);
      return place;
    }
  }

  private static RuntimeException told(Throwable why) {
    return why instanceof RuntimeException it ? it : new IllegalStateException(why.toString(), why);
  }

  private void readAfter(long place, List<TrackedEventMessage<?>> events) {
    // The head first: whatever it counts is committed, and so must be there to be read.
    long upTo = Math.min(reader.head(), place + READ_AT_ONCE);
    reader.read(
        place,
        upTo,
        row -> {
          requirePlace(row.place(), place + events.size() + 1);
          TrackedEventMessage<?> message = message(row);
          shared.put(row.place(), message);
          events.add(message);
        });
    if (place + events.size() < upTo) {
      requirePlace(upTo, place + events.size() + 1);
    }
  }

  private void free(long place, long readTo) {
    Stuck at = stuck;
    if (at != null && (place >= at.place || readTo > at.place)) {
      stuck = null;
    }
  }

  /** An event that is gone is never stepped over. */
  private static void requirePlace(long found, long next) {
    if (found != next) {
      throw new Refused(
          Refused.Code.STORE_UNREADABLE,
          "the log has no event at place %d, before place %d: restore the store from a backup"
              .formatted(next, found));
    }
  }

  private static TrackedEventMessage<?> message(LogReader.Stored row) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(row.place()),
        new GenericEventMessage<>(
            Long.toString(row.place()), row.event(), MetaData.emptyInstance(), Instant.EPOCH));
  }

  /**
   * One processor's way along the log.
   *
   * <p>Safe for several threads: Axon's coordinator asks whether there is more after it has let the
   * next thread in, and two that load at once would each pass the other's events by.
   */
  private final class Tail implements BlockingStream<TrackedEventMessage<?>> {

    private final Queue<TrackedEventMessage<?>> read = new ArrayDeque<>();
    private long seen;
    private long shown;
    private long looked = System.nanoTime() - PACE;
    private boolean waking;
    private @Nullable Runnable callback;

    private Tail(long seen) {
      this.seen = seen;
    }

    @Override
    public synchronized boolean setOnAvailableCallback(Runnable available) {
      callback = available;
      return true;
    }

    private void wake() {
      Runnable available;
      synchronized (this) {
        notifyAll();
        available = callback;
      }
      if (available != null) {
        available.run();
      }
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
      load();
      return Optional.ofNullable(read.peek());
    }

    @Override
    public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit)
        throws InterruptedException {
      load();
      if (read.isEmpty() && timeout > 0) {
        unit.timedWait(this, timeout);
        load();
      }
      return !read.isEmpty();
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      TrackedEventMessage<?> next = read.poll();
      while (next == null) {
        hasNextAvailable(1, TimeUnit.SECONDS);
        next = read.poll();
      }
      return next;
    }

    @Override
    public void close() {
      tails.remove(this);
    }

    private void load() {
      if (read.isEmpty() && (seen < shown || looksAgain())) {
        List<TrackedEventMessage<?>> more = after(seen);
        read.addAll(more);
        seen += more.size();
      }
    }

    /** Whether it is time for what came since the last look. */
    private boolean looksAgain() {
      long now = System.nanoTime();
      long pause = looked + PACE - now;
      if (pause > 0 && seen >= awaited.get()) {
        wakeAfter(pause);
        return false;
      }
      shown = headOr(seen);
      if (shown > seen) {
        looked = now;
      }
      return shown > seen;
    }

    private void wakeAfter(long nanos) {
      if (!waking) {
        waking = true;
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::wakeNow);
      }
    }

    private void wakeNow() {
      synchronized (this) {
        waking = false;
      }
      if (tails.contains(this)) {
        try {
          wake();
        } catch (RejectedExecutionException e) {
          tails.remove(this); // the processor was shut down meanwhile: nobody is left to be woken
        }
      }
    }
  }
}
