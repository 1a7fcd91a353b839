package org.royaltyledger.api.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.store.LogReader;

/** A client with a token that means harm: it is told what is wrong, and nothing is written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AttacksTest {

  private static final String JSON = "application/json";
  private static final String USAGE =
      "{\"usageId\":\"u-1\",\"usedAt\":\"2026-10-03T12:00:00Z\",\"useType\":\"OnDemandStream\",\"offering\":\"x\",\"territory\":\"SE\",\"quantity\":%s,\"contributions\":[{\"party\":\"a\",\"weight\":%s}]%s}";

  private ServedStore served;

  @BeforeAll
  void serve(@TempDir Path folder) {
    served = new ServedStore(folder);
  }

  @AfterAll
  void nothingIsWrittenDown() {
    assertThat(served.get(LogReader.class).head()).isZero();
    served.close();
  }

  /** The addresses that take an object of wishes. */
  static List<String> wishes() {
    return List.of(
        "/api/v1/periods/2026-10/close",
        "/api/v1/periods/2026-10/drafts",
        "/api/v1/periods/2026-10/approval",
        "/api/v1/payouts",
        "/api/v1/payouts/payout-1/send",
        "/api/v1/settings",
        "/api/v1/log/keys",
        "/api/v1/access/login",
        "/api/v1/access/users",
        "/api/v1/access/users/admin/password",
        "/api/v1/access/tokens",
        "/api/v1/access/admin/withdrawal");
  }

  static Stream<String> hostileContents() {
    return Stream.of(
        "[".repeat(100_000),
        "{\"as\":".repeat(100_000),
        "{\"as\":{\"as\":{\"as\":{\"as\":\"x\"}}}}",
        "{\"as\":\"a\",\"as\":\"b\"}",
        "{\"amount\":\"1000000\"}",
        "{\"roles\":[\"admin\"],\"state\":\"approved\",\"total\":1e1000000000}",
        "{\"as\":" + "9".repeat(100_000) + "}",
        "{\"why\":\"" + "x".repeat(2_000_000) + "\"}",
        "{\"why\":\"\u0000\"}",
        "{} {}",
        "null",
        "\ufeff{}x");
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void content_that_is_no_wish_is_refused_as_a_whole(String address) {
    hostileContents()
        .forEach(
            content -> {
              HttpResponse<String> answer = served.post(address, JSON, content);
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
              assertThat(answer.body()).hasSizeLessThan(2_000).contains("\"code\":\"BAD_INPUT\"");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1000000000",
        "1e-1000000000",
        "0.0000000000000000000000000000000000000000000001",
        "NaN",
        "-1",
        "\"1\"",
        "1E+400",
        "99999999999999999999999999999999999999999999999999999999999999999999"
      })
  void number_that_is_too_much_is_refused_in_no_time(String number) {
    for (String usage : List.of(USAGE.formatted(1, number, ""), USAGE.formatted(number, 1, ""))) {
      HttpResponse<String> answer = served.post("/api/v1/usages", JSON, usage);
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
    }
  }

  @Test
  void usage_with_depth_length_or_fields_that_none_has_is_refused() {
    for (String more :
        List.of(
            ",\"deep\":" + "[".repeat(50_000) + "]".repeat(50_000),
            ",\"place\":1",
            ",\"payout\":\"1.00\"",
            ",\"listener\":\"" + "x".repeat(1_000_000) + "\"",
            ",\"listener\":\"a\",\"listener\":\"b\"")) {
      HttpResponse<String> answer =
          served.post("/api/v1/usages", JSON, USAGE.formatted(1, 1, more));
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
      assertThat(answer.body()).hasSizeLessThan(4_000);
    }
  }

  /** A gigabyte in a megabyte. */
  @Test
  void packed_file_that_grows_is_refused_and_does_not_fill_the_memory() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      Arrays.fill(zeros, (byte) ' ');
      zip.write("{\"usageId\":\"".getBytes(UTF_8));
      for (int i = 0; i < 1_024; i++) {
        zip.write(zeros);
      }
    }
    String part =
        """
        --PART\r
        Content-Disposition: form-data; name="f"; filename="usages.ndjson.gz"\r
        \r
        """;
    var content = new ByteArrayOutputStream();
    content.writeBytes(part.getBytes(UTF_8));
    content.writeBytes(packed.toByteArray());
    content.writeBytes("\r\n--PART--\r\n".getBytes(UTF_8));
    HttpResponse<String> begun =
        served.send(
            "POST",
            "/api/v1/imports",
            HttpRequest.BodyPublishers.ofByteArray(content.toByteArray()),
            "Content-Type",
            "multipart/form-data; boundary=PART");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String address = begun.headers().firstValue("Location").orElseThrow();
    String ended = "";
    for (int i = 0; i < 20 && !ended.contains("\"done\"") && !ended.contains("\"failed\""); i++) {
      ended = served.get(address + "?wait=30").body();
    }
    assertThat(ended).contains("\"accepted\":0").hasSizeLessThan(4_000);
  }

  /** What is packed is not unpacked for a request: only a file whose name says so. */
  @Test
  void content_encoding_of_a_request_is_not_followed() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(USAGE.formatted(1, 1, "").getBytes(UTF_8));
    }
    HttpResponse<String> answer =
        served.send(
            "POST",
            "/api/v1/usages",
            HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()),
            "Content-Type",
            JSON,
            "Content-Encoding",
            "gzip");
    assertThat(answer.statusCode()).isBetween(400, 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%0d%0aSet-Cookie:%20x=y",
        "a%0d%0a%0d%0a%3Chtml%3E",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "%00",
        "%c0%ae%c0%ae",
        "${jndi:ldap://x}",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E"
      })
  void what_stands_in_an_address_begins_no_header_and_leads_to_no_file(String written) {
    for (String address :
        List.of(
            "/api/v1/usages/%s",
            "/api/v1/statements/2026-10/%s",
            "/api/v1/imports/%s",
            "/api/v1/imports/x/rejected/%s",
            "/api/v1/payouts/%s",
            "/api/v1/log/tile/%s",
            "/log/tile/%s",
            "/statements/2026-10/%s",
            "/%s")) {
      String answer =
          served.raw(
              "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n"
                  .formatted(address.formatted(written), served.authorization()));
      assertThat(answer).as(address).startsWith("HTTP/1.1 40");
      String headers = answer.substring(0, answer.indexOf("\r\n\r\n"));
      assertThat(headers.toLowerCase(Locale.ROOT)).doesNotContain("set-cookie: x=y", "location: a");
      assertThat(answer).doesNotContain("root:", "Exception", "at org.");
      if (headers.contains("text/html")) {
        assertThat(answer).doesNotContain("<script>alert");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "bearer x",
        "Bearer rl_",
        "Bearer ../../etc/passwd",
        "Bearer a b",
        "Basic YWRtaW46YWRtaW4=",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."
      })
  void header_that_is_no_token_lets_nobody_in(String authorization) {
    String answer =
        served.raw(
            "GET /api/v1/accounts HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                .formatted(authorization));
    assertThat(answer).startsWith("HTTP/1.1 401").contains("NO_LOGIN");
  }

  /** In an address it would stand in logs and histories. */
  @Test
  void token_counts_only_in_the_header() {
    String token = served.authorization().substring("Authorization: Bearer ".length());
    assertThat(
            served.raw(
                "GET /api/v1/accounts?access_token=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .formatted(token)))
        .startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/nothing",
        "/console.css",
        "/api/v1/status",
        "/api/v1/accounts",
        "/log/checkpoint",
        "/error"
      })
  void whatever_is_answered_keeps_the_browser_in_its_place(String address) {
    for (String authorization : List.of(served.authorization(), "X: y")) {
      byte[] answer =
          served
              .raw(
                  "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n"
                      .formatted(address, authorization))
              .getBytes(ISO_8859_1);
      assertThat(new String(answer, ISO_8859_1))
          .contains(
              "Content-Security-Policy: default-src 'self'; script-src 'self'; style-src 'self';"
                  + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action"
                  + " 'self'",
              "X-Content-Type-Options: nosniff",
              "Referrer-Policy: no-referrer",
              "Cross-Origin-Resource-Policy: same-origin",
              "Cache-Control: no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/env",
        "/h2-console",
        "/env",
        "/beans",
        "/heapdump",
        "/swagger-ui.html",
        "/.git/config",
        "/WEB-INF/web.xml",
        "/api/v1/../../login/../accounts"
      })
  void nothing_that_is_not_ours_is_served(String address) {
    assertThat(
            served.raw(
                "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n"
                    .formatted(address, served.authorization())))
        .startsWith("HTTP/1.1 40");
  }
}
