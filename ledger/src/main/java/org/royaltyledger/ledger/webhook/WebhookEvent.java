package org.royaltyledger.ledger.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written down of who is told what. No secret is ever in one. */
public sealed interface WebhookEvent {

  /** Which one, for ever. */
  String webhook();

  /**
   * From here on an address is told of these, as its owner sees them.
   *
   * @param topics in their order
   * @param owner whose login it is for
   */
  record WebhookRegistered(
      String webhook,
      String address,
      List<String> topics,
      String owner,
      String who,
      @Nullable String why)
      implements WebhookEvent {

    public WebhookRegistered {
      topics = List.copyOf(topics);
    }
  }

  /** From here on it is told nothing. */
  record WebhookRemoved(String webhook, String who, @Nullable String why) implements WebhookEvent {}
}
