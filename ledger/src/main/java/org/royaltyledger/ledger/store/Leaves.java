package org.royaltyledger.ledger.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.usage.UsageEvent;

/**
 * The leaf of each event, stored in the transaction that appends it: what proofs are made of, and
 * what a row that was changed afterwards is known by.
 */
public final class Leaves {

  /** Rows read at once when a store of before gets its leaves: blocks are large. */
  private static final int AT_ONCE = 64;

  /** What an entry is made of. */
  static final String COLUMNS =
      "log.place, event_identifier, aggregate_identifier, sequence_number, aggregate_type,"
          + " time_stamp, payload_type, payload_revision, payload, meta_data";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final PreparedStatement insert;

  private Leaves(PreparedStatement insert) {
    this.insert = insert;
  }

  /** Writes leaves on a connection; each is there once {@link #write} has returned. */
  static Leaves on(Connection connection) throws SQLException {
    return new Leaves(
        connection.prepareStatement(
            "insert into leaf (place, hash, contents, salt) values (?, ?, ?, ?)"));
  }

  /** What a block of usages holds; null for any other event. */
  public static @Nullable Contents contents(Object event) {
    return event instanceof UsageEvent.UsageBlockRecorded recorded
        ? BlockTree.of(recorded.saltKey(), recorded.block()).contents()
        : null;
  }

  /** A salt for one event: what the event says cannot be found out by trying without it. */
  static byte[] freshSalt() {
    byte[] salt = new byte[LogEntry.SALT];
    RANDOM.nextBytes(salt);
    return salt;
  }

  void add(LogEntry entry) throws SQLException {
    insert.setLong(1, entry.place());
    insert.setBytes(2, entry.leaf().bytes());
    insert.setBytes(3, entry.contents() == null ? null : entry.contents().bytes());
    insert.setBytes(4, entry.salt());
    insert.addBatch();
  }

  void write() throws SQLException {
    try (insert) {
      insert.executeBatch();
    }
  }

  /**
   * Gives a log its leaves that a version without them has written: all or none. A log that has any
   * gets none here, so that one that lost some is found by {@code check}.
   */
  static void fill(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (!any(connection, "leaf") && any(connection, "log")) {
          long head = AppendLock.take(connection);
          if (!any(connection, "leaf")) { // another node may have been faster
            fill(connection, head);
          }
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the leaves of the log cannot be written", e);
    }
  }

  private static boolean any(Connection connection, String table) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select 1 from " + table + " limit 1");
        ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  private static void fill(Connection connection, long head) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from log where log.place > ? and log.place <= ? order by log.place limit "
                + AT_ONCE)) {
      long seen = 0;
      while (seen < head) {
        select.setLong(1, seen);
        select.setLong(2, head);
        Leaves leaves = on(connection);
        long before = seen;
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            leaves.add(filled(row));
            seen = row.getLong(1);
          }
        }
        leaves.write();
        if (seen == before) {
          return; // a log with a gap at its end, which check names
        }
      }
    }
  }

  private static LogEntry filled(ResultSet row) throws SQLException {
    @Nullable Contents contents;
    try {
      contents =
          contents(EventSerializer.read(row.getString(7), row.getString(8), row.getBytes(9)));
    } catch (RuntimeException e) {
      contents = null; // damaged, or of a newer version: check says which
    }
    return entry(row, contents, freshSalt());
  }

  /**
   * @param row begins with {@link #COLUMNS}
   * @param salt of another length than salts have is none, and makes another leaf: HMAC would take
   *     it with zeros at its end for the same
   */
  static LogEntry entry(ResultSet row, @Nullable Contents contents, byte @Nullable [] salt)
      throws SQLException {
    return new LogEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getBytes(9),
        row.getBytes(10),
        contents,
        salt == null || salt.length == LogEntry.SALT ? salt : new byte[LogEntry.SALT]);
  }
}
