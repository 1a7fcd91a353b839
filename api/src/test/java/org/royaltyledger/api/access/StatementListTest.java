package org.royaltyledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of statements over all months: pages, filters, fields, and walls through all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class StatementListTest {

  private static final String LIST = "/api/v1/statements";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ServedStore served;

  @BeforeAll
  void months(@TempDir Path folder) {
    served = TwoLabels.served(folder);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static String finance() {
    return Issuer.OF_TESTS.token("finance-1", List.of(Role.FINANCE), List.of());
  }

  private static String partner(String name, String... parties) {
    return Issuer.OF_TESTS.token(name, List.of(Role.PARTNER), List.of(parties));
  }

  private HttpResponse<String> asked(String token, String query) {
    return served.with(token).get(LIST + query);
  }

  private JsonNode page(String token, String query) {
    HttpResponse<String> answer = asked(token, query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> listed(JsonNode page) {
    var listed = new ArrayList<String>();
    page.path("statements")
        .forEach(
            it ->
                listed.add(it.path("period").stringValue() + " " + it.path("party").stringValue()));
    return listed;
  }

  /** All that a list has, page by page. */
  private List<String> paged(String token, String query) {
    var listed = new ArrayList<String>();
    JsonNode page = page(token, query);
    listed.addAll(listed(page));
    while (page.has("next")) {
      page = page(token, query + "&cursor=" + page.path("next").stringValue());
      assertThat(listed(page)).isNotEmpty();
      listed.addAll(listed(page));
    }
    return listed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 500})
  void all_statements_come_once_whatever_fits_on_a_page(int limit) {
    assertThat(paged(finance(), "?limit=" + limit))
        .containsExactly(
            "2026-12 ann", "2026-12 north", "2026-10 ann", "2026-10 north", "2026-10 south");
  }

  @Test
  void label_sees_on_all_pages_its_own_and_of_each_month_those_of_its_members() {
    assertThat(paged(partner("label-1", "north"), "?limit=1"))
        .containsExactly("2026-12 north", "2026-10 ann", "2026-10 north");
    assertThat(paged(partner("label-2", "south"), "?limit=1")).containsExactly("2026-10 south");
    assertThat(listed(page(partner("label-3", "shop"), ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?party=ann, 2026-12 ann|2026-10 ann",
    "?period=2026-10&party=ann, 2026-10 ann",
    "?from=2026-11, 2026-12 ann|2026-12 north",
    "?to=2026-11&party=south, 2026-10 south",
    "?from=2026-11&to=2026-11, ''",
    "?currency=USD, ''",
    "?payment=carried-forward, ''",
    "?payment=to-be-paid&party=south, 2026-10 south",
  })
  void filters_choose_what_is_listed(String query, String expected) {
    assertThat(String.join("|", paged(finance(), query + "&limit=1"))).isEqualTo(expected);
  }

  @Test
  void statement_has_the_figures_of_its_document() {
    JsonNode statement = page(finance(), "?period=2026-10&party=ann").path("statements").path(0);
    JsonNode document =
        JSON.readTree(served.with(finance()).get(LIST + "/2026-10/ann").body()).path(0);

    assertThat(statement.path("lines").intValue()).isEqualTo(document.path("lines").size());
    for (String field : List.of("total", "due", "payout", "payoutCurrency", "carriedForward")) {
      assertThat(statement.path(field)).as(field).isEqualTo(document.path(field));
    }
  }

  @Test
  void only_those_fields_come_that_are_wanted() {
    assertThat(page(finance(), "?limit=1&fields=party,total").path("statements").path(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"party": "ann", "total": "360.00"}
                """));
  }

  @Test
  void cursor_is_for_who_was_given_it_and_for_the_question_that_it_was_given_with() {
    String cursor = page(finance(), "?limit=1").path("next").stringValue();

    for (String token : List.of(partner("label-1", "north"), partner("label-2", "south"))) {
      HttpResponse<String> taken = asked(token, "?limit=1&cursor=" + cursor);
      assertThat(taken.statusCode()).isEqualTo(400);
      assertThat(taken.body()).contains("was not given to you").doesNotContain("ann", "2026-1");
    }
    assertThat(asked(finance(), "?limit=1&party=south&cursor=" + cursor).statusCode())
        .isEqualTo(400);
    assertThat(listed(page(finance(), "?limit=2&cursor=" + cursor)))
        .as("pages may grow")
        .containsExactly("2026-12 north", "2026-10 ann");
  }

  @Test
  void cursor_shows_no_more_than_is_seen_when_it_is_asked_for() {
    String cursor =
        page(partner("label-9", "north", "south"), "?limit=1").path("next").stringValue();

    assertThat(listed(page(partner("label-9", "south"), "?limit=9&cursor=" + cursor)))
        .as("the same login, which has lost one of its parties")
        .containsExactly("2026-10 south");
  }

  @Test
  void cursor_that_was_changed_anywhere_is_refused() {
    String cursor = page(finance(), "?limit=1").path("next").stringValue();

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'Q' ? 'g' : 'Q';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(asked(finance(), "?limit=1&cursor=" + changed).statusCode())
          .as(changed)
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "?perod=2026-10       | 'perod' does not stand behind the question mark",
        "?party=a&party=b     | or stands there twice",
        "?period=October      | October",
        "?period=2020-01&to=x | period 'x' is not a month",
        "?limit=0             | limit '0' shows nothing: give 1 to 500",
        "?limit=501           | is not a number from 0 to 500",
        "?payment=paid        | it is to-be-paid, carried-forward or owed-back",
        "?currency=euro       | euro",
        "?fields=party,secret | field 'secret' is not known: fields are period, party",
        "?cursor=x            | begin again without one",
        "?cursor=             | begin again without one",
      })
  void what_cannot_be_asked_is_refused_with_the_way_out(String query, String why) {
    HttpResponse<String> answer = asked(finance(), query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("detail").stringValue()).contains(why);
  }

  @Test
  void party_of_others_is_answered_as_one_that_nobody_has() {
    HttpResponse<String> foreign = asked(partner("label-1", "north"), "?party=south");
    HttpResponse<String> unknown = asked(partner("label-1", "north"), "?party=nosuch");

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.body().replace("south", "nosuch")).isEqualTo(unknown.body());
  }
}
