package org.royaltyledger.projections.audit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.Dialect;
import org.royaltyledger.projections.readmodel.ReadModelSchema;

/** Compares tables of two schemas, row by row in the order of their keys. */
final class TableComparison {

  /** Rows held of each table: PostgreSQL's driver would take in all of them. */
  private static final int ROWS_AT_ONCE = 1_000;

  private final Dialect dialect;
  private final Connection live;
  private final Connection shadow;

  TableComparison(Dialect dialect, Connection live, Connection shadow) {
    this.dialect = dialect;
    this.live = live;
    this.shadow = shadow;
  }

  /** The first row that is not the same in both, null if there is none. */
  @Nullable String difference(String table) throws SQLException {
    String key = String.join(", ", primaryKey(live, table));
    try (PreparedStatement liveRows = rows(live, ReadModelSchema.LIVE, table, key);
        PreparedStatement shadowRows = rows(shadow, Shadow.SCHEMA, table, key);
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
}
