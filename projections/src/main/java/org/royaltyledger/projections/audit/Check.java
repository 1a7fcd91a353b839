package org.royaltyledger.projections.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.store.LogCheck;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.exceptions.Exceptions;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.MonthCalculation;
import org.royaltyledger.projections.run.MonthSettlement;
import org.royaltyledger.projections.seal.StatementSeals;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.usagetotals.UsageTotals;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every invariant, over everything stored. */
public final class Check {

  private final LogReader reader;
  private final LogCheck logCheck;
  private final RunLog runs;
  private final MonthCalculation calculation;
  private final MonthSettlement settlement;
  private final Replay replay;
  private final Following following;
  private final Statements statements;
  private final StatementSeals seals;
  private final Vault vault;
  private final JdbcTemplate jdbc;

  public Check(
      LogReader reader,
      LogCheck logCheck,
      RunLog runs,
      MonthCalculation calculation,
      MonthSettlement settlement,
      Replay replay,
      Following following,
      Statements statements,
      StatementSeals seals,
      Vault vault,
      JdbcTemplate jdbc) {
    this.reader = reader;
    this.logCheck = logCheck;
    this.runs = runs;
    this.calculation = calculation;
    this.settlement = settlement;
    this.replay = replay;
    this.following = following;
    this.statements = statements;
    this.seals = seals;
    this.vault = vault;
    this.jdbc = jdbc;
  }

  /**
   * One line of the report.
   *
   * @param ok false if something is wrong; a notice is ok and says so in its detail
   */
  public record Finding(String name, boolean ok, String detail) {

    private static final String NOTICE = "notice: ";

    public static Finding notice(String name, String detail) {
      return new Finding(name, true, NOTICE + detail);
    }

    public boolean isNotice() {
      return ok && detail.startsWith(NOTICE);
    }

    /** The detail, where something else says already whether it is a notice. */
    public String text() {
      return isNotice() ? detail.substring(NOTICE.length()) : detail;
    }
  }

  /**
   * Checks everything.
   *
   * @param progress told the usages read so far
   */
  public List<Finding> run(LongConsumer progress) {
    LogCheck.Findings log = logCheck.run(progress);
    List<Finding> findings = ofLog(log);
    if (isReadable(log)) {
      check("vault", findings, () -> findings.add(ofVault(vault.check())));
      // What is closed after this place may not be in the tables yet.
      long place = reader.head();
      following.await(place);
      for (PeriodEvent.PeriodClosed closed : reader.closes(place)) {
        check("period " + closed.period(), findings, () -> checkPeriod(closed, findings));
        String name = "statements " + closed.period();
        check(name, findings, () -> findings.add(sealed(name, closed)));
      }
      check(
          "journal", findings, () -> findings.addAll(JournalCheck.of(jdbc, reader.closes(place))));
      check("payouts", findings, () -> findings.add(PayoutCheck.of(jdbc, place)));
      Replay.Report report = replay.run(it -> {});
      findings.add(
          report.difference() == null
              ? new Finding("read-models", true, "each row is what the log gives")
              : new Finding("read-models", false, report.difference()));
      check("notices", findings, () -> addNotices(findings, place));
    }
    return findings;
  }

  /** To be added to. */
  static List<Finding> ofLog(LogCheck.Findings log) {
    var findings = new ArrayList<Finding>();
    findings.add(
        finding(
            "log-places",
            log.places(),
            "%d events, one at each place from 1".formatted(log.events())));
    findings.add(
        finding(
            "log-readable",
            log.unreadable(),
            "every event can be read, every block is what its id says"));
    findings.add(
        finding("usage-ids", log.twice(), "%d usages, each id once".formatted(log.usages())));
    findings.add(
        finding("log-leaves", log.leaves(), "every event is the one that its leaf was made of"));
    findings.add(
        finding(
            "checkpoints",
            log.checkpoints(),
            log.signed() == 0
                ? "nothing was signed yet"
                : "each of %d is signed, and true of the log".formatted(log.signed())));
    return findings;
  }

  private static Finding ofVault(Vault.Findings vault) {
    String plain =
        vault.plain() == 0
            ? ""
            : "; %d names of an earlier version stand in plain until there is a key"
                .formatted(vault.plain());
    String unopened = vault.unopened();
    if (!vault.wrong().isEmpty() || (unopened == null && plain.isEmpty())) {
      return finding(
          "vault",
          vault.wrong(),
          "%d rows, each opens and is what its hash says".formatted(vault.rows()));
    }
    return Finding.notice(
        "vault",
        "%d rows%s%s"
            .formatted(
                vault.rows(),
                unopened == null ? "" : ", which were not opened: " + unopened,
                plain));
  }

