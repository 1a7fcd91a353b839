package org.royaltyledger.projections.audit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.Dialect;
import org.royaltyledger.ledger.store.FollowedPlaces;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.ReadAhead;
import org.royaltyledger.ledger.store.WriteTurn;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.royaltyledger.projections.readmodel.ReadModelSchema;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Builds all read models anew from the log, beside the live ones, and compares every row. */
public final class Replay {

  private static final String SHADOW = "SHADOW";

  /** How long others who want to write wait at most, about. */
  private static final long LONGEST_TURN = Duration.ofMillis(100).toNanos();

  /** Rows held of each table: PostgreSQL's driver would take in all of them. */
  private static final int ROWS_AT_ONCE = 1_000;

  private final DataSource dataSource;
  private final WriteTurn turn;
  private final Dialect dialect;
  private final LogReader reader;
  private final Function<JdbcTemplate, List<ReadModel>> models;
  private final Following following;

  /**
   * @param models all read models, on the tables of a schema
   */
  public Replay(
      DataSource dataSource,
      WriteTurn turn,
      LogReader reader,
      Function<JdbcTemplate, List<ReadModel>> models,
      Following following) {
    this.dataSource = dataSource;
    this.turn = turn;
    this.dialect = Dialect.of(dataSource);
    this.reader = reader;
    this.models = models;
    this.following = following;
  }

  /**
   * What a replay found.
   *
   * @param difference the first one, null if all rows are identical
   */
  public record Report(
      boolean identical,
      long events,
      long usages,
      long usagesPerSecond,
      @Nullable String difference) {}

  /**
   * Replays the log as far as each read model has followed it, which is at least to its head now.
   *
   * @param progress told the usages replayed so far
   */
  public synchronized Report run(LongConsumer progress) {
    long head = reader.head();
    String damage = reader.damage(head);
    if (damage != null) {
      return new Report(false, 0, 0, 0, damage);
    }
    following.await(head);
    try (Connection connection = dataSource.getConnection()) {
      drop(connection);
      turn.during(this::migrated);
      try (Connection live = snapshot()) {
        return replay(connection, live, progress);
      } finally {
        connection.setAutoCommit(true);
        connection.setSchema(dialect.catalogued(ReadModelSchema.LIVE));
        drop(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("replay failed: " + e.getMessage(), e);
    }
  }

  /**
   * Sees the live tables as they are at its first look, whatever is followed afterwards. Of both
   * databases this is the isolation that takes all tables at once.
   */
  private Connection snapshot() throws SQLException {
    Connection live = dataSource.getConnection();
    try {
      live.setAutoCommit(false);
      live.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      return live;
    } catch (SQLException e) {
      live.close();
      throw e;
    }
  }

  private boolean migrated() {
    ReadModelSchema.migrate(dataSource, SHADOW);
    return true;
  }

  private void drop(Connection connection) throws SQLException {
    turn.take();
    try {
      execute(connection, "drop schema if exists " + SHADOW + " cascade");
    } finally {
      turn.give();
    }
  }

  private Report replay(Connection connection, Connection live, LongConsumer progress)
      throws SQLException {
    FollowedPlaces followed = FollowedPlaces.seenBy(live);
    connection.setSchema(dialect.catalogued(SHADOW));
    connection.setAutoCommit(false);
    var tables = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    List<ReadModel> models = this.models.apply(tables);
    long begun = System.nanoTime();
    long usages = 0;
    long events = 0;
    turn.take();
    try (var ahead = new ReadAhead(reader, 0, followed.last())) {
      long turnBegun = begun;
      for (ReadAhead.Read row = ahead.next(); row != null; row = ahead.next()) {
        Object event = take(row, models, followed);
        if (event instanceof UsageEvent.UsageBlockRecorded recorded) {
          usages += recorded.block().size();
          progress.accept(usages);
        }
        events++;
        if (System.nanoTime() - turnBegun > LONGEST_TURN) {
          models.forEach(ReadModel::settle);
          connection.commit();
          turn.give();
          turn.take();
          turnBegun = System.nanoTime();
        }
      }
      models.forEach(ReadModel::settle);
      connection.commit();
    } catch (NotTaken e) {
      return new Report(false, events, usages, 0, e.getMessage());
    } finally {
      try {
        connection.rollback(); // of what was not taken in
      } finally {
        turn.give();
      }
    }
    long nanos = Math.max(1, System.nanoTime() - begun);
    String difference = null;
    for (ReadModel model : models) {
      for (String table : model.tables()) {
        difference = difference == null ? difference(live, connection, table) : difference;
      }
    }
    return new Report(
        difference == null, events, usages, usages * 1_000_000_000L / nanos, difference);
  }

  private static Object take(ReadAhead.Read read, List<ReadModel> models, FollowedPlaces followed) {
    LogReader.Stored row = read.row();
    try {
      Object event = read.event();
      for (ReadModel model : models) {
        if (row.place() <= followed.of(model) && model.wants(event.getClass())) {
          model.on(row.place(), event);
        }
      }
      return event;
    } catch (RuntimeException e) { // damaged bytes may fail in any way
      if (e instanceof Refused refused && refused.code() == Refused.Code.NEWER_STORE) {
        throw refused;
      }
      throw new NotTaken(
          "the event '%s' at place %d cannot be taken in: %s"
              .formatted(row.name(), row.place(), e.getMessage()),
          e);
    }
  }

  /** An event that the read models cannot be built from. */
  private static final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTaken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The first row that is not the same in both, null if there is none. */
  private @Nullable String difference(Connection live, Connection shadow, String table)
      throws SQLException {
    String key = String.join(", ", primaryKey(live, table));
    try (PreparedStatement liveRows = rows(live, ReadModelSchema.LIVE, table, key);
        PreparedStatement shadowRows = rows(shadow, SHADOW, table, key);
        ResultSet one = liveRows.executeQuery();
        ResultSet other = shadowRows.executeQuery()) {
      while (true) {
        boolean inLive = one.next();
        boolean inLog = other.next();
        if (!inLive && !inLog) {
          return null;
        }
        String stored = inLive ? text(one) : "no row";
        String replayed = inLog ? text(other) : "no row";
        if (!stored.equals(replayed)) {
          return "table %s holds %s where the log gives %s".formatted(table, stored, replayed);
        }
      }
    }
  }

  private List<String> primaryKey(Connection connection, String table) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    var columns = new TreeMap<Integer, String>();
    try (ResultSet keys =
        metaData.getPrimaryKeys(
            null, dialect.catalogued(ReadModelSchema.LIVE), dialect.catalogued(table))) {
      while (keys.next()) {
        columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    if (columns.isEmpty()) {
      throw new IllegalStateException("table %s has no primary key".formatted(table));
    }
    return new ArrayList<>(columns.values());
  }

  private static PreparedStatement rows(
      Connection connection, String schema, String table, String key) throws SQLException {
    PreparedStatement rows =
        connection.prepareStatement(
            "select * from %s.%s order by %s".formatted(schema, table, key));
    rows.setFetchSize(ROWS_AT_ONCE);
    return rows;
  }

  private static String text(ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    return IntStream.rangeClosed(1, columns)
        .mapToObj(column -> cell(row, column))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String cell(ResultSet row, int column) {
    try {
      String value = row.getString(column);
      return row.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT)
          + "="
          + Objects.requireNonNullElse(value, "null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
