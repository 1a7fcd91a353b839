package org.royaltyledger.ledger.royalty;

/** What a run wrote down; it counts only once its month is closed with it. */
public sealed interface RunEvent {

  /**
   * A part of what a close books: of the month it closes, or of what changed of an earlier one.
   *
   * @param number its place in the run, from 0
   */
  record RunBlockRecorded(String runId, int number, RunBlock block) implements RunEvent {}
}
