package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.projections.suspense.WaitingMoney;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where the money of a closed period stands, from the tables that statements are read from.
 *
 * <p>The lines, of which there are far more, are left out.
 */
public final class MonthMoney {

  private final JdbcTemplate jdbc;
  private final WaitingMoney waiting;

  public MonthMoney(JdbcTemplate jdbc, WaitingMoney waiting) {
    this.jdbc = jdbc;
    this.waiting = waiting;
  }

  private record PoolKey(String licence, int part, String offering, String territory) {}

  /** Revenue rows, pools and what waits; no lines, no details, no notices, no rates. */
  public Booking of(Period period) {
    List<RunResult> adjustments =
        jdbc
            .queryForList(
                "select adjusts from revenue_row where period = ? union select adjusts from pool"
                    + " where period = ? union select adjusts from waiting_money where period = ?",
                String.class,
                period.toString(),
                period.toString(),
                period.toString())
            .stream()
            .filter(it -> !it.isEmpty())
            .sorted()
            .map(it -> of(period, it, Period.parse(it)))
            .toList();
    return new Booking(of(period, "", period), adjustments);
  }

  private RunResult of(Period period, String adjusts, Period month) {
    return new RunResult(
        month,
        rows(period, adjusts),
        pools(period, adjusts),
        List.of(),
        waiting(period, adjusts),
        List.of(),
        null);
  }

  private List<RunResult.Row> rows(Period period, String adjusts) {
    List<RunResult.Row> rows =
        jdbc.query(
            "select offering, territory, currency, net_revenue, units, uncovered_units, set_aside,"
                + " retained from revenue_row where period = ? and adjusts = ?",
            (row, n) ->
                new RunResult.Row(
                    new OfferingId(row.getString(1)),
                    new Territory(row.getString(2)),
                    Currencies.of(row.getString(3)),
                    new BigDecimal(row.getString(4)),
                    new BigDecimal(row.getString(5)),
                    new BigDecimal(row.getString(6)),
                    new BigDecimal(row.getString(7)),
                    new BigDecimal(row.getString(8))),
            period.toString(),
            adjusts);
    // Not by the database, of which each has an order of its own.
    rows.sort(
        Comparator.comparing(RunResult.Row::offering).thenComparing(RunResult.Row::territory));
    return rows;
  }

  private List<RunResult.Pool> pools(Period period, String adjusts) {
    Map<PoolKey, SortedMap<PartyId, BigDecimal>> parties = parties(period, adjusts, "amount");
    Map<PoolKey, SortedMap<PartyId, BigDecimal>> held = parties(period, adjusts, "held");
    List<RunResult.Pool> pools =
        jdbc.query(
            "select licence, part, offering, territory, currency, amount, no_split, breakage,"
                + " raised_by, raised_from, raised_own from pool where period = ? and adjusts = ?",
            (row, n) -> {
              var key =
                  new PoolKey(row.getString(1), row.getInt(2), row.getString(3), row.getString(4));
              var amount = new BigDecimal(row.getString(6));
              return new RunResult.Pool(
                  new LicenceId(key.licence),
                  key.part,
                  new OfferingId(key.offering),
                  new Territory(key.territory),
                  Currencies.of(row.getString(5)),
                  amount,
                  parties.getOrDefault(key, new TreeMap<>()),
                  held.getOrDefault(key, new TreeMap<>()),
                  new BigDecimal(row.getString(7)),
                  new BigDecimal(row.getString(8)).setScale(amount.scale()),
                  raised(row.getString(9), row.getString(10), row.getString(11)));
            },
            period.toString(),
            adjusts);
    pools.sort(
        Comparator.comparing(RunResult.Pool::licence)
            .thenComparingInt(RunResult.Pool::part)
            .thenComparing(RunResult.Pool::offering)
            .thenComparing(RunResult.Pool::territory));
    return pools;
  }

  private static RunResult.@Nullable Raised raised(@Nullable String by, String from, String own) {
    return by == null
        ? null
        : new RunResult.Raised(new LicenceId(by), LocalDate.parse(from), new BigDecimal(own));
  }

  private Map<PoolKey, SortedMap<PartyId, BigDecimal>> parties(
      Period period, String adjusts, String column) {
    Map<PoolKey, SortedMap<PartyId, BigDecimal>> parties = new HashMap<>();
    jdbc.query(
        "select licence, part, offering, territory, party, "
            + column
            + " from pool_party where period = ?"
            + " and adjusts = ?",
        row -> {
          parties
              .computeIfAbsent(
                  new PoolKey(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)),
                  it -> new TreeMap<>())
              .put(new PartyId(row.getString(5)), new BigDecimal(row.getString(6)));
        },
        period.toString(),
        adjusts);
    return parties;
  }

  private List<RunResult.Waiting> waiting(Period period, String adjusts) {
    var entries = new ArrayList<RunResult.Waiting>();
    for (WaitingMoney.Entry it : waiting.of(period)) {
      State state = State.parse(it.state());
      if (it.adjusts().equals(adjusts)
          && state != State.NO_SPLIT
          && state != State.BREAKAGE
          && state != State.DISPUTED) { // those stand in the pools
        entries.add(
            new RunResult.Waiting(
                new OfferingId(it.offering()),
                new Territory(it.territory()),
                Currencies.of(it.currency()),
                state,
                new BigDecimal(it.units()),
                it.amount(),
                List.of()));
      }
    }
    return entries;
  }
}
