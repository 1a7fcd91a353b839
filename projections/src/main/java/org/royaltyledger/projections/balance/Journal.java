package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Entries;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.account.PayoutEntries;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every posting of every entry, and the balance of each account, which is the sum of its postings.
 *
 * <p>The tables hold debits above 0 and credits below.
 */
public final class Journal implements ReadModel {

  /** The kinds of accounts whose holder is a party, for a statement. */
  private static final String OF_PARTIES =
      Stream.of(Account.Kind.values())
          .filter(Account.Kind::isOfParty)
          .map(it -> "'" + it.written() + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private final JdbcTemplate jdbc;
  private final RunLog runs;

  public Journal(JdbcTemplate jdbc, RunLog runs) {
    this.jdbc = jdbc;
    this.runs = runs;
  }

  /** An account in one of its currencies. */
  private record Key(Account account, String currency) {

    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::account).thenComparing(Key::currency);

    Object[] row(BigDecimal balance) {
      return new Object[] {
        balance.toPlainString(),
        account.kind().written(),
        account.holder(),
        account.contract(),
        currency
      };
    }
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<String> tables() {
    return List.of("posting", "account_balance");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == PeriodEvent.PeriodClosed.class
        || PayoutEvent.Moving.class.isAssignableFrom(event);
  }

  @Override
  public void on(long place, Object event) {
    if (event instanceof PayoutEvent.Moving moving) {
      add(PayoutEntries.of(moving, place));
      return;
    }
    PeriodEvent.PeriodClosed closed = (PeriodEvent.PeriodClosed) event;
    var entries = new ArrayList<>(Entries.of(runs.booking(closed), place));
    Settlement settlement = runs.settlement(closed);
    if (settlement != null) {
      entries.addAll(settlement.entries(place));
    }
    add(entries);
  }

  /**
   * What each account comes to, by account and currency.
   *
   * @param parties whose; with all, also accounts that are no party's
   */
  public List<Balance> balances(Parties parties) {
    var balances = new ArrayList<Balance>();
    booked(parties)
        .forEach(
            (key, booked) ->
                balances.add(
                    new Balance(
                        key.account, key.currency, key.account.kind().side().shown(booked))));
    return balances;
  }

  /** What all accounts of each currency come to together, debits less credits: zero. */
  public SortedMap<String, BigDecimal> trialBalance() {
    var sums = new TreeMap<String, BigDecimal>();
    booked(Parties.ALL).forEach((key, booked) -> sums.merge(key.currency, booked, BigDecimal::add));
    return sums;
  }

  /**
   * The postings that were booked in a month, in the order of the journal.
   *
   * @param parties on whose accounts; with all, also on accounts that are no party's
   */
  public List<BookedPosting> postings(Period bookedIn, Parties parties) {
    return jdbc.query(
        "select place, entry, booked_in, used_in, reason, kind, holder, contract, currency, amount"
            + " from posting where booked_in = ?"
            + of(parties)
            + " order by place, entry, line",
        (row, n) -> {
          var account =
              new Account(Account.Kind.parse(row.getString(6)), row.getString(7), row.getString(8));
          return new BookedPosting(
              row.getLong(1),
              row.getInt(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              account,
              row.getString(9),
              account.kind().side().shown(new BigDecimal(row.getString(10))));
        },
        parties.parameters(bookedIn.toString()));
  }

  /** Whether anything was booked in a month. */
  public boolean isBooked(Period month) {
    return !jdbc.queryForList(
            "select place from posting where booked_in = ? limit 1", Long.class, month.toString())
        .isEmpty();
  }

  /** The next entries, all of one event. */
  private void add(List<Entry> entries) {
    var rows = new ArrayList<Object[]>();
    var changes = new TreeMap<Key, BigDecimal>(Key.ORDER);
    for (int number = 0; number < entries.size(); number++) {
      Entry entry = entries.get(number);
      String currency = entry.currency().getCurrencyCode();
      int line = 0;
      for (Posting it : entry.postings()) {
        rows.add(row(entry, number, line++, it));
        changes.merge(new Key(it.account(), currency), it.amount(), BigDecimal::add);
      }
    }
    jdbc.batchUpdate(
        "insert into posting (place, entry, line, booked_in, used_in, reason, kind, holder,"
            + " contract, currency, amount) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    carry(changes);
  }

  private static Object[] row(Entry entry, int number, int line, Posting it) {
    return new Object[] {
      entry.source(),
      number,
      line,
      entry.bookedIn().toString(),
      entry.usedIn().toString(),
      entry.reason().written(),
      it.account().kind().written(),
      it.account().holder(),
      it.account().contract(),
      entry.currency().getCurrencyCode(),
      it.amount().toPlainString()
    };
  }

  private void carry(SortedMap<Key, BigDecimal> changes) {
    Map<Key, BigDecimal> before = booked(Parties.ALL);
    var known = new ArrayList<Object[]>();
    var opened = new ArrayList<Object[]>();
    changes.forEach(
        (key, change) -> {
          @Nullable BigDecimal balance = before.get(key);
          if (balance == null) {
            opened.add(key.row(change));
          } else {
            known.add(key.row(balance.add(change)));
          }
        });
    jdbc.batchUpdate(
        "update account_balance set balance = ? where kind = ? and holder = ? and contract = ? and"
            + " currency = ?",
        known);
    jdbc.batchUpdate(
        "insert into account_balance (balance, kind, holder, contract, currency) values (?, ?, ?,"
            + " ?, ?)",
        opened);
  }

  private SortedMap<Key, BigDecimal> booked(Parties parties) {
    var balances = new TreeMap<Key, BigDecimal>(Key.ORDER);
    jdbc.query(
        "select kind, holder, contract, currency, balance from account_balance where 1 = 1"
            + of(parties),
        row -> {
          balances.put(
              new Key(
                  new Account(
                      Account.Kind.parse(row.getString(1)), row.getString(2), row.getString(3)),
                  row.getString(4)),
              new BigDecimal(row.getString(5)));
        },
        parties.parameters());
    return balances;
  }

  /** A condition that follows others. */
  static String of(Parties parties) {
    return parties.isAll() ? "" : " and kind in " + OF_PARTIES + parties.condition("holder");
  }
}
