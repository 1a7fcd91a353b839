package org.royaltyledger.ledger.fact;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the facts: one stream per key, every version an event. */
@AggregateRoot(type = "Facts") // stored for ever, so not the name of a class
public class FactAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String key; // null until the first event: Axon takes it from there

  private @Nullable FactEvent newest;

  /** For Axon, which fills it from the log. */
  protected FactAggregate() {}

  /**
   * @return whether a version was written down; false means the same again
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(RecordFact command) {
    List<FactEvent> versions = Versions.decide(newest, command.fact());
    versions.forEach(AggregateLifecycle::apply);
    return !versions.isEmpty();
  }

  @EventSourcingHandler
  void on(FactEvent event) {
    key = event.key();
    newest = event;
  }
}
