package org.royaltyledger.projections.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.store.LogCheck;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.jdbc.core.JdbcTemplate;

/** The invariants that can be asked of the log up to a place, whatever came afterwards. */
public final class CheckAsOf {

  private static final int FEW = 3;

  private final LogReader reader;
  private final LogCheck logCheck;
  private final Check check;
  private final Following following;
  private final JdbcTemplate jdbc;

  public CheckAsOf(
      LogReader reader, LogCheck logCheck, Check check, Following following, JdbcTemplate jdbc) {
    this.reader = reader;
    this.logCheck = logCheck;
    this.check = check;
    this.following = following;
    this.jdbc = jdbc;
  }

  /**
   * @param progress told the usages read so far
   */
  public List<Check.Finding> run(long place, LongConsumer progress) {
    LogCheck.Findings log = logCheck.run(place, progress);
    List<Check.Finding> findings = Check.ofLog(log);
    if (Check.isReadable(log)) {
      following.await(place);
      List<PeriodEvent.PeriodClosed> closes = reader.closes(place);
      closes.forEach(
          it ->
              Check.check(
                  "period " + it.period(), findings, () -> check.checkPeriod(it, findings)));
      Check.check("journal", findings, () -> findings.addAll(journal(place)));
      findings.add(
          Check.Finding.notice(
              "now",
              "payout items, carried balances and read models are there only as they are now: check"
                  + " without --as-of compares them"));
    }
    return findings;
  }

  private List<Check.Finding> journal(long place) {
    var findings = new ArrayList<Check.Finding>();
    jdbc.query(
        "select currency, sum(cast(amount as numeric(40, 4))) from posting where place <= ? group"
            + " by currency order by currency",
        row -> {
          boolean ok = row.getBigDecimal(2).signum() == 0;
          findings.add(
              new Check.Finding(
                  "trial-balance " + row.getString(1),
                  ok,
                  ok
                      ? "all postings come to 0"
                      : "all postings come to %s instead of 0"
                          .formatted(row.getBigDecimal(2).toPlainString())));
        },
        place);
    var wrong = new ArrayList<String>();
    jdbc.query(
        "select place, entry, currency, sum(cast(amount as numeric(40, 4))) from posting where"
            + " place <= ? group by place, entry, currency having sum(cast(amount as numeric(40,"
            + " 4))) <> 0 order by place, entry limit "
            + FEW,
        row -> {
          wrong.add(
              "entry (place, number, currency) [%d, %d, %s] does not balance: %s"
                  .formatted(
                      row.getLong(1),
                      row.getInt(2),
                      row.getString(3),
                      row.getBigDecimal(4).toPlainString()));
        },
        place);
    Long postings =
        jdbc.queryForObject("select count(*) from posting where place <= ?", Long.class, place);
    findings.add(
        new Check.Finding(
            "journal",
            wrong.isEmpty(),
            wrong.isEmpty()
                ? "%d postings, each entry balanced".formatted(postings)
                : String.join("; ", wrong)));
    return findings;
  }
}
