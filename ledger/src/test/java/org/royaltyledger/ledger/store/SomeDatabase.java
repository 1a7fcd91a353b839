package org.royaltyledger.ledger.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** The databases that a store may be in. */
enum SomeDatabase {
  H2("select session_id from information_schema.sessions where blocker_id is not null"),
  POSTGRESQL(
      "select pid from pg_locks where not granted and pid <> pg_backend_pid() and pid in (select"
          + " pid from pg_stat_activity where datname = current_database())");

  private final String waiting;

  SomeDatabase(String waiting) {
    this.waiting = waiting;
  }

  /**
   * A new, empty one.
   *
   * @param folder for one that needs it
   */
  HikariDataSource fresh(Path folder) {
    return at(
        switch (this) {
          case H2 ->
              "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000"
                  .formatted(folder.resolve("ledger"));
          case POSTGRESQL -> Postgres.emptyDatabase();
        });
  }

  HikariDataSource at(String url) {
    var dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(url);
    if (this == H2) {
      dataSource.setUsername("sa");
    }
    return dataSource;
  }

  /** Gives a row for each session that waits for a lock. */
  String waiting() {
    return waiting;
  }
}
