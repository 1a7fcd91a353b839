package org.royaltyledger.api.job;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.access.Later;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A piece of work from when it is asked for to its end; only who asked for it sees it. */
public final class Job {

  private enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  private final String id = UUID.randomUUID().toString();
  private final Wanted wanted;
  private final Later.Asked by;
  private final Acting sender = Acting.now();
  private State state = State.WAITING;
  private long usages;
  private long ended;
  private @Nullable JsonNode answer;
  private @Nullable JobFile file;
  private @Nullable Problem problem;

  /**
   * @param by who asks, in the thread of the request
   */
  Job(Wanted wanted, Later.Asked by) {
    this.wanted = wanted;
    this.by = by;
  }

  String id() {
    return id;
  }

  Wanted wanted() {
    return wanted;
  }

  /** Who began it. */
  String by() {
    return by.name();
  }

  /** Its address on this server. */
  String address() {
    return "/api/v1/jobs/" + id;
  }

  /** Whether it is there for somebody, who may have been granted less since. */
  boolean isFor(Caller caller) {
    return by().equals(caller.name()) && isAllowed(caller);
  }

  private boolean isAllowed(Caller caller) {
    return wanted.kind().isFor(caller) && wanted.seen().test(caller);
  }

  /** Does the work, in whichever thread, for who asked, with what is granted to him now. */
  Wanted.Outcome done(Path folder, Wanted.Deed deed) {
    Caller caller = by.now();
    if (!isAllowed(caller)) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "'%s' may not do this any more: nothing was done".formatted(by()));
    }
    return caller.doing(() -> sender.doing(() -> deed.done(folder, this::at)));
  }

  synchronized boolean isEnded() {
    return state == State.DONE || state == State.FAILED;
  }

  /** Whether it ended before a moment. */
  synchronized boolean hasEndedBefore(long nanos) {
    return isEnded() && ended - nanos < 0;
  }

  synchronized void begin() {
    state = State.RUNNING;
  }

  private synchronized void at(long done) {
    usages = done;
  }

  synchronized void done(JsonNode answered, @Nullable JobFile made, long now) {
    answer = answered;
    file = made;
    end(State.DONE, now);
  }

  synchronized void failed(Problem why, long now) {
    problem = why;
    end(State.FAILED, now);
  }

  private void end(State how, long now) {
    state = how;
    ended = now;
    notifyAll();
  }

  /** Waits until it is at its end, or the time is over. */
  synchronized void awaitEnd(long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = until - System.nanoTime();
        left > 0 && !isEnded();
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** What it made, null if there is no file of it. */
  synchronized @Nullable JobFile file() {
    return file;
  }

  /** As {@code GET /api/v1/jobs/{id}} answers. */
  synchronized ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("id", id)
            .put("kind", wanted.kind().written())
            .put("task", wanted.task())
            .put("by", by())
            .put("state", state.name().toLowerCase(Locale.ROOT));
    document.putObject("progress").put("usages", usages);
    if (answer != null) {
      document.set("answer", answer);
    }
    if (file != null) {
      document
          .putObject("file")
          .put("name", file.name())
          .put("size", file.size())
          .put("sha256", file.sha256())
          .put("address", address() + "/file");
    }
    if (problem != null) {
      document.set("problem", problem.document());
    }
    return document;
  }
}
