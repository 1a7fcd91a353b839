package org.royaltyledger.ledger.payout;

import java.util.List;
import java.util.SortedSet;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;

/** What may be asked of a payout run. */
public sealed interface PayoutCommand {

  PayoutId run();

  @TargetAggregateIdentifier
  default String stream() {
    return run().stream();
  }

  /**
   * Takes what is payable into a new run.
   *
   * @param run the next number, as the balances were read with it
   * @param bookedIn the month that is open
   */
  record Collect(
      PayoutId run,
      Period bookedIn,
      List<PayoutEvent.Item> items,
      Signature by,
      StoreSettings settings)
      implements PayoutCommand {}

  /**
   * Takes a run on.
   *
   * @param which of its items
   * @param reference the bank's
   * @param bookedIn the month that is open
   */
  record Act(
      PayoutId run,
      PayoutDeed deed,
      Which which,
      @Nullable String reference,
      Period bookedIn,
      Signature by,
      StoreSettings settings)
      implements PayoutCommand {}

  /**
   * Some items of a run.
   *
   * @param parties those of these; empty is all
   * @param currency only those in it; null is all
   */
  record Which(SortedSet<PartyId> parties, @Nullable String currency) {

    boolean holds(PayoutEvent.Item item) {
      return (parties.isEmpty() || parties.contains(new PartyId(item.party())))
          && (currency == null || currency.equals(item.currency()));
    }
  }
}
