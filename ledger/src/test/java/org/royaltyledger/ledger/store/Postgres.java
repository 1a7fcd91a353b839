package org.royaltyledger.ledger.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL, one for all tests of this JVM, that syncs as a server should. */
final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** The server; started by the first who asks, stopped when the JVM ends. */
  private static final class Server {
    private static final EmbeddedPostgres STARTED = started();

    private static EmbeddedPostgres started() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A database whose tables are thrown away for each test: to make another takes much longer. */
  private static final class Database {
    private static final String NAME = "store";
    private static final DataSource MADE = made();

    private static DataSource made() {
      // Its collation is that of a language, in which capital letters come after small ones: a
      // column or a query that leaves the order to the database is found out.
      execute(
          ("create database %s template template0 encoding 'UTF8' locale_provider icu icu_locale"
                  + " 'en-US'")
              .formatted(NAME));
      return Server.STARTED.getDatabase("postgres", NAME);
    }

    private static void empty() {
      var made = new JdbcTemplate(MADE);
      made.execute(
          "select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname ="
              + " current_database() and pid <> pg_backend_pid()");
      made.execute("drop schema if exists shadow cascade");
      made.execute("drop schema public cascade");
      made.execute("create schema public");
    }
  }

  /** The URL of an empty database; the same each time, so one test has it at a time. */
  static String emptyDatabase() {
    Database.empty();
    return Server.STARTED.getJdbcUrl("postgres", Database.NAME);
  }

  /**
   * The URL of a database made for one test.
   *
   * @param options as in {@code create database}
   */
  static String database(String options) {
    String name = "store_" + DATABASES.incrementAndGet();
    execute("create database %s template template0 %s".formatted(name, options));
    return Server.STARTED.getJdbcUrl("postgres", name);
  }

  private static void execute(String sql) {
    new JdbcTemplate(Server.STARTED.getPostgresDatabase()).execute(sql);
  }

  /** Does something while the whole server has a setting of another value. */
  static void with(String setting, String value, Runnable work) {
    var server = new JdbcTemplate(Server.STARTED.getPostgresDatabase());
    String usual = setting(server, setting);
    server.execute("alter system set %s = %s".formatted(setting, value));
    awaitSetting(server, setting, value);
    try {
      work.run();
    } finally {
      server.execute("alter system reset " + setting);
      awaitSetting(server, setting, usual);
    }
  }

  private static void awaitSetting(JdbcTemplate server, String setting, String value) {
    server.execute("select pg_reload_conf()");
    while (!setting(server, setting).equals(value)) {
      Thread.onSpinWait(); // the server reads it again in its own time
    }
  }

  private static String setting(JdbcTemplate server, String setting) {
    return String.valueOf(
        server.queryForObject("select current_setting(?)", String.class, setting));
  }
}
