package org.royaltyledger.api.audit;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.projections.audit.Replay;
import tools.jackson.databind.node.ObjectNode;

/** A replay from its beginning to its end. */
final class ReplayJob implements Replay.Progress {

  private enum State {
    RUNNING,
    DONE,
    FAILED
  }

  private final String id;
  private final boolean swap;
  private State state = State.RUNNING;
  private long place;
  private long last;
  private long usages;
  private Replay.@Nullable Report report;
  private @Nullable Problem problem;

  ReplayJob(String id, boolean swap) {
    this.id = id;
    this.swap = swap;
  }

  String id() {
    return id;
  }

  boolean swap() {
    return swap;
  }

  @Override
  public synchronized void at(long reached, long of, long usagesSoFar) {
    place = reached;
    last = of;
    usages = usagesSoFar;
  }

  synchronized void done(Replay.Report found) {
    report = found;
    state = State.DONE;
    notifyAll();
  }

  synchronized void failed(Problem why) {
    problem = why;
    state = State.FAILED;
    notifyAll();
  }

  /** Waits until it is at its end, or the time is over. */
  synchronized void awaitEnd(long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = until - System.nanoTime();
        left > 0 && state == State.RUNNING;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** As {@code GET /api/v1/replays/{id}} answers. */
  synchronized ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("id", id)
            .put("state", state.name().toLowerCase(Locale.ROOT))
            .put("swap", swap)
            .put("place", place)
            .put("last", last)
            .put("usages", usages);
    if (report != null) {
      document.set("report", Json.replayed(report));
    }
    if (problem != null) {
      document.set("problem", problem.document());
    }
    return document;
  }

  /** Its address on this server. */
  String address() {
    return "/api/v1/replays/" + id;
  }
}
