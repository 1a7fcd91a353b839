package org.royaltyledger.ledger.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;

/**
 * Lets callers that come at the same time share a block, and its way to the disk.
 *
 * <p>One thread takes all drafts that wait, appends them as one, and only then tells each caller
 * what became of its usages; while it appends, the next ones gather.
 */
public final class GroupCommit implements AutoCloseable {

  /** How long a block that is not full waits for the next draft. */
  private static final long NEXT = Duration.ofMillis(1).toNanos();

  /** How long it waits at most. */
  private static final long LONGEST = Duration.ofMillis(4).toNanos();

  private static final Draft END =
      new Draft(
          new UsageBlock.Builder().build(), row -> "", Acting.PROGRAM, new CompletableFuture<>());

  private final Log log;
  private final BlockingQueue<Draft> waiting = new LinkedBlockingQueue<>();
  private final Thread writer = Thread.ofPlatform().name("group-commit").unstarted(this::write);
  private boolean closed;

  /** Where blocks go: {@link UsageLog#append}. */
  @FunctionalInterface
  public interface Log {
    UsageLog.Appended append(UsageBlock draft, IntFunction<String> source);
  }

  private record Draft(
      UsageBlock usages,
      IntFunction<String> source,
      Acting by,
      CompletableFuture<UsageLog.Appended> appended) {}

  public GroupCommit(Log log) {
    this.log = log;
    writer.start();
  }

  /**
   * Writes down the usages of a draft that are new; durable when it returns.
   *
   * @param usages 1 to {@value UsageBlock#MOST}
   * @param source names where a row came from, for the record of a conflict
   * @throws Refused READ_ONLY; NOT_WRITTEN if the log could not take them; perhaps they are in all
   *     the same
   */
  public UsageLog.Appended append(UsageBlock usages, IntFunction<String> source) {
    var draft = new Draft(usages, source, Acting.now(), new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        throw notWritten("the server is stopping", null);
      }
      waiting.add(draft);
    }
    try {
      return draft.appended.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notWritten("the server is stopping", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused && refused.code() == Refused.Code.READ_ONLY) {
        throw refused; // whoever else waited has the same to say
      }
      throw notWritten("the log did not take them", e.getCause());
    }
  }

  private static Refused notWritten(String why, @Nullable Throwable cause) {
    var refused =
        new Refused(
            Refused.Code.NOT_WRITTEN,
            "nothing is acknowledged, as %s: send the same again, what is in already counts once"
                .formatted(why));
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }

  /** Appends what waits, then ends. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        waiting.add(END);
      }
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    Draft next = null;
    try {
      while (true) {
        Draft first = next == null ? waiting.take() : next;
        if (isEnd(first)) {
          return;
        }
        var together = new ArrayList<Draft>();
        next = gather(first, together);
        append(together);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  /** Takes what waits, as far as a block holds it; gives the first that does not fit, if any. */
  private @Nullable Draft gather(Draft first, List<Draft> together) throws InterruptedException {
    together.add(first);
    int usages = first.usages.size();
    int contributions = first.usages.contributions();
    long end = System.nanoTime() + LONGEST;
    while (usages < UsageBlock.MOST && contributions < UsageBlock.MANY_CONTRIBUTIONS) {
      Draft next =
          waiting.poll(Math.max(0, Math.min(NEXT, end - System.nanoTime())), TimeUnit.NANOSECONDS);
      if (next == null) {
        return null;
      }
      usages += next.usages.size();
      contributions += next.usages.contributions();
      if (isEnd(next)
          || usages > UsageBlock.MOST
          || contributions > UsageBlock.MANY_CONTRIBUTIONS) {
        return next;
      }
      together.add(next);
    }
    return null;
  }

  private void append(List<Draft> together) {
    UsageLog.Appended appended;
    try {
      appended =
          Acting.together(together.stream().map(Draft::by).toList())
              .doing(
                  () ->
                      together.size() == 1
                          ? log.append(together.getFirst().usages, together.getFirst().source)
                          : log.append(joined(together), row -> source(together, row)));
    } catch (RuntimeException | Error e) {
      together.forEach(it -> it.appended.completeExceptionally(e));
      return;
    }
    int from = 0;
    for (Draft draft : together) {
      int to = from + draft.usages.size();
      draft.appended.complete(
          new UsageLog.Appended(
              List.copyOf(appended.outcomes().subList(from, to)),
              List.copyOf(appended.addresses().subList(from, to))));
      from = to;
    }
  }

  private static UsageBlock joined(List<Draft> together) {
    var block = new UsageBlock.Builder();
    for (Draft draft : together) {
      for (int row = 0; row < draft.usages.size(); row++) {
        block.copy(draft.usages, row);
      }
    }
    return block.build();
  }

  private static String source(List<Draft> together, int row) {
    int left = row;
    for (Draft draft : together) {
      if (left < draft.usages.size()) {
        return draft.source.apply(left);
      }
      left -= draft.usages.size();
    }
    throw new IllegalArgumentException("no row " + row);
  }

  @SuppressWarnings("ReferenceEquality") // there is one end
  private static boolean isEnd(Draft draft) {
    return draft == END;
  }
}
