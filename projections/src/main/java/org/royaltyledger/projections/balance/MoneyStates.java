package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where all money stands, by currency and state, added up from the postings. */
public final class MoneyStates {

  private final JdbcTemplate jdbc;

  public MoneyStates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param waiting the state of use; null where the kind of account says it all
   */
  private record Key(String currency, Account.Kind kind, @Nullable State waiting) {

    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::currency)
            .thenComparing(Key::kind)
            .thenComparing(Key::waiting, Comparator.nullsFirst(Comparator.<State>naturalOrder()));

    String written() {
      return switch (kind) {
        case RECEIVABLE -> MoneyState.RECEIVED;
        case PARTY -> "carried-forward";
        case WAITING -> waiting == null ? kind.written() : waiting.written();
        default -> kind.written();
      };
    }

    /** A pair of accounts that is no money of anybody. */
    boolean isMemo() {
      return kind == Account.Kind.UNRECOUPED || kind == Account.Kind.ADVANCED;
    }
  }

  /** Every state with postings up to the end of a month; by currency, what came in first. */
  public List<MoneyState> of(Period period) {
    SortedMap<Key, BigDecimal[]> sums = new TreeMap<>(Key.ORDER);
    jdbc.query(
        "select currency, kind, state, sum(case when booked_in < ? then amount else 0 end),"
            + " sum(case when booked_in = ? then amount else 0 end) from (select currency, kind,"
            + " case when kind = 'waiting' then holder else '' end as state, booked_in, cast(amount"
            + " as numeric(40, 4)) as amount from posting where booked_in <= ?) as booked group by"
            + " currency, kind, state",
        row -> {
          Account.Kind kind = Account.Kind.parse(row.getString(2));
          State waiting = kind == Account.Kind.WAITING ? State.parse(row.getString(3)) : null;
          BigDecimal[] sum =
              sums.computeIfAbsent(
                  new Key(row.getString(1), kind, waiting),
                  _ -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
          sum[0] = sum[0].add(kind.side().shown(row.getBigDecimal(4)));
          sum[1] = sum[1].add(kind.side().shown(row.getBigDecimal(5)));
        },
        period.toString(),
        period.toString(),
        period.toString());
    var states = new ArrayList<MoneyState>();
    sums.forEach(
        (key, sum) -> {
          if (!key.isMemo()) {
            int decimals = Currencies.of(key.currency).getDefaultFractionDigits();
            states.add(
                new MoneyState(
                    key.currency,
                    key.written(),
                    sum[0].setScale(decimals),
                    sum[1].setScale(decimals),
                    sum[0].add(sum[1]).setScale(decimals)));
          }
        });
    return states;
  }
}
