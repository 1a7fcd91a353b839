package org.royaltyledger.ledger.store;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stretch of the log in a thread of its own, unpacks each event there, and hands them on in
 * the order of the log: a few events ahead of the one who takes them.
 */
public final class ReadAhead implements AutoCloseable {

  private static final int EVENTS = 8;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final BlockingQueue<Read> read = new ArrayBlockingQueue<>(EVENTS);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("read-ahead").factory());
  private final Future<?> reading;
  private volatile boolean stopped;

  /**
   * @param after the place before the first event
   * @param upTo the place of the last
   */
  public ReadAhead(LogReader reader, long after, long upTo) {
    reading = thread.submit(() -> reader.read(after, upTo, row -> hand(Read.of(row))));
  }

  /** A row of the log, with its event or why it cannot be unpacked. */
  public record Read(
      LogReader.Stored row, @Nullable Object unpacked, @Nullable RuntimeException failure) {

    private static Read of(LogReader.Stored row) {
      try {
        return new Read(row, row.event(), null);
      } catch (RuntimeException e) { // damaged bytes may fail in any way
        return new Read(row, null, e);
      }
    }

    /**
     * @throws RuntimeException that unpacking it threw
     */
    public Object event() {
      if (failure != null) {
        throw failure;
      }
      if (unpacked == null) {
        throw new IllegalStateException("an event that is neither there nor failed");
      }
      return unpacked;
    }
  }

  /**
   * The next row, null after the last.
   *
   * @throws RuntimeException that reading the log threw
   */
  public @Nullable Read next() {
    try {
      while (true) {
        // Asked first: what it handed on before it ended is then in the queue.
        boolean ended = reading.isDone();
        Read next = read.poll(ended ? 0 : LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          return next;
        }
        if (ended) {
          reading.get();
          return null;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the log", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("the log cannot be read", e.getCause());
    }
  }

  /** Never interrupts: a thread interrupted in the database's file closes it for all others. */
  private void hand(Read next) {
    try {
      while (!read.offer(next, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stopped) {
          throw new IllegalStateException("nobody reads on");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the log", e);
    }
  }

  /** Ends the reading and waits for it. */
  @Override
  public void close() {
    stopped = true;
    read.clear();
    thread.close();
  }
}
