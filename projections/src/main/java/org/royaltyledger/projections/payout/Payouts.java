package org.royaltyledger.projections.payout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.payout.ItemState;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.payout.PayoutRun;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every payout run, and what became of each party's money in it. */
public final class Payouts implements ReadModel {

  private final JdbcTemplate jdbc;

  public Payouts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "payouts";
  }

  @Override
  public List<String> tables() {
    return List.of("payout_run", "payout_item");
  }

  @Override
  public boolean wants(Class<?> event) {
    return PayoutEvent.class.isAssignableFrom(event);
  }

  @Override
  public void on(long place, Object event) {
    switch ((PayoutEvent) event) {
      case PayoutEvent.PayoutCollected it -> collected(place, it);
      case PayoutEvent.PayoutApproved it -> reach(it, PayoutRun.State.APPROVED);
      case PayoutEvent.PayoutSent it -> reach(it, PayoutRun.State.SENT);
      case PayoutEvent.PayoutCancelled it -> {
        said(place, it, ItemState.CANCELLED, null);
        reach(it, PayoutRun.State.CANCELLED);
      }
      case PayoutEvent.PayoutSettled it -> ended(place, it, ItemState.SETTLED, it.reference());
      case PayoutEvent.PayoutFailed it -> ended(place, it, ItemState.FAILED, it.reference());
      case PayoutEvent.PayoutReturned it -> ended(place, it, ItemState.RETURNED, it.reference());
    }
  }

  private void collected(long place, PayoutEvent.PayoutCollected it) {
    jdbc.update(
        "insert into payout_run (run, state) values (?, ?)",
        it.run(),
        PayoutRun.State.COLLECTED.written());
    jdbc.batchUpdate(
        "insert into payout_item (run, party, currency, amount, state, place) values (?, ?, ?, ?,"
            + " ?, ?)",
        it.items().stream()
            .map(
                item ->
                    new Object[] {
                      it.run(),
                      item.party(),
                      item.currency(),
                      item.amount(),
                      ItemState.IN_PAYMENT.written(),
                      place
                    })
            .toList());
  }

  private void ended(long place, PayoutEvent it, ItemState state, @Nullable String reference) {
    said(place, it, state, reference);
    boolean open =
        !jdbc.queryForList(
                "select party from payout_item where run = ? and state = ? limit 1",
                String.class,
                it.run(),
                ItemState.IN_PAYMENT.written())
            .isEmpty();
    reach(it, open ? PayoutRun.State.SENT : PayoutRun.State.ENDED);
  }

  private void said(long place, PayoutEvent it, ItemState state, @Nullable String reference) {
    jdbc.batchUpdate(
        "update payout_item set state = ?, reference = ?, place = ? where run = ? and party = ? and"
            + " currency = ?",
        it.items().stream()
            .map(
                item ->
                    new @Nullable Object[] {
                      state.written(), reference, place, it.run(), item.party(), item.currency()
                    })
            .toList());
  }

  private void reach(PayoutEvent it, PayoutRun.State state) {
    jdbc.update("update payout_run set state = ? where run = ?", state.written(), it.run());
  }

  /**
   * Every run, in the order in which they were begun.
   *
   * @param parties whose money is counted; a run with none of it is not there
   */
  public List<Payout.Totals> all(Parties parties) {
    record Key(String currency, ItemState state) {}
    var totals = new TreeMap<Integer, SortedMap<Key, Payout.Total>>();
    jdbc.query(
        "select run, currency, state, amount from payout_item where 1 = 1"
            + parties.condition("party"),
        row -> {
          var key = new Key(row.getString(2), ItemState.parse(row.getString(3)));
          totals
              .computeIfAbsent(
                  row.getInt(1),
                  _ -> new TreeMap<>(Comparator.comparing(Key::currency).thenComparing(Key::state)))
              .merge(
                  key,
                  new Payout.Total(
                      key.currency, key.state.written(), 1, new BigDecimal(row.getString(4))),
                  (one, other) ->
                      new Payout.Total(
                          one.currency(),
                          one.state(),
                          one.items() + other.items(),
                          one.amount().add(other.amount())));
        },
        parties.parameters());
    List<Payout.Totals> runs =
        jdbc.query(
            "select run, state from payout_run order by run",
            (row, n) ->
                new Payout.Totals(
                    new PayoutId(row.getInt(1)).toString(),
                    row.getString(2),
                    List.copyOf(
                        totals
                            .getOrDefault(row.getInt(1), Collections.emptySortedMap())
                            .values())));
    return runs.stream().filter(it -> parties.isAll() || !it.totals().isEmpty()).toList();
  }

  /** How far a run has come, null if there is none. */
  @Nullable String state(PayoutId run) {
    List<String> states =
        jdbc.queryForList("select state from payout_run where run = ?", String.class, run.number());
    return states.isEmpty() ? null : states.getFirst();
  }

  /** What became of the money of parties in a run. */
  List<Payout.Item> items(PayoutId run, Parties parties) {
    var items =
        new ArrayList<>(
            jdbc.query(
                "select party, currency, amount, state, reference from payout_item where run = ?"
                    + parties.condition("party"),
                (row, n) ->
                    new Payout.Item(
                        row.getString(1),
                        row.getString(2),
                        new BigDecimal(row.getString(3)),
                        row.getString(4),
                        row.getString(5)),
                parties.parameters(run.number())));
    items.sort(
        Comparator.comparing((Payout.Item it) -> new PartyId(it.party()))
            .thenComparing(Payout.Item::currency));
    return items;
  }
}
