package org.royaltyledger.ledger.royalty;

import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Folds the blocks of a month into its result. One thread each; folds over parts of the blocks may
 * be merged in any order, the result is the same.
 */
@SuppressWarnings("DoNotCallSuggester")
public class MonthFold {

  public MonthFold(Facts facts, Counting counting) {}

  /**
   * Adds what counts of a block.
   *
   * @param place of the block in the log
   */
  public MonthFold add(long place, UsageBlock block) {
    throw new UnsupportedOperationException();
  }

  /** Adds what another fold over other blocks has, made with the same facts and counting. */
  public MonthFold merge(MonthFold other) {
    throw new UnsupportedOperationException();
  }

  /**
   * The calculation over all that was added.
   *
   * @throws org.royaltyledger.ledger.value.Refused NO_LISTENER, NOT_REPORTED, NO_RATE or
   *     STEP_NOT_BEGUN
   */
  public RunResult result() {
    throw new UnsupportedOperationException();
  }
}
