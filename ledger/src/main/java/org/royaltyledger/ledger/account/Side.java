package org.royaltyledger.ledger.account;

import java.math.BigDecimal;

/** The two sides of the books. What is written down is debit; a credit is below 0. */
public enum Side {
  DEBIT,
  CREDIT;

  /**
   * A sum as the books have it, for people: above 0 is more of what an account of this side is for.
   */
  public BigDecimal shown(BigDecimal booked) {
    return switch (this) {
      case DEBIT -> booked;
      case CREDIT -> booked.negate();
    };
  }
}
