package org.royaltyledger.projections.deep;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.JsonNode;

/** The postings of each close and payout step, and what each account comes to. */
final class Journal {

  static final String LINE = "deep-journal";
  static final String BALANCES = "deep-balances";

  /** The order in which accounts stand in an entry. */
  private static final List<String> KINDS =
      List.of(
          "receivable",
          "party",
          "waiting",
          "retained",
          "fee",
          "recouped",
          "unrecouped",
          "advanced",
          "reserved",
          "held",
          "tax",
          "exchange",
          "payable",
          "in-payment",
          "paid");

  private static final Comparator<List<String>> ACCOUNTS =
      Comparator.comparingInt((List<String> it) -> KINDS.indexOf(it.getFirst()))
          .thenComparing(Order.LISTS);

  /**
   * @param account kind, holder and contract
   * @param amount debits above 0
   */
  private record Posting(List<String> account, BigDecimal amount) {}

  private static final class Balance {
    private BigDecimal sum = BigDecimal.ZERO;
    private long first;
    private long last;
  }

  private final Store store;
  private final Findings findings;
  private final long upTo;
  private final Map<List<String>, Balance> balances = new TreeMap<>(Order.LISTS);
  private final Set<Long> booked = new HashSet<>();
  private long postings;

  /**
   * @param upTo the place that the tables have followed the log to
   */
  Journal(Store store, Findings findings, long upTo) {
    this.store = store;
    this.findings = findings;
    this.upTo = upTo;
    findings.line(LINE, "");
    findings.line(BALANCES, "");
  }

  /** The entries of one event, which are numbered. */
  private final class Entries {
    private final long place;
    private final Rows rows =
        new Rows(
            "posting",
            3,
            "place",
            "entry",
            "line",
            "booked_in",
            "used_in",
            "reason",
            "kind",
            "holder",
            "contract",
            "currency",
            "amount");
    private int number;

    Entries(long place) {
      this.place = place;
    }

    void add(String bookedIn, String usedIn, String reason, String currency, List<Posting> entry) {
      BigDecimal sum = BigDecimal.ZERO;
      int line = 0;
      for (Posting it : entry) {
        rows.add(
            place,
            place,
            place,
            number,
            line++,
            bookedIn,
            usedIn,
            reason,
            it.account.get(0),
            it.account.get(1),
            it.account.get(2),
            currency,
            it.amount.toPlainString());
        sum = sum.add(it.amount);
        add(it, currency);
      }
      postings += entry.size();
      if (sum.signum() != 0) {
        findings.add(
            LINE,
            Wrong.at(
                place,
                "entry %d of place %d comes to %s instead of 0"
                    .formatted(number, place, sum.toPlainString())));
      }
      number++;
    }

    private void add(Posting it, String currency) {
      var account = new ArrayList<>(it.account);
      account.add(currency);
      Balance balance = balances.computeIfAbsent(account, _ -> new Balance());
      balance.sum = balance.sum.add(it.amount);
      balance.first = balance.first == 0 ? place : balance.first;
      balance.last = place;
    }

    void compare() throws SQLException {
      booked.add(place);
      rows.compare(store, findings, LINE, place, " where place = ?", place);
    }
  }

  /** Books a close. */
  void add(long place, Result result) throws SQLException {
    if (place > upTo) {
      return;
    }
    var entries = new Entries(place);
    result.months().forEach((month, it) -> earned(entries, result, month, it));
    for (JsonNode move : result.settled("moves")) {
      entries.add(
          result.period(),
          Fields.text(move, "usedIn"),
          Fields.text(move, "reason"),
          Fields.text(move, "currency"),
          Fields.list(move, "postings").stream()
              .map(
                  it ->
                      new Posting(
                          List.of(
                              Fields.text(it, "account"),
                              Fields.text(it, "holder"),
                              Fields.text(it, "contract")),
                          Fields.decimal(it, "amount")))
              .toList());
    }
    entries.compare();
  }

