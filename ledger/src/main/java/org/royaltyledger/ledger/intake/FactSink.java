package org.royaltyledger.ledger.intake;

import java.util.List;

/** Where checked facts go: one transaction for each batch. */
@FunctionalInterface
public interface FactSink {

  /**
   * Writes down facts that are new, in this order, with their names; returns once they are durable.
   *
   * @param batch not empty
   * @return those it refused after all, and why; empty as a rule, since intake asks first
   */
  List<Refusal> record(List<NewFact> batch);

  /**
   * What the lines of facts that are known already tell of persons: it may be missing beside the
   * log, of which a backup without it was restored.
   *
   * @param batch not empty
   */
  default void repeated(List<Personal> batch) {}

  /** A fact that was not written down. */
  record Refusal(NewFact fact, String why) {}
}
