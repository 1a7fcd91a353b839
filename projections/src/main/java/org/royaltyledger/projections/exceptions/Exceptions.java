package org.royaltyledger.projections.exceptions;

import java.util.Comparator;
import java.util.List;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Conflicts, uses that no licence or consent covers, usage without revenue. */
public final class Exceptions implements ReadModel {

  private final JdbcTemplate jdbc;
  private final RunLog runs;

  public Exceptions(JdbcTemplate jdbc, RunLog runs) {
    this.jdbc = jdbc;
    this.runs = runs;
  }

  /** An id that came again with other content; the first stands. */
  public record ConflictingUsage(String usageId, String source) {}

  /** Whose contributions were not covered when a period was closed. */
  public record UncoveredUse(
      String offering,
      String territory,
      String state,
      String kind,
      String target,
      long usages,
      String units) {}

  /** Usage without revenue, or a row that retains less than nothing. */
  public record RunNotice(
      String period, String kind, String offering, String territory, long usages, String amount) {}

  @Override
  public String name() {
    return "exceptions";
  }

  @Override
  public List<String> tables() {
    return List.of("usage_conflict", "uncovered_use", "run_notice");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == UsageEvent.UsageConflictsFound.class || event == PeriodEvent.PeriodClosed.class;
  }

  @Override
  public void on(long place, Object event) {
    if (event instanceof UsageEvent.UsageConflictsFound found) {
      found.conflicts().forEach(this::add);
    } else if (event instanceof PeriodEvent.PeriodClosed closed) {
      add(runs.booking(closed).month());
    }
  }

  /** All conflicts, by usage id. */
  public List<ConflictingUsage> conflicts() {
    return jdbc.query(
        "select usage_id, source from usage_conflict order by usage_id, other_hash",
        (row, n) -> new ConflictingUsage(row.getString(1), row.getString(2)));
  }

  /** What was not covered in a closed period. */
  public List<UncoveredUse> uncovered(Period period) {
    List<UncoveredUse> uses =
        jdbc.query(
            "select offering, territory, state, kind, target, usages, units from uncovered_use"
                + " where period = ?",
            (row, n) ->
                new UncoveredUse(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getString(7)),
            period.toString());
    // Not by the database, of which each has an order of its own.
    uses.sort(
        Comparator.comparing(UncoveredUse::offering, Codes.ORDER)
            .thenComparing(UncoveredUse::territory)
            .thenComparing(UncoveredUse::state)
            .thenComparing(UncoveredUse::kind)
            .thenComparing(UncoveredUse::target, Codes.ORDER));
    return uses;
  }

  /** The notices of all closed periods. */
  public List<RunNotice> notices() {
    return jdbc.query(
        "select period, kind, offering, territory, usages, amount from run_notice"
            + " order by period, notice",
        (row, n) ->
            new RunNotice(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6)));
  }

  private void add(UsageEvent.Conflict conflict) {
    Long known =
        jdbc.queryForObject(
            "select count(*) from usage_conflict where usage_id = ? and other_hash = ?",
            Long.class,
            conflict.usageId(),
            conflict.otherHash());
    if (known == null || known == 0) {
      jdbc.update(
          "insert into usage_conflict (usage_id, other_hash, place, row_number_in_block, source)"
              + " values (?, ?, ?, ?, ?)",
          conflict.usageId(),
          conflict.otherHash(),
          conflict.place(),
          conflict.row(),
          conflict.source());
    }
  }

  private void add(RunResult result) {
    String period = result.period().toString();
    for (RunResult.Waiting waiting : result.waiting()) {
      jdbc.batchUpdate(
          "insert into uncovered_use (period, offering, territory, state, kind, target, usages,"
              + " units) values (?, ?, ?, ?, ?, ?, ?, ?)",
          waiting.details().stream()
              .map(
                  detail ->
                      new Object[] {
                        period,
                        waiting.offering().code(),
                        waiting.territory().code(),
                        waiting.state().written(),
                        detail.kind().name(),
                        detail.target(),
                        detail.usages(),
                        detail.units().toPlainString()
                      })
              .toList());
    }
    int number = 0;
    for (RunResult.Notice notice : result.notices()) {
      String insert =
          "insert into run_notice (period, notice, kind, offering, territory, used_in, usages,"
              + " amount) values (?, ?, ?, ?, ?, ?, ?, ?)";
      switch (notice) {
        case RunResult.WithoutRevenue it ->
            jdbc.update(
                insert,
                period,
                number,
                "without-revenue",
                it.offering().code(),
                it.territory().code(),
                it.month().toString(),
                it.usages(),
                it.quantity().toPlainString());
        case RunResult.Excluded it ->
            jdbc.update(
                insert,
                period,
                number,
                "excluded",
                it.offering().code(),
                it.territory().code(),
                it.month().toString(),
                it.usages(),
                it.quantity().toPlainString());
        case RunResult.RetainedBelowZero it ->
            jdbc.update(
                insert,
                period,
                number,
                "retained-below-zero",
                it.offering().code(),
                it.territory().code(),
                null,
                0L,
                it.retained().toPlainString());
      }
      number++;
    }
  }
}
