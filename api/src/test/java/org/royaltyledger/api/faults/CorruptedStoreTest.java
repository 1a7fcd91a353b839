package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.royalty.RunBlock;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.EventSerializer;

/** One value changed by hand, anywhere in a closed month, is found. */
class CorruptedStoreTest {

  private static final long SEED = Long.getLong("seed", 11);

  /** The log's own tables, brought back like the read models'. */
  private static final List<String> LOG_TABLES =
      List.of("log", "append_lock", "leaf", "subtree", "checkpoint");

  @TempDir private static Path folder;
  private static final KeptStores STORES = new KeptStores();
  private static @Nullable Month closed;
  private static @Nullable Tampering tampering;

  @BeforeAll
  static void closedMonth() throws IOException {
    Path files = Month.write(folder.resolve("files"), 7, 500);
    // One use of an offering without revenue, so that there is a notice.
    String header = "offering,service,scope,uncovered,weights\n";
    String row = Files.readAllLines(files.resolve("offerings.csv")).get(1);
    Files.writeString(
        files.resolve("offerings-quiet.csv"), header + row.replaceFirst("[^,]+", "quiet"));
    Files.writeString(
        files.resolve("usages-quiet.ndjson"),
        """
        {"usageId":"quiet-1","usedAt":"2026-10-03T12:00:00Z","useType":"OnDemandStream",\
        "offering":"quiet","territory":"SE","contributions":[{"asset":"A","role":"voice","weight":1}]}
        """);
    // So that something is deducted.
    Files.writeString(
        files.resolve("contracts.json"),
        """
        [{"contractId": "all", "parties": "*", "from": "2020-01-01",
          "fees": [{"reason": "handling", "percent": "1"}]}]
        """);
    var month = new Month(files, folder.resolve("store"), STORES);
    closed = month;
    month.imported();
    month.closed();
    for (String deed : List.of("collect", "approve", "send", "settle --reference B-7")) {
      var words = new ArrayList<>(List.of("payouts"));
      words.addAll(
          List.of(deed.replaceFirst("(approve|send|settle)", "$1 payout-1").split(" ", -1)));
      assertThat(month.run(words).exit()).as(month.err()).isZero();
    }
    month.told(); // nothing is wrong yet
    Tampering sql = Tampering.of(month.store());
    tampering = sql;
    sql.keep(sql.readModelTables());
    sql.keep(LOG_TABLES);
  }

  @AfterAll
  static void nothingElseIsWrong() {
    try (STORES;
        var done = sql()) {
      assertThat(month().run("check").exit()).as(month().out()).isZero();
      assertThat(done).isNotNull();
    }
  }

  /** A sample; all of them with {@code -Dcorrupted.columns=1000}. */
  static Stream<Arguments> columns() {
    var random = new SplittableRandom(SEED);
    return sql()
        .rows(
            "select table_name, column_name from information_schema.columns"
                + " where table_schema = 'PUBLIC' order by table_name, ordinal_position")
        .stream()
        .map(row -> row.stream().map(it -> String.valueOf(it).toLowerCase(Locale.ROOT)).toList())
        .filter(row -> sql().readModelTables().contains(row.getFirst()))
        .map(row -> Map.entry(random.nextLong(), row))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .limit(Long.getLong("corrupted.columns", 30))
        .map(row -> Arguments.of(row.getFirst(), row.getLast()));
  }

