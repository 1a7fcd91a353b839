package org.royaltyledger.projections.setup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.royaltyledger.ledger.store.FollowedPlaces;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which version of each read model built its tables; one that has a newer one begins anew. */
final class ReadModelVersions {

  private static final int FIRST = 1;

  private final JdbcTemplate jdbc;
  private final LogTransaction transaction;

  ReadModelVersions(JdbcTemplate jdbc, LogTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** To be called before it follows the log. */
  void bring(ReadModel model) {
    List<Integer> found =
        jdbc.queryForList(
            "select version from read_model where name = ?", Integer.class, model.name());
    int built = found.isEmpty() ? FIRST : found.getFirst();
    if (built != model.version()) {
      transaction.runOnTables(() -> beginAnew(model));
    }
  }

  /**
   * Of a read model that there is no more, the tables are gone, and how far it had followed counts
   * for nothing.
   */
  void forgetOthers(List<ReadModel> models) {
    List<String> known = models.stream().map(ReadModel::name).toList();
    List<String> others =
        jdbc.query("select processor from token", (row, n) -> row.getString(1)).stream()
            .filter(it -> !known.contains(it))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      transaction.runOnTables(() -> forget(others));
    }
  }

  /**
   * Read models that have followed further than the log goes were built from another one: an older
   * log was put under newer tables, and what it gets next would be passed over.
   *
   * @throws Refused LOG_REWRITTEN
   */
  void requireThisLog(DataSource dataSource, long head) {
    try (Connection connection = dataSource.getConnection()) {
      long followed = FollowedPlaces.seenBy(connection).last();
      if (followed > head) {
        throw new Refused(
            Refused.Code.LOG_REWRITTEN,
            "the log ends at place %d, and what follows it has seen place %d: an older log was put under newer tables; restore the store as a whole from one backup"
                .formatted(head, followed));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tokens of read models cannot be read", e);
    }
  }

  private boolean forget(List<String> names) {
    for (String name : names) {
      jdbc.update("delete from token where processor = ?", name);
      jdbc.update("delete from read_model where name = ?", name);
    }
    return true;
  }

  private boolean beginAnew(ReadModel model) {
    model.tables().forEach(table -> jdbc.update("delete from " + table));
    jdbc.update("delete from token where processor = ?", model.name());
    jdbc.update("delete from read_model where name = ?", model.name());
    jdbc.update(
        "insert into read_model (name, version) values (?, ?)", model.name(), model.version());
    return true;
  }
}
