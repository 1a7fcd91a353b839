package org.royaltyledger.ledger.fact;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The command that writes down a version of a fact, unless it is the newest already. */
public record RecordFact(FactEvent fact) {

  @TargetAggregateIdentifier
  public String key() {
    return fact.key();
  }
}
