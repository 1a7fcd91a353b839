package org.royaltyledger.ledger.backup;

/** What a record of a backup holds, in the order in which they come. */
enum RecordKind {
  /** What the whole file is of: origin, events, whether names are in it. */
  LOG('L'),
  /** A row of a table beside the log. */
  KEPT('K'),
  /** A checkpoint, as it was signed. */
  CHECKPOINT('C'),
  /** An event of before there were salts, and its leaf. */
  EVENT('E'),
  /** An event and its leaf, after the salt of its entry; from version 2 of the format on. */
  SALTED('S'),
  /** How many of each there were. */
  END('Z');

  private final byte written;

  RecordKind(char written) {
    this.written = (byte) written;
  }

  byte written() {
    return written;
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  static RecordKind of(int written) {
    for (RecordKind it : values()) {
      if (it.written == written) {
        return it;
      }
    }
    throw new IllegalArgumentException("a record of kind %d".formatted(written));
  }
}
