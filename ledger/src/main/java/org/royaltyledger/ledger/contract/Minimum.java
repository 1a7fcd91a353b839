package org.royaltyledger.ledger.contract;

import java.math.BigDecimal;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Window;

/**
 * What a payment must come to, so that less is carried forward.
 *
 * @param party null is everyone without a row of their own
 * @param amount 0 or more, in the currency's decimals
 */
public record Minimum(
    @Nullable PartyId party, CurrencyUnit currency, Window window, BigDecimal amount) {

  private static final String EVERYONE = "*";

  public ContractEvent.MinimumRecorded recorded() {
    return new ContractEvent.MinimumRecorded(
        party == null ? EVERYONE : party.code(),
        currency.getCurrencyCode(),
        window.from(),
        window.to(),
        amount.toPlainString());
  }

  public static Minimum from(ContractEvent.MinimumRecorded it) {
    return new Minimum(
        it.partyId().equals(EVERYONE) ? null : new PartyId(it.partyId()),
        Currencies.of(it.currency()),
        new Window(it.from(), it.to()),
        new BigDecimal(it.amount()));
  }
}
