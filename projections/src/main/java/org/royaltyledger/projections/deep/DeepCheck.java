package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The deep check: the log read once by plain JDBC, all that follows from it made again, and both
 * compared with the tables.
 *
 * <p>It shares no code with what it checks, but for the libraries (JDBC, Jackson, Avro, zstd) and
 * the schemas of blocks. What the program says of statements is asked of it, to be compared.
 */
public final class DeepCheck {

  /** The line that says where the first wrong event is. */
  public static final String FIRST = "deep-first-wrong";

  private final DataSource dataSource;
  private final StatementDigests said;

  public DeepCheck(DataSource dataSource, StatementDigests said) {
    this.dataSource = dataSource;
    this.said = said;
  }

  /** The newest revision of each event that it knows, by name: a log may hold no others. */
  public static SortedMap<String, String> knownEvents() {
    return KnownEvents.revisions();
  }

  /**
   * Checks all that is stored now; others may write meanwhile.
   *
   * @param progress told the usages read so far
   */
  public DeepReport run(LongConsumer progress) {
    var findings = new Findings();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        // All tables as they are at the first look.
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        var store = new Store(connection);
        try (var fold = new Fold(store, findings, said)) {
          fold.run(progress);
        }
        return report(store, findings);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the deep check failed: " + e.getMessage(), e);
    }
  }

  private static DeepReport report(Store store, Findings findings) throws SQLException {
    List<DeepReport.Line> lines = new ArrayList<>(findings.lines());
    Wrong first = findings.first();
    if (first == null) {
      return new DeepReport(lines, null);
    }
    var told =
        new DeepReport.FirstWrong(
            first.place() == 0 ? null : first.place(),
            first.upTo() == first.place() ? null : first.upTo(),
            event(store, first.place()),
            first.what());
    lines.add(new DeepReport.Line(FIRST, false, "%s: %s".formatted(told.where(), first.what())));
    return new DeepReport(lines, told);
  }

  private static @Nullable String event(Store store, long place) throws SQLException {
    @Nullable String[] name = new @Nullable String[1];
    store.each(
        "select payload_type from log where place = ?", row -> name[0] = row.getString(1), place);
    return name[0];
  }
}
