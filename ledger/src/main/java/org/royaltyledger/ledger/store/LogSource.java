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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

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

  public LogSource(LogReader reader) {
    this.reader = reader;
  }

  /** Tells every stream that the log has grown. */
  void appended() {
    tails.forEach(Tail::wake);
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
      reader.read(
          place,
          place + READ_AT_ONCE,
          row -> {
            TrackedEventMessage<?> message = message(row);
            shared.put(row.place(), message);
            events.add(message);
          });
    }
    return events;
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
      if (read.isEmpty()) {
        List<TrackedEventMessage<?>> more = after(seen);
        read.addAll(more);
        seen += more.size();
      }
    }
  }
}
