package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.api.faults.Undisturbed.Stage;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;

/** Each law of the oracle finds what it is there to find: one that finds nothing proves nothing. */
class OracleTest {

  private static final int USAGES = 60;

  @TempDir private static Path folder;
  private static @Nullable Undisturbed undisturbed;

  /**
   * Something done to a store behind the program's back.
   *
   * @param law which must find it
   */
  record Wrong(String law, String what, Consumer<Tampering> deed) {
    static Wrong sql(String law, String what, String... statements) {
      return new Wrong(law, what, sql -> Stream.of(statements).forEach(it -> sql.execute(it)));
    }

    @Override
    public String toString() {
      return law + " " + what;
    }
  }

  @BeforeAll
  static void month() {
    undisturbed = Undisturbed.month(folder.resolve("month"), 7, USAGES);
  }

  static Stream<Wrong> wrongs() {
    return Stream.of(
        Wrong.sql(
            "O1",
            "a block that was acknowledged is gone",
            "delete from log where place = (select max(place) from log where payload_type = '%s')"
                .formatted(EventNames.USAGE_BLOCK)),
        new Wrong("O2", "a block that nobody sent", OracleTest::unsent),
        new Wrong("O3", "a block stands twice", OracleTest::twice),
        Wrong.sql("O3", "a unique key is gone", "alter table log drop constraint log_event"),
        Wrong.sql("O3", "a place is empty", "delete from log where place = 7"),
        Wrong.sql(
            "O4",
            "a party gets a cent more",
            "update pool_party set amount = cast(amount as decfloat) + 0.01 where _rowid_ = 1"),
        Wrong.sql(
            "O4",
            "a line is twice what it was",
            "update statement_line set exact = '1/7' where line = 1"),
        Wrong.sql(
            "O4",
            "a balance is another",
            "update account_balance set balance = '-1' where kind = 'party'"),
        Wrong.sql("O6", "a service keeps nothing", "update revenue_row set retained = '0'"),
        Wrong.sql(
            "O7",
            "a token is behind",
            "update token set token = stringtoutf8(replace(utf8tostring(token), (select max(place)"
                + " from log), '3')) where processor = 'journal'"),
        Wrong.sql("O7", "a usage is counted twice", "update usage_totals set usages = usages + 1"));
  }

  /** Wrongs that only the program's own words show. */
  static Stream<Wrong> wrongsThatAreTold() {
    return Stream.of(
        Wrong.sql(
            "O5",
            "a total is another",
            "update statement set total = '0.01' where _rowid_ = (select min(_rowid_) from"
                + " statement)"),
        Wrong.sql(
            "O8",
            "a row is one that no event gave",
            "update uncovered_use set usages = usages + 1 where _rowid_ = (select min(_rowid_) from"
                + " uncovered_use)"));
  }

  @Test
  void store_to_which_nothing_happened_breaks_no_law(@TempDir Path place) {
    assertThat(broken(place, _ -> {}, true)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongs")
  void wrong_is_found_by_its_law(Wrong wrong, @TempDir Path place) {
    assertThat(broken(place, wrong.deed, false)).anyMatch(it -> it.startsWith(wrong.law));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongsThatAreTold")
  void wrong_is_found_by_its_law_in_what_the_program_says(Wrong wrong, @TempDir Path place) {
    assertThat(broken(place, wrong.deed, true)).anyMatch(it -> it.startsWith(wrong.law));
  }

  @Test
  void usage_that_was_acknowledged_with_other_content_is_found(@TempDir Path place) {
    Undisturbed month = Objects.requireNonNull(undisturbed);
    SentUsage usage = month.usages().getFirst();
    try (var notebook = Notebook.in(place)) {
      notebook.sends(month.usages());
      notebook.acknowledged(List.of(new SentUsage(usage.id(), "another", usage.line())));
      assertThat(broken(place, notebook, _ -> {}, false))
          .containsExactly(
              "O1: usage %s was acknowledged and stands with other content".formatted(usage.id()));
    }
  }

  private static List<String> broken(Path place, Consumer<Tampering> deed, boolean told) {
    try (var notebook = Notebook.in(place)) {
      notebook.sends(Objects.requireNonNull(undisturbed).usages());
      notebook.acknowledged(Objects.requireNonNull(undisturbed).usages());
      return broken(place, notebook, deed, told);
    }
  }

  private static List<String> broken(
      Path place, Notebook notebook, Consumer<Tampering> deed, boolean told) {
    Undisturbed month = Objects.requireNonNull(undisturbed);
    Path store = place.resolve("store");
    month.copyTo(Stage.CLOSED, store);
    var oracle = new Oracle(notebook, month);
    try (var sql = Tampering.of(store)) {
      deed.accept(sql);
      return told
          ? oracle.ofTheClosedMonth(sql, new Month(month.files(), store))
          : oracle.ofTheTables(sql);
    }
  }

  /** A block as a program gone wrong would write it. */
  private static void unsent(Tampering sql) {
    UsageBlock block =
        new UsageBlock.Builder()
            .usage(
                "unsent",
                0,
                0,
                "OnDemandStream",
                "ai-remix",
                "SE",
                null,
                1,
                null,
                null,
                null,
                Attribution.NONE)
            .contribution(true, "ben", "", 1, 1)
            .build();
    append(
        sql,
        UsageBlockCodec.encode(
            new UsageEvent.UsageBlockRecorded(new byte[UsageBlockCodec.SALT_KEY], block)));
  }

  private static void twice(Tampering sql) {
    append(
        sql,
        sql.bytes(
            "select payload from log where payload_type = ? limit 1", EventNames.USAGE_BLOCK));
  }

  private static void append(Tampering sql, byte[] payload) {
    sql.execute(
        "insert into log select place + 1, 'again', 'again', 0, aggregate_type, time_stamp, ?,"
            + " payload_revision, ?, meta_data from log order by place desc limit 1",
        EventNames.USAGE_BLOCK,
        payload);
  }
}
