package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.AccessEvent;
import org.royaltyledger.ledger.access.Grants;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.period.Calendar;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the log by place and name, in the order of the log and in pages that fit in memory. */
public final class LogReader {

  private static final int PAGE = 16;
  private static final int FACT_PAGE = 2_000;

  private final JdbcTemplate jdbc;

  public LogReader(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row of the log as it is stored.
   *
   * @param stream the aggregate's identifier
   * @param name of the event
   */
  @SuppressWarnings("ArrayRecordComponent") // stored bytes, never compared as a record
  public record Stored(
      long place, String stream, String name, @Nullable String revision, byte[] payload) {

    public Object event() {
      return EventSerializer.read(name, revision, payload);
    }
  }

  /**
   * A row of the log with its leaf.
   *
   * @param entry what the leaf has to be made of, with the contents that are stored beside the leaf
   * @param leaf null if there is none
   */
  public record WithLeaf(Stored row, LogEntry entry, @Nullable TreeHash leaf) {}

  /** Every event after {@code after} and up to {@code upTo}, inclusive, with its leaf. */
  public void leaves(long after, long upTo, Consumer<WithLeaf> visitor) {
    long seen = after;
    List<WithLeaf> rows = List.of();
    do {
      rows =
          jdbc.query(
              "select "
                  + Leaves.COLUMNS
                  + ", leaf.hash, leaf.contents, leaf.salt from log left join leaf on leaf.place ="
                  + " log.place where log.place > ? and log.place <= ? order by log.place limit "
                  + PAGE,
              (row, n) -> {
                LogEntry entry = Leaves.entry(row, contents(row.getBytes(12)), row.getBytes(13));
                return new WithLeaf(
                    new Stored(
                        entry.place(),
                        entry.aggregateIdentifier(),
                        entry.name(),
                        entry.revision(),
                        entry.payload()),
                    entry,
                    hash(row.getBytes(11)));
              },
              seen,
              upTo);
      for (WithLeaf row : rows) {
        visitor.accept(row);
        seen = row.row.place();
      }
    } while (rows.size() == PAGE);
  }

  /** What is no block's contents is nobody's. */
  private static @Nullable Contents contents(byte @Nullable [] bytes) {
    Contents read = Contents.of(bytes);
    return read == null && bytes != null ? new Contents(-1, TreeHash.EMPTY) : read;
  }

  /** What is no hash is none. */
  private static @Nullable TreeHash hash(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != TreeHash.LENGTH ? null : TreeHash.of(bytes);
  }

  /** What is done with each row; may throw to stop. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Stored row);
  }

  /** The place of the newest event, 0 in an empty log. */
  public long head() {
    List<Long> place = jdbc.queryForList("select place from append_lock where id = 1", Long.class);
    if (place.isEmpty()) {
      throw new IllegalStateException("append_lock has no row: the store is damaged");
    }
    return place.getFirst();
  }

  /**
   * Why the places of the rows cannot be right, whatever is appended meanwhile.
   *
   * @param head as {@link #head} said before
   * @return null if they are dense from 1 to the counter
   */
  public @Nullable String damage(long head) {
    Span rows =
        jdbc.query(
                "select count(*), coalesce(min(place), 0), coalesce(max(place), 0) from log",
                (row, n) -> new Span(row.getLong(1), row.getLong(2), row.getLong(3)))
            .getFirst();
    // The counter after the rows: whatever was committed when they were counted, it counts.
    long counter = head();
    boolean dense = rows.count == rows.last && (rows.count == 0 || rows.first == 1);
    return dense && head <= rows.last && rows.last <= counter
        ? null
        : "table log holds %d events from place %d to %d where its counter says %d"
            .formatted(rows.count, rows.first, rows.last, counter);
  }

  private record Span(long count, long first, long last) {}

  /** Every event after {@code after} and up to {@code upTo}, inclusive. */
  public void read(long after, long upTo, Visitor visitor) {
    read(List.of(), after, upTo, PAGE, visitor);
  }

  /** The events of one name after {@code after} and up to {@code upTo}, inclusive. */
  public void read(String name, long after, long upTo, Visitor visitor) {
    read(List.of(name), after, upTo, PAGE, visitor);
  }

  /** One row. */
  public Stored at(long place) {
    var rows = new ArrayList<Stored>(1);
    read(place - 1, place, rows::add);
    if (rows.isEmpty()) {
      throw new IllegalStateException("the log has no event at place " + place);
    }
    return rows.getFirst();
  }

  /**
   * What tells the event at a place from any other, null if there is none. Also when it was
   * written: of a restored store, what is imported again has the identifiers that it had before,
   * and perhaps not the same before it.
   */
  @Nullable String identityAt(long place) {
    List<String> found =
        jdbc.queryForList(
            "select event_identifier || ' ' || time_stamp from log where place = ?",
            String.class,
            place);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The events of one stream, in the order of their sequence numbers. */
  public void stream(String stream, Visitor visitor) {
    jdbc.query(
            "select place from log where aggregate_identifier = ? order by sequence_number",
            (row, n) -> row.getLong(1),
            stream)
        .forEach(place -> visitor.visit(at(place)));
  }

  /** All facts as known at a place. */
  public FactBook facts(long upTo) {
    var book = new FactBook();
    // One name at a time: each key is of one name, and the index then gives the order for free.
    for (String name : EventNames.FACTS) {
      read(List.of(name), 0, upTo, FACT_PAGE, row -> book.put((FactEvent) row.event()));
    }
    return book;
  }

  /** The newest versions of one kind of fact as known at a place; no other kind is read. */
  public <F extends FactEvent> List<F> facts(Class<F> kind, long upTo) {
    var book = new FactBook();
    read(
        List.of(EventNames.of(kind).stored()),
        0,
        upTo,
        FACT_PAGE,
        row -> book.put((FactEvent) row.event()));
    return book.all(kind);
  }

  /** Every version of every fact up to a place. */
  public FactHistory history(long upTo) {
    var history = new FactHistory();
    for (String name : EventNames.FACTS) {
      read(
          List.of(name),
          0,
          upTo,
          FACT_PAGE,
          row -> history.put(row.place(), (FactEvent) row.event()));
    }
    return history;
  }

  /** The place of the newest event of a name, 0 if there is none. */
  public long newest(String name) {
    Long place =
        jdbc.queryForObject(
            "select coalesce(max(place), 0) from log where payload_type = ?", Long.class, name);
    return Objects.requireNonNull(place);
  }

  /** How many events of a name there are up to a place. */
  public int count(String name, long upTo) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from log where payload_type = ? and place <= ?",
            Integer.class,
            name,
            upTo);
    return Objects.requireNonNull(count);
  }

