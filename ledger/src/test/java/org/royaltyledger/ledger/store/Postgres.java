package org.royaltyledger.ledger.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
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

  /**
   * The URL of a new, empty database.
   *
   * <p>Its own collation is that of a language, in which capital letters come after small ones, so
   * that a column or a query that leaves the order to the database is found out.
   */
  static String freshDatabase() {
    return freshDatabase("encoding 'UTF8' locale_provider icu icu_locale 'en-US'");
  }

  /**
   * @param options as in {@code create database}
   */
  static String freshDatabase(String options) {
    String name = "store_" + DATABASES.incrementAndGet();
    new JdbcTemplate(Server.STARTED.getPostgresDatabase())
        .execute("create database %s template template0 %s".formatted(name, options));
    return Server.STARTED.getJdbcUrl("postgres", name);
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
