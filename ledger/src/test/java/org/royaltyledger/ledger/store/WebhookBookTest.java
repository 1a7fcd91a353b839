package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.ledger.webhook.Webhook;
import org.royaltyledger.ledger.webhook.Webhooks;

@ParameterizedClass(name = "{0}")
@EnumSource
class WebhookBookTest {

  private static final Instant NOW = Instant.parse("2026-11-03T10:00:00.123Z");

  private final SomeDatabase database;
  private SomeStore store;

  WebhookBookTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyStore(@TempDir Path folder) {
    store = new SomeStore(database.fresh(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Webhook webhook(String id, String owner) {
    return new Webhook(id, "https://hooks.example.org/", List.of("payout.changed"), owner);
  }

  private WebhookBook.Registered registered(String id, String owner) {
    WebhookBook book = store.get(WebhookBook.class);
    book.register(webhook(id, owner), Signature.NONE);
    return Objects.requireNonNull(book.of(id));
  }

  /** As the next start reads it. */
  private WebhookPlaces.Told stored(WebhookBook.Registered it) {
    return new WebhookPlaces(store.jdbc(), store.get(LogTransaction.class)).of(it);
  }

  @Test
  void webhook_is_there_from_its_place_on_until_it_is_removed() {
    store.append(SomeStore.event("a"));
    WebhookBook.Registered one = registered("one", "north");
    registered("two", "south");
    WebhookBook book = store.get(WebhookBook.class);
    assertThat(one.place()).isEqualTo(2);
    assertThat(one.webhook()).isEqualTo(webhook("one", "north"));
    book.remove("one", Signature.NONE);
    assertThat(book.all()).extracting(it -> it.webhook().id()).containsExactly("two");
    assertThatThrownBy(() -> book.remove("one", Signature.NONE))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.NO_WEBHOOK));
  }

  @Test
  void login_has_no_more_webhooks_than_one_may_have() {
    for (int i = 0; i < Webhooks.MOST; i++) {
      registered("n" + i, "north");
    }
    assertThatThrownBy(() -> registered("more", "north"))
        .hasMessageStartingWith("'north' has 10 webhooks, and no login has more");
    registered("s", "south");
    assertThat(store.get(WebhookBook.class).all()).hasSize(Webhooks.MOST + 1);
  }

  @Test
  void how_far_one_was_told_is_there_at_the_next_start() {
    WebhookBook.Registered one = registered("one", "north");
    assertThat(stored(one)).isEqualTo(WebhookPlaces.Told.nothing(1));
    WebhookPlaces places = store.get(WebhookPlaces.class);
    WebhookPlaces.Told failed =
        places.of(one).told(4, "answered 200", NOW).failed("answered 500", NOW, NOW.plusSeconds(5));
    places.put(one.webhook(), failed);
    assertThat(stored(one)).isEqualTo(failed);
    assertThat(failed.since()).isEqualTo(NOW);
    WebhookPlaces.Told gone = failed.gaveUp(5, "answered 500", NOW).left("answered 410", NOW);
    places.put(one.webhook(), gone);
    assertThat(stored(one)).isEqualTo(gone);
    places.forget("one");
    assertThat(stored(one).place()).isEqualTo(1);
  }

  @Test
  void what_is_told_of_is_found_among_all_else() {
    LogReader reader = store.get(LogReader.class);
    for (String id : List.of("a", "b", "c", "d", "e")) {
      store.append(SomeStore.event(id));
    }
    assertThat(reader.nextNews(0)).isNull();
    assertThat(reader.newestNews(3)).isEqualTo(3);
    store.jdbc().update("update log set payload_type = 'payout-sent' where place = 4");
    store.jdbc().update("update log set payload_type = 'period-closed' where place = 2");
    assertThat(Objects.requireNonNull(reader.nextNews(0)).place()).isEqualTo(2);
    assertThat(Objects.requireNonNull(reader.nextNews(2)).place()).isEqualTo(4);
    assertThat(reader.nextNews(4)).isNull();
    assertThat(reader.newestNews(0)).isEqualTo(4);
  }

  @Test
  void secrets_differ_by_webhook_and_store_and_stay() {
    var key = new StoreKey(new byte[32]);
    assertThat(key.secretOfWebhook("one"))
        .hasSize(32)
        .isEqualTo(new StoreKey(new byte[32]).secretOfWebhook("one"))
        .isNotEqualTo(key.secretOfWebhook("two"))
        .isNotEqualTo(store.get(StoreKey.class).secretOfWebhook("one"));
  }
}
