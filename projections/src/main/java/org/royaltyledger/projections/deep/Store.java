package org.royaltyledger.projections.deep;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of a store by plain JDBC, all as they are at the first look. */
final class Store {

  /** Blocks are large: as many as one page of them may have. */
  private static final int EVENTS_AT_ONCE = 64;

  private static final int ROWS_AT_ONCE = 1_000;

  private static final String EVENT =
      "select log.place, event_identifier, aggregate_identifier, sequence_number, aggregate_type,"
          + " time_stamp, payload_type, payload_revision, payload, meta_data, hash, contents, salt"
          + " from log left join leaf on leaf.place = log.place where ";

  private final Connection connection;

  /**
   * @param connection in a transaction of its own
   */
  Store(Connection connection) {
    this.connection = connection;
  }

  /** Takes a row. */
  interface Row {
    void take(ResultSet row) throws SQLException;
  }

  /** The next events after a place, empty at the end. */
  List<StoredEvent> eventsAfter(long place) throws SQLException {
    var events = new ArrayList<StoredEvent>();
    each(
        EVENT + "log.place > ? order by log.place limit " + EVENTS_AT_ONCE,
        row -> events.add(event(row)),
        place);
    return events;
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  StoredEvent event(long place) throws SQLException {
    var events = new ArrayList<StoredEvent>();
    each(EVENT + "log.place = ?", row -> events.add(event(row)), place);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("place %d is not there".formatted(place));
    }
    return events.getFirst();
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        orEmpty(row.getString(2)),
        orEmpty(row.getString(3)),
        row.getLong(4),
        row.getString(5),
        orEmpty(row.getString(6)),
        orEmpty(row.getString(7)),
        row.getString(8),
        Objects.requireNonNullElse(row.getBytes(9), new byte[0]),
        Objects.requireNonNullElse(row.getBytes(10), new byte[0]),
        row.getBytes(11),
        row.getBytes(12),
        row.getBytes(13));
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** The rows of a query, one after the other. */
  void each(String sql, Row row, Object... parameters) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(ROWS_AT_ONCE);
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    }
  }

  /** The rows of a query, to be asked for one by one. */
  Cursor cursor(String sql, Object... parameters) throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    try {
      select.setFetchSize(ROWS_AT_ONCE);
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      return new Cursor(select, select.executeQuery());
    } catch (SQLException e) {
      select.close();
      throw e;
    }
  }

  /** One number, 0 without a row. */
  long number(String sql, Object... parameters) throws SQLException {
    long[] number = new long[1];
    each(sql, row -> number[0] = row.getLong(1), parameters);
    return number[0];
  }

  /** The row that a cursor stands at, as texts that are the same of both databases. */
  static final class Cursor implements AutoCloseable {

    private final PreparedStatement select;
    private final ResultSet rows;

    private Cursor(PreparedStatement select, ResultSet rows) {
      this.select = select;
      this.rows = rows;
    }

    /** Null after the last row. */
    @Nullable List<@Nullable String> next() throws SQLException {
      return rows.next() ? texts(rows) : null;
    }

    @Override
    public void close() throws SQLException {
      try (select) {
        rows.close();
      }
    }
  }

  /** All cells of a row, as texts that are the same of both databases. */
  static List<@Nullable String> texts(ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    @Nullable String[] texts = new @Nullable String[columns];
    for (int i = 0; i < columns; i++) {
      Object cell = row.getObject(i + 1);
      texts[i] =
          cell == null
              ? null
              : cell instanceof BigDecimal number
                  ? number.toPlainString()
                  : cell instanceof Boolean || cell instanceof Number
                      ? cell.toString()
                      : row.getString(i + 1);
    }
    return Arrays.asList(texts);
  }
}
