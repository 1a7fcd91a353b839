package org.royaltyledger.ledger.access;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets access. */
@AggregateRoot(type = "Access") // stored for ever, so not the name of a class
public class AccessAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String id; // null until the first event: Axon takes it from there

  private Grants grants = Grants.NONE;

  /** For Axon, which fills it from the log. */
  protected AccessAggregate() {}

  /**
   * @return whether it was otherwise before
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(AccessCommand.GrantAccess command) {
    return applied(grants.decide(command));
  }

  /**
   * @return true: what is not there is refused
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(AccessCommand.WithdrawAccess command) {
    return applied(grants.decide(command));
  }

  /**
   * @return true: for what is not there none is issued
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(AccessCommand.IssueCredential command) {
    return applied(grants.decide(command));
  }

  private static boolean applied(@Nullable AccessEvent event) {
    if (event != null) {
      AggregateLifecycle.apply(event);
    }
    return event != null;
  }

  @EventSourcingHandler
  void on(AccessEvent event) {
    id = Grants.ID;
    grants = grants.evolve(event);
  }
}
