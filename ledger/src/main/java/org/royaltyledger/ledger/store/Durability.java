package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What makes a commit survive, for the database at hand; the one place where dialects differ.
 *
 * <p>H2 loses acknowledged commits on a kill with its default write delay, and even without it only
 * {@code CHECKPOINT SYNC} reaches the disk.
 */
public final class Durability {

  private final JdbcTemplate jdbc;

  public Durability(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Forces everything committed so far to the disk. */
  public void sync() {
    jdbc.execute("checkpoint sync");
  }

  /**
   * @throws Refused VOLATILE_STORE if the database could lose what it has acknowledged
   */
  void require() {
    jdbc.execute(
        (Connection connection) -> {
          String product = connection.getMetaData().getDatabaseProductName();
          if (!product.equals("H2")) {
            throw new Refused(
                Refused.Code.VOLATILE_STORE,
                "database %s is not supported yet: leave spring.datasource.url out for the embedded H2 store"
                    .formatted(product));
          }
          String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
          if (!url.startsWith("jdbc:h2:file:") || writeDelay(connection) != 0) {
            throw new Refused(
                Refused.Code.VOLATILE_STORE,
                "the store at %s could lose what it acknowledged: use jdbc:h2:file:… with WRITE_DELAY=0"
                    .formatted(url));
          }
          return true;
        });
  }

  private static int writeDelay(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'WRITE_DELAY'")) {
      return row.next() ? row.getInt(1) : -1;
    }
  }
}
