package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The rows that a close gives the tables of statements, suspense and exceptions. */
final class Close {

  static final String STATEMENTS = "deep-statements";
  static final String SUSPENSE = "deep-suspense";
  static final String EXCEPTIONS = "deep-exceptions";

  private static final String OF_PERIOD = " where period = ?";

  private final Store store;
  private final Findings findings;
  private final Result result;
  private final String period;
  private final long place;
  private final SortedMap<List<String>, BigDecimal> totals = Payments.byStatement();
  private final SortedMap<List<String>, Payment> payments;

  /**
   * @param place of the close
   */
  Close(Store store, Findings findings, Result result, long place)
      throws IOException, SQLException {
    this.store = store;
    this.findings = findings;
    this.result = result;
    this.period = result.period();
    this.place = place;
    addTotals();
    payments =
        result.settlements().isEmpty()
            ? Payments.byStatement()
            : Payments.of(result, new TreeMap<>(totals));
    payments.keySet().forEach(it -> totals.putIfAbsent(it, none(it)));
  }

  private static BigDecimal none(List<String> key) {
    return BigDecimal.ZERO.setScale(Order.decimals(key.getLast()));
  }

  static List<String> waitingKey(GenericRecord it) {
    return List.of(
        ResultBlock.text(it, "offering"),
        ResultBlock.text(it, "territory"),
        ResultBlock.text(it, "state"));
  }

  /** What each party got of all pools; also nothing, where lines moved or are held back. */
  private void addTotals() throws IOException, SQLException {
    for (Result.Month month : result.months().values()) {
      for (Result.Pool pool : month.pools()) {
        String currency = ResultBlock.text(pool.entry(), "currency");
        pool.held().keySet().forEach(it -> totals.putIfAbsent(List.of(it, currency), pool.none()));
        pool.parties()
            .forEach(
                (party, amount) -> {
                  if (amount.signum() != 0) {
                    totals.merge(List.of(party, currency), amount, BigDecimal::add);
                  }
                });
      }
    }
    if (result.months().size() > 1) {
      result.lines(
          (line, adjusts, _, _) -> {
            String party = ResultBlock.optional(line, "party");
            if (!adjusts.isEmpty() && party != null && !isHeld(line)) {
              List<String> key = List.of(party, ResultBlock.text(line, "currency"));
              totals.putIfAbsent(key, none(key));
            }
          });
    }
  }

  private static boolean isHeld(GenericRecord line) {
    return Objects.equals(line.get("held"), true);
  }

  /**
   * Compares the tables of statements, and gives the digest of each.
   *
   * @param cells of the row of the close itself, after its period
   */
  Map<List<String>, String> compareStatements(Assets assets, long cutOff, @Nullable Object... cells)
      throws IOException, SQLException {
    var closed =
        new Rows(
            "closed_period",
            1,
            "period",
            "run_id",
            "cut_off",
            "last_closed",
            "last_cut_off",
            "place");
    var all = new ArrayList<@Nullable Object>(List.of(period));
    for (Object it : cells) {
      all.add(it);
    }
    all.add(place);
    closed.add(place, place, all.toArray());
    compare(closed, STATEMENTS);
    compareRevenue();
    comparePools();
    comparePayments();
    var lines = new HashMap<List<String>, Integer>();
    Map<List<String>, String> digests = compareLines(assets, cutOff, lines);
    compareTotals(lines);
    return digests;
  }

  private void compare(Rows rows, String line) throws SQLException {
    rows.compare(store, findings, line, place, OF_PERIOD, period);
  }

  private void compareRevenue() throws SQLException {
    var rows =
        new Rows(
            "revenue_row",
            4,
            "period",
            "adjusts",
            "offering",
            "territory",
            "currency",
            "net_revenue",
            "units",
            "uncovered_units",
            "set_aside",
            "retained");
    result
        .months()
        .forEach(
            (month, of) ->
                of.rows()
                    .forEach(
                        it -> {
                          GenericRecord row = it.entry();
                          rows.add(
                              it.place(),
                              it.place(),
                              period,
                              result.adjusts(month),
                              ResultBlock.text(row, "offering"),
                              ResultBlock.text(row, "territory"),
                              ResultBlock.text(row, "currency"),
                              ResultBlock.plain(row, "netRevenue"),
                              ResultBlock.plain(row, "units"),
                              ResultBlock.plain(row, "uncoveredUnits"),
                              ResultBlock.plain(row, "setAside"),
                              ResultBlock.plain(row, "retained"));
                        }));
    compare(rows, STATEMENTS);
  }

  private void comparePools() throws SQLException {
    var pools =
        new Rows(
            "pool",
            6,
            "period",
            "adjusts",
            "licence",
            "part",
            "offering",
            "territory",
            "currency",
            "amount",
            "no_split",
            "breakage",
            "raised_by",
            "raised_from",
            "raised_own");
    var parties =
        new Rows(
            "pool_party",
            7,
            "period",
            "adjusts",
            "licence",
            "part",
            "offering",
            "territory",
            "party",
            "amount",
            "held");
    result
        .months()
        .forEach(
            (month, of) ->
                of.pools().forEach(it -> add(it, result.adjusts(month), pools, parties)));
    compare(pools, STATEMENTS);
    compare(parties, STATEMENTS);
  }

