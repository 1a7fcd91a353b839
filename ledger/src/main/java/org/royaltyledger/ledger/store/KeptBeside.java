package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What stands beside the log and cannot be made again from it, so that whoever takes the log
 * elsewhere has to take it along: one list of all such tables.
 *
 * <p>Leaves and checkpoints belong to the log itself, read models follow from it.
 */
public final class KeptBeside {

  /** What a column holds. */
  public enum Kind {
    NUMBER,
    TEXT,
    BYTES
  }

  /** A column, by its name. */
  public record Column(String name, Kind kind) {}

  /**
   * A table.
   *
   * @param names whether it tells of persons, and may be left out of a backup
   */
  public record Table(String name, boolean names, List<Column> columns) {

    String columnNames() {
      return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
  }

  /** The table of the key under which block ids are made, and hashes of names once were. */
  public static final String STORE = "store";

  private static final List<Table> ALL =
      List.of(
          new Table(
              STORE,
              false,
              List.of(new Column("id", Kind.NUMBER), new Column("hmac_key", Kind.BYTES))),
          new Table(
              "name",
              true,
              List.of(
                  new Column("kind", Kind.TEXT),
                  new Column("id", Kind.TEXT),
                  new Column("hash", Kind.TEXT),
                  new Column("name", Kind.TEXT))),
          new Table(
              "vault_key",
              true,
              List.of(new Column("id", Kind.NUMBER), new Column("fingerprint", Kind.TEXT))),
          new Table(
              "vault",
              true,
              List.of(
                  new Column("kind", Kind.TEXT),
                  new Column("id", Kind.TEXT),
                  new Column("hash", Kind.TEXT),
                  new Column("sealed", Kind.BYTES))));

  private KeptBeside() {}

  /**
   * The tables.
   *
   * @param names whether those that tell of persons, too
   */
  public static List<Table> tables(boolean names) {
    return ALL.stream().filter(it -> names || !it.names).toList();
  }

  /**
   * The table of a name.
   *
   * @return null if there is none
   */
  public static @Nullable Table table(String name) {
    return ALL.stream().filter(it -> it.name.equals(name)).findFirst().orElse(null);
  }

  /** Every row of a table: for each column a Long, a String, a byte[] or null. */
  public static void read(JdbcTemplate jdbc, Table table, Consumer<List<@Nullable Object>> row) {
    String columns = table.columnNames();
    jdbc.query(
        "select %s from %s order by %s".formatted(columns, table.name, columns),
        result -> {
          var cells = new ArrayList<@Nullable Object>();
          for (int i = 1; i <= table.columns.size(); i++) {
            cells.add(
                switch (table.columns.get(i - 1).kind) {
                  case NUMBER -> {
                    long number = result.getLong(i);
                    yield result.wasNull() ? null : number;
                  }
                  case TEXT -> result.getString(i);
                  case BYTES -> result.getBytes(i);
                });
          }
          row.accept(cells);
        });
  }
}
