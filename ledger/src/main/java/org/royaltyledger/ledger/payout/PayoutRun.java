package org.royaltyledger.ledger.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/**
 * How far a run has come.
 *
 * @param collectedBy who began it; empty before
 * @param approvedBy null before
 * @param items each with what became of it, in the order in which they were collected
 */
public record PayoutRun(
    State state, String collectedBy, @Nullable Signature approvedBy, List<Item> items) {

  /** One that nobody has begun. */
  public static final PayoutRun NONE = new PayoutRun(State.NONE, "", null, List.of());

  public PayoutRun {
    items = List.copyOf(items);
  }

  /** An item, and what became of it. */
  public record Item(PayoutEvent.Item of, ItemState state) {}

  /** How far it has come. */
  public enum State {
    NONE("not there"),
    COLLECTED("collected"),
    APPROVED("approved"),
    SENT("sent"),
    CANCELLED("cancelled"),
    /** The bank has said of each item what became of it. */
    ENDED("ended");

    private final String written;

    State(String written) {
      this.written = written;
    }

    /** As in tables and documents. */
    public String written() {
      return written;
    }
  }

  /**
   * @throws Refused if it cannot be done to a run that has come so far
   */
  List<PayoutEvent> decide(PayoutCommand command) {
    return switch (command) {
      case PayoutCommand.Collect it -> {
        if (state != State.NONE) {
          throw new Refused(
              Refused.Code.PAYOUT_OVERTAKEN,
              "%s was collected by '%s' meanwhile, and nothing is paid twice: see it with: payouts show %s, and collect again what is left"
                  .formatted(it.run(), collectedBy, it.run()));
        }
        it.settings().requireNamed(it.by());
        yield List.of(
            new PayoutEvent.PayoutCollected(
                it.run().number(),
                it.bookedIn().toString(),
                it.items(),
                it.by().who(),
                it.by().why()));
      }
      case PayoutCommand.Act it -> {
        if (state == State.NONE) {
          throw new Refused(
              Refused.Code.NO_PAYOUT,
              "there is no payout run %s: see which there are with: payouts".formatted(it.run()));
        }
        it.settings().requireNamed(it.by());
        yield List.of(act(it));
      }
    };
  }

  private PayoutEvent act(PayoutCommand.Act it) {
    int run = it.run().number();
    String who = it.by().who();
    @Nullable String why = it.by().why();
    String month = it.bookedIn().toString();
    List<PayoutEvent.Item> all = items.stream().map(Item::of).toList();
    return switch (it.deed()) {
      case APPROVE -> {
        require(it, State.COLLECTED);
        it.settings().requireOther(it.by(), collectedBy, "payout run " + it.run());
        yield new PayoutEvent.PayoutApproved(run, all, who, why);
      }
      case SEND -> {
        require(it, State.APPROVED);
        if (approvedBy != null && !it.settings().accepts(approvedBy, collectedBy)) {
          throw new Refused(
              Refused.Code.NOT_APPROVED,
              "%s of '%s' was approved by '%s' while %s was off, which asks for another: cancel it with: payouts cancel %s, and collect again"
                  .formatted(
                      it.run(), collectedBy, approvedBy.who(), StoreSettings.FOUR_EYES, it.run()));
        }
        yield new PayoutEvent.PayoutSent(run, all, who, why);
      }
      case CANCEL -> {
        require(it, State.COLLECTED, State.APPROVED);
        yield new PayoutEvent.PayoutCancelled(run, month, all, who, why);
      }
      case SETTLE ->
          new PayoutEvent.PayoutSettled(
              run, month, chosen(it, ItemState.IN_PAYMENT), it.reference(), who, why);
      case FAIL ->
          new PayoutEvent.PayoutFailed(
              run, month, chosen(it, ItemState.IN_PAYMENT), it.reference(), who, why);
      case RETURN ->
          new PayoutEvent.PayoutReturned(
              run, month, chosen(it, ItemState.SETTLED), it.reference(), who, why);
    };
  }

  private void require(PayoutCommand.Act it, State... from) {
    for (State one : from) {
      if (one == state) {
        return;
      }
    }
    throw new Refused(
        Refused.Code.PAYOUT_STATE,
        "%s is %s, and '%s' is for one that is %s: %s"
            .formatted(
                it.run(),
                state.written(),
                it.deed().written(),
                String.join(" or ", List.of(from).stream().map(State::written).toList()),
                wayOut(it.run())));
  }

  private String wayOut(PayoutId run) {
    return switch (state) {
      case NONE -> "collect it with: payouts collect";
      case COLLECTED -> "approve it first with: payouts approve " + run;
      case APPROVED -> "send it first with: payouts send " + run;
      case SENT, ENDED ->
          "say what became of it with: payouts settle, fail or return %s".formatted(run);
      case CANCELLED -> "its money is payable, collect it anew with: payouts collect";
    };
  }

  private List<PayoutEvent.Item> chosen(PayoutCommand.Act it, ItemState from) {
    require(it, State.SENT, State.ENDED);
    boolean named = !it.which().parties().isEmpty();
    if (!named && it.deed() != PayoutDeed.SETTLE) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is said of some parties, and none is named: name each with --party ID"
              .formatted(it.deed().written()));
    }
    var chosen = new ArrayList<PayoutEvent.Item>();
    for (Item item : items) {
      if (!it.which().holds(item.of)) {
        continue;
      }
      if (item.state == from) {
        chosen.add(item.of);
      } else if (named) {
        throw new Refused(
            Refused.Code.PAYOUT_STATE,
            "%s %s of %s in %s is %s, and '%s' is for what is %s: see it with: payouts show %s"
                .formatted(
                    item.of.amount(),
                    item.of.currency(),
                    item.of.party(),
                    it.run(),
                    item.state.written(),
                    it.deed().written(),
                    from.written(),
                    it.run()));
      }
    }
    for (PartyId party : it.which().parties()) {
      if (chosen.stream().noneMatch(item -> item.party().equals(party.code()))) {
        throw new Refused(
            Refused.Code.NO_PARTY,
            "party '%s' has no such item in %s: see them with: payouts show %s"
                .formatted(party, it.run(), it.run()));
      }
    }
    if (chosen.isEmpty()) {
      throw new Refused(
          Refused.Code.PAYOUT_STATE,
          "%s has nothing%s that is %s: see it with: payouts show %s"
              .formatted(
                  it.run(),
                  it.which().currency() == null ? "" : " in " + it.which().currency(),
                  from.written(),
                  it.run()));
    }
    return chosen;
  }

  public PayoutRun evolve(PayoutEvent event) {
    return switch (event) {
      case PayoutEvent.PayoutCollected it ->
          new PayoutRun(
              State.COLLECTED,
              it.who(),
              null,
              it.items().stream().map(item -> new Item(item, ItemState.IN_PAYMENT)).toList());
      case PayoutEvent.PayoutApproved it ->
          new PayoutRun(State.APPROVED, collectedBy, new Signature(it.who(), it.why()), items);
      case PayoutEvent.PayoutSent _ -> new PayoutRun(State.SENT, collectedBy, approvedBy, items);
      case PayoutEvent.PayoutCancelled it ->
          new PayoutRun(
              State.CANCELLED, collectedBy, approvedBy, with(it.items(), ItemState.CANCELLED));
      case PayoutEvent.PayoutSettled it -> said(it.items(), ItemState.SETTLED);
      case PayoutEvent.PayoutFailed it -> said(it.items(), ItemState.FAILED);
      case PayoutEvent.PayoutReturned it -> said(it.items(), ItemState.RETURNED);
    };
  }

  private PayoutRun said(List<PayoutEvent.Item> changed, ItemState to) {
    List<Item> now = with(changed, to);
    boolean ended = now.stream().noneMatch(it -> it.state == ItemState.IN_PAYMENT);
    return new PayoutRun(ended ? State.ENDED : State.SENT, collectedBy, approvedBy, now);
  }

  private List<Item> with(List<PayoutEvent.Item> changed, ItemState to) {
    SortedMap<String, SortedMap<String, ItemState>> states = new TreeMap<>(Codes.ORDER);
    changed.forEach(
        it -> states.computeIfAbsent(it.party(), _ -> new TreeMap<>()).put(it.currency(), to));
    return items.stream()
        .map(
            it -> {
              SortedMap<String, ItemState> ofParty =
                  states.getOrDefault(it.of.party(), new TreeMap<>());
              return new Item(
                  it.of, Objects.requireNonNullElse(ofParty.get(it.of.currency()), it.state));
            })
        .toList();
  }
}
