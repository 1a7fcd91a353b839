package org.royaltyledger.projections.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/** The books: every entry balances, every balance is its postings, statements are booked. */
final class JournalCheck {

  private static final int FEW = 3;

  private final JdbcTemplate jdbc;
  private final Set<String> closed;

  private final SortedMap<String, BigDecimal> allPostings = new TreeMap<>();
  private final SortedMap<String, BigDecimal> allBalances = new TreeMap<>();
  private final Map<List<Object>, BigDecimal> entries = new HashMap<>();
  private final Map<List<Object>, BigDecimal> accounts = new HashMap<>();
  private final Map<List<Object>, BigDecimal> statements = new HashMap<>();
  private long postings;

  private JournalCheck(JdbcTemplate jdbc, List<PeriodEvent.PeriodClosed> closes) {
    this.jdbc = jdbc;
    this.closed = closes.stream().map(PeriodEvent.PeriodClosed::period).collect(Collectors.toSet());
  }

  /**
   * @param closes those that the tables are known to hold
   */
  static List<Check.Finding> of(JdbcTemplate jdbc, List<PeriodEvent.PeriodClosed> closes) {
    var check = new JournalCheck(jdbc, closes);
    check.read();
    List<Check.Finding> findings = check.trialBalances();
    findings.add(check.journal());
    return findings;
  }

  private void read() {
    // In one statement, which no close comes between.
    jdbc.query(
        "select place, entry, booked_in, reason, kind, holder, contract, currency, amount from"
            + " posting union all select 0, 0, '', '', kind, holder, contract, currency, balance"
            + " from account_balance",
        row -> {
          String currency = row.getString(8);
          BigDecimal amount = new BigDecimal(row.getString(9));
          List<Object> account =
              List.of(row.getString(5), row.getString(6), row.getString(7), currency);
          if (row.getLong(1) == 0) {
            allBalances.merge(currency, amount, BigDecimal::add);
            accounts.merge(account, amount.negate(), BigDecimal::add);
          } else {
            postings++;
            allPostings.merge(currency, amount, BigDecimal::add);
            accounts.merge(account, amount, BigDecimal::add);
            entries.merge(
                List.of(row.getLong(1), row.getInt(2), currency), amount, BigDecimal::add);
            if (Account.Kind.parse(row.getString(5)) == Account.Kind.PARTY
                && Reason.parse(row.getString(4)).isStated()
                && closed.contains(row.getString(3))) {
              statements.merge(
                  List.of(row.getString(3), row.getString(6), currency), amount, BigDecimal::add);
            }
          }
        });
    jdbc.query(
        "select period, party, currency, total from statement",
        row -> {
          if (closed.contains(row.getString(1))) {
            statements.merge(
                List.of(row.getString(1), row.getString(2), row.getString(3)),
                new BigDecimal(row.getString(4)),
                BigDecimal::add);
          }
        });
  }

  private List<Check.Finding> trialBalances() {
    Set<String> currencies = new HashSet<>(allPostings.keySet());
    currencies.addAll(allBalances.keySet());
    var findings = new ArrayList<Check.Finding>();
    currencies.stream()
        .sorted()
        .forEach(
            currency -> {
              BigDecimal booked = allPostings.getOrDefault(currency, BigDecimal.ZERO);
              BigDecimal carried = allBalances.getOrDefault(currency, BigDecimal.ZERO);
              boolean ok = booked.signum() == 0 && carried.signum() == 0;
              findings.add(
                  new Check.Finding(
                      "trial-balance " + currency,
                      ok,
                      ok
                          ? "all accounts come to %s, and so do all postings"
                              .formatted(carried.toPlainString())
                          : "all accounts come to %s and all postings to %s instead of 0"
                              .formatted(carried.toPlainString(), booked.toPlainString())));
            });
    return findings;
  }

  private Check.Finding journal() {
    var wrong = new ArrayList<String>();
    tell(wrong, "entry (place, number, currency) %s does not balance: %s", entries);
    tell(wrong, "the postings of account %s exceed its balance by %s", accounts);
    tell(wrong, "statement %s exceeds what is booked for its party by %s", statements);
    return new Check.Finding(
        "journal",
        wrong.isEmpty(),
        wrong.isEmpty()
            ? "%d postings in %d entries, each balanced; each balance and statement is the sum of its postings"
                .formatted(postings, entries.size())
            : String.join("; ", wrong));
  }

  private static void tell(
      List<String> wrong, String sentence, Map<List<Object>, BigDecimal> rests) {
    rests.entrySet().stream()
        .filter(it -> it.getValue().signum() != 0)
        .map(it -> sentence.formatted(it.getKey(), it.getValue().toPlainString()))
        .sorted()
        .limit(FEW)
        .forEach(wrong::add);
  }
}
