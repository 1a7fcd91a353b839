package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.Currencies;
import org.springframework.jdbc.core.JdbcTemplate;

/** What accounts came to at a place of the log, and what moved since; summed from the postings. */
public final class BalancesAsOf {

  /** Exact, also where a currency has four decimals. */
  private static final String SUM = "sum(cast(amount as numeric(40, 4)))";

  private final JdbcTemplate jdbc;

  public BalancesAsOf(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What an account came to in a currency; amounts are as those of {@link Balance}.
   *
   * @param changes what moved since, by place; together with {@code then} they come to {@code now}
   */
  public record Known(
      Account account, String currency, BigDecimal then, BigDecimal now, List<Change> changes) {
    public Known {
      changes = List.copyOf(changes);
    }
  }

  /**
   * @param place of the event that moved it
   */
  public record Change(long place, String reason, BigDecimal amount) {}

  /** What all accounts of a currency came to together, debits less credits: zero. */
  public record Trial(BigDecimal then, BigDecimal now) {}

  private record Key(Account account, String currency) {

    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::account).thenComparing(Key::currency);

    BigDecimal shown(BigDecimal sum) {
      return account
          .kind()
          .side()
          .shown(sum.setScale(Currencies.of(currency).getDefaultFractionDigits()));
    }
  }

  /**
   * Every account with postings, by account and currency.
   *
   * @param parties whose; with all, also accounts that are no party's
   * @param now a place that the journal has followed to
   */
  public List<Known> of(Parties parties, long then, long now) {
    SortedMap<Key, BigDecimal> before = new TreeMap<>(Key.ORDER);
    SortedMap<Key, List<Change>> since = new TreeMap<>(Key.ORDER);
    jdbc.query(
        "select kind, holder, contract, currency, place, reason, "
            + SUM
            + " from (select kind, holder, contract, currency, case when place <= ? then 0 else"
            + " place end as place, case when place <= ? then '' else reason end as reason, amount"
            + " from posting where place <= ?"
            + Journal.of(parties)
            + ") as moved group by kind, holder, contract, currency, place, reason order by place,"
            + " reason",
        row -> {
          var key =
              new Key(
                  new Account(
                      Account.Kind.parse(row.getString(1)), row.getString(2), row.getString(3)),
                  row.getString(4));
          BigDecimal amount = key.shown(row.getBigDecimal(7));
          if (row.getLong(5) == 0) {
            before.put(key, amount);
          } else if (amount.signum() != 0) {
            since
                .computeIfAbsent(key, _ -> new ArrayList<>())
                .add(new Change(row.getLong(5), row.getString(6), amount));
          }
        },
        parties.parameters(then, then, now));
    since.keySet().forEach(it -> before.putIfAbsent(it, it.shown(BigDecimal.ZERO)));
    var known = new ArrayList<Known>();
    before.forEach(
        (key, balance) -> {
          List<Change> changes = since.getOrDefault(key, List.of());
          BigDecimal after = changes.stream().map(Change::amount).reduce(balance, BigDecimal::add);
          known.add(new Known(key.account, key.currency, balance, after, changes));
        });
    return known;
  }

  /** By currency, over all accounts. */
  public SortedMap<String, Trial> trialBalance(long then, long now) {
    var trials = new TreeMap<String, Trial>();
    jdbc.query(
        "select currency, sum(case when place <= ? then cast(amount as numeric(40, 4)) else 0 end),"
            + " "
            + SUM
            + " from posting where place <= ? group by currency",
        row -> {
          int decimals = Currencies.of(row.getString(1)).getDefaultFractionDigits();
          trials.put(
              row.getString(1),
              new Trial(
                  row.getBigDecimal(2).setScale(decimals),
                  row.getBigDecimal(3).setScale(decimals)));
        },
        then,
        now);
    return Collections.unmodifiableSortedMap(trials);
  }
}
