package org.royaltyledger.api.job;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for as a job.
 *
 * @param task its name while it is under way
 * @param seen whether somebody may see what comes of it, beside having the role
 */
public record Wanted(JobKind kind, String task, Predicate<Caller> seen, Deed deed) {

  /** Work that makes no file, and that everybody may see who may ask for it. */
  public static Wanted of(JobKind kind, String task, Answering work) {
    return new Wanted(
        kind, task, _ -> true, (folder, usages) -> new Outcome(work.answer(usages), null));
  }

  /** The work itself. */
  @FunctionalInterface
  public interface Deed {
    /**
     * @param folder of the job, for its file
     * @param usages told the usages done so far; the work may be broken off there
     */
    Outcome done(Path folder, LongConsumer usages);
  }

  /** Work that comes to a document. */
  @FunctionalInterface
  public interface Answering {
    JsonNode answer(LongConsumer usages);
  }

  /**
   * What came of it.
   *
   * @param answer what the request would have answered
   * @param file in the job's folder, to be handed out; null without
   */
  public record Outcome(JsonNode answer, @Nullable Path file) {}
}
