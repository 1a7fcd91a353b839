package org.royaltyledger.projections.suspense;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in each revenue row of each closed period, by state; no-split included. */
public final class WaitingMoney implements ReadModel {

  private final JdbcTemplate jdbc;
  private final RunLog runs;

  public WaitingMoney(JdbcTemplate jdbc, RunLog runs) {
    this.jdbc = jdbc;
    this.runs = runs;
  }

  /**
   * Money of a row in a state.
   *
   * @param units that wait; empty for no-split, where a share of money waits and not of units
   */
  public record Entry(
      String offering,
      String territory,
      String state,
      String currency,
      String units,
      BigDecimal amount) {}

  @Override
  public String name() {
    return "suspense";
  }

  @Override
  public List<String> tables() {
    return List.of("waiting_money");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == PeriodEvent.PeriodClosed.class;
  }

  @Override
  public void on(long place, Object event) {
    RunResult result = runs.result((PeriodEvent.PeriodClosed) event);
    String period = result.period().toString();
    for (RunResult.Waiting waiting : result.waiting()) {
      add(
          period,
          new Entry(
              waiting.offering().code(),
              waiting.territory().code(),
              waiting.state().written(),
              waiting.currency().getCurrencyCode(),
              waiting.units().toPlainString(),
              waiting.amount()));
    }
    Map<String, Entry> noSplit = new LinkedHashMap<>();
    for (RunResult.Pool pool : result.pools()) {
      if (pool.noSplit().signum() != 0) {
        noSplit.merge(
            pool.offering() + "\n" + pool.territory(),
            new Entry(
                pool.offering().code(),
                pool.territory().code(),
                State.NO_SPLIT.written(),
                pool.currency().getCurrencyCode(),
                "",
                pool.noSplit()),
            (one, other) ->
                new Entry(
                    one.offering,
                    one.territory,
                    one.state,
                    one.currency,
                    "",
                    one.amount.add(other.amount)));
      }
    }
    noSplit.values().forEach(entry -> add(period, entry));
  }

  /** What waits of a closed period. */
  public List<Entry> of(Period period) {
    List<Entry> entries =
        jdbc.query(
            "select offering, territory, state, currency, units, amount from waiting_money"
                + " where period = ?",
            (row, n) ->
                new Entry(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    new BigDecimal(row.getString(6))),
            period.toString());
    entries.sort(
        Comparator.comparing(Entry::offering, Codes.ORDER)
            .thenComparing(Entry::territory)
            .thenComparing(Entry::state));
    return entries;
  }

  private void add(String period, Entry entry) {
    jdbc.update(
        "insert into waiting_money (period, offering, territory, state, currency, units, amount)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        period,
        entry.offering,
        entry.territory,
        entry.state,
        entry.currency,
        entry.units,
        entry.amount.toPlainString());
  }
}
