package org.royaltyledger.api.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Closing months over HTTP: as the command does, and refused as it is. */
class RestPeriodsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  private static JsonNode body(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(body(answer, status).path("code").stringValue()).isEqualTo(code);
  }

  private static HttpResponse<String> close(ServedStore served, String period, String content) {
    return served.post("/api/v1/periods/%s/close".formatted(period), "application/json", content);
  }

  @Test
  void month_of_a_ledger_in_which_nothing_is_recorded_stays_open() {
    try (var served = new ServedStore(folder)) {
      assertRefused(close(served, "2026-10", ""), 409, "NO_REVENUE");
      assertRefused(served.get("/api/v1/periods/2026-10"), 404, "NOT_CLOSED");
    }
  }

  @Test
  void month_is_closed_once_and_in_its_order() {
    try (var served = new ServedStore(folder)) {
      served.file("parties.csv", "partyId,name,kind", "service,Service,SERVICE");
      served.file("offerings.csv", "offering,service,scope", "remix,service,GENERATE");
      served.file(
          "revenue.csv",
          "period,offering,territory,currency,netRevenue",
          "2026-10,remix,SE,EUR,10.00",
          "2026-11,remix,SE,EUR,11.00");
      served.importAll();

      assertRefused(close(served, "2026-11", ""), 409, "EARLIER_MONTH_OPEN");
      JsonNode dry = body(close(served, "2026-10", "{\"dryRun\": true}"), 200);
      assertRefused(served.get("/api/v1/periods/2026-10"), 404, "NOT_CLOSED");
      assertRefused(served.get("/api/v1/statements/2026-10"), 404, "NOT_CLOSED");
      for (String odd :
          new String[] {
            "{\"dryrun\":true}", "{\"dryRun\":\"yes\"}", "[]", "{", "true", "{\"dryRun\":1}"
          }) {
        assertRefused(close(served, "2026-10", odd), 400, "BAD_INPUT");
      }
      for (String odd : new String[] {"?dryRun=true", "?dryRun", "?dry-run=true"}) {
        assertRefused(served.send("POST", "/api/v1/periods/2026-10/close" + odd), 400, "BAD_INPUT");
      }
      assertRefused(close(served, "2026-1", ""), 400, "BAD_INPUT");

      JsonNode closed = body(served.send("POST", "/api/v1/periods/2026-10/close"), 200);
      assertThat(closed).isEqualTo(dry);
      assertThat(body(served.get("/api/v1/periods/2026-10"), 200)).isEqualTo(closed);
      assertThat(body(served.get("/api/v1/statements/2026-10"), 200)).isEmpty();
      assertRefused(close(served, "2026-10", ""), 409, "ALREADY_CLOSED");
      assertThat(body(close(served, "2026-11", "{\"dryRun\":false}"), 200).path("conserved"))
          .isEqualTo(JSON.readTree("true"));
      assertRefused(close(served, "2027-01", ""), 409, "NO_REVENUE");

      assertThat(body(served.get("/api/v1/statements/2026-10/service"), 200)).isEmpty();
      assertThat(body(served.get("/api/v1/statements/2026-10?party=service"), 200)).isEmpty();
      assertRefused(served.get("/api/v1/statements/2026-10/servce"), 404, "NO_PARTY");
      assertRefused(served.get("/api/v1/statements/2026-10?party="), 400, "BAD_INPUT");
    }
  }
}