  private void add(Result.Pool pool, String adjusts, Rows pools, Rows parties) {
    GenericRecord it = pool.entry();
    GenericRecord raised = Result.raised(pool);
    String licence = ResultBlock.text(it, "licence");
    String part = ResultBlock.text(it, "part");
    String offering = ResultBlock.text(it, "offering");
    String territory = ResultBlock.text(it, "territory");
    pools.add(
        pool.place(),
        pool.place(),
        period,
        adjusts,
        licence,
        part,
        offering,
        territory,
        ResultBlock.text(it, "currency"),
        ResultBlock.plain(it, "amount"),
        ResultBlock.plain(it, "noSplit"),
        pool.breakage().toPlainString(),
        raised == null ? null : ResultBlock.text(raised, "licence"),
        raised == null ? null : ResultBlock.text(raised, "from"),
        raised == null ? null : ResultBlock.plain(raised, "own"));
    var names = new TreeSet<>(pool.parties().keySet());
    names.addAll(pool.held().keySet());
    for (String party : names) {
      parties.add(
          pool.place(),
          pool.place(),
          period,
          adjusts,
          licence,
          part,
          offering,
          territory,
          party,
          pool.parties().getOrDefault(party, pool.none()).toPlainString(),
          pool.held().getOrDefault(party, pool.none()).toPlainString());
    }
  }

  /**
   * @param lines how many lines of each are not held back
   */
  private void compareTotals(Map<List<String>, Integer> lines) throws SQLException {
    var rows = new Rows("statement", 3, "period", "party", "currency", "total", "number", "lines");
    int number = 0;
    for (Map.Entry<List<String>, BigDecimal> it : totals.entrySet()) {
      List<String> key = it.getKey();
      rows.add(
          place,
          place,
          period,
          key.getFirst(),
          key.getLast(),
          it.getValue().toPlainString(),
          number++,
          lines.getOrDefault(key, 0));
    }
    compare(rows, STATEMENTS);
  }

  private void comparePayments() throws SQLException {
    var rows =
        new Rows(
            "statement_payment",
            3,
            "period",
            "party",
            "currency",
            "due",
            "brought_forward",
            "set_off",
            "payable",
            "tax",
            "tax_rate",
            "tax_source",
            "exchanged",
            "exchange_rate",
            "exchange_source",
            "payout",
            "payout_currency",
            "carried_forward",
            "why",
            "minimum");
    var steps =
        new Rows(
            "deduction",
            2,
            "period",
            "line",
            "party",
            "currency",
            "reason",
            "contract",
            "reference",
            "rate",
            "base",
            "amount");
    int line = 0;
    for (Map.Entry<List<String>, Payment> entry : payments.entrySet()) {
      String party = entry.getKey().getFirst();
      String currency = entry.getKey().getLast();
      Payment it = entry.getValue();
      Payment.Rated tax = it.tax();
      Payment.Rated exchanged = it.exchanged();
      rows.add(
          place,
          place,
          period,
          party,
          currency,
          it.due().toPlainString(),
          it.broughtForward().toPlainString(),
          it.setOff().toPlainString(),
          it.payable().toPlainString(),
          tax == null ? null : tax.amount().toPlainString(),
          tax == null ? null : tax.rate(),
          tax == null ? null : tax.source(),
          exchanged == null ? null : exchanged.amount().toPlainString(),
          exchanged == null ? null : exchanged.rate(),
          exchanged == null ? null : exchanged.source(),
          it.payout().toPlainString(),
          it.payoutCurrency(),
          it.carriedForward().toPlainString(),
          it.why(),
          it.minimum());
      for (Payment.Step step : it.steps()) {
        steps.add(
            place,
            place,
            period,
            line++,
            party,
            currency,
            step.reason(),
            step.contract(),
            step.reference(),
            step.rate(),
            step.base(),
            step.amount().toPlainString());
      }
    }
    compare(rows, STATEMENTS);
    compare(steps, STATEMENTS);
  }

  /**
   * @param counts is given how many lines of each statement are not held back
   */
  private Map<List<String>, String> compareLines(
      Assets assets, long cutOff, Map<List<String>, Integer> counts)
      throws IOException, SQLException {
    var digests = new Digests(period, totals, payments);
    try (var lines = new Lines(store, findings, period, place)) {
      result.lines(
          (line, adjusts, number, of) -> {
            lines.next(
                of,
                number,
                adjusts,
                Objects.requireNonNullElse(ResultBlock.optional(line, "party"), ""),
                ResultBlock.text(line, "currency"),
                ResultBlock.text(line, "offering"),
                ResultBlock.text(line, "territory"),
                ResultBlock.text(line, "territoryOfUse"),
                ResultBlock.text(line, "useType"),
                ResultBlock.optional(line, "asset"),
                assets.kind(ResultBlock.optional(line, "asset"), cutOff),
                ResultBlock.text(line, "licence"),
                ResultBlock.text(line, "part"),
                ResultBlock.text(line, "usedIn"),
                ResultBlock.plain(line, "units"),
                ResultBlock.plain(line, "share"),
                ResultBlock.text(line, "exact"),
                String.valueOf(isHeld(line)));
            digests.addHeld(line, adjusts);
            String party = ResultBlock.optional(line, "party");
            if (party != null && !isHeld(line)) {
              counts.merge(List.of(party, ResultBlock.text(line, "currency")), 1, Integer::sum);
            }
          });
    }
    digests.heldAreDone();
    result.lines((line, adjusts, _, _) -> digests.addLine(line, adjusts));
    return digests.end();
  }