  @Test
  void line_that_the_log_does_not_give_is_not_explained() {
    String party =
        String.valueOf(
            sql()
                .rows("select party from statement_line where party <> '' order by line limit 1")
                .getFirst()
                .getFirst());
    List<String> explain = List.of("explain", Month.PERIOD, "--party", party, "--line", "1");
    assertThat(month().run(explain).exit()).as(month().err()).isZero();
    for (String column : List.of("exact = '1/7'", "units = '1000'")) {
      sql()
          .execute(
              "update statement_line set %s where line = (select min(line) from statement_line where party = ?)"
                  .formatted(column),
              party);
      try {
        assertThat(month().run(explain).exit()).isEqualTo(1);
        assertThat(month().out()).isEmpty();
        assertThat(month().err()).contains("cannot be explained", "recorded is ", "run check");
      } finally {
        sql().back("statement_line");
      }
    }
    sql().execute("update pool_party set amount = '9.99' where party = ?", party);
    try {
      assertThat(month().run(explain).exit()).isEqualTo(1);
      assertThat(month().err()).contains("what the party gets of the pool: recorded is 9.99");
    } finally {
      sql().back("pool_party");
    }
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("columns")
  void changed_value_of_a_read_model_is_found(String table, String column) {
    Object value =
        sql().rows("select %s from %s order by _rowid_ limit 1".formatted(column, table)).stream()
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("the month leaves table %s empty".formatted(table)))
            .getFirst();
    for (Object other : others(value)) {
      sql()
          .execute(
              "update %s set %s = ? where _rowid_ = (select min(_rowid_) from %s)"
                  .formatted(table, column, table),
              other);
      String deed = "%s.%s = %s instead of %s".formatted(table, column, other, value);
      try {
        found("check", deed, table);
        found("replay", deed, table);
      } finally {
        sql().back(table);
      }
    }
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          update posting set amount = '1.00' where kind = 'receivable' | trial-balance EUR
          update posting set amount = '1.00' where kind = 'receivable' | does not balance
          update posting set holder = 'nobody' where kind = 'party'    | exceed its balance
          update posting set reason = 'gift' where kind = 'party'      | 'gift' is unknown
          update posting set booked_in = '2026-09'                     | statement [2026-10
          update account_balance set balance = '0.00'                  | exceed its balance
          update account_balance set balance = '1.00'                  | trial-balance EUR
          update payout_item set state = 'in-payment'                  | exceed account in-payment
          update statement set total = '0.01'                          | statement [2026-10
          """)
  void changed_books_are_named_by_the_check_of_the_books(String deed, String name) {
    sql().execute(deed);
    try {
      found("check", deed, name);
    } finally {
      sql().back(deed.split(" ", 3)[1]);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void missing_and_additional_rows_of_a_read_model_are_found(String table) {
    sql()
        .execute(
            "delete from %s where _rowid_ = (select max(_rowid_) from %s)".formatted(table, table));
    try {
      found("check", "last row of %s deleted".formatted(table), table);
      found("replay", "last row of %s deleted".formatted(table), table);
    } finally {
      sql().back(table);
    }
  }

  static Stream<String> tables() {
    return sql().readModelTables().stream();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"usage-block-recorded", "run-block-recorded"})
  void changed_byte_of_a_block_is_found(String type) {
    var random = new SplittableRandom(SEED);
    System.out.printf("CorruptedStoreTest: seed %d (-Dseed=S)%n", SEED);
    long place =
        Long.parseLong(
            sql().column("select max(place) from log where payload_type = ?", type).getFirst());
    int length = payload(place).length;
    for (int i = 0; i < 12; i++) {
      int at = i < 2 ? i * (length - 1) : random.nextInt(length);
      changed(
          place,
          bytes -> bytes[at] ^= (byte) (1 << random.nextInt(8)),
          () -> {
            String deed = "byte %d of the %s at place %d changed".formatted(at, type, place);
            found("check", deed, "");
            // With another fingerprint it looks like a newer version's, which replay refuses.
            boolean fingerprint = at >= 2 && at < 10;
            if (type.startsWith("run") && !fingerprint) {
              found("replay", deed, "at place ");
            }
          });
    }
  }

  @Test
  void changed_figure_of_a_fact_is_found() {
    long place =
        Long.parseLong(
            sql()
                .column(
                    "select place from log where payload_type = 'revenue-recorded' order by place")
                .getFirst());
    changed(
        place,
        bytes -> {
          String json = new String(bytes, UTF_8);
          int digit = json.indexOf("\"netRevenue\":\"") + "\"netRevenue\":\"".length();
          bytes[digit] = (byte) (bytes[digit] == '9' ? '1' : bytes[digit] + 1);
        },
        () -> found("check", "net revenue changed in the log", "recalculation 2026-10"));
  }

  @Test
  void fact_that_is_no_json_any_more_is_found() {
    changed(
        1,
        bytes -> bytes[0] = 'x',
        () -> {
          found("check", "first byte of place 1 changed", "place 1: ");
          found("replay", "first byte of place 1 changed", "place 1 ");
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1", "7", "(select max(place) from log)"})
  void deleted_row_of_the_log_is_found(String place) {
    log(
        () -> {
          sql().execute("delete from log where place = " + place);
          found("check", "row deleted from the log", "place");
          found("replay", "row deleted from the log", "table log");
        });
  }

  @Test
  void swapped_rows_of_the_log_are_found() {
    // A usage block and the fact before it: each is whole, but not where it was.
    long block =
        Long.parseLong(
            sql()
                .column("select min(place) from log where payload_type = 'usage-block-recorded'")
                .getFirst());
    log(
        () -> {
          swap(block - 1, block);
          found("check", "rows swapped", "month_block");
          found("replay", "rows swapped", "month_block");
        });
    // Cut-off and close, of one stream.
    long close =
        Long.parseLong(
            sql().column("select place from log where payload_type = 'period-closed'").getFirst());
    long cutOff =
        Long.parseLong(
            sql().column("select place from log where payload_type = 'cut-off-taken'").getFirst());
    log(
        () -> {
          swap(cutOff, close);
          found("check", "rows swapped", "wrong order");
          found("replay", "rows swapped", "closed_period");
        });
  }

  @Test
  void payloads_of_two_usage_blocks_that_changed_places_are_found() {
    List<String> places =
        sql().column("select place from log where payload_type = 'run-block-recorded' order by 1");
    assertThat(places).hasSizeGreaterThan(1);
    long one = Long.parseLong(places.getFirst());
    long other = Long.parseLong(places.getLast());
    byte[] payload = payload(one);
    log(
        () -> {
          sql().execute("update log set payload = ? where place = ?", payload(other), one);
          sql().execute("update log set payload = ? where place = ?", payload, other);
          found("check", "payloads swapped", "2026-10");
          found("replay", "payloads swapped", "2026-10");
        });
  }

  @Test
  void recorded_result_that_differs_in_a_notice_alone_is_named() {
    recordedAs(
        it ->
            new RunResult(
                it.period(),
                it.rows(),
                it.pools(),
                it.lines(),
                it.waiting(),
                List.of(),
                it.rates()),
        () -> found("check", "notices taken out", "another result: notice 0 are recorded"));
  }

  @Test
  void recorded_result_that_names_no_rate_is_named() {
    recordedAs(
        it ->
            new RunResult(
                it.period(),
                it.rows(),
                it.pools(),
                it.lines(),
                it.waiting(),
                it.notices(),
                List.of()),
        () -> found("check", "rates taken out", "another result: rate 0 are recorded"));
  }

  @Test
  void check_of_then_tells_since_when_something_is_wrong() {
    long place = Long.parseLong(sql().column("select max(place) from posting").getFirst());
    sql().execute("update posting set amount = '1.23' where place = ? and line = 0", place);
    try {
      month().run("check", "--as-of", String.valueOf(place - 1));
      assertThat(month().exit()).as(month().out()).isZero();
      month().run("check", "--as-of", String.valueOf(place));
      assertThat(month().exit()).isEqualTo(3);
      assertThat(wrong("check")).contains("trial-balance", "does not balance");
    } finally {
      sql().back("posting");
    }
  }

  @Test
  void forged_row_at_the_end_is_found_and_never_followed() {
    log(
        () -> {
          sql()
              .execute(
                  "insert into log select place + 1, 'forged', 'forged', 0, aggregate_type,"
                      + " time_stamp, payload_type, payload_revision, payload, meta_data from log"
                      + " order by place desc limit 1");
          found("check", "row forged", "log-places");
          found("replay", "row forged", "table log");
        });
  }

  /** By somebody who knows the tables, and makes the leaf anew with the event. */
  @Test
  void event_that_is_rewritten_with_its_leaf_is_found_by_what_was_signed() {
    signedLog(
        () -> {
          sql().execute("update log set meta_data = X'7b22617322203a20227822207d' where place = 3");
          sql().execute("update leaf set hash = ? where place = 3", leafAsItWouldBe());
          found("check", "event 3 and its leaf", "checkpoints");
          assertThat(month().out()).contains("is not the one that was signed then");
          assertThat(month().out()).contains("log-leaves\tok");
        });
  }

  private static byte[] leafAsItWouldBe() {
    List<@Nullable Object> row =
        sql()
            .rows(
                "select event_identifier, aggregate_identifier, sequence_number, aggregate_type,"
                    + " time_stamp, payload_type, payload_revision, payload, meta_data, salt from"
                    + " log join leaf on leaf.place = log.place where log.place = 3")
            .getFirst();
    return new LogEntry(
            3,
            String.valueOf(row.get(0)),
            String.valueOf(row.get(1)),
            Long.parseLong(String.valueOf(row.get(2))),
            (String) row.get(3),
            String.valueOf(row.get(4)),
            String.valueOf(row.get(5)),
            (String) row.get(6),
            (byte[]) Objects.requireNonNull(row.get(7)),
            (byte[]) Objects.requireNonNull(row.get(8)),
            null,
            (byte[]) row.get(9))
        .leaf()
        .bytes();
  }

  /** The counter, the leaves and all: what is left is a log like any other. */
  @Test
  void end_that_is_cut_off_is_found_by_what_was_signed() {
    signedLog(
        () -> {
          for (String table : List.of("log", "leaf")) {
            sql()
                .execute(
                    "delete from %s where place > (select max(size) - 1 from checkpoint)"
                        .formatted(table));
          }
          sql().execute("update append_lock set place = (select max(place) from log)");
          found("check", "the end cut off", "checkpoints");
          assertThat(month().out()).contains("its end is missing");
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "delete from subtree where position = 0",
        "update checkpoint set note = replace(note, 'a', 'b')",
        "update checkpoint set size = size - 1 where size = (select min(size) from checkpoint)",
        "update subtree set hash = (select hash from leaf where place = 1) where position = 0"
      })
  void changed_row_of_what_was_signed_is_found_if_it_matters(String sql) {
    signedLog(
        () -> {
          sql().execute(sql);
          if (sql.startsWith("delete")) {
            month().run(List.of("check")); // made again whenever it is asked for
            assertThat(month().exit()).as(month().out()).isZero();
          } else {
            found("check", sql, "checkpoints");
          }
        });
  }

  /** What no figure depends on, and an auditor reads. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "event_identifier, 'other'",
        "aggregate_type, 'Other'",
        "aggregate_type, null",
        "time_stamp, '2026-01-01T00:00:00.000Z'",
        "meta_data, X'7b22617322203a20227822207d'"
      })
  void changed_cell_beside_the_payload_is_found(String column, String value) {
    log(
        () -> {
          sql().execute("update log set %s = %s where place = 3".formatted(column, value));
          found("check", column + " changed", "log-leaves");
          assertThat(month().out())
              .contains("the event at place 3 is not the one that its leaf was made of");
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "delete from leaf where place = 3, the event at place 3 has no leaf",
    "delete from leaf where place = (select max(place) from log), has no leaf",
    "update leaf set hash = X'00' where place = 3, the event at place 3 has no leaf",
    "update leaf set hash = (select hash from leaf where place = 4) where place = 3, at place 3 is",
    "update leaf set salt = null where place = 3, the event at place 3 is not the one",
    "update leaf set salt = hash where place = 3, the event at place 3 is not the one",
    "update leaf set contents = hash where place = 3, the event at place 3 is not the one",
    "insert into leaf select place + 1000000 as place; hash; contents; salt from leaf where place ="
        + " 3, 1 leaves are of"
  })
  void changed_leaf_is_found(String sql, String sentence) {
    try {
      sql().execute(sql.replace(';', ','));
      found("check", sql, "log-leaves");
      assertThat(month().out()).contains(sentence);
    } finally {
      sql().back("leaf");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"place + 1", "place - 1", "0"})
  void changed_counter_of_the_log_is_found(String place) {
    sql().execute("update append_lock set place = " + place);
    try {
      found("check", "counter changed", "its counter says");
      found("replay", "counter changed", "its counter says");
    } finally {
      sql().back("append_lock");
    }
  }

  // ---- deeds

  private static void changed(long place, Consumer<byte[]> change, Runnable then) {
    byte[] payload = payload(place);
    byte[] other = payload.clone();
    change.accept(other);
    assertThat(other).isNotEqualTo(payload);
    sql().execute("update log set payload = ? where place = ?", other, place);
    try {
      then.run();
    } finally {
      sql().execute("update log set payload = ? where place = ?", payload, place);
    }
  }

  private static void log(Runnable deed) {
    try {
      deed.run();
    } finally {
      sql().back("log");
    }
  }

  private static void signedLog(Runnable deed) {
    try {
      deed.run();
    } finally {
      LOG_TABLES.forEach(sql()::back);
    }
  }

  /** Records another result, digests and all. */
  private static void recordedAs(UnaryOperator<RunResult> change, Runnable then) {
    log(
        () -> {
          var digests = new ArrayList<String>();
          for (long place : places("run-block-recorded")) {
            RunEvent.RunBlockRecorded it = (RunEvent.RunBlockRecorded) event(place);
            var other = new RunBlock(change.apply(it.block().part()));
            digests.add(
                store(place, new RunEvent.RunBlockRecorded(it.runId(), it.number(), other)));
          }
          for (long place : places("settlement-recorded")) {
            digests.add(store(place, event(place))); // as it is
          }
          long place = places("period-closed").getFirst();
          PeriodEvent.PeriodClosed it = (PeriodEvent.PeriodClosed) event(place);
          store(
              place,
              new PeriodEvent.PeriodClosed(
                  it.period(),
                  it.runId(),
                  it.cutOff(),
                  it.lastClosed(),
                  it.lastCutOff(),
                  List.of(),
                  digests,
                  it.who(),
                  it.why(),
                  it.statements()));
          then.run();
        });
  }

  private static List<Long> places(String type) {
    return sql().column("select place from log where payload_type = ? order by 1", type).stream()
        .map(Long::valueOf)
        .toList();
  }

  private static Object event(long place) {
    List<@Nullable Object> row =
        sql()
            .rows("select payload_type, payload_revision from log where place = ?", place)
            .getFirst();
    return EventSerializer.read(
        String.valueOf(row.getFirst()), String.valueOf(row.getLast()), payload(place));
  }

  /** The digest of what is stored then. */
  private static String store(long place, Object event) {
    byte[] bytes = EventSerializer.write(event);
    sql().execute("update log set payload = ? where place = ?", bytes, place);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void swap(long one, long other) {
    sql().execute("update log set place = -1 where place = ?", one);
    sql().execute("update log set place = ? where place = ?", one, other);
    sql().execute("update log set place = ? where place = -1", other);
  }

  private static byte[] payload(long place) {
    return sql().bytes("select payload from log where place = ?", place);
  }

  /** Another value that the column takes, and where it is a figure, one that is none. */
  private static List<Object> others(@Nullable Object value) {
    return switch (value) {
      case null -> List.of("other");
      case Boolean flag -> List.of(!flag);
      case Integer number -> List.of(number + 1_000_003);
      case Long number -> List.of(number + 1_000_003);
      case BigDecimal number -> List.of(number.add(BigDecimal.ONE));
      case String text when text.isEmpty() -> List.of("x");
      case String text -> {
        char last = text.charAt(text.length() - 1);
        String start = text.substring(0, text.length() - 1);
        String other = start + (last == '9' || last == 'Z' ? '1' : (char) (last + 1));
        yield text.matches("[-0-9./]+") ? List.of(other, start + '?') : List.of(other);
      }
      default -> throw new AssertionError("no other value for " + value.getClass());
    };
  }

  private static void found(String command, String deed, String name) {
    Month month = month();
    month.run(command);
    assertThat(month.exit())
        .as("%s: %s%n%s%s", command, deed, month.out(), month.err())
        .isEqualTo(3);
    assertThat(wrong(command)).as("%s: %s", command, deed).contains(name);
  }

  /** The lines that say what is wrong. */
  private static String wrong(String command) {
    String out = month().out();
    return command.equals("check")
        ? String.join("\n", out.lines().filter(line -> line.contains("WRONG")).toList())
        : out;
  }

  private static Month month() {
    return Objects.requireNonNull(closed);
  }

  private static Tampering sql() {
    return Objects.requireNonNull(tampering);
  }
}
