package org.royaltyledger.projections.balance;

import java.math.BigDecimal;

/**
 * Money of one currency in one state, in the months up to one.
 *
 * @param state {@code received} is what came in; all others together are what became of it
 * @param before what the months before it left there
 * @param moved in the month
 * @param after the two together
 */
public record MoneyState(
    String currency, String state, BigDecimal before, BigDecimal moved, BigDecimal after) {

  /** What came in, which all other states of the currency sum to. */
  public static final String RECEIVED = "received";

  /** Whether it is what came in. */
  public boolean isReceived() {
    return state.equals(RECEIVED);
  }
}
