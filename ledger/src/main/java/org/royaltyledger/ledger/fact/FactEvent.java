package org.royaltyledger.ledger.fact;

import java.util.Optional;

/** One version of a fact, as it is written down: JDK types only, no name of a person. */
public interface FactEvent {

  /** What this is a version of, e.g. {@code party/label-aurora}; the aggregate's identifier. */
  String key();

  /**
   * Whether this may become the newest version.
   *
   * @param newest the version in force now
   * @return why not, with a way out; empty if it may
   */
  default Optional<String> objection(FactEvent newest) {
    return Optional.empty();
  }
}
