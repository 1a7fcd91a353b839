package org.royaltyledger.ledger.webhook;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets webhooks. */
@AggregateRoot(type = "Webhooks") // stored for ever, so not the name of a class
public class WebhooksAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String id; // null until the first event: Axon takes it from there

  private Webhooks webhooks = Webhooks.NONE;

  /** For Axon, which fills it from the log. */
  protected WebhooksAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(WebhookCommand.RegisterWebhook command) {
    AggregateLifecycle.apply(webhooks.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(WebhookCommand.RemoveWebhook command) {
    AggregateLifecycle.apply(webhooks.decide(command));
  }

  @EventSourcingHandler
  void on(WebhookEvent event) {
    id = Webhooks.ID;
    webhooks = webhooks.evolve(event);
  }
}
