package org.royaltyledger.ledger.store;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.webhook.Webhook;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far each webhook has been told, in a table beside the log. It is no fact: without its row a
 * webhook is told again all since it was registered, and each message has the id that it had.
 */
public final class WebhookPlaces {

  private final JdbcTemplate jdbc;
  private final LogTransaction transaction;

  /** As the table has them: nobody else changes it. */
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /**
   * How far one has been told.
   *
   * @param place up to which there is nothing more to tell
   * @param attempts in vain at the message after it
   * @param since the first of them, null if there was none
   * @param next before which there is no other, null if there is nothing to wait for
   * @param outcome of the last attempt at any message, null before the first
   * @param tried when that was
   * @param givenUp how many messages were given up
   * @param gone whether it said that it is there no more
   */
  public record Told(
      long place,
      int attempts,
      @Nullable Instant since,
      @Nullable Instant next,
      @Nullable String outcome,
      @Nullable Instant tried,
      int givenUp,
      boolean gone) {

    /** One that was told nothing yet. */
    static Told nothing(long registered) {
      return new Told(registered, 0, null, null, null, null, 0, false);
    }

    /** There is nothing to tell it up to a place. */
    public Told passed(long upTo) {
      return new Told(upTo, 0, null, null, outcome, tried, givenUp, gone);
    }

    /** It was told of what is at a place. */
    public Told told(long at, String how, Instant now) {
      return new Told(at, 0, null, null, how, now, givenUp, false);
    }

    /** An attempt was in vain. */
    public Told failed(String how, Instant now, Instant again) {
      return new Told(
          place, attempts + 1, since == null ? now : since, again, how, now, givenUp, false);
    }

    /** What is at a place will not be tried again. */
    public Told gaveUp(long at, String how, Instant now) {
      return new Told(at, 0, null, null, how, now, givenUp + 1, false);
    }

    /** It is there no more. */
    public Told left(String how, Instant now) {
      return new Told(
          place, attempts + 1, since == null ? now : since, null, how, now, givenUp, true);
    }
  }

  WebhookPlaces(JdbcTemplate jdbc, LogTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** How far a webhook has been told. */
  public Told of(WebhookBook.Registered webhook) {
    return told.computeIfAbsent(webhook.webhook().id(), id -> read(id, webhook.place()));
  }

  /** Keeps how far it has been told now. */
  public void put(Webhook webhook, Told now) {
    transaction.runOnTables(
        () -> {
          jdbc.update("delete from webhook_delivery where webhook = ?", webhook.id());
          return jdbc.update(
              "insert into webhook_delivery (webhook, place, attempts, since_ms, next_ms, outcome,"
                  + " tried_ms, given_up, gone) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              webhook.id(),
              now.place,
              now.attempts,
              millis(now.since),
              millis(now.next),
              now.outcome,
              millis(now.tried),
              now.givenUp,
              now.gone ? 1 : 0);
        });
    told.put(webhook.id(), now);
  }

  /** Forgets one that was removed. */
  public void forget(String id) {
    transaction.runOnTables(
        () -> jdbc.update("delete from webhook_delivery where webhook = ?", id));
    told.remove(id);
  }

  private Told read(String id, long registered) {
    return jdbc
        .query(
            "select place, attempts, since_ms, next_ms, outcome, tried_ms, given_up, gone from"
                + " webhook_delivery where webhook = ?",
            (row, n) ->
                new Told(
                    row.getLong(1),
                    row.getInt(2),
                    instant(row.getObject(3, Long.class)),
                    instant(row.getObject(4, Long.class)),
                    row.getString(5),
                    instant(row.getObject(6, Long.class)),
                    row.getInt(7),
                    row.getInt(8) == 1),
            id)
        .stream()
        .findFirst()
        .orElseGet(() -> Told.nothing(registered));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
