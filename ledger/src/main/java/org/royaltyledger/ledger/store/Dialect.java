package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where H2 and PostgreSQL differ; everything else is said in one SQL (docs/decisions/0011). */
public enum Dialect {
  /** Embedded, in a folder. */
  H2,
  /** A server. */
  POSTGRESQL;

  /**
   * @throws Refused VOLATILE_STORE for a database of which it is not known what it could lose
   */
  public static Dialect of(DataSource dataSource) {
    ConnectionCallback<Dialect> asked = Dialect::of;
    return Objects.requireNonNull(new JdbcTemplate(dataSource).execute(asked));
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(it -> it.name().equalsIgnoreCase(product))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.VOLATILE_STORE,
                    ("database %s is not known to keep what it acknowledges: use PostgreSQL with"
                            + " --spring.datasource.url=jdbc:postgresql:…, or leave that out for"
                            + " the embedded H2 store")
                        .formatted(product)));
  }

  /** A table's or a schema's name as the database's catalogue has it. */
  public String catalogued(String name) {
    return switch (this) {
      case H2 -> name.toUpperCase(Locale.ROOT);
      case POSTGRESQL -> name.toLowerCase(Locale.ROOT);
    };
  }

  /** Where a module's migrations are. A version has one shape, whichever database it is made in. */
  String migrations(String module) {
    return switch (this) {
      case H2 -> "classpath:db/migration/" + module;
      case POSTGRESQL -> "classpath:db/postgresql/" + module;
    };
  }

  /**
   * Gives the place of the newest event, and its row to the transaction until it ends.
   *
   * <p>A server cannot know that a client hangs: whoever sits on the row and says nothing for a
   * minute loses it, with the transaction, or nobody could append any more.
   */
  String appendLock() {
    return switch (this) {
      case H2 -> "select place from append_lock where id = 1 for update";
      case POSTGRESQL ->
          "select place, set_config('idle_in_transaction_session_timeout', '60s', true)"
              + " from append_lock where id = 1 for update";
    };
  }
}
