package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Puts a log that was written elsewhere into a database that holds nothing yet, as it stands.
 *
 * <p>A table marks the database from before the first row until the last one is on the disk: as
 * long as it is there, no command opens the store.
 */
public final class NewLog implements AutoCloseable {

  private static final String MARK = "restoring";

  /** What a transaction takes in: events of facts are small, and blocks are not. */
  private static final int EVENTS = 500;

  private static final long BYTES = 4 << 20;

  private final StoreClaim claim;
  private final Durability durability;
  private final DataSource dataSource;
  private final Connection connection;
  private final PreparedStatement event;
  private @Nullable Leaves leaves;
  private long place;
  private int events;
  private long bytes;

  /**
   * Makes the tables of a log without events, and marks it as unfinished.
   *
   * @throws Refused NOT_EMPTY if anything is there, and what {@link StoreClaim} throws
   */
  public NewLog(DataSource dataSource) {
    this.dataSource = dataSource;
    durability = new Durability(dataSource);
    claim = new StoreClaim(dataSource, durability);
    try {
      requireEmpty(dataSource);
      connection = dataSource.getConnection();
      begin();
      event =
          connection.prepareStatement(
              "insert into log (place, event_identifier, aggregate_identifier, sequence_number,"
                  + " aggregate_type, time_stamp, payload_type, payload_revision, payload,"
                  + " meta_data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    } catch (SQLException e) {
      claim.close();
      throw failed(e);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /**
   * @throws Refused NOT_EMPTY if a database has as much as one table
   */
  public static void requireEmpty(DataSource dataSource) {
    requireFinished(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      String found = anyTable(connection, "%");
      if (found != null) {
        throw new Refused(
            Refused.Code.NOT_EMPTY,
            "the database has a table '%s' already, and a backup is restored into one that has nothing: name a new one"
                .formatted(found));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * @throws Refused RESTORE_UNFINISHED if a restore into this database was broken off
   */
  static void requireFinished(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      Dialect dialect = Dialect.of(connection);
      if (anyTable(connection, dialect.catalogued(MARK)) != null) {
        throw new Refused(
            Refused.Code.RESTORE_UNFINISHED,
            "a restore into this store was not finished, so it holds a part of a ledger: remove %s and restore again"
                .formatted(
                    switch (dialect) {
                      case H2 -> "the folder";
                      case POSTGRESQL -> "the database, make it anew,";
                    }));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static @Nullable String anyTable(Connection connection, String name) throws SQLException {
    DatabaseMetaData catalogue = connection.getMetaData();
    String schema = Dialect.of(connection).catalogued("public");
    try (ResultSet table = catalogue.getTables(null, schema, name, null)) {
      return table.next() ? table.getString("TABLE_NAME") : null;
    }
  }

  private void begin() throws SQLException {
    execute("create table " + MARK + " (since bigint primary key)");
    durability.sync();
    LedgerSchema.migrate(dataSource);
    connection.setAutoCommit(false);
  }

  /** Adds the next event with its leaf. */
  public void add(LogEntry entry) {
    try {
      if (entry.place() != place + 1) {
        throw new IllegalArgumentException(
            "place %d cannot follow place %d".formatted(entry.place(), place));
      }
      place = entry.place();
      event.setLong(1, place);
      event.setString(2, entry.eventIdentifier());
      event.setString(3, entry.aggregateIdentifier());
      event.setLong(4, entry.sequenceNumber());
      event.setString(5, entry.aggregateType());
      event.setString(6, entry.timeStamp());
      event.setString(7, entry.name());
      event.setString(8, entry.revision());
      event.setBytes(9, entry.payload());
      event.setBytes(10, entry.metaData());
      event.addBatch();
      if (leaves == null) {
        leaves = Leaves.on(connection);
      }
      leaves.add(entry);
      events++;
      bytes += entry.payload().length + entry.metaData().length;
      if (events >= EVENTS || bytes >= BYTES) {
        write();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void write() throws SQLException {
    if (leaves != null) {
      event.executeBatch();
      leaves.write();
      leaves = null;
    }
    connection.commit();
    events = 0;
    bytes = 0;
  }

  /** Adds a row of a table beside the log, as {@link KeptBeside#read} gave it. */
  public void keep(KeptBeside.Table table, List<? extends @Nullable Object> row) {
    String marks = String.join(", ", row.stream().map(_ -> "?").toList());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into %s (%s) values (%s)"
                .formatted(table.name(), table.columnNames(), marks))) {
      for (int i = 1; i <= row.size(); i++) {
        switch (table.columns().get(i - 1).kind()) {
          case NUMBER -> insert.setObject(i, row.get(i - 1), Types.BIGINT);
          case TEXT -> insert.setString(i, (String) row.get(i - 1));
          case BYTES -> insert.setBytes(i, (byte[]) row.get(i - 1));
        }
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Adds what was signed. */
  public void sign(long size, String note) {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into checkpoint (size, note) values (?, ?)")) {
      insert.setLong(1, size);
      insert.setString(2, note);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** All is there: from now on it is a store like any other. */
  public void finish() {
    try {
      write();
      try (PreparedStatement counter =
          connection.prepareStatement("update append_lock set place = ? where id = 1")) {
        counter.setLong(1, place);
        counter.executeUpdate();
      }
      new LogTree(new JdbcTemplate(new SingleConnectionDataSource(connection, true))).keep(place);
      connection.commit();
      durability.sync();
      execute("drop table " + MARK);
      connection.commit();
      durability.sync();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static IllegalStateException failed(SQLException failure) {
    return new IllegalStateException(
        "the log cannot be restored: " + failure.getMessage(), failure);
  }

  /** Without {@link #finish} the mark stays. */
  @Override
  public void close() {
    try (claim;
        connection;
        event) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
