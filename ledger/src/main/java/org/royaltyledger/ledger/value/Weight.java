package org.royaltyledger.ledger.value;

import java.math.BigDecimal;

/**
 * An exact part of one usage, 0 to 1 with at most 12 decimals.
 *
 * @param trillionths 0 to 10^12
 */
public record Weight(long trillionths) {

  /** The whole usage, in trillionths. */
  public static final long ONE = 1_000_000_000_000L;

  public Weight {
    if (trillionths < 0 || trillionths > ONE) {
      throw new IllegalArgumentException("weight is not within 0 and 1");
    }
  }

  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(trillionths, 12);
  }
}
