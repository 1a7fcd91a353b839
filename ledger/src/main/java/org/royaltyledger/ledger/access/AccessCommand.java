package org.royaltyledger.ledger.access;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.royaltyledger.ledger.value.Signature;

/** What may be asked of access. */
public sealed interface AccessCommand {

  /** There is the access of one store. */
  @TargetAggregateIdentifier
  default String access() {
    return Grants.ID;
  }

  /** Has a user or token be granted this, and nothing else. */
  record GrantAccess(Grant grant, Signature by) implements AccessCommand {}

  /** Has it be granted nothing any more. */
  record WithdrawAccess(String name, Signature by) implements AccessCommand {}

  /** Writes down that a secret is handed out. */
  record IssueCredential(String name, String credential, Signature by) implements AccessCommand {}
}
