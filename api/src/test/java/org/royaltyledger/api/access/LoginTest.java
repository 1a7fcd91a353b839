package org.royaltyledger.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passwords, sessions and tokens: who is let in, and who is not any more. */
@SuppressWarnings("NullAway.Init")
class LoginTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String ME = "/api/v1/access/me";
  private static final String OWN = "five grey herons at noon";

  private ServedStore served;
  private LocalAccessWork access;

  @BeforeEach
  void serve(@TempDir Path folder) {
    served = new ServedStore(folder);
    access = served.get(LocalAccessWork.class);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private String user(String name, Role role) {
    return access
        .user(name, Set.of(role), List.of(), Signature.NONE)
        .path("oneTimePassword")
        .stringValue();
  }

  private HttpResponse<String> login(String name, String password, @Nullable String renewed) {
    String wish =
        JSON.writeValueAsString(
            renewed == null
                ? Map.of("name", name, "password", password)
                : Map.of("name", name, "password", password, "newPassword", renewed));
    return served.with("").post("/api/v1/access/login", "application/json", wish);
  }

  private int me(String token) {
    return served.with(token).get(ME).statusCode();
  }

  /** A browser: what it keeps of cookies. */
  private final class Browser {
    private final Map<String, String> cookies = new TreeMap<>();

    String session() {
      return cookies.getOrDefault("JSESSIONID", "");
    }

    private String all() {
      return cookies.entrySet().stream()
          .map(it -> it.getKey() + "=" + it.getValue())
          .collect(Collectors.joining("; "));
    }

    HttpResponse<String> get(String path) {
      return kept(
          served.with("").send("GET", path, HttpRequest.BodyPublishers.noBody(), "Cookie", all()));
    }

    HttpResponse<String> post(String path, String... fields) {
      var form = new StringBuilder();
      for (int i = 0; i < fields.length; i += 2) {
        form.append(i == 0 ? "" : "&")
            .append(fields[i])
            .append('=')
            .append(URLEncoder.encode(fields[i + 1], UTF_8));
      }
      return kept(
          served
              .with("")
              .send(
                  "POST",
                  path,
                  HttpRequest.BodyPublishers.ofString(form.toString()),
                  "Content-Type",
                  "application/x-www-form-urlencoded",
                  "Cookie",
                  all()));
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
      answer
          .headers()
          .allValues("Set-Cookie")
          .forEach(
              it -> {
                String[] parts = it.substring(0, it.indexOf(';')).split("=", 2);
                cookies.put(parts[0], parts[1]);
              });
      return answer;
    }

    String csrf(String page) {
      Matcher token = CSRF.matcher(page);
      assertThat(token.find()).as(page).isTrue();
      return token.group(1);
    }

    HttpResponse<String> login(String name, String password, String renewed) {
      return post(
          "/login",
          "name",
          name,
          "password",
          password,
          "newPassword",
          renewed,
          "_csrf",
          csrf(get("/login").body()));
    }
  }

  @Test
  void password_for_one_time_has_to_be_replaced_and_then_holds_no_more() {
    String given = user("finance-1", Role.FINANCE);
    assertThat(login("finance-1", given, null).body())
        .contains("NO_LOGIN", "a new one of your own");
    assertThat(login("finance-1", given, "short").body()).contains("BAD_INPUT", "12 characters");
    HttpResponse<String> in = login("finance-1", given, OWN);
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    JsonNode token = JSON.readTree(in.body());
    assertThat(me(token.path("token").stringValue())).isEqualTo(200);
    assertThat(login("finance-1", given, null).statusCode()).isEqualTo(401);
    assertThat(login("finance-1", OWN, null).statusCode()).isEqualTo(200);
  }

  @Test
  void no_password_and_no_token_is_in_the_store() {
    String given = user("finance-1", Role.FINANCE);
    String token = JSON.readTree(login("finance-1", given, OWN).body()).path("token").stringValue();
    String service =
        access
            .token("player", Set.of(Role.INGEST), List.of(), null, Signature.NONE)
            .path("token")
            .stringValue();
    JdbcTemplate jdbc = served.get(JdbcTemplate.class);
    String all =
        String.valueOf(jdbc.queryForList("select * from secret"))
            + jdbc.queryForList("select payload from log", byte[].class).stream()
                .map(it -> new String(it, UTF_8))
                .toList();
    assertThat(all).doesNotContain(given, OWN, token, service).contains("finance-1", "player");
    assertThat(jdbc.queryForList("select hash from secret where kind = 'password'", String.class))
        .allSatisfy(it -> assertThat(it).startsWith("$2"));
  }

  @Test
  void wrong_name_and_wrong_password_are_answered_alike_and_five_of_them_make_it_wait() {
    login("finance-1", user("finance-1", Role.FINANCE), OWN);
    String wrong = login("finance-1", "x".repeat(20), null).body();
    assertThat(wrong).contains("NO_LOGIN");
    assertThat(login("nobody", "x".repeat(20), null).body()).isEqualTo(wrong);
    assertThat(login("Finance-1", OWN, null).body()).isEqualTo(wrong);
    for (int i = 0; i < 4; i++) {
      assertThat(login("finance-1", "x".repeat(20), null).body()).isEqualTo(wrong);
    }
    assertThat(login("finance-1", OWN, null).body()).as("the right one").isEqualTo(wrong);
  }

  @Test
  void token_ends_when_it_is_withdrawn_renewed_or_over() {
    String first =
        access
            .token("player", Set.of(Role.INGEST), List.of(), null, Signature.NONE)
            .path("token")
            .stringValue();
    assertThat(me(first)).isEqualTo(200);
    String second =
        access
            .token("player", Set.of(Role.AUDITOR), List.of(), null, Signature.NONE)
            .path("token")
            .stringValue();
    assertThat(me(first)).isEqualTo(401);
    assertThat(me(second)).isEqualTo(200);
    assertThat(me(second + "x")).isEqualTo(401);
    access.withdraw("player", Signature.NONE);
    assertThat(me(second)).isEqualTo(401);
    String third =
        access
            .token(
                "player",
                Set.of(Role.AUDITOR),
                List.of(),
                Instant.now().plusSeconds(3600),
                Signature.NONE)
            .path("token")
            .stringValue();
    assertThat(me(third)).isEqualTo(200);
  }

  @Test
  void own_token_ends_with_a_logout_and_when_the_user_is_withdrawn() {
    access.user("boss", Set.of(Role.ADMIN), List.of(), Signature.NONE);
    String given = user("finance-1", Role.FINANCE);
    String one = JSON.readTree(login("finance-1", given, OWN).body()).path("token").stringValue();
    String two = JSON.readTree(login("finance-1", OWN, null).body()).path("token").stringValue();
    assertThat(served.with(one).post("/api/v1/access/logout", "application/json", "").statusCode())
        .isEqualTo(200);
    assertThat(me(one)).isEqualTo(401);
    assertThat(me(two)).isEqualTo(200);
    access.withdraw("finance-1", Signature.NONE);
    assertThat(me(two)).isEqualTo(401);
  }

  @Test
  void tokens_of_others_issuers_are_refused() throws Exception {
    Issuer trusted = Issuer.OF_TESTS;
    assertThat(me(trusted.everything("somebody"))).isEqualTo(200);
    assertThat(me(new Issuer().everything("somebody"))).as("another key").isEqualTo(401);
    assertThat(
            me(
                trusted.token(
                    it ->
                        it.subject("a")
                            .claim("roles", List.of("admin"))
                            .issuer("https://other.example"))))
        .isEqualTo(401);
    assertThat(
            me(
                trusted.token(
                    it -> it.subject("a").claim("roles", List.of("admin")).audience("another"))))
        .isEqualTo(401);
    assertThat(
            me(
                trusted.token(
                    it ->
                        it.subject("a")
                            .claim("roles", List.of("admin"))
                            .expirationTime(Date.from(Instant.now().minusSeconds(1))))))
        .isEqualTo(401);
    assertThat(
            me(
                trusted.token(
                    it -> it.subject("a").claim("roles", List.of("admin")).expirationTime(null))))
        .as("one that never ends")
        .isEqualTo(401);
    assertThat(
            me(
                trusted.token(
                    it ->
                        it.subject("a")
                            .claim("roles", List.of("partner", "admin"))
                            .claim("parties", List.of("x")))))
        .isEqualTo(401);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(Issuer.URL)
            .audience(Issuer.AUDIENCE)
            .subject("a")
            .claim("roles", List.of("admin"))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    assertThat(me(new PlainJWT(claims).serialize())).as("alg none").isEqualTo(401);
    var keyed =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), claims);
    keyed.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
    assertThat(me(keyed.serialize())).as("a key of both").isEqualTo(401);
    String name =
        served
            .with(trusted.token("x", List.of(Role.AUDITOR, Role.PARTNER).subList(0, 1), List.of()))
            .get(ME)
            .body();
    assertThat(name).contains("\"auditor\"").doesNotContain("admin");
  }

  @Test
  void issuer_cannot_speak_for_a_user_of_here() {
    user("finance-1", Role.FINANCE);
    assertThat(me(Issuer.OF_TESTS.everything("finance-1"))).isEqualTo(401);
  }

  @Test
  void session_of_a_browser_is_begun_anew_at_the_login_and_ends_with_the_grant() {
    access.user("boss", Set.of(Role.ADMIN), List.of(), Signature.NONE);
    String given = user("auditor-1", Role.AUDITOR);
    var browser = new Browser();
    assertThat(browser.get("/").headers().firstValue("Location").orElseThrow()).endsWith("/login");
    String page = browser.get("/login").body();
    String fixed = browser.session();
    assertThat(browser.login("auditor-1", given, "").headers().firstValue("Location").orElseThrow())
        .endsWith("/login?renew");
    assertThat(browser.get("/login?renew").body()).contains("a new one");
    HttpResponse<String> in = browser.login("auditor-1", given, OWN);
    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(in.headers().allValues("Set-Cookie").toString())
        .contains("JSESSIONID", "HttpOnly", "SameSite=Lax");
    assertThat(browser.session()).isNotEmpty().isNotEqualTo(fixed);
    HttpResponse<String> home = browser.get("/");
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.body()).contains("auditor-1", "Log out").doesNotContain(page);
    assertThat(
            served
                .with("")
                .send(
                    "GET",
                    ME,
                    HttpRequest.BodyPublishers.noBody(),
                    "Cookie",
                    "JSESSIONID=" + browser.session())
                .statusCode())
        .as("a cookie is no token")
        .isEqualTo(401);
    access.withdraw("auditor-1", Signature.NONE);
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void session_ends_when_the_password_is_replaced_and_when_a_name_is_granted_anew() {
    access.user("boss", Set.of(Role.ADMIN), List.of(), Signature.NONE);
    String given = user("auditor-1", Role.AUDITOR);
    var stolen = new Browser();
    stolen.login("auditor-1", given, OWN);
    assertThat(stolen.get("/").statusCode()).isEqualTo(200);
    access.password("auditor-1", Signature.NONE);
    assertThat(stolen.get("/").statusCode()).isEqualTo(302);
    var other = new Browser();
    String again =
        access.password("auditor-1", Signature.NONE).path("oneTimePassword").stringValue();
    other.login("auditor-1", again, OWN);
    assertThat(other.get("/").statusCode()).isEqualTo(200);
    access.withdraw("auditor-1", Signature.NONE);
    user("auditor-1", Role.ADMIN);
    assertThat(other.get("/").statusCode()).as("with what was granted later").isEqualTo(302);
  }

  /** They would be on the disk before anybody is known. */
  @Test
  void form_takes_no_files_and_nothing_long() {
    for (String path : List.of("/login", "/logout")) {
      assertThat(
              served
                  .with("")
                  .post(
                      path,
                      "multipart/form-data; boundary=PART",
                      """
                      --PART\r
                      Content-Disposition: form-data; name="a"; filename="x"\r
                      \r
                      x\r
                      --PART--\r
                      """)
                  .statusCode())
          .isEqualTo(405);
      assertThat(
              served
                  .post(path, "application/x-www-form-urlencoded", "name=" + "x".repeat(5_000))
                  .statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void form_without_its_token_is_refused_and_a_logout_ends_the_session() {
    String given = user("auditor-1", Role.AUDITOR);
    var browser = new Browser();
    browser.get("/login");
    assertThat(
            browser
                .post("/login", "name", "auditor-1", "password", given, "newPassword", OWN)
                .statusCode())
        .isEqualTo(403);
    browser.login("auditor-1", given, OWN);
    String before = browser.session();
    assertThat(browser.post("/logout").statusCode()).isEqualTo(403);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    assertThat(
            browser
                .post("/logout", "_csrf", browser.csrf(browser.get("/").body()))
                .headers()
                .firstValue("Location")
                .orElseThrow())
        .endsWith("/login?out");
    browser.cookies.put("JSESSIONID", before);
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void only_admin_cannot_be_taken_away_and_a_name_is_of_one_kind() {
    user("boss", Role.ADMIN);
    assertThat(
            served
                .by("tester")
                .post("/api/v1/access/boss/withdrawal", "application/json", "{}")
                .body())
        .contains("BAD_INPUT", "only user who is an admin");
    assertThat(
            served
                .post(
                    "/api/v1/access/tokens",
                    "application/json",
                    "{\"name\":\"boss\",\"roles\":[\"auditor\"]}")
                .body())
        .contains("BAD_INPUT", "is the name of a user");
    assertThat(
            served
                .post(
                    "/api/v1/access/users",
                    "application/json",
                    "{\"name\":\"x1\",\"roles\":[\"partner\"],\"parties\":[\"unknown\"]}")
                .body())
        .contains("NO_PARTY");
    assertThat(
            served
                .post(
                    "/api/v1/access/users",
                    "application/json",
                    "{\"name\":\"x1\",\"roles\":[\"admin\"],\"kind\":\"token\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void command_gives_out_tokens_here_and_over_a_server(@TempDir Path folder) throws Exception {
    String token = served.run("access", "token", "player", "--role", "ingest").strip();
    assertThat(me(token)).isEqualTo(200);
    assertThat(served.run("access")).contains("player\ttoken\tingest\t");
    Path file = Files.writeString(folder.resolve("token"), Issuer.OF_TESTS.everything("boss"));
    String other =
        served
            .command(
                "--server",
                served.url(),
                "--token-file",
                file.toString(),
                "access",
                "token",
                "player-2",
                "--role",
                "ingest")
            .strip();
    assertThat(me(other)).isEqualTo(200);
  }
}
