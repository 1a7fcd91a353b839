package org.royaltyledger.ledger.store;

/**
 * Folds events into tables of its own; called in the order of the log, one or more in a
 * transaction.
 */
public interface Projector {

  /** The name under which its place in the log is kept, for ever. */
  String name();

  /** Whether events of this class change its tables; others are not even read. */
  boolean wants(Class<?> event);

  /**
   * Takes an event in; throws on anything it cannot place, which stops the read model there.
   *
   * @param place of the event in the log
   */
  void on(long place, Object event);

  /** Writes down what it has only added up so far: called last in each transaction. */
  default void settle() {}

  /** Forgets what it has not written down: the transaction is rolled back. */
  default void forget() {}
}
