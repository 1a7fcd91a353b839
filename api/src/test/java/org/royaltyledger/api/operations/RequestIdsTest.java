package org.royaltyledger.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;

/** Each request has an id, be it answered or refused. */
class RequestIdsTest {

  private static final String UUID = "[0-9a-f-]{36}";

  private static String id(ServedStore served, String path, String... headers) {
    return served
        .send("GET", path, HttpRequest.BodyPublishers.noBody(), headers)
        .headers()
        .firstValue("X-Request-Id")
        .orElse("none");
  }

  @Test
  void id_is_answered_and_one_that_is_given_is_taken_if_it_is_plain(@TempDir Path folder) {
    try (var served = new ServedStore(folder)) {
      assertThat(id(served, "/health/live")).matches(UUID);
      assertThat(id(served, "/health/live")).isNotEqualTo(id(served, "/health/live"));
      assertThat(id(served, "/nothing")).matches(UUID);
      assertThat(id(served, "/api/v1/status", "Origin", "http://elsewhere.example")).matches(UUID);
      String plain = "a.B_9-".repeat(10) + "1234";
      assertThat(id(served, "/health/live", "X-Request-Id", plain)).isEqualTo(plain);
      assertThat(id(served, "/health/live", "X-Request-Id", plain + "5")).matches(UUID);
      assertThat(id(served, "/health/live", "X-Request-Id", "a b")).matches(UUID);
      assertThat(id(served, "/health/live", "X-Request-Id", "Åsa")).matches(UUID);
    }
  }
}
