package org.royaltyledger.ledger.store;

import java.util.Objects;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is decided by all that the log holds, and written down before anybody else can append. */
public final class Deciding {

  private final LogTransaction transaction;
  private final JdbcTemplate jdbc;

  public Deciding(LogTransaction transaction, JdbcTemplate jdbc) {
    this.transaction = transaction;
    this.jdbc = jdbc;
  }

  /**
   * Decides in one transaction that has the append lock from its beginning.
   *
   * @param work given the place of the newest event; nothing comes after it but what this appends
   * @return what {@code work} gave, once everything it appended is on the disk
   */
  public <T> T run(LongFunction<T> work) {
    return transaction.run(
        () -> {
          Long head =
              jdbc.execute((ConnectionCallback<Long>) connection -> AppendLock.take(connection));
          return work.apply(Objects.requireNonNull(head));
        });
  }
}
