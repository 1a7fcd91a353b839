package org.royaltyledger.projections.audit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.store.Dialect;
import org.royaltyledger.projections.readmodel.ReadModelSchema;

/**
 * Puts rebuilt rows in the place of the live ones, in one transaction: until it is committed
 * everybody sees the old ones, and a process that is killed before leaves those.
 *
 * <p>Tables are not renamed: on H2 that would commit one after the other.
 */
final class Swap {

  private Swap() {}

  /** Copies tables, and leaves the commit to the caller. */
  static void copy(Connection shadow, Dialect dialect, List<String> tables) throws SQLException {
    try (Statement statement = shadow.createStatement()) {
      for (String table : tables) {
        String columns = String.join(", ", columns(shadow, dialect, table));
        statement.executeUpdate("delete from %s.%s".formatted(ReadModelSchema.LIVE, table));
        statement.executeUpdate(
            "insert into %s.%s (%s) select %s from %s.%s"
                .formatted(ReadModelSchema.LIVE, table, columns, columns, Shadow.SCHEMA, table));
      }
    }
  }

  private static List<String> columns(Connection shadow, Dialect dialect, String table)
      throws SQLException {
    DatabaseMetaData catalogue = shadow.getMetaData();
    var columns = new ArrayList<String>();
    try (ResultSet column =
        catalogue.getColumns(
            null, dialect.catalogued(Shadow.SCHEMA), dialect.catalogued(table), null)) {
      while (column.next()) {
        if (!"YES".equals(column.getString("IS_GENERATEDCOLUMN"))) {
          columns.add(column.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }
}
