package org.royaltyledger.ledger.store;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Transactions that each wait for their {@link WriteTurn}. */
final class Transactions extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient WriteTurn turn;

  Transactions(DataSource dataSource, WriteTurn turn) {
    super(dataSource);
    this.turn = turn;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    turn.take();
    try {
      super.doBegin(transaction, definition);
    } catch (RuntimeException | Error e) {
      turn.give();
      throw e;
    }
  }

  /** Whatever became of it. */
  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    try {
      super.doCleanupAfterCompletion(transaction);
    } finally {
      turn.give();
    }
  }
}
