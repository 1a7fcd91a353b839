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

  /** A fact that was not written down. */
  record Refusal(NewFact fact, String why) {}
}
