package org.royaltyledger.api.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/** What the server works at, for those who wait for it. */
@Component
public class Underway {

  private final List<Task> tasks = new CopyOnWriteArrayList<>();

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
   */
  public <T> T doing(String name, Function<LongConsumer, T> work) {
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
