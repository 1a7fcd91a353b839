package org.royaltyledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.access.Role;

/** Answers that are packed, that are known already, and that come too often. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AnswersTest {

  private static final int PER_SECOND = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private ServedStore served;

  @BeforeAll
  void server(@TempDir Path folder) {
    served = new ServedStore(folder, "--royalty-ledger.limits.requests-per-second=" + PER_SECOND);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private HttpResponse<byte[]> asked(String name, String path, String... headers)
      throws IOException, InterruptedException {
    String token = Issuer.OF_TESTS.token(name, List.of(Role.FINANCE), List.of());
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + path))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void document_comes_packed_to_who_takes_it_so_and_a_page_does_not() throws Exception {
    HttpResponse<byte[]> plain = asked("reader-1", "/api/v1/openapi.json");
    HttpResponse<byte[]> packed =
        asked("reader-1", "/api/v1/openapi.json", "Accept-Encoding", "gzip");

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body().length).isLessThan(plain.body().length / 5);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(
            asked("reader-1", "/console.css", "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void document_that_is_known_does_not_come_again_until_it_is_another() throws Exception {
    HttpResponse<byte[]> first = asked("reader-2", "/api/v1/settings");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again =
        asked("reader-2", "/api/v1/settings", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);

    served.run("settings", "four-eyes", "on");
    HttpResponse<byte[]> changed = asked("reader-2", "/api/v1/settings", "If-None-Match", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(text(changed)).contains("on");
    assertThat(changed.headers().firstValue("ETag"))
        .isNotEqualTo(first.headers().firstValue("ETag"));
  }

  @Test
  void tag_tells_nothing_to_who_may_not_see_the_document() throws Exception {
    String tag = asked("reader-3", "/api/v1/settings").headers().firstValue("ETag").orElseThrow();

    HttpRequest nobodys =
        HttpRequest.newBuilder(URI.create(served.url() + "/api/v1/settings"))
            .header("If-None-Match", tag)
            .build();
    HttpResponse<byte[]> answer = client.send(nobodys, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void login_that_asks_too_often_is_told_when_to_come_again_and_others_are_answered()
      throws Exception {
    var statuses = new ArrayList<Integer>();
    HttpResponse<byte[]> last;
    do {
      last = asked("hasty", "/api/v1/access/me");
      statuses.add(last.statusCode());
    } while (last.statusCode() == 200 && statuses.size() < 100 * PER_SECOND);

    assertThat(statuses.size()).as("as many as were saved up, and more").isGreaterThan(PER_SECOND);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
    assertThat(text(last)).contains("TOO_MANY_REQUESTS", "more than 20 requests a second");
    assertThat(asked("patient", "/api/v1/access/me").statusCode()).isEqualTo(200);
  }
}
