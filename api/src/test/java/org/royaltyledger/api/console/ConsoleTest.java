package org.royaltyledger.api.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.royalty.State;

/** A closed month as a browser gets it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConsoleTest {

  private static final String SCRIPT = "<script>alert('1')</script>";
  private static final String SIGNS = "a/b\\c;d%2F?e#f\"'&<i>=+ g";
  private static final String HEBREW = "שלום";
  private static final int MANY = 501;

  private ServedStore served;

  @BeforeAll
  void closeAMonth(@TempDir Path folder) {
    served = new ServedStore(folder);
    served.file(
        "parties.csv",
        "partyId,name,kind,country,currency",
        "service,Service,SERVICE,SE,EUR",
        "label,Label <b>&amp;</b> Söner,LABEL,SE,EUR",
        "idle,Idle,ARTIST,SE,EUR",
        "silent,Silent,LABEL,SE,EUR",
        SCRIPT + ",<img src=x>,ARTIST,SE,EUR",
        "\"" + SIGNS.replace("\"", "\"\"") + "\",Signs,ARTIST,SE,EUR",
        "..,Dots,ARTIST,SE,EUR",
        HEBREW + "," + HEBREW + ",ARTIST,SE,EUR",
        "many,Many,ARTIST,SE,EUR");
    served.file("offerings.csv", "offering,service,scope", "remix,service,GENERATE");
    served.file(
        "assets.csv",
        Stream.concat(
                Stream.of(
                    "assetId,kind,title,artist,controller",
                    "A1,RECORDING,Song,Someone,label",
                    "N1,VOICE,Voice,Someone,silent"),
                IntStream.range(0, MANY).mapToObj("M%d,WORK,Work,Someone,label"::formatted))
            .toArray(String[]::new));
    served.file(
        "splits.csv",
        Stream.concat(
                Stream.of(
                    "assetId,territory,partyId,share,from",
                    "A1,Worldwide,label,60,2020-01-01",
                    "A1,Worldwide," + SCRIPT + ",10,2020-01-01",
                    "A1,Worldwide,\"" + SIGNS.replace("\"", "\"\"") + "\",10,2020-01-01",
                    "A1,Worldwide,..,10,2020-01-01",
                    "A1,Worldwide," + HEBREW + ",10,2020-01-01"),
                IntStream.range(0, MANY).mapToObj("M%d,Worldwide,many,100,2020-01-01"::formatted))
            .toArray(String[]::new));
    served.file(
        "licences.json",
        "[" + licence("L-label", "label") + "," + licence("L-silent", "silent") + "]");
    served.file(
        "contracts.json",
        "[{\"contractId\":\"c-1\",\"from\":\"2026-10-01\",\"parties\":[\"label\"],\"basis\":\"FROM_SHARE\","
            + "\"fees\":[{\"reason\":\"<i>care\",\"percent\":\"10\"}]}]");
    served.file(
        "consents.csv",
        "partyId,assetId,scope,from,decision",
        "label,*,GENERATE,2020-01-01,OPT_IN");
    served.file(
        "revenue.csv",
        "period,offering,territory,currency,netRevenue",
        "2026-10,remix,SE,EUR,1000.00",
        "2026-11,remix,SE,EUR,1.00");
    served.file(
        "usages.ndjson",
        Stream.concat(
                Stream.of(usage("u1", "A1", 900), usage("u2", "N1", 100)),
                IntStream.range(0, MANY).mapToObj(it -> usage("m" + it, "M" + it, 1)))
            .toArray(String[]::new));
    served.importAll();
    served.run("close", "2026-10");
    served.run("close", "2026-11");
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static String licence(String id, String licensor) {
    return ("{\"licenceId\":\"%s\",\"licensor\":\"%s\",\"offering\":\"remix\",\"useTypes\":[\"OnDemandStream\"],"
                + "\"territories\":[\"Worldwide\"],\"assets\":\"*\",\"modelVersions\":\"*\",\"from\":\"2020-01-01\",\"base\":\"SHARE\","
                + "\"parts\":[{\"terms\":{\"percentOf\":[\"netRevenue\",\"60\"]},\"allocation\":\"PRO_RATA\"}]}")
        .formatted(id, licensor);
  }

  private static String usage(String id, String asset, int quantity) {
    return ("{\"usageId\":\"%s\",\"usedAt\":\"2026-10-03T12:00:00Z\",\"useType\":\"OnDemandStream\",\"offering\":\"remix\","
                + "\"territory\":\"SE\",\"quantity\":%d,\"contributions\":[{\"asset\":\"%s\",\"role\":\"voice\",\"weight\":1}]}")
        .formatted(id, quantity, asset);
  }

  private String page(String path) {
    HttpResponse<String> answer = served.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String encoded(String party) {
    return URLEncoder.encode(party, UTF_8).replace("+", "%20");
  }

  @Test
  void latest_closed_month_comes_first() {
    String page = page("/");
    assertThat(page).contains("<h1>2026-11</h1>", "Nobody earned anything in this month.");
    assertThat(page.indexOf("<option value=\"2026-11\" selected"))
        .isPositive()
        .isLessThan(page.indexOf("<option value=\"2026-10\""));
  }

  @Test
  void month_shows_money_statements_and_what_waits() {
    String page = page("/?period=2026-10");
    // 1,501 units, 100 of them without consent: 1000 * 100/1501 waits, 60 % of the rest is paid
    assertThat(page)
        .contains("<h1>2026-10</h1>", "Conserved: in each currency")
        .contains("66.62", "560.03", "373.35", "1000.00")
        .contains("aria-label=\"EUR: payable 56.0 %, no-consent 6.7 %, retained 37.3 %\"")
        .contains("no-consent", "no opt-in of the controller")
        .contains("href=\"/statements/2026-10/label\"")
        .contains("Label &lt;b&gt;&amp;amp;&lt;/b&gt; Söner");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INELIGIBLE", "FREE"})
  void each_state_that_holds_money_has_a_colour(State state) {
    assertThat(page("/console.css")).contains("." + state.written() + " { fill: var(--");
  }

  @Test
  void amounts_of_0_do_not_wait() {
    assertThat(page("/")).contains("No money waits.");
  }

  @Test
  void statement_shows_its_lines_by_section() {
    assertThat(page("/statements/2026-10/label"))
        .contains("EUR 215.86", "remix", "recordings", "A1", "OnDemandStream", "215.857387580300");
  }

  @Test
  void statement_shows_the_way_from_earned_to_paid() {
    assertThat(page("/statements/2026-10/label"))
        .contains("From earned to paid", "fee, &lt;i&gt;care, 10 % of 215.86, contract c-1")
        .contains("-21.59", "due", "to be paid, EUR", "194.27");
    assertThat(page("/?period=2026-10")).contains("194.27 EUR");
  }

  @Test
  void each_line_leads_to_its_steps_and_these_to_its_usages() {
    Pattern link = Pattern.compile("href=\"(/explain/2026-10\\?party=label&amp;line=1)\"");
    Matcher found = link.matcher(page("/statements/2026-10/label"));
    assertThat(found.find()).isTrue();
    String steps = page(found.group(1).replace("&amp;", "&"));
    assertThat(steps)
        .contains("60 % of 1401000/1501 (≈933.377748167888)", "revenue/2026-10/remix/SE, place ")
        .contains("fee, &lt;i&gt;care", "<caption>Facts that the steps name");
    Matcher usages = Pattern.compile("href=\"(/explain/2026-10/usages[^\"]+)\"").matcher(steps);
    assertThat(usages.find()).isTrue();
    assertThat(page(usages.group(1).replace("&amp;", "&")))
        .contains("1 contributions of 900 units in all.", "<bdi>u1</bdi>")
        .doesNotContain("<bdi>m0</bdi>");
  }

  @Test
  void statement_says_what_waits_and_why() {
    assertThat(page("/statements/2026-10/silent"))
        .contains("Earned nothing in this month.", "N1", "no-consent", "no opt-in of the");
  }

  @Test
  void known_party_without_money_is_told_so() {
    assertThat(page("/statements/2026-10/idle"))
        .contains("Earned nothing in this month.")
        .doesNotContain("<table");
  }

  @Test
  void more_than_500_lines_come_in_pages() {
    String first = page("/statements/2026-10/many");
    assertThat(first)
        .contains("Showing lines 1 to 500 of 501.", "rel=\"next\"")
        .doesNotContain("rel=\"prev\"");
    String second = page(href(first, "next"));
    assertThat(second)
        .contains("Showing lines 501 to 501 of 501.", "rel=\"prev\"")
        .doesNotContain("rel=\"next\"")
        .contains("href=\"/statements/2026-10/many?page=1#lines-EUR-1\"");
    // Each page has a row for the section, one for what was earned, one for what is paid.
    assertThat(rows(first) + rows(second)).isEqualTo(2 * 3 + MANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "99999999999", "2;drop", "%00", "3"})
  void page_that_is_none_is_the_nearest(String number) {
    assertThat(page("/statements/2026-10/many?page=" + number)).contains("Showing lines ");
  }

  @ParameterizedTest
  @ValueSource(strings = {SCRIPT, SIGNS, HEBREW})
  void hostile_ids_are_escaped_and_their_links_lead_to_them(String party) {
    String page = page("/?period=2026-10");
    String address = "/statements/2026-10/" + encoded(party).replace("*", "%2A");
    assertThat(page).contains("href=\"" + address + "\"").doesNotContain(SCRIPT, "<img", "<i>");
    assertThat(page(address))
        .contains("<bdi>" + escaped(party) + "</bdi>", "EUR 35.9")
        .doesNotContain(SCRIPT, "<img", "<i>");
  }

  @Test
  void party_that_a_browser_would_take_for_a_way_up_has_an_address() {
    assertThat(page("/?period=2026-10")).contains("href=\"/statements/2026-10?party=..\"");
    assertThat(page("/statements/2026-10?party=..")).contains("<bdi>..</bdi>", "EUR 35.9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/statements/2026-10/nobody",
        "/statements/2026-10/%3Cscript%3E",
        "/statements/2026-10/%00",
        "/statements/2026-10/" + "x%2F",
        "/statements/2026-10",
        "/statements/2026-12/label",
        "/statements/nonsense/label",
        "/explain/2026-10?party=label&line=2",
        "/explain/2026-10?party=nobody&line=1",
        "/explain/2026-10?party=label",
        "/explain/2026-10/usages?party=label&line=1&page=2",
        "/explain/2026-10/usages?party=label&line=%3Cscript%3E",
        "/explain/nonsense?party=label&line=1",
        "/?period=2026-12",
        "/?period=%3Cscript%3E",
        "/error",
        "/nowhere",
        "/console.css/..%2f..%2fapplication.properties",
        "/application.properties",
        "/favicon.ico"
      })
  void what_is_not_there_is_404_with_a_way_out(String path) {
    HttpResponse<String> answer = served.get(path);
    assertThat(answer.statusCode()).isIn(404, 400);
    assertThat(answer.body()).doesNotContain("<script", "\tat ", "Exception");
    if (answer.statusCode() == 404) {
      assertThat(answer.body()).containsIgnoringCase("<h1>Not found</h1>").contains("href=\"/\"");
    }
    assertGuarded(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?period=2026-10",
        "/statements/2026-10/label",
        "/explain/2026-10?party=label&line=1",
        "/explain/2026-10/usages?party=label&line=1",
        "/console.css"
      })
  void every_page_is_guarded_and_without_anything_inline(String path) {
    HttpResponse<String> answer = served.get(path);
    assertGuarded(answer);
    assertThat(answer.body())
        .doesNotContain(
            "<script", "<style", " style=", " onclick", "javascript:", " xmlns:th", " th:");
    assertThat(Pattern.compile("(?:src|href|action)=\"(?!/|#)").matcher(answer.body()).find())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void only_reading_is_answered(String method) {
    for (String path : new String[] {"/", "/console.css", "/nowhere"}) {
      HttpResponse<String> answer = served.send(method, path);
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
      assertGuarded(answer);
    }
  }

  @Test
  void head_is_answered_without_a_body() {
    HttpResponse<String> answer = served.send("HEAD", "/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertGuarded(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "[::1]",
        "localhost."
      })
  void foreign_host_is_refused(String host) {
    String answer =
        served.raw("GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
    assertThat(answer)
        .startsWith("HTTP/1.1 421")
        .doesNotContain("<", "label")
        .contains("http://localhost:");
    assertThat(answer).contains("Content-Security-Policy: default-src 'self';");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:99"})
  void own_host_is_answered(String host) {
    assertThat(
            served.raw(
                "GET /login HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%zz HTTP/1.1", "TRACE / HTTP/1.1", "GET /a;b=%2e%2e/c HTTP/1.1"})
  void odd_requests_are_refused_without_a_trace(String request) {
    String answer =
        served.raw(
            "%s\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n"
                .formatted(request, served.authorization()));
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .contains("Content-Security-Policy: ", "X-Content-Type-Options: nosniff")
        .doesNotContain("\tat ", "Exception", "Tomcat");
  }

  private static void assertGuarded(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none';"
                + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String href(String page, String rel) {
    var matcher = Pattern.compile("href=\"([^\"]+)\" rel=\"" + rel + "\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1).replace("&amp;", "&");
  }

  private static long rows(String page) {
    return Pattern.compile("<th scope=\"row\">").matcher(page).results().count();
  }
}
