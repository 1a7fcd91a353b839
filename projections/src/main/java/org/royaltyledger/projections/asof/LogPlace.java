package org.royaltyledger.projections.asof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state of the log: all events up to a place.
 *
 * @param at when the event there was written; null before the first one
 */
public record LogPlace(long place, @Nullable Instant at) {}