  /** Whether all that the log says can be asked for. */
  static boolean isReadable(LogCheck.Findings log) {
    return log.places().isEmpty() && log.unreadable().isEmpty() && log.twice().isEmpty();
  }

  /** A figure that cannot even be read is a finding, and the other checks go on. */
  static void check(String name, List<Finding> findings, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException e) {
      findings.add(new Finding(name, false, "cannot be checked: " + e.getMessage()));
    }
  }

  void checkPeriod(PeriodEvent.PeriodClosed closed, List<Finding> findings) {
    String period = closed.period();
    Booking recorded;
    try {
      recorded = runs.booking(closed);
    } catch (RuntimeException e) {
      findings.add(new Finding("result " + period, false, String.valueOf(e.getMessage())));
      return;
    }
    findings.add(
        new Finding(
            "result " + period,
            recorded.conserved(),
            recorded.conserved()
                ? "%d pools and %d lines, each the whole of its parts"
                    .formatted(
                        recorded.all().mapToInt(it -> it.pools().size()).sum(),
                        recorded.all().mapToInt(it -> it.lines().size()).sum())
                : "the recorded pools, lines and states do not add up"));
    String recalculation = "recalculation " + period;
    check(
        recalculation,
        findings,
        () -> {
          int version = runs.calculation(closed);
          if (version != RunResult.CALCULATION) {
            findings.add(
                Finding.notice(
                    recalculation,
                    "closed with version %d of the calculation, this program has version %d: not calculated again, a program of that version can"
                        .formatted(version, RunResult.CALCULATION)));
            return;
          }
          Booking again = calculation.of(Period.parse(period), closed.cutOff(), it -> {});
          findings.add(
              new Finding(
                  recalculation,
                  again.equals(recorded),
                  again.equals(recorded)
                      ? "the month calculated again gives the recorded result"
                      : "the month calculated again gives another result: "
                          + firstDifference(recorded, again)));
        });
    check("settlement " + period, findings, () -> findings.add(settled(closed, recorded)));
    findings.addAll(
        conservation(closed, reader.facts(RevenueEvent.RevenueRecorded.class, closed.cutOff())));
  }

  /** What statements are read from must give what the close sealed. */
  private Finding sealed(String name, PeriodEvent.PeriodClosed closed) {
    PeriodEvent.Sealed sealed = closed.statements();
    if (sealed == null) {
      return Finding.notice(name, "closed by a version that sealed no statements");
    }
    PeriodEvent.Sealed now =
        seals
            .month(statements.of(Period.parse(closed.period()), Parties.ALL), sealed.leaf())
            .seal();
    return new Finding(
        name,
        now.equals(sealed),
        now.equals(sealed)
            ? "the %d statements are those that the close sealed".formatted(sealed.count())
            : "the %d statements are not the %d that the close sealed: see which with replay"
                .formatted(now.count(), sealed.count()));
  }

  private Finding settled(PeriodEvent.PeriodClosed closed, Booking booking) {
    String name = "settlement " + closed.period();
    Settlement recorded = runs.settlement(closed);
    if (recorded == null) {
      return Finding.notice(
          name,
          "closed by a version that settled nothing: the next close settled what it left open");
    }
    int rules = runs.settlementRules(closed);
    if (rules > Settlement.RULES) {
      return Finding.notice(
          name,
          "settled with version %d of the rules, this program knows them up to %d: not settled again, a program of that version can"
              .formatted(rules, Settlement.RULES));
    }
    Settlement again = settlement.of(booking, closed.cutOff(), rules);
    return new Finding(
        name,
        again.equals(recorded),
        again.equals(recorded)
            ? "the %d moves made again are the recorded ones".formatted(recorded.moves().size())
            : "the month settled again gives another settlement: "
                + difference("move", recorded.moves(), again.moves())
                    .or(() -> difference("carried forward", recorded.unpaid(), again.unpaid()))
                    .orElse("other balances are left open"));
  }

  private static String firstDifference(Booking recorded, Booking again) {
    if (!recorded.month().equals(again.month())) {
      return firstDifference(recorded.month(), again.month());
    }
    List<RunResult> one = recorded.adjustments();
    List<RunResult> other = again.adjustments();
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (one.get(i).period().equals(other.get(i).period()) && !one.get(i).equals(other.get(i))) {
        return "what it adjusts of %s: %s"
            .formatted(one.get(i).period(), firstDifference(one.get(i), other.get(i)));
      }
    }
    return "it adjusts %s, calculated again %s".formatted(months(one), months(other));
  }

  private static List<Period> months(List<RunResult> adjustments) {
    return adjustments.stream().map(RunResult::period).toList();
  }

  private static String firstDifference(RunResult recorded, RunResult again) {
    return Stream.of(
            difference("row", recorded.rows(), again.rows()),
            difference("pool", recorded.pools(), again.pools()),
            difference("waiting", recorded.waiting(), again.waiting()),
            difference("line", recorded.lines(), again.lines()),
            difference("notice", recorded.notices(), again.notices()),
            difference("rate", rates(recorded), rates(again)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static List<ExchangeRate> rates(RunResult result) {
    return Objects.requireNonNullElse(result.rates(), List.of());
  }

  private static Optional<String> difference(String what, List<?> recorded, List<?> again) {
    return recorded.equals(again)
        ? Optional.empty()
        : Optional.of(what + " " + first(recorded, again));
  }

  private static String first(List<?> recorded, List<?> again) {
    for (int i = 0; i < Math.min(recorded.size(), again.size()); i++) {
      if (!recorded.get(i).equals(again.get(i))) {
        return "%s is recorded, %s calculated".formatted(recorded.get(i), again.get(i));
      }
    }
    return "%d are recorded, %d calculated".formatted(recorded.size(), again.size());
  }

  /** Step 8 of the calculation, from the tables that statements are read from. */
  private List<Finding> conservation(
      PeriodEvent.PeriodClosed closed, List<RevenueEvent.RevenueRecorded> revenue) {
    String period = closed.period();
    var findings = new ArrayList<Finding>();
    Map<String, BigDecimal> payable =
        sums("select currency, total from statement where period = ?", period);
    Map<String, BigDecimal> pools =
        sums("select currency, amount from pool where period = ?", period);
    Map<String, BigDecimal> noSplit =
        sums("select currency, no_split from pool where period = ?", period);
    Map<String, BigDecimal> breakage =
        sums("select currency, breakage from pool where period = ?", period);
    Map<String, BigDecimal> parties =
        sums(
            "select pool.currency, pool_party.amount from pool_party join pool using (period,"
                + " adjusts, licence, part, offering, territory) where pool.period = ?",
            period);
    Map<String, BigDecimal> held =
        sums(
            "select pool.currency, pool_party.held from pool_party join pool using (period,"
                + " adjusts, licence, part, offering, territory) where pool.period = ?",
            period);
    Map<String, BigDecimal> retained =
        sums("select currency, retained from revenue_row where period = ?", period);
    Map<String, BigDecimal> waiting =
        sums(
            "select currency, amount from waiting_money where period = ? and state not in ('"
                + State.NO_SPLIT.written()
                + "', '"
                + State.DISPUTED.written()
                + "', '"
                + State.BREAKAGE.written()
                + "')",
            period);
    Map<String, BigDecimal> waitingNoSplit =
        sums(
            "select currency, amount from waiting_money where period = ? and state = '"
                + State.NO_SPLIT.written()
                + "'",
            period);
    Map<String, BigDecimal> waitingBreakage =
        sums(
            "select currency, amount from waiting_money where period = ? and state = '"
                + State.BREAKAGE.written()
                + "'",
            period);
    Map<String, BigDecimal> waitingDisputed =
        sums(
            "select currency, amount from waiting_money where period = ? and state = '"
                + State.DISPUTED.written()
                + "'",
            period);
    Map<String, BigDecimal> netRevenue = netRevenue(closed, revenue);
    Set<String> currencies = new TreeSet<>(netRevenue.keySet());
    currencies.addAll(payable.keySet());
    currencies.addAll(pools.keySet());
    currencies.addAll(waiting.keySet());
    currencies.addAll(retained.keySet());
    for (String currency : currencies) {
      var wrong = new ArrayList<String>();
      compare(wrong, "parties", get(parties, currency), "payable", get(payable, currency));
      compare(
          wrong,
          "pools",
          get(pools, currency),
          "parties + disputed + no-split + breakage",
          get(parties, currency)
              .add(get(held, currency))
              .add(get(noSplit, currency))
              .add(get(breakage, currency)));
      compare(
          wrong,
          "disputed of pools",
          get(held, currency),
          "disputed waiting",
          get(waitingDisputed, currency));
      compare(
          wrong,
          "no-split of pools",
          get(noSplit, currency),
          "no-split waiting",
          get(waitingNoSplit, currency));
      compare(
          wrong,
          "breakage of pools",
          get(breakage, currency),
          "breakage waiting",
          get(waitingBreakage, currency));
      compare(
          wrong,
          "netRevenue",
          get(netRevenue, currency),
          "pools + waiting + retained",
          get(pools, currency).add(get(waiting, currency)).add(get(retained, currency)));
      findings.add(
          finding(
              "conservation %s %s".formatted(period, currency),
              wrong,
              "%s netRevenue = %s payable + %s disputed + %s no-split + %s breakage + %s waiting + %s retained"
                  .formatted(
                      get(netRevenue, currency).toPlainString(),
                      get(payable, currency).toPlainString(),
                      get(held, currency).toPlainString(),
                      get(noSplit, currency).toPlainString(),
                      get(breakage, currency).toPlainString(),
                      get(waiting, currency).toPlainString(),
                      get(retained, currency).toPlainString())));
    }
    return findings;
  }

  /** What came in by the facts: of the month, and of those it adjusts what was not booked yet. */
  private Map<String, BigDecimal> netRevenue(
      PeriodEvent.PeriodClosed closed, List<RevenueEvent.RevenueRecorded> revenue) {
    Map<String, BigDecimal> netRevenue = new TreeMap<>();
    revenue.stream()
        .filter(
            row -> row.period().equals(closed.period()) || closed.adjusts().contains(row.period()))
        .forEach(
            row ->
                netRevenue.merge(
                    row.currency(), new BigDecimal(row.netRevenue()), BigDecimal::add));
    for (String month : closed.adjusts()) {
      jdbc.query(
          "select currency, net_revenue from revenue_row where (period = ? and adjusts = '') or"
              + " (period < ? and adjusts = ?)",
          row -> {
            netRevenue.merge(
                row.getString(1), new BigDecimal(row.getString(2)).negate(), BigDecimal::add);
          },
          month,
          closed.period(),
          month);
    }
    return netRevenue;
  }

  private void addNotices(List<Finding> findings, long place) {
    var exceptions = new Exceptions(jdbc, reader, runs);
    Set<String> rows =
        reader.facts(RevenueEvent.RevenueRecorded.class, reader.head()).stream()
            .map(row -> String.join("\n", row.period(), row.offering(), row.territory()))
            .collect(Collectors.toCollection(HashSet::new));
    List<PeriodEvent.PeriodClosed> closes = reader.closes(place);
    String last = closes.isEmpty() ? "" : closes.getLast().period();
    for (UsageTotals.Total total : new UsageTotals(jdbc).all()) {
      boolean open = total.usedIn().compareTo(last) > 0;
      String key = total.usedIn() + "\n" + total.offering() + "\n";
      if (open && !rows.contains(key + total.territory()) && !rows.contains(key + "Worldwide")) {
        findings.add(
            Finding.notice(
                "revenue",
                "%d usages of %s in %s, %s, %s have no revenue row yet and pay nothing until one is imported"
                    .formatted(
                        total.usages(),
                        total.offering(),
                        total.territory(),
                        total.usedIn(),
                        total.useType())));
      }
    }
    for (Exceptions.RunNotice it : exceptions.notices()) {
      findings.add(
          Finding.notice(
              it.kind(),
              switch (it.kind()) {
                case "without-revenue" ->
                    "%d usages of %s in %s had no revenue row when %s was closed and paid nothing"
                        .formatted(it.usages(), it.offering(), it.territory(), it.period());
                case "excluded" ->
                    "%d usages of %s in %s were excluded when %s was closed and counted nowhere"
                        .formatted(it.usages(), it.offering(), it.territory(), it.period());
                default ->
                    "%s in %s retained %s in %s: minima exceed revenue"
                        .formatted(it.offering(), it.territory(), it.amount(), it.period());
              }));
    }
    for (String late : LateRevenue.told(reader, closes)) {
      findings.add(Finding.notice("late-revenue", late));
    }
    int conflicts = exceptions.conflicts().size();
    if (conflicts > 0) {
      findings.add(
          Finding.notice(
              "conflicts",
              "%d usage ids came again with other content; the first ones stand"
                  .formatted(conflicts)));
    }
  }

  private Map<String, BigDecimal> sums(String sql, String period) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    jdbc.query(
        sql,
        row -> {
          sums.merge(row.getString(1), new BigDecimal(row.getString(2)), BigDecimal::add);
        },
        period);
    return sums;
  }

  private static BigDecimal get(Map<String, BigDecimal> sums, String currency) {
    return sums.getOrDefault(currency, BigDecimal.ZERO);
  }

  private static void compare(
      List<String> wrong, String what, BigDecimal one, String with, BigDecimal other) {
    if (one.compareTo(other) != 0) {
      wrong.add(
          "%s %s is not %s %s".formatted(what, one.toPlainString(), with, other.toPlainString()));
    }
  }

  private static Finding finding(String name, List<String> wrong, String otherwise) {
    return new Finding(
        name, wrong.isEmpty(), wrong.isEmpty() ? otherwise : String.join("; ", wrong));
  }
}
