package org.royaltyledger.projections.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.settlement.Move;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.settlement.Standing;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;

/** What payout runs have taken of what was payable and not given back, by party and currency. */
final class InRuns {

  private final SortedMap<PartyId, SortedMap<String, BigDecimal>> taken = new TreeMap<>();

  private InRuns() {}

  /** As known at a place of the log. */
  static InRuns at(LogReader reader, long place) {
    var inRuns = new InRuns();
    reader.payouts(place, inRuns::add);
    return inRuns;
  }

  private void add(PayoutEvent event) {
    switch (event) {
      case PayoutEvent.PayoutCollected it -> it.items().forEach(item -> add(item, true));
      case PayoutEvent.PayoutCancelled it -> it.items().forEach(item -> add(item, false));
      case PayoutEvent.PayoutFailed it -> it.items().forEach(item -> add(item, false));
      case PayoutEvent.PayoutReturned it -> it.items().forEach(item -> add(item, false));
      case PayoutEvent.PayoutApproved _, PayoutEvent.PayoutSent _, PayoutEvent.PayoutSettled _ -> {}
    }
  }

  private void add(PayoutEvent.Item item, boolean isTaken) {
    var amount = new BigDecimal(item.amount());
    taken
        .computeIfAbsent(new PartyId(item.party()), _ -> new TreeMap<>())
        .merge(item.currency(), isTaken ? amount : amount.negate(), BigDecimal::add);
  }

  List<Standing.Payable> payables() {
    return taken.entrySet().stream()
        .flatMap(
            ofParty ->
                ofParty.getValue().entrySet().stream()
                    .map(
                        it ->
                            new Standing.Payable(
                                ofParty.getKey(), Currencies.of(it.getKey()), it.getValue())))
        .toList();
  }

  private BigDecimal of(Move move) {
    return taken
        .getOrDefault(move.party(), new TreeMap<>())
        .getOrDefault(move.currency().getCurrencyCode(), BigDecimal.ZERO);
  }

  /**
   * What is on its way to a party by now cannot make up for what it owes any more.
   *
   * @param cutOff what the settlement knew
   * @param now the newest place of the log
   * @throws Refused PAYOUT_OVERTAKEN if a run has taken something since that is set off
   */
  static void requireFree(LogReader reader, Settlement settlement, long cutOff, long now) {
    List<Move> setOff =
        settlement.moves().stream().filter(it -> it.reason() == Reason.SET_OFF).toList();
    if (setOff.isEmpty()) {
      return;
    }
    InRuns then = at(reader, cutOff);
    InRuns since = at(reader, now);
    for (Move it : setOff) {
      if (since.of(it).compareTo(then.of(it)) > 0) {
        throw new Refused(
            Refused.Code.PAYOUT_OVERTAKEN,
            "what %s sets off of the %s that %s was to be paid is in a payout run meanwhile: draft or close %s again, or cancel that run"
                .formatted(
                    settlement.period(),
                    it.currency().getCurrencyCode(),
                    it.party(),
                    settlement.period()));
      }
    }
  }
}
