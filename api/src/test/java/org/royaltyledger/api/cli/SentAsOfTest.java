package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.setup.KeptStores;
import tools.jackson.databind.json.JsonMapper;

/** What was known then is the same document here, at a server, and over HTTP. */
class SentAsOfTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a command printed. */
  private record Ran(int exit, String out, String err) {}

  @Test
  void what_was_known_then_is_the_same_wherever_it_is_asked(@TempDir Path folder) {
    try (var served = new ServedStore(folder);
        var stores = new KeptStores()) {
      served.file(
          "parties.csv", "partyId,name,kind", "service,S,SERVICE", "a&b=c,Ann & Ben,ARTIST");
      served.file("offerings.csv", "offering,service,scope", "remix,service,GENERATE");
      served.file(
          "licences.json",
          "[{\"licenceId\":\"L\",\"licensor\":\"a&b=c\",\"offering\":\"remix\",\"useTypes\":[\"OnDemandStream\"],\"territories\":[\"SE\"],\"assets\":\"*\",\"modelVersions\":\"*\",\"from\":\"2020-01-01\",\"base\":\"SHARE\",\"parts\":[{\"terms\":{\"percentOf\":[\"netRevenue\",\"60\"]},\"allocation\":\"PRO_RATA\"}]}]");
      served.file(
          "consents.csv",
          "partyId,assetId,scope,from,decision",
          "a&b=c,*,GENERATE,2020-01-01,OPT_IN");
      served.file(
          "revenue.csv",
          "period,offering,territory,currency,netRevenue",
          "2026-10,remix,SE,EUR,10.00",
          "2026-11,remix,SE,EUR,1.00");
      served.file(
          "usages.ndjson",
          "{\"usageId\":\"u-1\",\"usedAt\":\"2026-10-03T12:00:00Z\",\"useType\":\"OnDemandStream\",\"offering\":\"remix\",\"territory\":\"SE\",\"contributions\":[{\"party\":\"a&b=c\",\"weight\":1}]}");
      served.importAll();
      served.run("close", "2026-10", "--as", "finance-1");
      String then =
          JSON.readTree(served.run("accounts", "--as-of", "0", "--json"))
              .path("now")
              .path("place")
              .asString();
      served.file(
          "revenue.csv",
          "period,offering,territory,currency,netRevenue",
          "2026-10,remix,SE,EUR,20.00");
      String corrected = folder.resolve("revenue.csv").toString();
      served.run("import", corrected, "--as", "data-team", "--why", "corrected");
      served.run("close", "2026-11", "--as", "finance-1", "--why", "month end");

      String party = "a&b=c";
      String month =
          same(served, stores, "statements", "2026-10", "--as-of", then, "--format", "json");
      assertThat(month)
          .contains(
              "\"then\":{\"total\":\"6.00\"",
              "\"now\":{\"total\":\"12.00\"",
              "month end",
              "\"who\":\"data-team\",\"why\":\"corrected\"");
      answered(served, "statements/2026-10?asOf=" + then, month);
      answered(
          served,
          "statements/2026-10/a&b=c?asOf=" + then,
          same(
              served,
              stores,
              "statements",
              "2026-10",
              "--party",
              party,
              "--as-of",
              then,
              "--format",
              "json"));
      same(served, stores, "statements", "2026-10", "--as-of", then);
      answered(
          served,
          "accounts?asOf=" + then,
          same(served, stores, "accounts", "--as-of", then, "--json"));
      same(served, stores, "accounts", "--as-of", then, "--party", party);
      answered(
          served, "checks?asOf=" + then, same(served, stores, "check", "--as-of", then, "--json"));
      same(served, stores, "check", "--as-of", "2199-12-31T00:00:00+02:00");

      Ran beyond = sent(served, stores, "accounts", "--as-of", "999");
      assertThat(beyond.exit()).isEqualTo(1);
      assertThat(beyond.err()).contains("place 999 is not in the log");
      for (String address : new String[] {"statements/2026-10", "accounts", "checks"}) {
        assertThat(served.get("/api/v1/" + address + "?asOf=999").statusCode()).isEqualTo(404);
        assertThat(served.get("/api/v1/" + address + "?asOf=soon").statusCode()).isEqualTo(400);
      }
    }
  }

  /** The command on the store and sent to its server; gives what it printed. */
  private static String same(ServedStore served, KeptStores stores, String... command) {
    Ran there = sent(served, stores, command);
    assertThat(there.exit()).as(there.err()).isZero();
    assertThat(there.out()).isEqualTo(served.run(command)).isNotBlank();
    return there.out();
  }

  private static Ran sent(ServedStore served, KeptStores stores, String... command) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(
            served.sent(command),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static void answered(ServedStore served, String address, String printed) {
    HttpResponse<String> answer = served.get("/api/v1/" + address);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(printed));
  }
}
