package org.royaltyledger.ledger.contract;

import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Window;

/**
 * How a party is paid.
 *
 * @param currency null is the party's own
 * @param treaty a reference to the proof of residence, null without one
 */
public record Payee(
    PartyId party, Window window, @Nullable CurrencyUnit currency, @Nullable String treaty) {

  public ContractEvent.PayeeRecorded recorded() {
    return new ContractEvent.PayeeRecorded(
        party.code(),
        window.from(),
        window.to(),
        currency == null ? null : currency.getCurrencyCode(),
        treaty);
  }

  public static Payee from(ContractEvent.PayeeRecorded it) {
    return new Payee(
        new PartyId(it.partyId()),
        new Window(it.from(), it.to()),
        it.currency() == null ? null : Currencies.of(it.currency()),
        it.treaty());
  }
}
