package org.royaltyledger.api.webhook;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.WebhookBook;
import org.royaltyledger.ledger.store.WebhookPlaces;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.ledger.webhook.Topic;
import org.royaltyledger.ledger.webhook.Webhook;
import org.royaltyledger.ledger.webhook.Webhooks;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be asked of webhooks, for whom this thread works. */
final class WebhookWork {

  private static final int ID_BYTES = 16;

  /** Tests at once: each keeps a thread that a usage could be taken by. */
  private static final int TESTS = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final WebhookBook book;
  private final WebhookPlaces places;
  private final AccessBook access;
  private final HookHosts hosts;
  private final StoreKey key;
  private final News news;
  private final Courier courier;
  private final ReadOnly readOnly;
  private final InstantSource clock;
  private final Semaphore tests = new Semaphore(TESTS);

  WebhookWork(
      WebhookBook book,
      WebhookPlaces places,
      AccessBook access,
      HookHosts hosts,
      StoreKey key,
      News news,
      Courier courier,
      ReadOnly readOnly,
      InstantSource clock) {
    this.book = book;
    this.places = places;
    this.access = access;
    this.hosts = hosts;
    this.key = key;
    this.news = news;
    this.courier = courier;
    this.readOnly = readOnly;
    this.clock = clock;
  }

  /**
   * Those that the caller may know of.
   *
   * @return a document (docs/api.md)
   */
  ArrayNode all() {
    boolean everybodys = Caller.now().is(Role.ADMIN) || Caller.now().is(Role.AUDITOR);
    ArrayNode all = Json.array();
    book.all().stream()
        .filter(it -> everybodys || isOwn(it.webhook()))
        .forEach(it -> all.add(document(it)));
    return all;
  }

  /**
   * Has an address be told of what comes from now on.
   *
   * @param topics as they are written; none is all
   * @return with the secret, which is shown this once
   * @throws Refused BAD_INPUT, NOT_ALLOWED, READ_ONLY
   */
  ObjectNode register(String address, Collection<String> topics, Signature by) {
    readOnly.refuse();
    String owner = owner();
    hosts.requireReachable(address);
    byte[] random = new byte[ID_BYTES];
    RANDOM.nextBytes(random);
    var webhook =
        new Webhook("wh_" + HexFormat.of().formatHex(random), address, written(topics), owner);
    changed(by, () -> book.register(webhook, by));
    WebhookBook.Registered registered = book.of(webhook.id());
    if (registered == null) {
      throw Webhooks.unknown(webhook.id()); // removed meanwhile
    }
    return document(registered).put("secret", Message.shown(key.secretOfWebhook(webhook.id())));
  }

  /** What another issuer lets somebody see is known only while he asks. */
  private String owner() {
    String name = Caller.now().name();
    if (name == null || access.grants().of(name) == null) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "a webhook is for a user or token of this store, as what it may see is looked up with each message, and nothing is granted here to '%s': have an admin make a token, and register with that"
              .formatted(Codes.shown(String.valueOf(name))));
    }
    return name;
  }

  private static List<String> written(Collection<String> topics) {
    try {
      Stream<Topic> each =
          topics.isEmpty() ? Stream.of(Topic.values()) : topics.stream().map(Topic::parse);
      return each.map(Topic::written).sorted().toList();
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, Codes.shown(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Has it be told nothing any more; an admin may have this of everybody's.
   *
   * @return those that are left
   * @throws Refused NO_WEBHOOK, READ_ONLY
   */
  ArrayNode remove(String id, Signature by) {
    readOnly.refuse();
    required(id, Set.of(Role.ADMIN));
    changed(by, () -> book.remove(id, by));
    places.forget(id);
    return all();
  }

  /**
   * Sends something of no meaning, now.
   *
   * @throws Refused NO_WEBHOOK, BUSY, READ_ONLY
   */
  ObjectNode test(String id) {
    readOnly.refuse();
    Webhook webhook = required(id, Set.of()).webhook();
    if (!tests.tryAcquire()) {
      throw new Refused(
          Refused.Code.BUSY, "too many webhooks are tested at once: try again in a moment");
    }
    try {
      byte[] random = new byte[ID_BYTES];
      RANDOM.nextBytes(random);
      Outcome outcome =
          courier.send(
              webhook,
              Message.of(
                  "msg_" + HexFormat.of().formatHex(random),
                  "ping",
                  clock.instant().toString(),
                  Json.object()));
      return Json.object()
          .put("webhook", id)
          .put("delivered", outcome != null && outcome.isDelivered())
          .put("outcome", outcome == null ? "the server is ending" : outcome.said());
    } finally {
      tests.release();
    }
  }

  private static boolean isOwn(Webhook webhook) {
    return webhook.owner().equals(Caller.now().name());
  }

  /**
   * @param others who may do it to others'
   */
  private WebhookBook.Registered required(String id, Set<Role> others) {
    WebhookBook.Registered found = book.of(id);
    if (found == null || !(isOwn(found.webhook()) || others.stream().anyMatch(Caller.now()::is))) {
      throw Webhooks.unknown(id);
    }
    return found;
  }

  private static void changed(Signature by, Runnable work) {
    Acting.as(by)
        .doing(
            () -> {
              work.run();
              return by;
            });
  }

  private ObjectNode document(WebhookBook.Registered it) {
    Webhook webhook = it.webhook();
    WebhookPlaces.Told told = places.of(it);
    ObjectNode document =
        Json.object()
            .put("webhook", webhook.id())
            .put("owner", webhook.owner())
            .put("address", webhook.address());
    ArrayNode topics = document.putArray("topics");
    webhook.topics().forEach(topics::add);
    document
        .put("state", state(webhook, told))
        .put("attempts", told.attempts())
        .put("givenUp", told.givenUp());
    put(document, "waitingSince", told.since());
    put(document, "nextAttempt", told.next());
    put(document, "lastAttempt", told.tried());
    put(document, "lastOutcome", told.outcome());
    return document;
  }

  private String state(Webhook webhook, WebhookPlaces.Told told) {
    if (hosts.isOff() || readOnly.isOn()) {
      return "off";
    }
    if (told.gone()) {
      return "gone";
    }
    if (news.owner(webhook) == null) {
      return "withdrawn";
    }
    return told.attempts() > 0 ? "waiting" : "delivering";
  }

  private static void put(ObjectNode document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value.toString());
    }
  }
}
