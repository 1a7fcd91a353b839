package org.royaltyledger.ledger.fact;

/** The command that writes down a version of a fact, unless it is the newest already. */
public record RecordFact(FactEvent fact) {

  public String key() {
    return fact.key();
  }
}
