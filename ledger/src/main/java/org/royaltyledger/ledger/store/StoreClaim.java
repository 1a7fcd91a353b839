package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/**
 * One process at a time works on a server's database; an embedded one has the lock of its folder.
 *
 * <p>The claim is an advisory lock of one session, so the server gives it back on any death of
 * ours. It keeps people from running two commands at once, and no more than that: what two
 * processes would write if one lost its claim unawares is kept right by the append lock, and by the
 * claims on tokens (docs/decisions/0011).
 */
public final class StoreClaim implements AutoCloseable {

  /** "royalty" in ASCII: the same in every version, as two versions must not run at once either. */
  private static final long KEY = 0x726F79616C7479L;

  private static final int SECONDS_TO_ANSWER = 10;

  private final DataSource dataSource;
  private final boolean server;
  private @Nullable Connection session;

  /**
   * @throws Refused STORE_IN_USE if another process has it, VOLATILE_STORE if the database could
   *     lose what it acknowledged, STORE_UNREADABLE if it cannot hold a store
   */
  StoreClaim(DataSource dataSource, Durability durability) {
    this.dataSource = dataSource;
    this.server = Dialect.of(dataSource) == Dialect.POSTGRESQL;
    durability.require();
    require();
    endLeftovers();
  }

  /**
   * Makes sure that the claim still holds; one that went with its connection is taken again.
   *
   * @throws Refused STORE_IN_USE if another process was faster
   */
  synchronized void require() {
    if (!server) {
      return;
    }
    try {
      if (session == null || !session.isValid(SECONDS_TO_ANSWER)) {
        close();
        session = taken();
      }
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private Connection taken() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      requirePlace(connection);
      claim(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void requirePlace(Connection connection) throws SQLException {
    String schema = String.valueOf(text(connection, "select current_schema()"));
    if (!schema.equals("public")) {
      throw unusable(
          "its first schema is '%s', and a store is in schema public".formatted(schema),
          "give the store a database of its own, and leave currentSchema out");
    }
    String encoding = String.valueOf(text(connection, "select current_setting('server_encoding')"));
    if (!encoding.equals("UTF8")) {
      throw unusable(
          "its encoding is %s, which has not every character".formatted(encoding),
          "make one with: create database … encoding 'UTF8' template template0");
    }
  }

  private static void claim(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // A machine that is gone says nothing: its lock should not wait two hours for that.
      statement.execute("set tcp_keepalives_idle = 30");
      statement.execute("set tcp_keepalives_interval = 10");
      statement.execute("set tcp_keepalives_count = 3");
    }
    if (!"t".equals(text(connection, "select pg_try_advisory_lock(" + KEY + ")"))) {
      throw new Refused(
          Refused.Code.STORE_IN_USE,
          "the store in database '%s' is in use by another process (%s): stop that process, or wait for it"
              .formatted(connection.getCatalog(), holder(connection)));
    }
  }

  private static String holder(Connection connection) throws SQLException {
    String holder =
        text(
            connection,
            "select 'session ' || pid || coalesce(' from ' || host(client_addr), '') || ' since '"
                + " || to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'"
                + " from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and"
                + " granted and pg_locks.database = (select oid from pg_database where datname ="
                + " current_database()) and (classid::bigint << 32) + objid::bigint = "
                + KEY);
    return holder == null ? "it has ended just now" : holder;
  }

  /**
   * Ends what a process that lost its claim left open: its last transaction would keep the append
   * lock, or a token, from us.
   */
  private synchronized void endLeftovers() {
    if (session == null) {
      return;
    }
    try {
      text(
          session,
          "select count(pg_terminate_backend(pid)) from (select distinct pid from pg_locks join"
              + " pg_stat_activity using (pid) where relation in (to_regclass('append_lock'),"
              + " to_regclass('token')) and mode in ('RowShareLock', 'RowExclusiveLock') and"
              + " datname = current_database() and usename = current_user and pid <>"
              + " pg_backend_pid()) it");
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private static IllegalStateException unanswered(SQLException failure) {
    return new IllegalStateException(
        "the database cannot be asked: " + failure.getMessage(), failure);
  }

  private static @Nullable String text(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private static Refused unusable(String why, String wayOut) {
    return new Refused(
        Refused.Code.STORE_UNREADABLE,
        "the database cannot hold a store: %s; %s".formatted(why, wayOut));
  }

  @Override
  public synchronized void close() {
    Connection held = session;
    session = null;
    if (held != null) {
      try (held) {
        text(held, "select pg_advisory_unlock(" + KEY + ")");
      } catch (SQLException _) {
        // A session that is dead holds nothing.
      }
    }
  }
}
