package org.royaltyledger.ledger.webhook;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.royaltyledger.ledger.value.Signature;

/** What may be asked of webhooks. */
public sealed interface WebhookCommand {

  /** There are the webhooks of one store. */
  @TargetAggregateIdentifier
  default String webhooks() {
    return Webhooks.ID;
  }

  /** Has an address be told. */
  record RegisterWebhook(Webhook webhook, Signature by) implements WebhookCommand {}

  /** Has it be told nothing any more. */
  record RemoveWebhook(String webhook, Signature by) implements WebhookCommand {}
}
