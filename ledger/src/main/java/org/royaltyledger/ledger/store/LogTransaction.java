package org.royaltyledger.ledger.store;

import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** One unit of work on the log: appended as a whole, and durable when it returns. */
public final class LogTransaction {

  private final ReadOnly readOnly;
  private final TransactionManager transactions;
  private final WriteTurn turn;
  private final StoreClaim claim;
  private final Durability durability;
  private final LogSource source;

  public LogTransaction(
      ReadOnly readOnly,
      TransactionManager transactions,
      WriteTurn turn,
      StoreClaim claim,
      Durability durability,
      LogSource source) {
    this.readOnly = readOnly;
    this.transactions = transactions;
    this.turn = turn;
    this.claim = claim;
    this.durability = durability;
    this.source = source;
  }

  /**
   * Does {@code work} in one transaction.
   *
   * @return what {@code work} gave, once everything it appended is on the disk
   * @throws org.royaltyledger.ledger.value.Refused READ_ONLY
   */
  public <T> T run(Supplier<T> work) {
    readOnly.refuse();
    return runOnTables(work);
  }

  /**
   * The same on tables that follow from the log, which a store that is only read has, too: nothing
   * is appended.
   */
  public <T> T runOnTables(Supplier<T> work) {
    claim.require();
    T result = turn.during(() -> durable(work));
    source.appended();
    return result;
  }

  private <T> T durable(Supplier<T> work) {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    T result;
    try {
      unit.attachTransaction(transactions);
      result = work.get();
    } catch (RuntimeException | Error e) {
      unit.rollback(e);
      throw e;
    }
    unit.commit();
    durability.sync();
    return result;
  }
}
