package org.royaltyledger.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.access.TwoLabels;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.docs.Documents;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as others have them: over the API, told by the server's own clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WebhooksTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOOKS = "/api/v1/webhooks";
  private static final String TYPE = "application/json";

  private Path folder;
  private ServedStore served;
  private Receiver receiver;
  private int names;

  @BeforeAll
  void store(@TempDir Path temporary) {
    folder = temporary;
    served = TwoLabels.open(folder, "--royalty-ledger.webhooks.private-hosts=localhost");
    receiver = new Receiver();
  }

  @AfterAll
  void stop() {
    served.close();
    receiver.close();
  }

  /** A token for it, which no other test has. */
  private String token(Role role, String... parties) {
    return served
        .get(LocalAccessWork.class)
        .token(
            role.written() + "-" + ++names,
            Set.of(role),
            List.of(parties).stream().map(PartyId::new).toList(),
            null,
            Signature.NONE)
        .path("token")
        .stringValue();
  }

  private HttpResponse<String> asked(String token, String address, String topics) {
    return served
        .with(token)
        .post(HOOKS, TYPE, "{\"address\":\"%s\"%s}".formatted(address, topics));
  }

  private JsonNode registered(String token, String path) {
    return registered(token, path, "");
  }

  private JsonNode registered(String token, String path, String topics) {
    HttpResponse<String> answer =
        asked(token, "http://localhost:%d%s".formatted(receiver.port(), path), topics);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private JsonNode seen(String token) {
    return JSON.readTree(served.with(token).get(HOOKS).body());
  }

  private List<String> came(String path, String secret, int messages) {
    var came = new ArrayList<String>();
    for (int i = 0; i < messages; i++) {
      Receiver.Came next = receiver.next(path);
      assertThat(next.isSignedWith(secret)).isTrue();
      assertThat(next.isSignedWith("whsec_AAAA")).isFalse();
      assertThat(next.json().propertyNames()).containsExactly("type", "timestamp", "data");
      assertThat(next.json().path("timestamp").stringValue()).matches("20.*Z");
      came.add(next.json().path("type").stringValue() + " " + next.json().path("data"));
    }
    return came;
  }

  private static String issued(String month, int statements) {
    return "statements.issued {\"period\":\"%s\",\"statements\":%d,\"address\":\"/api/v1/statements/%s\"}"
        .formatted(month, statements, month);
  }

  private static String changed(String step, int items) {
    return "payout.changed {\"run\":\"payout-1\",\"step\":\"%s\",\"items\":%d,\"address\":\"/api/v1/payouts/payout-1\"}"
        .formatted(step, items);
  }

  @Test
  void each_is_told_what_its_owner_sees_signed_and_in_order() {
    String partner = token(Role.PARTNER, "north");
    String shop = token(Role.PARTNER, "shop");
    JsonNode books = registered(token(Role.FINANCE), "/books");
    JsonNode north = registered(partner, "/north");
    JsonNode south = registered(token(Role.PARTNER, "south"), "/south");
    JsonNode months =
        registered(token(Role.AUDITOR), "/months", ",\"topics\":[\"statements.issued\"]");
    registered(shop, "/shop");
    served.run("close", "2026-10");
    served.run("payouts", "collect");
    served.run("payouts", "approve", "payout-1");
    served.run("payouts", "send", "payout-1");
    served.run("payouts", "fail", "payout-1", "--party", "south");
    served.run("payouts", "settle", "payout-1");
    served.run("close", "2026-12");

    assertThat(came("/books", secret(books), 7))
        .containsExactly(
            issued("2026-10", 3),
            changed("collected", 3),
            changed("approved", 3),
            changed("sent", 3),
            changed("failed", 1),
            changed("settled", 2),
            issued("2026-12", 2));
    // Ann left North in December, and what is paid is of who is a member today.
    assertThat(came("/north", secret(north), 6))
        .containsExactly(
            issued("2026-10", 2),
            changed("collected", own(partner)),
            changed("approved", own(partner)),
            changed("sent", own(partner)),
            changed("settled", own(partner)),
            issued("2026-12", 1));
    assertThat(came("/south", secret(south), 5))
        .containsExactly(
            issued("2026-10", 1),
            changed("collected", 1),
            changed("approved", 1),
            changed("sent", 1),
            changed("failed", 1)); // in December it has no statement
    assertThat(came("/months", secret(months), 2))
        .containsExactly(issued("2026-10", 3), issued("2026-12", 2));
    JsonNode delivered = seen(partner).path(0);
    assertThat(delivered.path("state").stringValue()).isEqualTo("delivering");
    assertThat(delivered.path("lastOutcome").stringValue()).isEqualTo("answered 204");
    for (String it : List.of("/books", "/north", "/south", "/months", "/shop")) {
      assertThat(receiver.waiting(it)).as(it).isZero();
    }
    assertThat(seen(shop).path(0).has("lastAttempt")).isFalse();
  }

  private static String secret(JsonNode registered) {
    assertThat(registered.path("secret").stringValue()).matches("whsec_[A-Za-z0-9+/]{43}=");
    return registered.path("secret").stringValue();
  }

  /** Items of a partner in the run, as the API counts them. */
  private int own(String token) {
    return JSON.readTree(served.with(token).get("/api/v1/payouts/payout-1").body())
        .path("items")
        .size();
  }

  @Test
  void test_sends_a_ping_and_tells_the_status() {
    String token = token(Role.FINANCE);
    JsonNode hook = registered(token, "/pinged");
    receiver.answers("/pinged", Receiver.Answer.status(418));
    HttpResponse<String> answer =
        served.with(token).post(HOOKS + "/" + id(hook) + "/test", TYPE, "");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                "{\"webhook\":\"%s\",\"delivered\":false,\"outcome\":\"answered 418\"}"
                    .formatted(id(hook))));
    assertThat(came("/pinged", secret(hook), 1)).containsExactly("ping {}");
  }

  @Test
  void signature_is_verified_as_the_document_says() throws IOException, InterruptedException {
    String token = token(Role.FINANCE);
    JsonNode hook = registered(token, "/python");
    served.with(token).post(HOOKS + "/" + id(hook) + "/test", TYPE, "");
    Receiver.Came came = receiver.next("/python");
    String program =
        Documents.fences("docs/api.md").stream()
            .filter(it -> it.language().equals("python"))
            .findFirst()
            .orElseThrow()
            .text();
    String asked =
        """
        headers = {"webhook-id": "%s", "webhook-timestamp": "%d", "webhook-signature": "v1,AAAA %s"}
        body = '%s'.encode()
        print(is_genuine("%s", headers, body))
        print(is_genuine("%s", headers, body + b" "))
        print(is_genuine("%s", headers, body, now=%d))
        """
            .formatted(
                came.id(),
                came.timestamp(),
                came.signature(),
                came.body(),
                secret(hook),
                secret(hook),
                secret(hook),
                came.timestamp() + 301);
    Path file = Files.writeString(folder.resolve("verify.py"), program + "\n" + asked);
    Process python =
        new ProcessBuilder("python3", file.toString()).redirectErrorStream(true).start();
    assertThat(new String(python.getInputStream().readAllBytes(), UTF_8).lines())
        .containsExactly("True", "False", "False");
    python.waitFor();
    Files.delete(file);
  }

  private static String id(JsonNode hook) {
    return hook.path("webhook").stringValue();
  }

  @Test
  void webhook_of_another_is_answered_as_one_that_is_not_there() {
    String mine = token(Role.PARTNER, "north");
    JsonNode hook = registered(mine, "/mine");
    for (Role role : List.of(Role.FINANCE, Role.APPROVER, Role.AUDITOR, Role.PARTNER)) {
      String other = role == Role.PARTNER ? token(role, "south") : token(role);
      assertThat(seen(other).toString().contains(id(hook))).isEqualTo(role == Role.AUDITOR);
      for (String deed : List.of("/removal", "/test")) {
        HttpResponse<String> foreign =
            served.with(other).post(HOOKS + "/" + id(hook) + deed, TYPE, "");
        HttpResponse<String> nobodys = served.with(other).post(HOOKS + "/nobodys" + deed, TYPE, "");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(nobodys.body().replace("nobodys", id(hook)));
      }
    }
    assertThat(receiver.waiting("/mine")).isZero();
    assertThat(seen(mine).size()).isEqualTo(1);
    String admin = token(Role.ADMIN);
    assertThat(seen(admin).toString()).contains(id(hook)).doesNotContain("whsec_");
    HttpResponse<String> removed =
        served
            .with(admin)
            .post(HOOKS + "/" + id(hook) + "/removal", TYPE, "{\"why\":\"it is not theirs\"}");
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(seen(mine)).isEmpty();
    assertThat(entries(admin))
        .contains("\"event\":\"webhook-registered\"", "\"event\":\"webhook-removed\"")
        .contains("it is not theirs");
  }

  private String entries(String token) {
    return served.with(token).get("/api/v1/log/entries?limit=10000").body();
  }

  private void assertRefused(HttpResponse<String> answer, int status, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("detail").stringValue()).contains(why);
  }

  @Test
  void what_cannot_be_told_is_not_registered() {
    String token = token(Role.FINANCE);
    String address = "http://localhost:1/";
    assertRefused(
        asked(Issuer.OF_TESTS.everything("of-another-issuer"), address, ""), 403, "make a token");
    assertRefused(asked(token, "https://169.254.169.254/", ""), 400, "is not https://HOST");
    assertRefused(asked(token, "https://example.org/", ""), 400, "does not send to");
    assertRefused(asked(token, address, ",\"topics\":[\"money\"]"), 400, "topic 'money'");
    assertRefused(asked(token, "http://localhost/\\r\\nX-Evil: 1", ""), 400, "is not https://HOST");
    assertThat(seen(token)).isEmpty();
    for (int i = 0; i < 10; i++) {
      assertThat(asked(token, address, "").statusCode()).isEqualTo(201);
    }
    assertRefused(asked(token, address, ""), 400, "no login has more");
    assertThat(seen(token)).hasSize(10);
  }
}