  /** The closes up to a place, in their order. */
  public List<PeriodEvent.PeriodClosed> closes(long upTo) {
    var closes = new ArrayList<PeriodEvent.PeriodClosed>();
    read(
        EventNames.PERIOD_CLOSED,
        0,
        upTo,
        row -> closes.add((PeriodEvent.PeriodClosed) row.event()));
    return closes;
  }

  /** The event that closed a month, null if none did. */
  public @Nullable Stored close(Period period) {
    var found = new Stored[1];
    read(
        EventNames.PERIOD_CLOSED,
        0,
        head(),
        row -> {
          if (((PeriodEvent.PeriodClosed) row.event()).period().equals(period.toString())) {
            found[0] = row;
          }
        });
    return found[0];
  }

  /** The calendar as known at a place. */
  public Calendar calendar(long upTo) {
    var calendar = new Calendar[] {Calendar.EMPTY};
    read(
        EventNames.PERIODS,
        0,
        upTo,
        FACT_PAGE,
        row -> calendar[0] = calendar[0].evolve((PeriodEvent) row.event()));
    return calendar[0];
  }

  /** What happened to payout runs up to a place, in order. */
  public void payouts(long upTo, Consumer<PayoutEvent> visitor) {
    read(EventNames.PAYOUTS, 0, upTo, PAGE, row -> visitor.accept((PayoutEvent) row.event()));
  }

  /** The settings as known at a place. */
  public StoreSettings settings(long upTo) {
    var settings = new StoreSettings[] {StoreSettings.DEFAULT};
    read(
        EventNames.SETTINGS,
        0,
        upTo,
        PAGE,
        row -> settings[0] = settings[0].evolve((SettingsEvent) row.event()));
    return settings[0];
  }

  /** What happened to webhooks after a place. */
  void webhooks(long after, long upTo, Visitor visitor) {
    read(EventNames.WEBHOOKS, after, upTo, FACT_PAGE, visitor);
  }

  /** The place of the newest event after a place that webhooks tell of, that place if none is. */
  public long newestNews(long after) {
    long newest = after;
    for (String name : EventNames.NEWS) {
      Long place =
          jdbc.queryForObject(
              "select max(place) from log where payload_type = ? and place > ?",
              Long.class,
              name,
              after);
      newest = place == null ? newest : Math.max(newest, place);
    }
    return newest;
  }

  /**
   * The first event after a place that webhooks tell of, null if there is none yet. Each name by
   * itself, so that the index leads past all usages between.
   */
  public @Nullable Stored nextNews(long after) {
    long next = Long.MAX_VALUE;
    for (String name : EventNames.NEWS) {
      List<Long> place =
          jdbc.queryForList(
              "select place from log where payload_type = ? and place > ? order by payload_type,"
                  + " place limit 1",
              Long.class,
              name,
              after);
      next = place.isEmpty() ? next : Math.min(next, place.getFirst());
    }
    return next == Long.MAX_VALUE ? null : at(next);
  }

  /** Who may do what, as known at a place. */
  public Grants grants(long upTo) {
    var grants = new Grants[] {Grants.NONE};
    read(
        EventNames.ACCESS,
        0,
        upTo,
        FACT_PAGE,
        row -> grants[0] = grants[0].evolve((AccessEvent) row.event()));
    return grants[0];
  }

  private void read(List<String> names, long after, long upTo, int page, Visitor visitor) {
    String which =
        names.isEmpty()
            ? ""
            : "payload_type in (%s) and "
                .formatted(
                    String.join(", ", names.stream().map(name -> "'" + name + "'").toList()));
    // Of one name, the order of the index: else all rows to come are sorted anew for each page.
    String order = names.size() == 1 ? "payload_type, place" : "place";
    String sql =
        "select place, aggregate_identifier, payload_type, payload_revision, payload from log where"
            + " "
            + which
            + "place > ? and place <= ? order by "
            + order
            + " limit "
            + page;
    long seen = after;
    while (true) {
      List<Stored> rows =
          jdbc.query(
              sql,
              (row, n) ->
                  new Stored(
                      row.getLong(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getBytes(5)),
              seen,
              upTo);
      for (Stored row : rows) {
        visitor.visit(row);
        seen = row.place();
      }
      if (rows.size() < page) {
        return;
      }
    }
  }
}
