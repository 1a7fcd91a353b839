package org.royaltyledger.api.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody with the database's password, past the program. */
final class Tampering implements AutoCloseable {

  /** Tables that are no read models: the log's own, and the histories of migrations. */
  private static final List<String> OTHER_TABLES =
      List.of(
          "log",
          "log_snapshot",
          "append_lock",
          "token",
          "name",
          "store",
          "vault",
          "vault_key",
          "secret",
          "webhook_delivery",
          "leaf",
          "subtree",
          "checkpoint");

  private final Connection connection;

  private Tampering(Connection connection) {
    this.connection = connection;
  }

  static Tampering of(Path store) {
    try {
      return new Tampering(
          DriverManager.getConnection(
              "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(store.toAbsolutePath().resolve("ledger")),
              "sa",
              ""));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void with(Path store, Consumer<Tampering> deed) {
    try (var tampering = of(store)) {
      deed.accept(tampering);
    }
  }

  /** Does some SQL. */
  int execute(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      statement.execute();
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a query, each as its cells. */
  List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet row = statement.executeQuery()) {
      var rows = new ArrayList<List<@Nullable Object>>();
      while (row.next()) {
        var cells = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          Object cell = row.getObject(i);
          cells.add(cell instanceof java.sql.Clob || cell == null ? row.getString(i) : cell);
        }
        rows.add(cells);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of a query. */
  List<String> column(String sql, @Nullable Object... parameters) {
    return rows(sql, parameters).stream().map(row -> String.valueOf(row.getFirst())).toList();
  }

  byte[] bytes(String sql, @Nullable Object... parameters) {
    if (rows(sql, parameters).getFirst().getFirst() instanceof byte[] bytes) {
      return bytes;
    }
    throw new IllegalArgumentException(sql);
  }

  /** The log's tables, in an order that stays. */
  List<String> logTables() {
    return OTHER_TABLES;
  }

  /** The tables that can be thrown away and built again. */
  List<String> readModelTables() {
    return column(
            "select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                + " order by 1")
        .stream()
        .map(table -> table.toLowerCase(Locale.ROOT)) // H2's lower() is that of the user's language
        .filter(table -> !OTHER_TABLES.contains(table) && !table.startsWith("schema_of_"))
        .filter(table -> !table.equals("read_model")) // says only how old the others are
        .toList();
  }

  /** Puts the tables aside, to be brought {@link #back}. */
  void keep(List<String> tables) {
    execute("create schema if not exists kept");
    for (String table : tables) {
      execute("create table kept.%s as select * from public.%s".formatted(table, table));
    }
  }

  void back(String table) {
    execute("delete from public." + table);
    execute("insert into public.%s select * from kept.%s".formatted(table, table));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
