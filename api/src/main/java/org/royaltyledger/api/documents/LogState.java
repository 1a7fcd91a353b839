package org.royaltyledger.api.documents;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.asof.LogPlace;

/**
 * A state of the log: all events up to a place.
 *
 * @param at when the event there was written; null before the first one
 */
public record LogState(long place, @Nullable String at) {

  static LogState of(LogPlace it) {
    return new LogState(it.place(), it.at() == null ? null : it.at().toString());
  }

  /** For a sentence. */
  public String told() {
    return at == null
        ? "place %d of the log, before its first event".formatted(place)
        : "place %d of the log, written %s".formatted(place, at);
  }
}
