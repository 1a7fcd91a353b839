package org.royaltyledger.ledger.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told of what happens.
 *
 * @param id never used for two
 * @param address as it was checked when it was registered
 * @param topics as they are written; one that this program does not know is told of nothing
 * @param owner whose login it is for: it is told what he sees
 */
public record Webhook(String id, String address, List<String> topics, String owner) {

  public Webhook {
    topics = List.copyOf(topics);
  }

  public boolean wants(Topic topic) {
    return topics.contains(topic.written());
  }

  WebhookEvent.WebhookRegistered registered(String who, @Nullable String why) {
    return new WebhookEvent.WebhookRegistered(id, address, topics, owner, who, why);
  }

  static Webhook from(WebhookEvent.WebhookRegistered event) {
    return new Webhook(event.webhook(), event.address(), event.topics(), event.owner());
  }
}
