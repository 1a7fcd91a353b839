package org.royaltyledger.projections.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.balance.Journal;
import org.royaltyledger.projections.readmodel.Following;

/** Begins payout runs, and takes them on. */
public final class Paying {

  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;
  private final Journal journal;
  private final Following following;

  public Paying(
      LogReader reader,
      Deciding deciding,
      Commands commands,
      Journal journal,
      Following following) {
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
    this.journal = journal;
    this.following = following;
  }

  /**
   * Takes all that is payable into a new run.
   *
   * @param currency only what is in it; null is all
   * @param party only this one's; null is all
   * @throws Refused NOTHING_PAYABLE, or PAYOUT_OVERTAKEN if another was collected meanwhile
   */
  public PayoutId collect(@Nullable String currency, @Nullable PartyId party, Signature by) {
    // The number before the balances: a run that is collected after it was read has this number,
    // and one that was collected before it has left the balances.
    long head = reader.head();
    var run = new PayoutId(reader.count(EventNames.PAYOUT_COLLECTED, head) + 1);
    following.await(head);
    List<PayoutEvent.Item> items = payable(currency, party);
    if (items.isEmpty()) {
      throw new Refused(
          Refused.Code.NOTHING_PAYABLE,
          "nothing is payable%s%s: see what is owed with: accounts, and what is in payment with: payouts"
              .formatted(
                  currency == null ? "" : " in " + currency, party == null ? "" : " to " + party));
    }
    return deciding.run(
        place -> {
          if (reader.count(EventNames.PERIOD_CLOSED, place)
              > reader.count(EventNames.PERIOD_CLOSED, head)) {
            throw new Refused(
                Refused.Code.PAYOUT_OVERTAKEN,
                "a month was closed meanwhile, and may have set off what was payable: collect"
                    + " again");
          }
          commands.send(
              new PayoutCommand.Collect(run, openMonth(place), items, by, reader.settings(place)));
          return run;
        });
  }

  private List<PayoutEvent.Item> payable(@Nullable String currency, @Nullable PartyId party) {
    var items = new ArrayList<PayoutEvent.Item>();
    journal
        .balances(Parties.ALL)
        .forEach(
            it -> {
              if (it.account().kind() == Account.Kind.PAYABLE
                  && it.amount().signum() > 0
                  && (currency == null || currency.equals(it.currency()))
                  && (party == null || party.code().equals(it.account().holder()))) {
                items.add(
                    new PayoutEvent.Item(
                        it.account().holder(), it.currency(), it.amount().toPlainString()));
              }
            });
    return items;
  }

  /**
   * Takes a run on.
   *
   * @param which of its items, where it is done to some of them
   * @param reference the bank's
   * @throws Refused NO_PAYOUT, PAYOUT_STATE, NO_PARTY, and with four eyes SAME_NAME or NAME_NEEDED
   */
  public void act(
      PayoutId run,
      PayoutDeed deed,
      PayoutCommand.Which which,
      @Nullable String reference,
      Signature by) {
    deciding.run(
        place -> {
          if (place == 0 || reader.calendar(place).lastClosed() == null) {
            throw noPayout(run); // nothing was ever payable
          }
          return commands.send(
              new PayoutCommand.Act(
                  run, deed, which, reference, openMonth(place), by, reader.settings(place)));
        });
  }

  private Period openMonth(long place) {
    return Objects.requireNonNull(reader.calendar(place).lastClosed()).next();
  }

  /**
   * A run with its items, and what was done to it.
   *
   * @param parties whose items; who sees not all learns nothing of who did what to others' money
   * @throws Refused NO_PAYOUT, also if none of it is theirs
   */
  public Payout payout(Payouts runs, PayoutId run, Parties parties) {
    following.awaitHead();
    String state = runs.state(run);
    if (state == null) {
      throw noPayout(run);
    }
    List<Payout.Item> items = runs.items(run, parties);
    if (!parties.isAll() && items.isEmpty()) {
      throw noPayout(run);
    }
    var steps = new ArrayList<Payout.Step>();
    if (!parties.isAll()) {
      return new Payout(run.toString(), state, items, steps);
    }
    reader.stream(run.stream(), row -> steps.add(step(row.place(), (PayoutEvent) row.event())));
    return new Payout(run.toString(), state, items, steps);
  }

  private static Payout.Step step(long place, PayoutEvent event) {
    return new Payout.Step(
        place,
        EventNames.of(event.getClass()).stored().replaceFirst("payout-", ""),
        event.items().size(),
        event instanceof PayoutEvent.Moving moving ? moving.bookedIn() : null,
        event.who(),
        event.why());
  }

  private static Refused noPayout(PayoutId run) {
    return new Refused(
        Refused.Code.NO_PAYOUT,
        "there is no payout run %s: see which there are with: payouts".formatted(run));
  }
}
