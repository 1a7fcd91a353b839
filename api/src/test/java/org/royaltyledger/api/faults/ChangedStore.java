package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.store.EventSerializer;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.projections.deep.DeepCheck;
import org.royaltyledger.projections.deep.DeepReport;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.jdbc.core.JdbcTemplate;

/** A closed month with a payout, whose tables are changed by hand and put back after each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChangedStore {

  private final KeptStores stores = new KeptStores();
  private List<String> settings = List.of();
  private final Set<String> kept = new LinkedHashSet<>();
  private @Nullable Month closed;
  private @Nullable OpenStore opened;
  private @Nullable DeepReport report;

  /** What names the store to the program; the embedded one needs no name. */
  List<String> settings(Path folder) {
    return List.of("--logging.level.nothing=off");
  }

  @BeforeAll
  void closedMonthWithAPayout(@TempDir Path folder) throws IOException {
    Path store = folder.resolve("store");
    settings = settings(folder);
    opened = stores.open(store, settings, false);
    var month = new Month(Month.write(folder.resolve("files"), 7, 500), store, stores);
    closed = month;
    ran(2, month.importing());
    Path late = folder.resolve("usages-late.ndjson");
    Files.writeString(
        late,
        """
        {"usageId":"late-1","usedAt":"2026-10-03T12:00:00Z","useType":"OnDemandStream",\
        "offering":"ai-create","territory":"SE","contributions":[{"asset":"A","role":"voice","weight":1}]}
        """);
    ran(0, List.of("import", late.toString()));
    for (String deed :
        List.of(
            "draft 2026-10 --as ann",
            "approve 2026-10 --as ben",
            "close 2026-10 --as ann",
            "payouts collect",
            "payouts approve payout-1",
            "payouts send payout-1",
            "checkpoint")) {
      ran(0, List.of(deed.split(" ", -1)));
    }
    DeepReport report = checked();
    assertThat(report.first()).isNull();
    assertThat(report.lines()).allMatch(DeepReport.Line::ok);
  }

  @AfterEach
  void asItWas() {
    report = null;
    List<String> tables = List.copyOf(kept);
    kept.clear();
    tables.forEach(
        table -> {
          sql().execute("delete from " + table);
          sql().execute("insert into %s select * from kept_%s".formatted(table, table));
          sql().execute("drop table kept_" + table);
        });
  }

  @AfterAll
  void nothingElseIsWrong() {
    try (stores) {
      assertThat(checked().first()).isNull();
    }
  }

  // ---- deeds

  Month ran(int exit, List<String> command) {
    var words = new ArrayList<>(command);
    words.addAll(settings);
    Month month = month().run(words);
    assertThat(month.exit()).as("%s: %s%s", command, month.err(), month.out()).isEqualTo(exit);
    return month;
  }

  void changed(long place, Consumer<byte[]> change) {
    keep("log", "leaf");
    byte[] payload = payload(place);
    byte[] other = payload.clone();
    change.accept(other);
    assertThat(other).isNotEqualTo(payload);
    store(place, other);
  }

  void store(long place, byte[] payload) {
    sql().update("update log set payload = ? where place = ?", payload, place);
  }

  void swap(long one, long other) {
    keep("log");
    sql().update("update log set place = -1 where place = ?", one);
    sql().update("update log set place = ? where place = ?", one, other);
    sql().update("update log set place = ? where place = -1", other);
  }

  /** A copy of the first event of a name, with a leaf, as if it had been appended. */
  void forge(String stream, long sequence, String name) {
    keep("log", "leaf", "append_lock", "token");
    sql()
        .update(
            "insert into log select (select max(place) + 1 from log), 'forged', ?, ?,"
                + " aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data"
                + " from log where place = (select min(place) from log where payload_type = ?)",
            stream,
            sequence,
            name);
    sql().update("update append_lock set place = place + 1");
    sql().update("insert into leaf (place, hash) values (?, ?)", head(), new byte[0]);
    remakeLeaf(head());
    // The read models follow it, and must have done so before it is taken back.
    Objects.requireNonNull(opened).get(Following.class).await(head());
  }

  /** The leaf that the event has now, as the program would have made it. */
  void remakeLeaf(long place) {
    Contents contents =
        event(place) instanceof UsageEvent.UsageBlockRecorded it
            ? BlockTree.of(it.saltKey(), it.block()).contents()
            : null;
    LogEntry entry =
        Objects.requireNonNull(
            sql()
                .queryForObject(
                    "select log.place, event_identifier, aggregate_identifier, sequence_number,"
                        + " aggregate_type, time_stamp, payload_type, payload_revision, payload,"
                        + " meta_data, salt from log join leaf on leaf.place = log.place where"
                        + " log.place = ?",
                    (row, _) ->
                        new LogEntry(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getBytes(9),
                            row.getBytes(10),
                            contents,
                            row.getBytes(11)),
                    place));
    keep("subtree");
    sql().update("delete from subtree"); // made again whenever it is asked for
    sql()
        .update(
            "update leaf set hash = ?, contents = ? where place = ?",
            entry.leaf().bytes(),
            contents == null ? null : contents.bytes(),
            place);
  }

  Object event(long place) {
    List<String> name =
        Objects.requireNonNull(
            sql()
                .queryForObject(
                    "select payload_type, payload_revision from log where place = ?",
                    (row, _) -> List.of(row.getString(1), row.getString(2)),
                    place));
    return EventSerializer.read(name.getFirst(), name.getLast(), payload(place));
  }

  byte[] payload(long place) {
    return Objects.requireNonNull(
        sql().queryForObject("select payload from log where place = ?", byte[].class, place));
  }

  static int indexOf(byte[] json, String text) {
    return new String(json, UTF_8).indexOf(text);
  }

  List<Long> places(String name) {
    return sql()
        .queryForList(
            "select place from log where payload_type = ? order by place", Long.class, name);
  }

  long head() {
    return Objects.requireNonNull(sql().queryForObject("select max(place) from log", Long.class));
  }

  /** Tables that are put back after the test. */
  void keep(String... tables) {
    report = null;
    for (String table : tables) {
      if (kept.add(table)) {
        sql().execute("create table kept_%s as select * from %s".formatted(table, table));
      }
    }
  }

  // ---- what is found

  void assertFirst(long place, long upTo) {
    DeepReport.FirstWrong first = first();
    assertThat(first.place()).as(first.what()).isEqualTo(place);
    assertThat(first.upTo()).as(first.what()).isEqualTo(upTo == place ? null : Long.valueOf(upTo));
  }

  DeepReport.FirstWrong first() {
    return Objects.requireNonNull(checked().first(), "nothing was found");
  }

  String wrong(String name) {
    DeepReport.Line line = found(name);
    assertThat(line.ok()).as(line.detail()).isFalse();
    return line.detail();
  }

  String line(String name) {
    return found(name).detail();
  }

  private DeepReport.Line found(String name) {
    return checked().lines().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the deep check says of the store as it is in this test. */
  DeepReport checked() {
    if (report == null) {
      report = Objects.requireNonNull(opened).get(DeepCheck.class).run(_ -> {});
    }
    return report;
  }

  JdbcTemplate sql() {
    return Objects.requireNonNull(opened).get(JdbcTemplate.class);
  }

  Month month() {
    return Objects.requireNonNull(closed);
  }
}
