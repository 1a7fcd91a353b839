package org.royaltyledger.ledger.period;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the calendar. */
@AggregateRoot(type = "Calendar") // stored for ever, so not the name of a class
public class CalendarAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String id; // null until the first event: Axon takes it from there

  private Calendar calendar = Calendar.EMPTY;

  /** For Axon, which fills it from the log. */
  protected CalendarAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(PeriodCommand.TakeCutOff command) {
    apply(command);
  }

  @CommandHandler
  public void handle(PeriodCommand.VoidRun command) {
    apply(command);
  }

  @CommandHandler
  public void handle(PeriodCommand.DraftMonth command) {
    apply(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(PeriodCommand.ApproveDraft command) {
    apply(command);
  }

  @CommandHandler
  public void handle(PeriodCommand.ClosePeriod command) {
    apply(command);
  }

  private void apply(PeriodCommand command) {
    calendar.decide(command).forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(PeriodEvent event) {
    id = Calendar.ID;
    calendar = calendar.evolve(event);
  }
}
