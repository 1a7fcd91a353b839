package org.royaltyledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pages of a store without a closed month, and of one that is broken. */
class OddStoresTest {

  @Test
  void empty_store_says_what_to_do_and_broken_one_shows_no_trace(@TempDir Path folder) {
    try (var served = new ServedStore(folder)) {
      HttpResponse<String> empty = served.get("/");
      assertThat(empty.statusCode()).isEqualTo(200);
      assertThat(empty.body())
          .contains("No month is closed yet", "No usage yet.", "Ctrl-C")
          .contains("royalty-ledger --data DIR import ", "royalty-ledger --data DIR close 2026-10");
      assertThat(served.get("/?period=2026-10").statusCode()).isEqualTo(404);

      served.file("parties.csv", "partyId,name,kind", "service,Service,SERVICE");
      served.file("offerings.csv", "offering,service,scope", "remix,service,GENERATE");
      served.file(
          "usages.ndjson",
          "{\"usageId\":\"u\",\"usedAt\":\"2026-08-03T12:00:00Z\",\"useType\":\"OnDemandStream\",\"offering\":\"remix\","
              + "\"territory\":\"SE\",\"contributions\":[{\"asset\":\"A\",\"role\":\"voice\",\"weight\":1}]}");
      served.importAll();
      assertThat(served.get("/").body())
          .contains("2026-08: 1 usages", "royalty-ledger --data DIR close 2026-08");

      served.get(JdbcTemplate.class).execute("drop table closed_period");
      HttpResponse<String> broken = served.get("/");
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body())
          .contains("The page could not be made.", "href=\"/\"")
          .doesNotContain("\tat ", "Exception", "closed_period", "CLOSED_PERIOD");
      assertThat(broken.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }
}
