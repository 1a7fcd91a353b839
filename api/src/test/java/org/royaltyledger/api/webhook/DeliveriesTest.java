package org.royaltyledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.access.TwoLabels;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.WebhookBook;
import org.royaltyledger.ledger.store.WebhookPlaces;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.ledger.webhook.Webhook;

/** How messages are brought, by a clock that the test sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DeliveriesTest {

  private static final List<String> PAYOUTS = List.of("payout.changed");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2027-01-05T12:00:00Z"));
  private final AtomicReference<InetAddress[]> addresses = new AtomicReference<>();
  private Path folder;
  private ServedStore served;
  private Receiver receiver;
  private Deliveries deliveries;
  private int runs;
  private int hooks;

  @BeforeAll
  void month(@TempDir Path temporary) {
    folder = temporary;
    served = TwoLabels.open(folder, "--royalty-ledger.checkpoint-seconds=0");
    served.run("close", "2026-10");
    access().token("books", Set.of(Role.FINANCE), List.of(), null, Signature.NONE);
    receiver = new Receiver();
  }

  @BeforeEach
  void begin() {
    addresses.set(new InetAddress[] {HERE});
    deliveries = made();
  }

  /** As a server does, but with another clock, resolver and patience. */
  private Deliveries made() {
    var hosts = new HookHosts(Set.of("hooks.test"), Set.of("intern.test"), _ -> addresses.get());
    return new Deliveries(
        served.get(WebhookBook.class),
        served.get(WebhookPlaces.class),
        served.get(LogReader.class),
        served.get(News.class),
        new Courier(
            hosts,
            served.get(StoreKey.class),
            now::get,
            Duration.ofSeconds(1),
            SSLContexts.createDefault()),
        now::get);
  }

  @AfterEach
  void end() {
    deliveries.close();
    List.copyOf(served.get(WebhookBook.class).all())
        .forEach(it -> served.get(WebhookBook.class).remove(it.webhook().id(), Signature.NONE));
  }

  @AfterAll
  void stop() {
    served.close();
    receiver.close();
  }

  private LocalAccessWork access() {
    return served.get(LocalAccessWork.class);
  }

  /** One that tells a path of its own, which is its id. */
  private WebhookBook.Registered registered(String owner) {
    String id = "wh-" + ++hooks;
    return registered(id, owner, "http://intern.test:%d/%s".formatted(receiver.port(), id));
  }

  private WebhookBook.Registered registered(String id, String owner, String address) {
    WebhookBook book = served.get(WebhookBook.class);
    book.register(new Webhook(id, address, PAYOUTS, owner), Signature.NONE);
    return Objects.requireNonNull(book.of(id));
  }

  private static String path(WebhookBook.Registered it) {
    return "/" + it.webhook().id();
  }

  /** Two things to tell. */
  private void payout() {
    runs++;
    served.run("payouts", "collect");
    served.run("payouts", "cancel", "payout-" + runs);
  }

  /** Looks, and waits for what that began. */
  private void tell() {
    for (Future<?> it : deliveries.look()) {
      try {
        it.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException
          | InterruptedException
          | java.util.concurrent.TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void later(Duration by) {
    now.updateAndGet(it -> it.plus(by));
  }

  private WebhookPlaces.Told told(WebhookBook.Registered it) {
    return served.get(WebhookPlaces.class).of(it);
  }

  private Receiver.Came taken(WebhookBook.Registered it, String step) {
    assertThat(receiver.waiting(path(it))).isPositive();
    Receiver.Came came = receiver.next(path(it));
    assertThat(came.json().path("data").path("step").stringValue()).isEqualTo(step);
    assertThat(
            came.isSignedWith(
                Message.shown(served.get(StoreKey.class).secretOfWebhook(it.webhook().id()))))
        .isTrue();
    return came;
  }

  private void assertNothingMore(WebhookBook.Registered it) {
    assertThat(receiver.waiting(path(it))).isZero();
  }

  @Test
  void what_came_before_a_webhook_is_not_told() {
    payout();
    WebhookBook.Registered hook = registered("books");
    tell();
    assertNothingMore(hook);
    assertThat(told(hook).outcome()).isNull();
  }

  @Test
  void message_that_fails_is_sent_again_after_growing_waits_and_keeps_id_and_order() {
    WebhookBook.Registered hook = registered("books");
    receiver.answers(path(hook), Receiver.Answer.status(500));
    payout();
    tell();
    Receiver.Came first = taken(hook, "collected");
    assertThat(told(hook).outcome()).isEqualTo("answered 500");
    for (Duration wait : List.of(Duration.ofSeconds(5), Duration.ofSeconds(30))) {
      later(wait.minusMillis(1));
      tell();
      assertNothingMore(hook);
      later(Duration.ofMillis(1));
      tell();
      Receiver.Came again = taken(hook, "collected");
      assertThat(again.id()).isEqualTo(first.id());
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.timestamp()).isEqualTo(now.get().getEpochSecond());
      assertNothingMore(hook); // what comes after it waits
    }
    receiver.answers(path(hook), Receiver.Answer.status(200));
    later(Duration.ofMinutes(2));
    tell();
    assertThat(taken(hook, "collected").id()).isEqualTo(first.id());
    assertThat(taken(hook, "cancelled").id()).isNotEqualTo(first.id());
    assertThat(told(hook).attempts()).isZero();
    assertThat(told(hook).since()).isNull();
  }

  @Test
  void message_is_given_up_after_three_days_and_the_next_follows() {
    WebhookBook.Registered hook = registered("books");
    receiver.answers(path(hook), Receiver.Answer.status(503));
    payout();
    Instant since = now.get();
    int attempts = 0;
    while (told(hook).givenUp() == 0) {
      assertThat(++attempts).isLessThan(20);
      tell();
      taken(hook, "collected");
      if (told(hook).givenUp() == 0) {
        now.set(Objects.requireNonNull(told(hook).next()));
      }
    }
    assertThat(attempts).isEqualTo(13);
    assertThat(Duration.between(since, now.get()))
        .isBetween(Duration.ofDays(3), Duration.ofDays(4));
    taken(hook, "cancelled");
    assertThat(told(hook).attempts()).isEqualTo(1);
  }

  @Test
  void receiver_that_says_it_is_gone_is_told_nothing_more() {
    WebhookBook.Registered hook = registered("books");
    receiver.answers(path(hook), Receiver.Answer.status(410));
    payout();
    tell();
    taken(hook, "collected");
    receiver.answers(path(hook), Receiver.Answer.status(200));
    later(Duration.ofDays(1));
    tell();
    assertNothingMore(hook);
    assertThat(told(hook).gone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirect_is_not_followed(int status) {
    WebhookBook.Registered hook = registered("books");
    receiver.answers(
        path(hook),
        it -> {
          it.getResponseHeaders()
              .add("Location", "http://127.0.0.1:%d/elsewhere".formatted(receiver.port()));
          it.sendResponseHeaders(status, -1);
        });
    payout();
    tell();
    taken(hook, "collected");
    assertNothingMore(hook);
    assertThat(receiver.waiting("/elsewhere")).isZero();
    assertThat(told(hook).outcome()).isEqualTo("answered " + status);
  }

  @Test
  void receiver_that_never_answers_keeps_nobody_waiting() {
    WebhookBook.Registered hanging = registered("books");
    WebhookBook.Registered other = registered("books");
    var end = new CountDownLatch(1);
    var began = new CountDownLatch(1);
    receiver.answers(
        path(hanging),
        it -> {
          began.countDown();
          await(end);
        });
    payout();
    List<Future<?>> begun = deliveries.look();
    await(began);
    payout(); // the store goes on
    assertThat(receiver.next(path(other)).json().path("type").stringValue())
        .isEqualTo("payout.changed");
    begun.forEach(DeliveriesTest::join);
    end.countDown();
    assertThat(told(hanging).outcome()).isEqualTo("no answer within 1 seconds");
    assertThat(told(hanging).attempts()).isEqualTo(1);
  }

  @Test
  void what_is_under_way_at_the_end_is_broken_off_and_counts_as_no_attempt() {
    WebhookBook.Registered hanging = registered("books");
    var end = new CountDownLatch(1);
    var began = new CountDownLatch(1);
    receiver.answers(
        path(hanging),
        it -> {
          began.countDown();
          await(end);
        });
    payout();
    List<Future<?>> begun = deliveries.look();
    await(began);
    deliveries.close();
    assertThat(begun).allMatch(Future::isDone);
    end.countDown();
    assertThat(told(hanging).attempts()).isZero();
    assertThat(told(hanging).place()).isEqualTo(hanging.place());
  }

  @Test
  void content_of_an_answer_is_not_read() {
    WebhookBook.Registered hook = registered("books");
    var broke = new CountDownLatch(1);
    var written = new AtomicLong();
    receiver.answers(
        path(hook),
        it -> {
          it.sendResponseHeaders(200, 0);
          try {
            while (true) {
              it.getResponseBody().write(new byte[1 << 16]);
              written.addAndGet(1 << 16);
            }
          } catch (IOException e) {
            broke.countDown();
          }
        });
    payout();
    tell();
    await(broke);
    assertThat(written).as("what waits between the two").hasValueLessThan(1 << 26);
    taken(hook, "collected");
    taken(hook, "cancelled");
    assertThat(told(hook).outcome()).isEqualTo("answered 200");
  }

  @Test
  void host_that_leads_elsewhere_by_now_is_not_connected_to() {
    WebhookBook.Registered hook =
        registered("wh-rebound", "books", "https://hooks.test:%d/".formatted(receiver.port()));
    addresses.set(new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), HERE});
    payout();
    tell();
    assertThat(told(hook).outcome())
        .isEqualTo("not sent: the host has an address that is not public");
    assertNothingMore(hook);
  }

  @Test
  void host_that_is_not_on_the_list_any_more_is_not_connected_to() {
    WebhookBook.Registered hook =
        registered("wh-unlisted", "books", "http://other.test:%d/".formatted(receiver.port()));
    payout();
    tell();
    assertThat(told(hook).outcome()).startsWith("not sent: this server does not send");
  }

  @Test
  void owner_who_may_see_nothing_any_more_is_told_nothing() {
    grant("leaver");
    WebhookBook.Registered hook = registered("leaver");
    access().withdraw("leaver", Signature.NONE);
    payout();
    tell();
    assertNothingMore(hook);
    access().token("leaver", Set.of(Role.INGEST), List.of(), null, Signature.NONE);
    payout();
    tell();
    assertNothingMore(hook);
    grant("leaver");
    payout();
    tell();
    taken(hook, "collected");
    taken(hook, "cancelled");
    assertNothingMore(hook); // nothing of before
  }

  private void grant(String name) {
    access().token(name, Set.of(Role.PARTNER), List.of(new PartyId("north")), null, Signature.NONE);
  }

  @Test
  void removed_webhook_is_told_nothing() {
    WebhookBook.Registered hook = registered("books");
    served.get(WebhookBook.class).remove(hook.webhook().id(), Signature.NONE);
    payout();
    tell();
    assertNothingMore(hook);
  }

  @Test
  void server_that_starts_again_goes_on_where_it_was() {
    WebhookBook.Registered hook = registered("books");
    receiver.answers(
        path(hook), it -> it.sendResponseHeaders(receivedOf(hook) == 1 ? 200 : 500, -1));
    payout();
    tell();
    taken(hook, "collected");
    Receiver.Came second = taken(hook, "cancelled");
    deliveries.close();
    served.close();
    served = new ServedStore(folder, "--royalty-ledger.checkpoint-seconds=0");
    deliveries = made();
    receiver.answers(path(hook), Receiver.Answer.status(200));
    tell();
    assertNothingMore(hook); // it is not time yet
    later(Duration.ofSeconds(5));
    tell();
    assertThat(taken(hook, "cancelled").id()).isEqualTo(second.id());
    assertNothingMore(hook);
  }

  private int receivedOf(WebhookBook.Registered hook) {
    return receiver.waiting(path(hook));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object join(Future<?> it) {
    try {
      return it.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
