package org.royaltyledger.ledger.usage;

import org.jspecify.annotations.Nullable;

/**
 * Who found out the contributions of a usage or output, and how.
 *
 * @param confidence a plain decimal, 0 to 1, without trailing zeros
 */
public record Attribution(
    @Nullable String provider,
    @Nullable String method,
    @Nullable String version,
    @Nullable String confidence) {

  public static final Attribution NONE = new Attribution(null, null, null, null);
}
