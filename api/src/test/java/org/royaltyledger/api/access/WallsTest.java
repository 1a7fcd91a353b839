package org.royaltyledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two labels in one month: what one sees at each address is its own, and what is the other's is
 * answered word for word as what is not there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WallsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String API = "/api/v1";

  private ServedStore served;

  @BeforeAll
  void month(@TempDir Path folder) {
    served = TwoLabels.served(folder);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static String partner(String... parties) {
    return Issuer.OF_TESTS.token("partner-1", List.of(Role.PARTNER), List.of(parties));
  }

  private JsonNode seen(String token, String path) {
    HttpResponse<String> answer = served.with(token).get(API + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> each(JsonNode list, String field) {
    var each = new ArrayList<String>();
    list.forEach(it -> each.add(it.path(field).asString("")));
    return each;
  }

  @Test
  void label_sees_its_own_statements_and_those_of_its_members() {
    assertThat(each(seen(partner("north"), "/statements/2026-10"), "party"))
        .containsExactly("ann", "north");
    assertThat(each(seen(partner("south"), "/statements/2026-10"), "party"))
        .containsExactly("south");
    assertThat(each(seen(partner("ann"), "/statements/2026-10"), "party")).containsExactly("ann");
    assertThat(seen(partner("shop"), "/statements/2026-10")).isEmpty();
  }

  @Test
  void label_keeps_the_months_of_a_member_that_left_and_sees_none_that_come_after() {
    assertThat(each(seen(partner("north"), "/statements/2026-12"), "party"))
        .containsExactly("north");
    assertThat(each(seen(partner("north"), "/periods/2026-12/journal"), "holder"))
        .doesNotContain("ann");
    assertThat(each(seen(partner("north"), "/periods/2026-10/journal"), "holder")).contains("ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/statements/2026-10?party=%s",
        "/statements/2026-10/%s",
        "/statements/2026-10/%s?asOf=5",
        "/periods/2026-10/waiting?party=%s",
        "/periods/2026-10/journal?party=%s",
        "/accounts?party=%s",
        "/accounts?party=%s&asOf=5",
        "/explanations/2026-10?party=%s",
        "/explanations/2026-10/1?party=%s",
        "/explanations/2026-10/1/usages?party=%s",
        "/log/statements/2026-10/%s"
      })
  void what_is_anothers_is_answered_as_what_is_not_there(String path) {
    String north = partner("north");
    HttpResponse<String> anothers = served.with(north).get(API + path.formatted("south"));
    HttpResponse<String> nobodys = served.with(north).get(API + path.formatted("nobody"));
    assertThat(anothers.statusCode()).as(anothers.body()).isEqualTo(404);
    assertThat(anothers.body()).isEqualTo(nobodys.body().replace("nobody", "south"));
    assertThat(served.with(partner("south")).get(API + path.formatted("south")).statusCode())
        .isEqualTo(200);
    // The pages are behind the same wall.
    assertThat(served.with(north).get("/statements/2026-10/south").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/statements/2026-10",
        "/statements/2026-10?asOf=5",
        "/statements/2026-10?asOf=2036-01-01",
        "/statements/2026-10/north",
        "/statements/2026-10/ann?asOf=5",
        "/accounts",
        "/accounts?asOf=5",
        "/periods/2026-10/journal",
        "/periods/2026-10/waiting?party=north",
        "/explanations/2026-10?party=north",
        "/explanations/2026-10/1?party=ann",
        "/explanations/2026-10/1/usages?party=ann",
        "/payouts",
        "/payouts/payout-1",
        "/usages/both",
        "/log/statements/2026-10/north"
      })
  void no_answer_names_another_label(String path) {
    assertThat(seen(partner("north"), path).toString()).doesNotContain(TwoLabels.OF_SOUTH);
  }

  @Test
  void play_of_several_labels_shows_each_its_own_contributions_and_no_listener() {
    JsonNode north = seen(partner("north"), "/usages/both");
    assertThat(each(north.path("contributions"), "asset")).containsExactly("n-song");
    assertThat(north.has("listener")).isFalse();
    assertThat(each(seen(partner("south"), "/usages/both").path("contributions"), "asset"))
        .containsExactly("s-song");
    assertThat(each(seen(partner("ann"), "/usages/both").path("contributions"), "asset"))
        .containsExactly("n-song");
    HttpResponse<String> anothers = served.with(partner("north")).get(API + "/usages/souths");
    HttpResponse<String> nobodys = served.with(partner("north")).get(API + "/usages/nobodys");
    assertThat(anothers.statusCode()).isEqualTo(404);
    assertThat(anothers.body()).isEqualTo(nobodys.body().replace("nobodys", "souths"));
    assertThat(served.with(partner("shop")).get(API + "/usages/both").statusCode()).isEqualTo(404);
  }

  @Test
  void payout_run_shows_each_its_own_item_and_nobody_who_did_it() {
    JsonNode run = seen(partner("south"), "/payouts/payout-1");
    assertThat(each(run.path("items"), "party")).containsExactly("south");
    assertThat(run.path("steps")).isEmpty();
    assertThat(seen(partner("south"), "/payouts").toString()).contains("\"items\":1");
    assertThat(seen(partner("shop"), "/payouts")).isEmpty();
    assertThat(served.with(partner("shop")).get(API + "/payouts/payout-1").body())
        .isEqualTo(
            served
                .with(partner("shop"))
                .get(API + "/payouts/payout-9")
                .body()
                .replace("payout-9", "payout-1"));
  }

  @Test
  void page_of_a_month_shows_a_label_its_own_rows_and_no_money_of_all() {
    String page = served.with(partner("north")).get("/?period=2026-10").body();
    assertThat(page).contains(">ann<", ">north<").doesNotContain(TwoLabels.OF_SOUTH);
    assertThat(page).doesNotContain("retained", "What waits");
    assertThat(served.with(Issuer.OF_TESTS.everything("all")).get("/?period=2026-10").body())
        .contains(">south<", "retained");
  }

  /** The door is to the tiles, and what stands behind it is not to be led elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/entries/000.p/1",
        "/log/til%%65/tile/entries/000.p/1",
        "/log/tile;x/tile/entries/000.p/1",
        "/log/tile/x/tile/entries/000.p/1",
        "/log/tile/%%65ntries/000.p/1"
      })
  void entries_of_the_log_are_shown_to_no_label(String path) {
    served.run("checkpoint");
    assertThat(served.with(partner("north")).get(path.replace("%%", "%")).statusCode())
        .isIn(403, 404);
    assertThat(served.get("/log/tile/0/000.p/1").statusCode()).isEqualTo(200);
  }

  @Test
  void usages_of_a_line_that_is_divided_by_listener_name_none() {
    String usages = "/explanations/2026-10/1/usages?party=south";
    assertThat(seen(partner("south"), usages).toString()).doesNotContain("secret-listener");
    assertThat(seen(Issuer.OF_TESTS.everything("all"), usages).toString())
        .contains("secret-listener");
  }

  @Test
  void who_delivers_usage_sees_no_money_and_says_nothing_of_who_earns() {
    String ingest = Issuer.OF_TESTS.token("player", List.of(Role.INGEST), List.of());
    served.with(ingest);
    assertThat(served.get(API + "/statements/2026-10").statusCode()).isEqualTo(403);
    assertThat(served.get(API + "/usages/both").statusCode()).isEqualTo(403);
    HttpResponse<String> refused =
        served.send(
            "POST",
            API + "/imports",
            HttpRequest.BodyPublishers.ofString(
                """
                --PART\r
                Content-Disposition: form-data; name="file"; filename="splits.csv"\r
                \r
                assetId,territory,partyId,share,from\r
                n-song,Worldwide,south,100,2026-01-01\r
                --PART--\r
                """),
            "Content-Type",
            "multipart/form-data; boundary=PART");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("NOT_ALLOWED", "splits.csv");
  }

  @Test
  void import_is_known_to_who_sent_it_and_to_who_sees_all() {
    String mine = Issuer.OF_TESTS.token("player-1", List.of(Role.INGEST), List.of());
    String others = Issuer.OF_TESTS.token("player-2", List.of(Role.INGEST), List.of());
    HttpResponse<String> begun =
        served
            .with(mine)
            .send(
                "POST",
                API + "/imports",
                HttpRequest.BodyPublishers.ofString(
                    "--PART\r\n"
                        + "Content-Disposition: form-data; name=\"file\";"
                        + " filename=\"usages-x.ndjson\"\r\n\r\n"
                        + "{}\r\n"
                        + "--PART--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=PART");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String address = begun.headers().firstValue("Location").orElseThrow();
    assertThat(served.with(mine).get(address + "?wait=30").body()).contains("\"done\"");
    assertThat(served.with(mine).get(address + "/rejected/usages-x.ndjson").statusCode())
        .isEqualTo(200);
    assertThat(served.with(others).get(address).statusCode()).isEqualTo(404);
    assertThat(served.with(others).get(address + "/rejected/usages-x.ndjson").statusCode())
        .isEqualTo(404);
    String auditor = Issuer.OF_TESTS.token("auditor-1", List.of(Role.AUDITOR), List.of());
    assertThat(served.with(auditor).get(address).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"south/../south", "south%2F", "SOUTH", "south ", "north,south"})
  void party_written_otherwise_is_no_way_around(String party) {
    String written = URLEncoder.encode(party, StandardCharsets.UTF_8).replace("+", "%20");
    HttpResponse<String> answer =
        served.with(partner("north")).get(API + "/statements/2026-10?party=" + written);
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
    answer = served.with(partner("north")).get(API + "/statements/2026-10?party=north&party=south");
    assertThat(answer.body()).doesNotContain("S-LIC");
  }

  @Test
  void nobody_says_in_another_name_that_he_does_something() {
    HttpResponse<String> answer =
        served
            .by("finance-1")
            .post(
                API + "/settings",
                "application/json",
                "{\"setting\":\"four-eyes\",\"value\":\"on\",\"as\":\"finance-2\"}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("OTHER_NAME");
  }
}
