package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Closed periods: their rows, pools, statements and lines. */
public final class Statements implements ReadModel {

  /** Lines that are written at once: of millions, few are in memory as rows. */
  private static final int AT_ONCE = 8_192;

  /** Whose line one is that waits for a split. */
  private static final String NOBODY = "";

  private final JdbcTemplate jdbc;
  private final LogReader reader;
  private final RunLog runs;

  public Statements(JdbcTemplate jdbc, LogReader reader, RunLog runs) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "statement";
  }

  @Override
  public List<String> tables() {
    return List.of(
        "closed_period",
        "revenue_row",
        "pool",
        "pool_party",
        "statement",
        "statement_line",
        "statement_payment",
        "deduction");
  }

  @Override
  public int version() {
    return 5; // numbered, with their lines counted
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == PeriodEvent.PeriodClosed.class;
  }

  @Override
  public void on(long place, Object event) {
    PeriodEvent.PeriodClosed closed = (PeriodEvent.PeriodClosed) event;
    Booking booking = runs.booking(closed);
    jdbc.update(
        "insert into closed_period (period, run_id, cut_off, last_closed, last_cut_off, place)"
            + " values (?, ?, ?, ?, ?, ?)",
        closed.period(),
        closed.runId(),
        closed.cutOff(),
        closed.lastClosed(),
        closed.lastCutOff(),
        place);
    booking.all().forEach(it -> addRows(booking, it));
    booking.all().forEach(it -> addPools(booking, it));
    var booked = BookedStatements.of(booking, runs.settlement(closed));
    addTotals(booking, booked.totals());
    payments(booking.period()).add(booked.payments());
    addLines(booking, reader.facts(CatalogueEvent.AssetRecorded.class, closed.cutOff()));
  }

  /** The closed periods, oldest first. */
  public List<Period> closedPeriods() {
    return jdbc.query(
        "select period from closed_period order by period",
        (row, n) -> Period.parse(row.getString(1)));
  }

  /**
   * A statement without its lines.
   *
   * @param lines how many it has
   * @param due after deductions; null if the month was closed by a program that settled nothing,
   *     and so are the others
   * @param payout what is to be paid
   * @param payoutCurrency in which
   */
  public record Total(
      String party,
      String currency,
      int lines,
      BigDecimal total,
      @Nullable BigDecimal due,
      @Nullable BigDecimal payout,
      @Nullable String payoutCurrency) {}

  /**
   * The totals of a closed period, by party and currency.
   *
   * @throws Refused NOT_CLOSED if the period is not closed
   */
  public List<Total> totals(Period period, Parties parties) {
    requireClosed(period);
    return new StatementList(jdbc)
        .of(period, parties, StatementList.Which.ALL, 0, Integer.MAX_VALUE).stream()
            .map(StatementList.Row::total)
            .toList();
  }

  /** How many statements of parties a period has, none if it is not closed. */
  public int count(Period period, Parties parties) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from statement where period = ?" + parties.condition("party"),
            Integer.class,
            parties.parameters(period.toString()));
    return Objects.requireNonNull(count);
  }

  /**
   * The statements of a closed period, by party and currency.
   *
   * @throws Refused NOT_CLOSED if the period is not closed
   */
  public List<Statement> of(Period period, Parties parties) {
    requireClosed(period);
    Map<String, List<Statement.Line>> lines = lines(period, parties, false);
    Map<String, List<Statement.Line>> held = lines(period, parties, true);
    Map<String, List<Statement.PoolShare>> pools = pools(period, parties, lines);
    SortedMap<Payments.Key, Payment> payments = payments(period).read(parties);
    List<Statement> statements = new ArrayList<>();
    jdbc.query(
        "select party, currency, total from statement where period = ?"
            + parties.condition("party"),
        row -> {
          String key = row.getString(1) + "\n" + row.getString(2);
          statements.add(
              new Statement(
                  period.toString(),
                  row.getString(1),
                  row.getString(2),
                  new BigDecimal(row.getString(3)),
                  pools.getOrDefault(key, List.of()),
                  lines.getOrDefault(key, List.of()),
                  held.getOrDefault(key, List.of()),
                  payments.get(new Payments.Key(row.getString(1), row.getString(2)))));
        },
        parties.parameters(period.toString()));
    statements.sort(
        (one, other) -> {
          int byParty = new PartyId(one.party()).compareTo(new PartyId(other.party()));
          return byParty != 0 ? byParty : one.currency().compareTo(other.currency());
        });
    return statements;
  }

  /**
   * @throws Refused NOT_CLOSED if the period is not closed, with the way out
   */
  public void requireClosed(Period period) {
    List<Period> closed = closedPeriods();
    if (closed.contains(period)) {
      return;
    }
    Period with = closed.stream().filter(it -> it.compareTo(period) > 0).findFirst().orElse(null);
    throw new Refused(
        Refused.Code.NOT_CLOSED,
        closed.isEmpty()
            ? "period %s has no statements: no period is closed yet, close it with: close %s"
                .formatted(period, period)
            : with == null
                ? "period %s has no statements: closed are %s; close it with: close %s"
                    .formatted(period, closed, period)
                : "period %s has no statements of its own: it was closed along with %s, see: statements %s"
                    .formatted(period, with, with));
  }

  private void addRows(Booking booking, RunResult result) {
    jdbc.batchUpdate(
        "insert into revenue_row (period, adjusts, offering, territory, currency, net_revenue,"
            + " units, uncovered_units, set_aside, retained) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        result.rows().stream()
            .map(
                row ->
                    new Object[] {
                      booking.period().toString(),
                      adjusts(booking, result),
                      row.offering().code(),
                      row.territory().code(),
                      row.currency().getCurrencyCode(),
                      row.netRevenue().toPlainString(),
                      row.units().toPlainString(),
                      row.uncoveredUnits().toPlainString(),
                      row.setAside().toPlainString(),
                      row.retained().toPlainString()
                    })
            .toList());
  }

  private void addPools(Booking booking, RunResult result) {
    jdbc.batchUpdate(
        "insert into pool (period, adjusts, licence, part, offering, territory, currency, amount,"
            + " no_split, breakage, raised_by, raised_from, raised_own) values (?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?)",
        result.pools().stream()
            .map(
                pool -> {
                  RunResult.Raised raised = pool.raised();
                  return new Object[] {
                    booking.period().toString(),
                    adjusts(booking, result),
                    pool.licence().code(),
                    pool.part(),
                    pool.offering().code(),
                    pool.territory().code(),
                    pool.currency().getCurrencyCode(),
                    pool.amount().toPlainString(),
                    pool.noSplit().toPlainString(),
                    pool.breakage().toPlainString(),
                    raised == null ? null : raised.licence().code(),
                    raised == null ? null : raised.from().toString(),
                    raised == null ? null : raised.own().toPlainString()
                  };
                })
            .toList());
    jdbc.batchUpdate(
        "insert into pool_party (period, adjusts, licence, part, offering, territory, party,"
            + " amount, held) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        result.pools().stream()
            .flatMap(
                pool -> {
                  var parties = new TreeSet<>(pool.parties().keySet());
                  parties.addAll(pool.held().keySet());
                  BigDecimal none = BigDecimal.ZERO.setScale(pool.amount().scale());
                  return parties.stream()
                      .map(
                          party ->
                              new Object[] {
                                booking.period().toString(),
                                adjusts(booking, result),
                                pool.licence().code(),
                                pool.part(),
                                pool.offering().code(),
                                pool.territory().code(),
                                party.code(),
                                pool.parties().getOrDefault(party, none).toPlainString(),
                                pool.held().getOrDefault(party, none).toPlainString()
                              });
                })
            .toList());
  }

  private void addTotals(Booking booking, SortedMap<Payments.Key, BigDecimal> totals) {
    Map<Payments.Key, Integer> lines = new HashMap<>();
    booking
        .all()
        .flatMap(it -> it.lines().stream())
        .filter(it -> it.party() != null && !it.held())
        .forEach(
            it ->
                lines.merge(
                    new Payments.Key(String.valueOf(it.party()), it.currency().getCurrencyCode()),
                    1,
                    Integer::sum));
    var rows = new ArrayList<Object[]>();
    totals.forEach(
        (key, total) ->
            rows.add(
                new Object[] {
                  booking.period().toString(),
                  key.party(),
                  key.currency(),
                  total.toPlainString(),
                  rows.size(),
                  lines.getOrDefault(key, 0)
                }));
    jdbc.batchUpdate(
        "insert into statement (period, party, currency, total, number, lines) values (?, ?, ?, ?,"
            + " ?, ?)",
        rows);
  }

  private PaymentTables payments(Period period) {
    return new PaymentTables(jdbc, period);
  }

  private void addLines(Booking booking, List<CatalogueEvent.AssetRecorded> assets) {
    Map<String, String> kinds = new HashMap<>();
    for (CatalogueEvent.AssetRecorded asset : assets) {
      kinds.put(asset.assetId(), asset.kind());
    }
    var lines = new ArrayList<NumberedLine>();
    for (RunResult result : booking.all().toList()) {
      for (RunResult.Line it : result.lines()) {
        lines.add(new NumberedLine(result, it, lines.size()));
      }
    }
    lines.sort(NumberedLine.BY_PARTY);
    for (int from = 0; from < lines.size(); from += AT_ONCE) {
      insertLines(
          lines.subList(from, Math.min(lines.size(), from + AT_ONCE)).stream()
              .map(it -> line(booking, it, kinds))
              .toList());
    }
  }

  /** A line and its place in the result: written party by party, the table grows at its end. */
  private record NumberedLine(RunResult of, RunResult.Line line, int number) {

    private static final Comparator<NumberedLine> BY_PARTY =
        Comparator.comparing(NumberedLine::party, Codes.ORDER);

    String party() {
      return line.party() == null ? NOBODY : line.party().code();
    }
  }

  private void insertLines(List<Object[]> rows) {
    jdbc.batchUpdate(
        "insert into statement_line (period, line, adjusts, party, currency, offering, territory,"
            + " territory_of_use, use_type, asset, asset_kind, licence, part, used_in, units,"
            + " share, exact, held) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static Object[] line(Booking booking, NumberedLine numbered, Map<String, String> kinds) {
    RunResult.Line it = numbered.line;
    String asset = it.asset() == null ? null : it.asset().code();
    return new Object[] {
      booking.period().toString(),
      numbered.number,
      adjusts(booking, numbered.of),
      numbered.party(),
      it.currency().getCurrencyCode(),
      it.offering().code(),
      it.territory().code(),
      it.territoryOfUse().code(),
      it.useType(),
      asset,
      asset == null ? null : kinds.get(asset),
      it.licence().code(),
      it.part(),
      it.usedIn().toString(),
      it.units().toPlainString(),
      it.share().toPlainString(),
      Fractions.text(it.exact()),
      it.held()
    };
  }

  /** The closed month that a part of a close adjusts, empty for its own month. */
  private static String adjusts(Booking booking, RunResult part) {
    return part.period().equals(booking.period()) ? "" : part.period().toString();
  }

  private Map<String, List<Statement.PoolShare>> pools(
      Period period, Parties parties, Map<String, List<Statement.Line>> lines) {
    Map<String, List<Statement.PoolShare>> pools = new HashMap<>();
    jdbc.query(
        "select pool_party.party, pool.currency, pool.adjusts, pool.offering, pool.territory,"
            + " pool.licence, pool.part, pool_party.amount, pool_party.held, pool.amount,"
            + " raised_from, raised_own from pool_party join pool using (period, adjusts, licence,"
            + " part, offering, territory) where pool.period = ?"
            + parties.condition("party"),
        row -> {
          String key = row.getString(1) + "\n" + row.getString(2);
          var share =
              new Statement.PoolShare(
                  orOwn(row.getString(3)),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getInt(7),
                  new BigDecimal(row.getString(8)),
                  new BigDecimal(row.getString(9)),
                  null);
          String from = row.getString(11);
          if (from != null) {
            BigFraction exact = share.exactOf(lines.getOrDefault(key, List.of()));
            var pool = new BigDecimal(row.getString(10));
            var own = new BigDecimal(row.getString(12));
            share = share.raised(from, ownPart(share, exact, pool, own));
          }
          pools.computeIfAbsent(key, it -> new ArrayList<>()).add(share);
        },
        parties.parameters(period.toString()));
    pools
        .values()
        .forEach(
            it ->
                it.sort(
                    Comparator.comparing(
                            Statement.PoolShare::adjusts,
                            Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                        .thenComparing(Statement.PoolShare::offering, Codes.ORDER)
                        .thenComparing(Statement.PoolShare::territory, Codes.ORDER)
                        .thenComparing(Statement.PoolShare::licence, Codes.ORDER)
                        .thenComparingInt(Statement.PoolShare::part)));
    return pools;
  }

  /**
   * What a part of a pool would be if the pool were as large as its own terms make it.
   *
   * @return null for an adjustment, which is the difference of two pools, and of a pool of nothing
   */
  private static @Nullable BigFraction ownPart(
      Statement.PoolShare share, BigFraction exact, BigDecimal pool, BigDecimal own) {
    return share.adjusts() != null || pool.signum() == 0
        ? null
        : exact.multiply(Fractions.of(own)).divide(Fractions.of(pool));
  }

  /**
   * @param held those that claims hold back, or those that they do not
   */
  private Map<String, List<Statement.Line>> lines(Period period, Parties parties, boolean held) {
    Map<String, List<Statement.Line>> lines = new HashMap<>();
    jdbc.query(
        "select party, currency, adjusts, offering, territory, territory_of_use, use_type, asset,"
            + " asset_kind, licence, part, used_in, units, share, exact from statement_line where"
            + " period = ? and held = ? and party <> ''"
            + parties.condition("party")
            + " order by line",
        row -> {
          lines
              .computeIfAbsent(row.getString(1) + "\n" + row.getString(2), it -> new ArrayList<>())
              .add(
                  new Statement.Line(
                      orOwn(row.getString(3)),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      row.getString(8),
                      row.getString(9),
                      row.getString(10),
                      row.getInt(11),
                      row.getString(12),
                      new BigDecimal(row.getString(13)),
                      new BigDecimal(row.getString(14)),
                      Fractions.parse(row.getString(15))));
        },
        parties.parameters(period.toString(), held));
    return lines;
  }

  /** The month that is adjusted, null for the period's own. */
  private static @Nullable String orOwn(String adjusts) {
    return adjusts.isEmpty() ? null : adjusts;
  }
}
