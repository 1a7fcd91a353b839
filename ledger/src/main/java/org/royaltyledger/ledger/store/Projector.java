package org.royaltyledger.ledger.store;

/** Folds events into tables of its own; called in the order of the log, in one transaction each. */
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
}
