package org.royaltyledger.ledger.account;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** What a payout run moves, as entries of the journal (docs/calculation.md#payouts). */
public final class PayoutEntries {

  private PayoutEntries() {}

  /** From which of a party's accounts to which, and why. */
  private record Way(
      Function<PartyId, Account> from, Function<PartyId, Account> to, Reason reason) {}

  /**
   * One entry for each item.
   *
   * @param source the place of the event
   */
  public static List<Entry> of(PayoutEvent.Moving event, long source) {
    Way way = way(event);
    Period month = Period.parse(event.bookedIn());
    return event.items().stream().map(it -> entry(it, way, month, source)).toList();
  }

  private static Way way(PayoutEvent.Moving event) {
    return switch (event) {
      case PayoutEvent.PayoutCollected _ ->
          new Way(Account::payable, Account::inPayment, Reason.COLLECTED);
      case PayoutEvent.PayoutCancelled _ ->
          new Way(Account::inPayment, Account::payable, Reason.CANCELLED);
      case PayoutEvent.PayoutSettled _ ->
          new Way(Account::inPayment, Account::paid, Reason.SETTLED);
      case PayoutEvent.PayoutFailed _ ->
          new Way(Account::inPayment, Account::payable, Reason.FAILED);
      case PayoutEvent.PayoutReturned _ ->
          new Way(Account::paid, Account::payable, Reason.RETURNED);
    };
  }

  /** All these accounts grow on the credit side: what leaves one is a debit. */
  private static Entry entry(PayoutEvent.Item item, Way way, Period month, long source) {
    var party = new PartyId(item.party());
    var amount = new BigDecimal(item.amount());
    return new Entry(
        month,
        month,
        Currencies.of(item.currency()),
        way.reason,
        source,
        Stream.of(
                new Posting(way.from.apply(party), amount),
                new Posting(way.to.apply(party), amount.negate()))
            .sorted(Comparator.comparing(Posting::account)) // as those of a close stand
            .toList());
  }
}
