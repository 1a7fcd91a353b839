package org.royaltyledger.ledger.royalty;

import org.royaltyledger.ledger.usage.UsageBlock;

/** Is shown each contribution that earns, as a fold comes to it. A close has none. */
interface Watch {

  /**
   * @param contribution its place in the block, or, of a usage without contributions of its own, in
   *     its output
   * @param weight in trillionths
   */
  void earns(
      long place,
      UsageBlock block,
      int row,
      int contribution,
      long weight,
      Setting setting,
      Cell.Earns cell);
}
