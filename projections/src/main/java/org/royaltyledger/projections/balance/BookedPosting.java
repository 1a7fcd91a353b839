package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import org.royaltyledger.ledger.account.Account;

/**
 * A posting as it stands in the journal.
 *
 * @param place of the event in the log that it follows from
 * @param entry the number of its entry among those of that event, from 0; their postings come to
 *     nothing together
 * @param usedIn the month whose usage and revenue it is of
 * @param amount above 0 is more of what the account is for: debit where it is what came in, credit
 *     everywhere else
 */
public record BookedPosting(
    long place,
    int entry,
    String bookedIn,
    String usedIn,
    String reason,
    Account account,
    String currency,
    BigDecimal amount) {}
