package org.royaltyledger.projections.exceptions;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Conflicts, uses that no licence or consent covers, usage without revenue. */
public final class Exceptions implements ReadModel {

  private final JdbcTemplate jdbc;
  private final LogReader reader;
  private final RunLog runs;

  public Exceptions(JdbcTemplate jdbc, LogReader reader, RunLog runs) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.runs = runs;
  }

  /** An id that came again with other content; the first stands. */
  public record ConflictingUsage(String usageId, String source) {}

  /**
   * Whose contributions were not covered when a period was closed.
   *
   * @param party who controlled the asset then, or the party itself; null if nobody is known
   */
  public record UncoveredUse(
      String offering,
      String territory,
      String state,
      String kind,
      String target,
      @Nullable String party,
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
  public int version() {
    return 2; // of whose assets
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
      add(
          runs.booking(closed).month(),
          reader.facts(CatalogueEvent.AssetRecorded.class, closed.cutOff()));
    }
  }

  /** All conflicts, by usage id. */
  public List<ConflictingUsage> conflicts() {
    return jdbc.query(
        "select usage_id, source from usage_conflict order by usage_id, other_hash",
        (row, n) -> new ConflictingUsage(row.getString(1), row.getString(2)));
  }

  /**
   * What was not covered in a closed period.
   *
   * @param parties whose
   */
  public List<UncoveredUse> uncovered(Period period, Parties parties) {
    List<UncoveredUse> uses =
        jdbc.query(
            "select offering, territory, state, kind, target, party, usages, units from"
                + " uncovered_use where period = ?"
                + parties.condition("party"),
            (row, n) ->
                new UncoveredUse(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7),
                    row.getString(8)),
            parties.parameters(period.toString()));
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

  private void add(RunResult result, List<CatalogueEvent.AssetRecorded> assets) {
    String period = result.period().toString();
    Map<String, String> controllers = new HashMap<>();
    assets.forEach(it -> controllers.put(it.assetId(), it.controller()));
    for (RunResult.Waiting waiting : result.waiting()) {
      jdbc.batchUpdate(
          "insert into uncovered_use (period, offering, territory, state, kind, target, party,"
              + " usages, units) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                        whose(detail, controllers),
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

  private static @Nullable String whose(RunResult.Detail detail, Map<String, String> controllers) {
    return switch (detail.kind()) {
      case ASSET -> controllers.get(detail.target());
      case PARTY -> detail.target();
      case OUTPUT -> null;
    };
  }
}
