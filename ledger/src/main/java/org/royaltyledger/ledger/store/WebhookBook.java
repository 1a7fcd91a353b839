package org.royaltyledger.ledger.store;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.ledger.webhook.Webhook;
import org.royaltyledger.ledger.webhook.WebhookCommand;
import org.royaltyledger.ledger.webhook.WebhookEvent;
import org.royaltyledger.ledger.webhook.Webhooks;

/**
 * Which webhooks there are, by the log. Kept in memory: whoever has the store open is the only one
 * to change it, and a look whether there is something to tell must cost nothing where nobody asked
 * to be told.
 */
public final class WebhookBook {

  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;
  private volatile @Nullable SortedMap<String, Registered> known;

  /**
   * One that is there.
   *
   * @param place of its registration in the log: it is told of what comes after
   */
  public record Registered(Webhook webhook, long place) {}

  WebhookBook(LogReader reader, Deciding deciding, Commands commands) {
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
  }

  /** All that are there, by id. */
  public Collection<Registered> all() {
    return known().values();
  }

  /** One of them, null if it is not there. */
  public @Nullable Registered of(String id) {
    return known().get(id);
  }

  /**
   * Has an address be told of what comes from now on.
   *
   * @throws org.royaltyledger.ledger.value.Refused BAD_INPUT if its owner has too many
   */
  public void register(Webhook webhook, Signature by) {
    change(new WebhookCommand.RegisterWebhook(webhook, by));
  }

  /**
   * Has it be told nothing any more.
   *
   * @throws org.royaltyledger.ledger.value.Refused NO_WEBHOOK if it is not there
   */
  public void remove(String id, Signature by) {
    change(new WebhookCommand.RemoveWebhook(id, by));
  }

  private synchronized void change(WebhookCommand command) {
    known = null; // nobody knows whether it was written down, if this fails
    deciding.run(
        head -> {
          commands.send(command);
          return head;
        });
    known = read();
  }

  private SortedMap<String, Registered> known() {
    SortedMap<String, Registered> now = known;
    return now == null ? first() : now;
  }

  private synchronized SortedMap<String, Registered> first() {
    SortedMap<String, Registered> now = known;
    if (now == null) {
      now = read();
      known = now;
    }
    return now;
  }

  private SortedMap<String, Registered> read() {
    var all = new TreeMap<String, Registered>();
    var webhooks = new Webhooks[] {Webhooks.NONE};
    reader.webhooks(
        0,
        reader.head(),
        row -> {
          var event = (WebhookEvent) row.event();
          webhooks[0] = webhooks[0].evolve(event);
          Webhook now = webhooks[0].byId().get(event.webhook());
          if (now == null) {
            all.remove(event.webhook());
          } else {
            all.put(now.id(), new Registered(now, row.place()));
          }
        });
    return Collections.unmodifiableSortedMap(all);
  }
}
