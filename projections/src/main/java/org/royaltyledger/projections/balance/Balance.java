package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import org.royaltyledger.ledger.account.Account;

/**
 * What an account comes to in a currency.
 *
 * @param amount above 0 is more of what the account is for: debit where it is what came in, credit
 *     everywhere else
 */
public record Balance(Account account, String currency, BigDecimal amount) {}
