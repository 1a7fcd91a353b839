package org.royaltyledger.api.bench;

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
  /** One usage in each request, over HTTP. */
  SINGLE,
  /** Statements, asked for over HTTP while usages are imported. */
  QUERY,
  /** The index of usage ids alone, however many there are. */
  IDS;

  boolean measures(Scenario part) {
    return this == part || this == ALL;
  }
}
