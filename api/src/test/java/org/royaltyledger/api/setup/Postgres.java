package org.royaltyledger.api.setup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL, one for all tests of this JVM, that syncs as a server should. */
public final class Postgres {

  private Postgres() {}

  /** The server; started by the first who asks, stopped when the JVM ends. */
  private static final class Server {
    private static final EmbeddedPostgres STARTED = started();

    private static EmbeddedPostgres started() {
      // It would say each line that the server says.
      ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.WARN);
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

  /**
   * The setting that names an empty database to the program; the same each time, so one test has it
   * at a time.
   */
  public static String emptyDatabase() {
    Database.empty();
    return setting(Database.NAME);
  }

  /** The setting that names a key of the vault, which a database has no place for. */
  public static String vaultKey(Path folder) {
    return "--royalty-ledger.vault-key=" + folder.resolve("vault-key");
  }

  /** The setting that names a database of this server, be it there or not. */
  static String setting(String name) {
    return "--spring.datasource.url=" + Server.STARTED.getJdbcUrl("postgres", name);
  }

  private static void execute(String sql) {
    new JdbcTemplate(Server.STARTED.getPostgresDatabase()).execute(sql);
  }
}
