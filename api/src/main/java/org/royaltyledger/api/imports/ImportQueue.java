package org.royaltyledger.api.imports;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.api.problem.Problems;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.value.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One import at a time; some wait, and of those that have ended the newest are remembered. */
@Component
final class ImportQueue implements AutoCloseable {

  /** Imports that are being sent, wait, or run; more are told to come later. */
  static final int PLACES = 8;

  /** Imports that are remembered, with their rejected lines. */
  static final int KEPT = 100;

  private static final long PATIENCE_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);

  private final LocalWork work;
  private final ReadOnly readOnly;
  private final Semaphore places = new Semaphore(PLACES);
  private final Map<String, ImportJob> jobs = new LinkedHashMap<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().name("import").factory());
  private volatile boolean stopping;

  ImportQueue(LocalWork work, ReadOnly readOnly) {
    this.work = work;
    this.readOnly = readOnly;
  }

  /** The server stops while an import runs; what is in already counts once. */
  private static final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopping() {
      super("the server stops");
    }
  }

  /**
   * Takes a place, before anything of the request is read.
   *
   * @return what gives it back unless an import was {@link Place#use put} on it
   * @throws Refused TOO_MANY_IMPORTS, READ_ONLY
   */
  Place place() {
    readOnly.refuse();
    if (!places.tryAcquire()) {
      throw new Refused(
          Refused.Code.TOO_MANY_IMPORTS,
          "%d imports are sent, wait or run already: send this one again when one of them has ended"
              .formatted(PLACES));
    }
    return new Place();
  }

  /** A place among those who wait. */
  final class Place implements AutoCloseable {

    private boolean used;

    private Place() {}

    /** Lets an import wait for its turn. */
    void use(ImportJob job) {
      remember(job);
      thread.execute(() -> run(job));
      used = true;
    }

    @Override
    public void close() {
      if (!used) {
        places.release();
      }
    }
  }

  Optional<ImportJob> find(String id) {
    synchronized (jobs) {
      return Optional.ofNullable(jobs.get(id));
    }
  }

  private void remember(ImportJob job) {
    synchronized (jobs) {
      jobs.put(job.id(), job);
      Iterator<ImportJob> eldest = jobs.values().iterator();
      while (jobs.size() > KEPT && eldest.hasNext()) {
        ImportJob it = eldest.next();
        if (it.isEnded()) {
          eldest.remove();
          delete(it.folder());
        }
      }
    }
  }

  private void run(ImportJob job) {
    job.begin();
    Runnable tell = imported(job);
    // Before anybody is told of the end, so that who is told may send the next one.
    job.files().forEach(ImportQueue::delete);
    places.release();
    tell.run();
  }

  /** Imports, and gives how to tell what became of it. */
  private Runnable imported(ImportJob job) {
    try {
      List<ImportedFile> files =
          job.sender()
              .doing(
                  () ->
                      work.importFiles(
                          job.files(),
                          null,
                          job.by(),
                          (file, bytes, size, lines) -> {
                            job.at(file, bytes, size, lines);
                            if (stopping) {
                              throw new Stopping();
                            }
                          }));
      return () -> job.done(files);
    } catch (RuntimeException | Error failure) {
      Problem problem = Problems.because(failure);
      if (problem.status().is5xxServerError()) {
        LOG.error("import {} failed: {}", job.id(), Failure.told(failure));
        LOG.debug("because of", failure);
      }
      return () -> job.failed(problem);
    }
  }

  /** What cannot be deleted stays until the server stops: an import does not fail for it. */
  private static void delete(Path uploaded) {
    try {
      UploadFolder.delete(uploaded);
    } catch (RuntimeException e) {
      LOG.warn("files of an import stay for now: {}", Failure.told(e));
    }
  }

  /**
   * Lets the running import break off between two blocks. It is not interrupted: the store's file
   * would be closed under the others.
   */
  @Override
  public void close() {
    stopping = true;
    thread.getQueue().clear();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("an import still runs; what is in of it counts once when it is sent again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
