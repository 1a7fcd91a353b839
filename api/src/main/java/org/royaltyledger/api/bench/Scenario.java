package org.royaltyledger.api.bench;

import java.util.EnumSet;
import java.util.Set;

/** What a benchmark measures. */
public enum Scenario {
  /** Import, close and replay. */
  ALL,
  /** From the first byte read to durable, deduplicated and followed. */
  INGEST,
  /** The close of the month. */
  CLOSE,
  /** The rebuild of all read models from the log. */
  REPLAY,
  /** The index of usage ids alone, however many there are. */
  IDS;

  /** Those that need an imported month. */
  static final Set<Scenario> OF_A_MONTH = EnumSet.of(ALL, INGEST, CLOSE, REPLAY);

  boolean measures(Scenario part) {
    return this == part || this == ALL;
  }
}