  /** Compares the money that waits. */
  void compareSuspense() throws SQLException {
    var rows =
        new Rows(
            "waiting_money",
            5,
            "period",
            "adjusts",
            "offering",
            "territory",
            "state",
            "currency",
            "units",
            "amount");
    result
        .months()
        .forEach(
            (month, of) -> {
              var seen = new HashSet<List<String>>();
              for (Result.Item it : of.waiting()) {
                if (seen.add(waitingKey(it.entry()))) {
                  rows.add(
                      it.place(),
                      it.place(),
                      period,
                      result.adjusts(month),
                      ResultBlock.text(it.entry(), "offering"),
                      ResultBlock.text(it.entry(), "territory"),
                      ResultBlock.text(it.entry(), "state"),
                      ResultBlock.text(it.entry(), "currency"),
                      ResultBlock.plain(it.entry(), "units"),
                      ResultBlock.plain(it.entry(), "amount"));
                }
              }
              addOfPools(rows, result.adjusts(month), of);
            });
    compare(rows, SUSPENSE);
  }

  /** What of pools waits for a split, a decision or a work. */
  private void addOfPools(Rows rows, String adjusts, Result.Month of) {
    var sums = new LinkedHashMap<List<String>, BigDecimal>();
    var currencies = new HashMap<List<String>, String>();
    for (Result.Pool pool : of.pools()) {
      BigDecimal disputed = pool.held().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      add(sums, currencies, pool, "no-split", ResultBlock.decimal(pool.entry(), "noSplit"));
      add(sums, currencies, pool, "breakage", pool.breakage());
      add(sums, currencies, pool, "disputed", disputed);
    }
    sums.forEach(
        (key, sum) ->
            rows.add(
                place,
                place,
                period,
                adjusts,
                key.get(0),
                key.get(1),
                key.get(2),
                currencies.get(key),
                "",
                sum.toPlainString()));
  }

  private static void add(
      Map<List<String>, BigDecimal> sums,
      Map<List<String>, String> currencies,
      Result.Pool pool,
      String state,
      BigDecimal amount) {
    if (amount.signum() != 0) {
      List<String> key =
          List.of(
              ResultBlock.text(pool.entry(), "offering"),
              ResultBlock.text(pool.entry(), "territory"),
              state);
      sums.merge(key, amount, BigDecimal::add);
      currencies.putIfAbsent(key, ResultBlock.text(pool.entry(), "currency"));
    }
  }

  private static @Nullable String whose(GenericRecord detail, Assets assets, long cutOff) {
    String target = ResultBlock.text(detail, "target");
    return switch (ResultBlock.text(detail, "kind")) {
      case "ASSET" -> assets.controller(target, cutOff);
      case "PARTY" -> target;
      default -> null;
    };
  }

  /** Compares uses that were not covered, and notices; only those of the month itself are kept. */
  void compareExceptions(Assets assets, long cutOff) throws SQLException {
    var uses =
        new Rows(
            "uncovered_use",
            6,
            "period",
            "offering",
            "territory",
            "state",
            "kind",
            "target",
            "party",
            "usages",
            "units");
    var notices =
        new Rows(
            "run_notice",
            2,
            "period",
            "notice",
            "kind",
            "offering",
            "territory",
            "used_in",
            "usages",
            "amount");
    Result.Month month = Objects.requireNonNull(result.months().get(period));
    for (Result.Item it : month.waiting()) {
      for (GenericRecord detail : ResultBlock.list(it.entry(), "details")) {
        uses.add(
            it.place(),
            it.place(),
            period,
            ResultBlock.text(it.entry(), "offering"),
            ResultBlock.text(it.entry(), "territory"),
            ResultBlock.text(it.entry(), "state"),
            ResultBlock.text(detail, "kind"),
            ResultBlock.text(detail, "target"),
            whose(detail, assets, cutOff),
            ResultBlock.text(detail, "usages"),
            ResultBlock.plain(detail, "units"));
      }
    }
    int number = 0;
    for (Result.Item it : month.notices()) {
      notices.add(
          it.place(),
          it.place(),
          period,
          number++,
          ResultBlock.text(it.entry(), "kind"),
          ResultBlock.text(it.entry(), "offering"),
          ResultBlock.text(it.entry(), "territory"),
          ResultBlock.optional(it.entry(), "month"),
          ResultBlock.text(it.entry(), "usages"),
          ResultBlock.plain(it.entry(), "amount"));
    }
    compare(uses, EXCEPTIONS);
    compare(notices, EXCEPTIONS);
  }
}
