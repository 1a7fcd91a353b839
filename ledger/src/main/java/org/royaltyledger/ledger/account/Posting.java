package org.royaltyledger.ledger.account;

import java.math.BigDecimal;

/**
 * A sum on an account, as a part of an entry.
 *
 * @param amount debit above 0, credit below 0, in the currency's own decimals; never 0
 */
public record Posting(Account account, BigDecimal amount) {

  public Posting {
    if (amount.signum() == 0) {
      throw new IllegalArgumentException("a posting of 0 on %s moves nothing".formatted(account));
    }
  }
}
