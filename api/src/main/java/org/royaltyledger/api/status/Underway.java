package org.royaltyledger.api.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the server works at, for those who wait for it; and how much of it one of them may want. */
@Component
public class Underway {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int each;
  private final Duration patience;
  private final Semaphore all;
  private final Map<String, Semaphore> callers = new ConcurrentHashMap<>();
  private final List<Task> tasks = new CopyOnWriteArrayList<>();

  /**
   * @param each tasks of one caller at once, and of all twice as many
   */
  @Autowired
  Underway(@Value("${royalty-ledger.limits.calculations:2}") int each) {
    this(each, PATIENCE);
  }

  Underway(int each, Duration patience) {
    if (each < 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "--royalty-ledger.limits.calculations=%d lets nobody have anything calculated: give 1 or more"
              .formatted(each));
    }
    this.each = each;
    this.patience = patience;
    all = new Semaphore(2 * each);
  }

  /** Does not compare by content: two of one name are two. */
  private static final class Task {
    private final String name;
    private final AtomicLong usages = new AtomicLong();

    Task(String name) {
      this.name = name;
    }
  }

  /** How far a task has come. */
  record Done(String task, long usages) {}

  /**
   * Does a task, and lets others know of it meanwhile.
   *
   * @param work is given whom to tell the usages done so far
   * @throws Refused TOO_MANY_REQUESTS if its caller, or all together, have too many under way
   */
  public <T> T doing(String name, Function<LongConsumer, T> work) {
    Semaphore own =
        callers.computeIfAbsent(String.valueOf(Caller.now().name()), _ -> new Semaphore(each));
    take(own);
    try {
      take(all);
      try {
        return doingInTurn(name, work);
      } finally {
        all.release();
      }
    } finally {
      own.release();
    }
  }

  /** A little patience: somebody who clicks twice is answered twice. */
  private void take(Semaphore places) {
    try {
      if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refused(
        Refused.Code.TOO_MANY_REQUESTS,
        "'%s' has %d calculations under way already, or the server has %d of all: ask again when one has ended"
            .formatted(Caller.now().name(), each, 2 * each));
  }

  /**
   * The same for what waited for its turn before it came here: it is not to fail for others' tasks.
   */
  public <T> T doingInTurn(String name, Function<LongConsumer, T> work) {
    var task = new Task(name);
    tasks.add(task);
    try {
      return work.apply(task.usages::set);
    } finally {
      tasks.remove(task);
    }
  }

  List<Done> now() {
    var now = new ArrayList<Done>();
    tasks.forEach(it -> now.add(new Done(it.name, it.usages.get())));
    return now;
  }
}
