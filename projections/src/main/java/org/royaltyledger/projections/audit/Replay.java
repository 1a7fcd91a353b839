package org.royaltyledger.projections.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.Dialect;
import org.royaltyledger.ledger.store.Durability;
import org.royaltyledger.ledger.store.FollowedPlaces;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.store.WriteTurn;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.royaltyledger.projections.statement.Statements;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Builds all read models anew from the log, beside the live ones, and compares every row; where
 * asked to, puts what it has built in the place of what differs.
 */
public final class Replay {

  private final DataSource dataSource;
  private final WriteTurn turn;
  private final ReadOnly readOnly;
  private final Dialect dialect;
  private final LogReader reader;
  private final RunLog runs;
  private final Function<JdbcTemplate, List<ReadModel>> models;
  private final Following following;

  /**
   * @param models all read models, on the tables of a schema
   */
  public Replay(
      DataSource dataSource,
      WriteTurn turn,
      ReadOnly readOnly,
      LogReader reader,
      RunLog runs,
      Function<JdbcTemplate, List<ReadModel>> models,
      Following following) {
    this.dataSource = dataSource;
    this.turn = turn;
    this.readOnly = readOnly;
    this.dialect = Dialect.of(dataSource);
    this.reader = reader;
    this.runs = runs;
    this.models = models;
    this.following = following;
  }

  /** Who is told how far it has come. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param place of the last event that was replayed
     * @param last the place it goes up to
     */
    void at(long place, long last, long usages);
  }

  /** What is asked besides the comparison. */
  public enum Wish {
    /** Nothing. */
    COMPARE,
    /** What all statements come to. */
    STATEMENTS,
    /** That too; and what differs is replaced. */
    SWAP
  }

  /**
   * What a replay found.
   *
   * @param difference the first one, null if all rows are identical
   * @param differences the first of each table that has one
   * @param statements of the rebuilt tables; null if nobody asked, or there are none
   * @param swapped the tables that have other rows now
   */
  public record Report(
      boolean identical,
      long events,
      long usages,
      long usagesPerSecond,
      @Nullable String difference,
      List<String> differences,
      @Nullable AllStatements statements,
      List<String> swapped) {

    public Report {
      differences = List.copyOf(differences);
      swapped = List.copyOf(swapped);
    }

    private static Report stopped(String why, long events, long usages) {
      return new Report(false, events, usages, 0, why, List.of(why), null, List.of());
    }
  }

  /**
   * Replays the log as far as each read model has followed it, which is at least to its head now.
   *
   * @param progress told the usages replayed so far
   */
  public Report run(LongConsumer progress) {
    return run(Wish.COMPARE, (place, last, usages) -> progress.accept(usages));
  }

  /**
   * The same, with what is asked besides.
   *
   * @throws org.royaltyledger.ledger.value.Refused READ_ONLY if something is to be replaced
   */
  public synchronized Report run(Wish wish, Progress progress) {
    if (wish == Wish.SWAP) {
      readOnly.refuse();
    }
    long head = reader.head();
    String damage = reader.damage(head);
    if (damage != null) {
      return Report.stopped(damage, 0, 0);
    }
    awaitHead(wish, head);
    try (Shadow shadow = Shadow.empty(dataSource, turn, reader, models)) {
      try (Connection live = snapshot()) {
        return replay(shadow, live, wish, progress);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("replay failed: " + e.getMessage(), e);
    }
  }

  /** A read model that its own wrong rows have stopped is one that a swap puts right. */
  private void awaitHead(Wish wish, long head) {
    try {
      following.await(head);
    } catch (IllegalStateException e) {
      if (wish != Wish.SWAP) {
        throw e;
      }
    }
  }

  /**
   * Sees the live tables as they are at its first look, whatever is followed afterwards. Of both
   * databases this is the isolation that takes all tables at once.
   */
  private Connection snapshot() throws SQLException {
    Connection live = dataSource.getConnection();
    try {
      live.setAutoCommit(false);
      live.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      return live;
    } catch (SQLException e) {
      live.close();
      throw e;
    }
  }

  private Report replay(Shadow shadow, Connection live, Wish wish, Progress progress)
      throws SQLException {
    FollowedPlaces followed = FollowedPlaces.seenBy(live);
    try {
      shadow.build(followed, progress);
    } catch (Shadow.NotTaken e) {
      return Report.stopped(String.valueOf(e.getMessage()), shadow.events(), shadow.usages());
    }
    long events = shadow.events();
    long usages = shadow.usages();
    long usagesPerSecond = shadow.usagesPerSecond();
    var comparison = new TableComparison(dialect, live, shadow.connection());
    var differences = new ArrayList<String>();
    var wrong = new ArrayList<ReadModel>();
    for (ReadModel model : shadow.models()) {
      int before = differences.size();
      for (String table : model.tables()) {
        String difference = comparison.difference(table);
        if (difference != null) {
          differences.add(difference);
        }
      }
      if (differences.size() > before) {
        wrong.add(model);
      }
    }
    AllStatements statements = null;
    if (wish != Wish.COMPARE) {
      statements = statements(shadow.tables());
      requireSame(statements, live, differences);
    }
    live.commit(); // its snapshot would keep old rows through the swap
    List<String> swapped = wish == Wish.SWAP && !wrong.isEmpty() ? swap(shadow, wrong) : List.of();
    return new Report(
        differences.isEmpty(),
        events,
        usages,
        usagesPerSecond,
        differences.isEmpty() ? null : differences.getFirst(),
        differences,
        statements,
        swapped);
  }

  private AllStatements statements(JdbcTemplate tables) {
    return AllStatements.of(new Statements(tables, reader, runs));
  }

  /** Rows that are all the same make the same statements; this says so of the statements. */
  private void requireSame(AllStatements rebuilt, Connection live, List<String> differences) {
    AllStatements stored;
    try {
      stored = statements(new JdbcTemplate(new SingleConnectionDataSource(live, true)));
    } catch (RuntimeException e) { // rows that are wrong may hold anything
      differences.add("the statements cannot be read (%s)".formatted(e.getMessage()));
      return;
    }
    if (!stored.equals(rebuilt)) {
      differences.add(
          "the %d statements have the digest %s where the log gives %d with %s"
              .formatted(stored.count(), stored.digest(), rebuilt.count(), rebuilt.digest()));
    }
  }

  private FollowedPlaces followed() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return FollowedPlaces.seenBy(connection);
    }
  }

  /**
   * While nothing follows, what is in the shadow and what is live can be brought to one place of
   * the log; the tokens, which say how far the live tables are, then hold for the new rows too.
   */
  private List<String> swap(Shadow shadow, List<ReadModel> wrong) {
    List<String> tables = wrong.stream().flatMap(it -> it.tables().stream()).toList();
    following.pause();
    try {
      turn.take();
      try {
        shadow.build(followed(), (place, last, usages) -> {});
        Connection connection = shadow.connection();
        Swap.copy(connection, dialect, tables);
        following.changing(connection::commit);
        new Durability(dataSource).sync();
      } finally {
        turn.give();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the swap failed: " + e.getMessage(), e);
    } finally {
      following.resume();
    }
    return tables;
  }
}
