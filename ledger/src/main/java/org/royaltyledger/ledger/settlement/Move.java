package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.List;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/**
 * One entry of the journal with how it came to its amount.
 *
 * @param usedIn the month that a release is of; the month of the close for all others
 * @param party from or to whose money it goes; null for what is advanced
 * @param contract under which; empty without one
 * @param reference what names it: the reason of a fee, an advance, a reserved month, a party, a
 *     country and its law, an exchange rate's day and source
 * @param rate in percent, or the exchange rate; null if the amount was not made by one
 * @param base what the rate is of, in its currency; null without a rate
 */
public record Move(
    Reason reason,
    Period usedIn,
    CurrencyUnit currency,
    @Nullable PartyId party,
    String contract,
    String reference,
    @Nullable BigDecimal rate,
    @Nullable BigDecimal base,
    List<Posting> postings) {

  public Move {
    postings = List.copyOf(postings);
    rate = rate == null ? null : plain(rate);
  }

  /** What it adds to the accounts of one kind of a holder, above 0 if that is owed more then. */
  public BigDecimal adds(Account.Kind kind, String holder) {
    return postings.stream()
        .filter(it -> it.account().kind() == kind && it.account().holder().equals(holder))
        .map(it -> it.amount().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(currency.getDefaultFractionDigits());
  }

  private static BigDecimal plain(BigDecimal rate) {
    BigDecimal bare = rate.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
