package org.royaltyledger.api.audit;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.problem.Problems;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Replay;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/replays}: one at a time, and the newest is remembered. */
@RestController
@RequestMapping(path = "/api/v1/replays", produces = "application/json")
final class Replays implements AutoCloseable {

  /** The most seconds that an answer waits for an end. */
  private static final int LONGEST_WAIT = 30;

  private final LocalWork work;
  private final Underway underway;
  private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
  private volatile @Nullable ReplayJob newest;

  Replays(LocalWork work, Underway underway) {
    this.work = work;
    this.underway = underway;
  }

  /**
   * Begins one.
   *
   * @param swap whether what it builds takes the place of what differs
   */
  @PostMapping
  synchronized ResponseEntity<JsonNode> post(@RequestParam(defaultValue = "false") String swap) {
    boolean swaps = Words.flag("swap", swap);
    if (swaps && !Caller.now().is(Role.ADMIN)) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "'%s' may compare read models and not swap them: leave swap out, or let an admin do it"
              .formatted(Caller.now().name()));
    }
    var job = new ReplayJob(UUID.randomUUID().toString(), swaps);
    Thread thread = Thread.ofPlatform().name("replay").unstarted(() -> run(job));
    if (!running.compareAndSet(null, thread)) {
      throw new Refused(
          Refused.Code.BUSY, "a replay runs already, and there is one at a time: ask again later");
    }
    newest = job;
    JsonNode begun = job.document();
    thread.start();
    return ResponseEntity.accepted().location(URI.create(job.address())).body(begun);
  }

  private void run(ReplayJob job) {
    Runnable tell;
    try {
      Replay.Report report =
          underway.doingInTurn(
              "replay",
              usages ->
                  work.replay(
                      job.swap(),
                      (place, last, done) -> {
                        usages.accept(done);
                        job.at(place, last, done);
                      }));
      tell = () -> job.done(report);
    } catch (RuntimeException | Error failure) {
      tell = () -> job.failed(Problems.because(failure));
    }
    // Before anybody is told of the end, so that who is told may ask for the next one.
    running.set(null);
    tell.run();
  }

  /**
   * How far it has come, and what it found.
   *
   * @param wait the answer comes when it has ended, or after so many seconds
   */
  @GetMapping("/{id}")
  JsonNode job(@PathVariable String id, @RequestParam(defaultValue = "0") String wait)
      throws InterruptedException {
    ReplayJob job = newest;
    if (job == null || !job.id().equals(id)) {
      throw new Refused(
          Refused.Code.NO_REPLAY,
          "replay '%s' is not known any more, or never was: begin another"
              .formatted(Codes.shown(id)));
    }
    job.awaitEnd(Words.upTo("wait", wait, LONGEST_WAIT));
    return job.document();
  }

  /** A store is not closed under a replay, which changes nothing that must be kept. */
  @Override
  public void close() {
    Thread thread = running.get();
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
