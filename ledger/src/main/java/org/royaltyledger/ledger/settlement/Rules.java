package org.royaltyledger.ledger.settlement;

/** The rules of settlement: what was settled by some is settled again by the same. */
enum Rules {
  /**
   * What moved from one contract to another within a pool was passed over. Rounded up, charges
   * together could take or give back more than there was; terms that came again counted where they
   * were first; of income below 0, recoupment gave back by the fees of today; reserves and
   * directions off the top were taken of what an advance had got.
   */
  FIRST,
  SECOND;

  /**
   * @param version 1 or 2
   */
  static Rules of(int version) {
    return values()[version - 1];
  }
}
