package org.royaltyledger.api.setup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL, one for all tests of this JVM, that syncs as a server should. */
public final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

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

  /**
   * The setting that names a new, empty database to the program.
   *
   * <p>Its own collation is that of a language, in which capital letters come after small ones, so
   * that a column or a query that leaves the order to the database is found out.
   */
  public static String freshDatabase() {
    String name = "store_" + DATABASES.incrementAndGet();
    execute(
        ("create database %s template template0 encoding 'UTF8' locale_provider icu icu_locale"
                + " 'en-US'")
            .formatted(name));
    return setting(name);
  }

  /** The setting that names a database of this server, be it there or not. */
  static String setting(String name) {
    return "--spring.datasource.url=" + Server.STARTED.getJdbcUrl("postgres", name);
  }

  /** Does something as the server's owner. */
  static void execute(String sql) {
    new JdbcTemplate(Server.STARTED.getPostgresDatabase()).execute(sql);
  }
}
