package org.royaltyledger.api.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.royaltyledger.api.access.Later;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.api.problem.Problems;
import org.royaltyledger.api.setup.PassingFolder;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.DependsOn;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Work that is answered later: one month is written at a time, and beside it one thing read, so
 * that a close does not wait for somebody's check.
 *
 * <p>It ends before what it works with does.
 */
@Component
@DependsOn({"localWork", "evidence", "backup"})
public final class Jobs implements AutoCloseable {

  /** Jobs of one caller that wait or run; more are told to come later. */
  static final int OF_ONE = 2;

  /** The same of all callers. */
  static final int OF_ALL = 8;

  /** Jobs that are remembered, with their files. */
  static final int KEPT = 100;

  /** How long one is remembered that has ended. */
  static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final Later later;
  private final Underway underway;
  private final JobFolder folder;
  private final LongSupplier clock;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final ThreadPoolExecutor writing = lane("job-writing");
  private final ThreadPoolExecutor reading = lane("job-reading");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs").factory());
  private volatile boolean stopping;

  @Autowired
  Jobs(Later later, Underway underway, JobFolder folder) {
    this(later, underway, folder, System::nanoTime);
  }

  Jobs(Later later, Underway underway, JobFolder folder, LongSupplier clock) {
    this.later = later;
    this.underway = underway;
    this.folder = folder;
    this.clock = clock;
    var _ = timer.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.MINUTES);
  }

  private static ThreadPoolExecutor lane(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name(name).factory());
  }

  /** The server stops while something is read, which can be asked for again. */
  private static final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopping() {
      super("the server stops");
    }
  }

  /**
   * Lets a piece of work wait for its turn, for whom this thread works.
   *
   * @return the answer that says where to ask for it
   * @throws Refused TOO_MANY_JOBS
   */
  public ResponseEntity<JsonNode> begin(Wanted wanted) {
    return begin(wanted, ResponseEntity.accepted());
  }

  /** The same for who preferred it to an answer that takes its time. */
  public ResponseEntity<JsonNode> preferred(Wanted wanted) {
    return begin(wanted, ResponseEntity.accepted().header(Prefer.APPLIED, Prefer.ASYNC));
  }

  private ResponseEntity<JsonNode> begin(Wanted wanted, ResponseEntity.BodyBuilder answer) {
    var job = new Job(wanted, later.asked());
    JsonNode begun = job.document();
    remember(job);
    (wanted.kind().isWriting() ? writing : reading).execute(() -> run(job));
    return answer.location(URI.create(job.address())).body(begun);
  }

  private void remember(Job job) {
    forget();
    synchronized (jobs) {
      Collection<Job> open = jobs.values().stream().filter(it -> !it.isEnded()).toList();
      long own = open.stream().filter(it -> it.by().equals(job.by())).count();
      if (own >= OF_ONE || open.size() >= OF_ALL) {
        throw new Refused(
            Refused.Code.TOO_MANY_JOBS,
            own >= OF_ONE
                ? "%d jobs of '%s' wait or run already: begin this one when one of them has ended"
                    .formatted(own, job.by())
                : "%d jobs wait or run already: begin this one when one of them has ended"
                    .formatted(open.size()));
      }
      jobs.put(job.id(), job);
    }
  }

  /**
   * A job of whom this thread works for.
   *
   * @throws Refused NO_JOB if there is none, or it is another's
   */
  Job find(String id) {
    forget();
    synchronized (jobs) {
      Job job = jobs.get(id);
      if (job != null && job.isFor(Caller.now())) {
        return job;
      }
    }
    throw new Refused(
        Refused.Code.NO_JOB,
        "job '%s' is not known any more, or never was: begin another".formatted(Codes.shown(id)));
  }

  /** Those of whom this thread works for, the newest first. */
  List<Job> own() {
    forget();
    synchronized (jobs) {
      var own = new ArrayList<>(jobs.values());
      own.removeIf(it -> !it.isFor(Caller.now()));
      return own.reversed();
    }
  }

  /** Forgets what ended long ago, and what is older than the newest. */
  private void forget() {
    synchronized (jobs) {
      Iterator<Job> eldest = jobs.values().iterator();
      while (eldest.hasNext()) {
        Job it = eldest.next();
        if (it.hasEndedBefore(clock.getAsLong() - KEPT_NANOS)
            || (it.isEnded() && jobs.size() > KEPT)) {
          eldest.remove();
          delete(it);
        }
      }
    }
  }

  private void run(Job job) {
    job.begin();
    try {
      Wanted.Outcome outcome =
          underway.doingInTurn(
              job.wanted().task(),
              told ->
                  job.done(
                      folder.of(job.id()),
                      (place, usages) ->
                          job.wanted().deed().done(place, tellingBoth(job, usages, told))));
      Path made = outcome.file();
      job.done(outcome.answer(), made == null ? null : JobFile.of(made), clock.getAsLong());
    } catch (RuntimeException | Error failure) {
      Problem problem = Problems.because(failure);
      if (problem.status().is5xxServerError()) {
        LOG.error("job {} failed: {}", job.id(), Failure.told(failure));
        LOG.debug("because of", failure);
      }
      delete(job);
      job.failed(problem, clock.getAsLong());
    }
  }

  private LongConsumer tellingBoth(Job job, LongConsumer own, LongConsumer others) {
    return usages -> {
      own.accept(usages);
      others.accept(usages);
      if (stopping && !job.wanted().kind().isWriting()) {
        throw new Stopping();
      }
    };
  }

  /** What cannot be deleted stays until the server stops. */
  private void delete(Job job) {
    try {
      PassingFolder.delete(folder.of(job.id()));
    } catch (RuntimeException e) {
      LOG.warn("the file of a job stays for now: {}", Failure.told(e));
    }
  }

  /**
   * What waits is not begun any more, what reads is broken off, and a month that is being written
   * is waited for: it is not to be done by half.
   */
  @Override
  public void close() {
    stopping = true;
    timer.shutdownNow();
    for (ThreadPoolExecutor it : List.of(writing, reading)) {
      it.getQueue().clear();
      it.shutdown();
    }
    try {
      for (ThreadPoolExecutor it : List.of(writing, reading)) {
        while (!it.awaitTermination(1, TimeUnit.MINUTES)) {
          LOG.warn("a job still runs, and is waited for");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