  /** One entry for each row of revenue, by offering, territory and currency. */
  private void earned(Entries entries, Result result, String month, Result.Month of) {
    SortedMap<List<String>, SortedMap<List<String>, BigDecimal>> sums = new TreeMap<>(Order.LISTS);
    for (Result.Item it : of.rows()) {
      String offering = ResultBlock.text(it.entry(), "offering");
      book(sums, it.entry(), "receivable", offering, ResultBlock.decimal(it.entry(), "netRevenue"));
      book(
          sums,
          it.entry(),
          "retained",
          offering,
          ResultBlock.decimal(it.entry(), "retained").negate());
    }
    for (Result.Pool pool : of.pools()) {
      String licence = ResultBlock.text(pool.entry(), "licence");
      pool.parties()
          .forEach(
              (party, amount) ->
                  row(sums, pool.entry())
                      .merge(List.of("party", party, licence), amount.negate(), BigDecimal::add));
      GenericRecord entry = pool.entry();
      book(sums, entry, "waiting", "no-split", ResultBlock.decimal(entry, "noSplit").negate());
      book(sums, entry, "waiting", "breakage", pool.breakage().negate());
      pool.held().values().forEach(it -> book(sums, entry, "waiting", "disputed", it.negate()));
    }
    var seen = new HashSet<List<String>>();
    for (Result.Item it : of.waiting()) {
      if (seen.add(Close.waitingKey(it.entry()))) { // its pieces have the same amount
        book(
            sums,
            it.entry(),
            "waiting",
            ResultBlock.text(it.entry(), "state"),
            ResultBlock.decimal(it.entry(), "amount").negate());
      }
    }
    sums.forEach(
        (row, accounts) -> {
          int decimals = Order.decimals(row.getLast());
          List<Posting> entry =
              accounts.entrySet().stream()
                  .filter(it -> it.getValue().signum() != 0)
                  .map(it -> new Posting(it.getKey(), it.getValue().setScale(decimals)))
                  .toList();
          if (!entry.isEmpty()) {
            entries.add(
                result.period(),
                month,
                result.adjusts(month).isEmpty() ? "earned" : "adjusted",
                row.getLast(),
                entry);
          }
        });
  }

  private static SortedMap<List<String>, BigDecimal> row(
      SortedMap<List<String>, SortedMap<List<String>, BigDecimal>> sums, GenericRecord of) {
    return sums.computeIfAbsent(
        List.of(
            ResultBlock.text(of, "offering"),
            ResultBlock.text(of, "territory"),
            ResultBlock.text(of, "currency")),
        _ -> new TreeMap<>(ACCOUNTS));
  }

  private static void book(
      SortedMap<List<String>, SortedMap<List<String>, BigDecimal>> sums,
      GenericRecord of,
      String kind,
      String holder,
      BigDecimal amount) {
    row(sums, of).merge(List.of(kind, holder, ""), amount, BigDecimal::add);
  }

  /** Books a step of a payout run, if it moves money. */
  void addPayout(StoredEvent event, JsonNode fields) throws SQLException {
    String step = event.name().substring("payout-".length());
    List<String> way =
        switch (step) {
          case "collected" -> List.of("payable", "in-payment");
          case "cancelled", "failed" -> List.of("in-payment", "payable");
          case "settled" -> List.of("in-payment", "paid");
          case "returned" -> List.of("paid", "payable");
          default -> List.of();
        };
    if (way.isEmpty() || event.place() > upTo) {
      return;
    }
    var entries = new Entries(event.place());
    String month = Fields.text(fields, "bookedIn");
    for (JsonNode item : Fields.list(fields, "items")) {
      String party = Fields.text(item, "party");
      BigDecimal amount = Fields.decimal(item, "amount");
      var postings = new ArrayList<Posting>();
      postings.add(new Posting(List.of(way.getFirst(), party, ""), amount));
      postings.add(new Posting(List.of(way.getLast(), party, ""), amount.negate()));
      postings.sort(Comparator.comparing(Posting::account, ACCOUNTS));
      entries.add(month, month, step, Fields.text(item, "currency"), postings);
    }
    entries.compare();
  }

  /** What can be said once all events were added. */
  void end() throws SQLException {
    var others = new ArrayList<Long>();
    store.each(
        "select distinct place from posting order by place",
        row -> {
          if (!booked.contains(row.getLong(1))) {
            others.add(row.getLong(1));
          }
        });
    others.forEach(
        it ->
            findings.add(
                LINE,
                Wrong.at(it, "postings stand of place %d, which books nothing".formatted(it))));
    var rows = new Rows("account_balance", 4, "kind", "holder", "contract", "currency", "balance");
    balances.forEach(
        (account, it) ->
            rows.add(
                it.first,
                it.last,
                account.get(0),
                account.get(1),
                account.get(2),
                account.get(3),
                it.sum.toPlainString()));
    rows.compare(store, findings, BALANCES, 0, "");
    findings.line(LINE, "%d postings, each as the log gives it".formatted(postings));
    findings.line(
        BALANCES, "%d balances, each the sum of what the log gives".formatted(balances.size()));
  }
}
