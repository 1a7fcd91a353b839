package org.royaltyledger.ledger.store.ids;

/**
 * The stretch of the log whose ids a run holds.
 *
 * @param after the place before the first event
 * @param upTo the place of the last
 * @param anchor identifies the event at {@code upTo}, so that a run is never taken for one of
 *     another log, or of this one's other past
 */
record Span(long after, long upTo, long anchor) {}
