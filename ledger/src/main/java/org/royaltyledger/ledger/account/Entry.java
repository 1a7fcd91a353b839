package org.royaltyledger.ledger.account;

import java.math.BigDecimal;
import java.util.List;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.value.Period;

/**
 * One move of money in the journal: postings that come to exactly zero together.
 *
 * @param usedIn the month whose usage and revenue it is of
 * @param bookedIn the month in whose statements it stands, or in which it was paid
 * @param source the place in the log of the event that it follows from
 */
public record Entry(
    Period usedIn,
    Period bookedIn,
    CurrencyUnit currency,
    Reason reason,
    long source,
    List<Posting> postings) {

  /**
   * @throws IllegalArgumentException if there is no posting, or their sum is not zero
   */
  public Entry {
    postings = List.copyOf(postings);
    if (postings.isEmpty()) {
      throw new IllegalArgumentException("an entry without postings moves nothing");
    }
    BigDecimal sum =
        postings.stream().map(Posting::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() != 0) {
      throw new IllegalArgumentException(
          "the entry of %s booked in %s for %s of place %d does not balance: its %d postings come to %s %s"
              .formatted(
                  usedIn,
                  bookedIn,
                  reason.written(),
                  source,
                  postings.size(),
                  sum.toPlainString(),
                  currency.getCurrencyCode()));
    }
  }
}
