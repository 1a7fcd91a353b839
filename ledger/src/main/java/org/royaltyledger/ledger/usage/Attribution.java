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

  /** The longest provider, method or version, in characters. */
  public static final int LONGEST_TEXT = 256;

  public static final int MOST_CONFIDENCE_DECIMALS = 32;

  public static final Attribution NONE = new Attribution(null, null, null, null);
}
