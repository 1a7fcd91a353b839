package org.royaltyledger.ledger.payout;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets payout runs: one stream for each. */
@AggregateRoot(type = "Payout") // stored for ever, so not the name of a class
public class PayoutAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String stream; // null until the first event: Axon takes it from there

  private PayoutRun run = PayoutRun.NONE;

  /** For Axon, which fills it from the log. */
  protected PayoutAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(PayoutCommand.Collect command) {
    apply(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING) // what is not there is refused by name
  public void handle(PayoutCommand.Act command) {
    apply(command);
  }

  private void apply(PayoutCommand command) {
    run.decide(command).forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(PayoutEvent event) {
    stream = new PayoutId(event.run()).stream();
    run = run.evolve(event);
  }
}
