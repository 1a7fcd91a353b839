package org.royaltyledger.projections.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.royaltyledger.ledger.store.Dialect;
import org.royaltyledger.ledger.store.FollowedPlaces;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.ReadAhead;
import org.royaltyledger.ledger.store.WriteTurn;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.royaltyledger.projections.readmodel.ReadModelSchema;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All read models in a schema of their own, built from the log as far as they are asked to be. */
final class Shadow implements AutoCloseable {

  static final String SCHEMA = "SHADOW";

  /** How long others who want to write wait at most, about. */
  private static final long LONGEST_TURN = Duration.ofMillis(100).toNanos();

  private final Connection connection;
  private final WriteTurn turn;
  private final Dialect dialect;
  private final LogReader reader;
  private final JdbcTemplate tables;
  private final List<ReadModel> models;

  /** Up to which place each has been built, by its name. */
  private final Map<String, Long> built = new HashMap<>();

  private long events;
  private long usages;
  private long nanos;

  private Shadow(
      Connection connection,
      WriteTurn turn,
      Dialect dialect,
      LogReader reader,
      JdbcTemplate tables,
      List<ReadModel> models) {
    this.connection = connection;
    this.turn = turn;
    this.dialect = dialect;
    this.reader = reader;
    this.tables = tables;
    this.models = models;
  }

  /** Makes empty tables, in the place of what a killed replay has left. */
  static Shadow empty(
      DataSource dataSource,
      WriteTurn turn,
      LogReader reader,
      Function<JdbcTemplate, List<ReadModel>> models)
      throws SQLException {
    Dialect dialect = Dialect.of(dataSource);
    Connection connection = dataSource.getConnection();
    try {
      drop(connection, turn);
      turn.during(
          () -> {
            ReadModelSchema.migrate(dataSource, SCHEMA);
            return true;
          });
      connection.setSchema(dialect.catalogued(SCHEMA));
      connection.setAutoCommit(false);
      var tables = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      return new Shadow(connection, turn, dialect, reader, tables, models.apply(tables));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void drop(Connection connection, WriteTurn turn) throws SQLException {
    turn.take();
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
    } finally {
      turn.give();
    }
  }

  /** An event that the read models cannot be built from. */
  static final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTaken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Builds each read model on from where it is to where its tables are followed.
   *
   * @throws NotTaken naming the event that stopped it
   */
  void build(FollowedPlaces upTo, Replay.Progress progress) throws SQLException {
    long first = models.stream().mapToLong(this::place).min().orElse(0);
    long last = models.stream().mapToLong(upTo::of).max().orElse(0);
    long begun = System.nanoTime();
    turn.take();
    try (var ahead = new ReadAhead(reader, first, last)) {
      long turnBegun = begun;
      for (ReadAhead.Read row = ahead.next(); row != null; row = ahead.next()) {
        long place = row.row().place();
        if (take(row, upTo) instanceof UsageEvent.UsageBlockRecorded recorded) {
          usages += recorded.block().size();
        }
        events++;
        progress.at(place, last, usages);
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
    } finally {
      try {
        connection.rollback(); // of what was not taken in
      } finally {
        turn.give();
      }
    }
    models.forEach(it -> built.put(it.name(), Math.max(place(it), upTo.of(it))));
    nanos += System.nanoTime() - begun;
  }

  private Object take(ReadAhead.Read read, FollowedPlaces upTo) {
    LogReader.Stored row = read.row();
    try {
      Object event = read.event();
      for (ReadModel model : models) {
        if (row.place() > place(model)
            && row.place() <= upTo.of(model)
            && model.wants(event.getClass())) {
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

  private long place(ReadModel model) {
    return built.getOrDefault(model.name(), 0L);
  }

  List<ReadModel> models() {
    return models;
  }

  Connection connection() {
    return connection;
  }

  /** Its tables, for those who read them. */
  JdbcTemplate tables() {
    return tables;
  }

  long events() {
    return events;
  }

  long usages() {
    return usages;
  }

  long usagesPerSecond() {
    return usages * 1_000_000_000L / Math.max(1, nanos);
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setSchema(dialect.catalogued(ReadModelSchema.LIVE));
      drop(connection, turn);
    }
  }
}
