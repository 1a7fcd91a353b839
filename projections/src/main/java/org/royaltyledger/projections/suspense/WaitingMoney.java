package org.royaltyledger.projections.suspense;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What waits in each revenue row of each closed period, by state; no-split and disputed included.
 */
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
   * @param adjusts the closed month of whose money it is the change; empty for the period's own
   * @param units that wait; empty for no-split and disputed, where a share of money waits and not
   *     of units
   */
  public record Entry(
      String adjusts,
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
  public int version() {
    return 2; // of adjustments
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == PeriodEvent.PeriodClosed.class;
  }

  @Override
  public void on(long place, Object event) {
    Booking booking = runs.booking((PeriodEvent.PeriodClosed) event);
    String period = booking.period().toString();
    addAll(period, "", booking.month());
    booking.adjustments().forEach(it -> addAll(period, it.period().toString(), it));
  }

  private void addAll(String period, String adjusts, RunResult result) {
    for (RunResult.Waiting waiting : result.waiting()) {
      add(
          period,
          new Entry(
              adjusts,
              waiting.offering().code(),
              waiting.territory().code(),
              waiting.state().written(),
              waiting.currency().getCurrencyCode(),
              waiting.units().toPlainString(),
              waiting.amount()));
    }
    addOfPools(period, adjusts, result, State.NO_SPLIT, RunResult.Pool::noSplit);
    addOfPools(period, adjusts, result, State.BREAKAGE, RunResult.Pool::breakage);
    addOfPools(
        period,
        adjusts,
        result,
        State.DISPUTED,
        it -> it.held().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private void addOfPools(
      String period,
      String adjusts,
      RunResult result,
      State state,
      Function<RunResult.Pool, BigDecimal> waits) {
    Map<String, Entry> ofRows = new LinkedHashMap<>();
    for (RunResult.Pool pool : result.pools()) {
      BigDecimal amount = waits.apply(pool);
      if (amount.signum() != 0) {
        ofRows.merge(
            pool.offering() + "\n" + pool.territory(),
            new Entry(
                adjusts,
                pool.offering().code(),
                pool.territory().code(),
                state.written(),
                pool.currency().getCurrencyCode(),
                "",
                amount),
            (one, other) ->
                new Entry(
                    adjusts,
                    one.offering,
                    one.territory,
                    one.state,
                    one.currency,
                    "",
                    one.amount.add(other.amount)));
      }
    }
    ofRows.values().forEach(entry -> add(period, entry));
  }

  /** What waits of a closed period. */
  public List<Entry> of(Period period) {
    List<Entry> entries =
        jdbc.query(
            "select adjusts, offering, territory, state, currency, units, amount from waiting_money"
                + " where period = ?",
            (row, n) ->
                new Entry(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    new BigDecimal(row.getString(7))),
            period.toString());
    entries.sort(
        Comparator.comparing(Entry::adjusts)
            .thenComparing(Entry::offering, Codes.ORDER)
            .thenComparing(Entry::territory)
            .thenComparing(Entry::state));
    return entries;
  }

  private void add(String period, Entry entry) {
    jdbc.update(
        "insert into waiting_money (period, adjusts, offering, territory, state, currency, units,"
            + " amount) values (?, ?, ?, ?, ?, ?, ?, ?)",
        period,
        entry.adjusts,
        entry.offering,
        entry.territory,
        entry.state,
        entry.currency,
        entry.units,
        entry.amount.toPlainString());
  }
}
