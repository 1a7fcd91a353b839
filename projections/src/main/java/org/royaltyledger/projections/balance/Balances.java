package org.royaltyledger.projections.balance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** What each party has earned in each currency, over all closed periods. */
public final class Balances implements ReadModel {

  private final JdbcTemplate jdbc;
  private final RunLog runs;

  public Balances(JdbcTemplate jdbc, RunLog runs) {
    this.jdbc = jdbc;
    this.runs = runs;
  }

  /**
   * A party's money in one currency.
   *
   * @param periods how many closed periods brought some
   */
  public record Balance(String party, String currency, BigDecimal earned, int periods) {}

  private record Key(String party, String currency) {}

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public List<String> tables() {
    return List.of("balance");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == PeriodEvent.PeriodClosed.class;
  }

  @Override
  public void on(long place, Object event) {
    Booking booking = runs.booking((PeriodEvent.PeriodClosed) event);
    Map<Key, BigDecimal> earned = new LinkedHashMap<>();
    booking
        .all()
        .flatMap(it -> it.pools().stream())
        .forEach(
            pool ->
                pool.parties()
                    .forEach(
                        (party, amount) ->
                            earned.merge(
                                new Key(party.code(), pool.currency().getCurrencyCode()),
                                amount,
                                BigDecimal::add)));
    earned.forEach(
        (key, amount) -> {
          if (amount.signum() != 0) {
            add(key, amount);
          }
        });
  }

  /** All balances, by party and currency. */
  public List<Balance> all() {
    return jdbc.query(
        "select party, currency, earned, periods from balance order by party, currency",
        (row, n) ->
            new Balance(
                row.getString(1),
                row.getString(2),
                new BigDecimal(row.getString(3)),
                row.getInt(4)));
  }

  private void add(Key key, BigDecimal amount) {
    List<Balance> before =
        jdbc.query(
            "select earned, periods from balance where party = ? and currency = ?",
            (row, n) ->
                new Balance(
                    key.party, key.currency, new BigDecimal(row.getString(1)), row.getInt(2)),
            key.party,
            key.currency);
    if (before.isEmpty()) {
      jdbc.update(
          "insert into balance (party, currency, earned, periods) values (?, ?, ?, 1)",
          key.party,
          key.currency,
          amount.toPlainString());
    } else {
      jdbc.update(
          "update balance set earned = ?, periods = periods + 1 where party = ? and currency = ?",
          before.getFirst().earned.add(amount).toPlainString(),
          key.party,
          key.currency);
    }
  }
}
