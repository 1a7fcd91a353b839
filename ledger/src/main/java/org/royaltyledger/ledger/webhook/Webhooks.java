package org.royaltyledger.ledger.webhook;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;

/**
 * Who is told what.
 *
 * @param byId those that are registered now
 */
public record Webhooks(SortedMap<String, Webhook> byId) {

  /** The one stream of them. */
  public static final String ID = "webhooks";

  /** The most that one login may have: each is another sender that a close sets to work. */
  public static final int MOST = 10;

  /** Of a store in which none was registered. */
  public static final Webhooks NONE = new Webhooks(Collections.emptySortedMap());

  /**
   * @throws Refused BAD_INPUT if its owner has as many as one may have
   */
  WebhookEvent decide(WebhookCommand.RegisterWebhook command) {
    String owner = command.webhook().owner();
    if (byId.values().stream().filter(it -> it.owner().equals(owner)).count() >= MOST) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' has %d webhooks, and no login has more: remove one that is not needed first"
              .formatted(owner, MOST));
    }
    return command.webhook().registered(command.by().who(), command.by().why());
  }

  /**
   * @throws Refused NO_WEBHOOK if it is not there
   */
  WebhookEvent decide(WebhookCommand.RemoveWebhook command) {
    if (!byId.containsKey(command.webhook())) {
      throw unknown(command.webhook());
    }
    return new WebhookEvent.WebhookRemoved(
        command.webhook(), command.by().who(), command.by().why());
  }

  /** For an id that nobody has, and for one that is another's. */
  public static Refused unknown(String id) {
    return new Refused(
        Refused.Code.NO_WEBHOOK,
        "there is no webhook '%s': see yours at /api/v1/webhooks".formatted(Codes.shown(id)));
  }

  /** What follows from an event. */
  public Webhooks evolve(WebhookEvent event) {
    var registered = new TreeMap<>(byId);
    switch (event) {
      case WebhookEvent.WebhookRegistered it -> registered.put(it.webhook(), Webhook.from(it));
      case WebhookEvent.WebhookRemoved it -> registered.remove(it.webhook());
    }
    return new Webhooks(registered);
  }
}
