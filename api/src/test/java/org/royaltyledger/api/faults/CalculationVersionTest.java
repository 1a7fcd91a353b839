package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A closed month says which version of the calculation made its figures. */
class CalculationVersionTest {

  @TempDir private Path folder;

  @Test
  void month_is_calculated_again_by_the_version_that_closed_it_only() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    month.closed();
    assertThat(cutOff(month)).contains("\"calculation\":2,");
    assertThat(recalculation(month))
        .isEqualTo("the month calculated again gives the recorded result");

    // As it was stored before there were versions.
    String first = cutOff(month).replaceFirst("\"calculation\":2,", "");
    store(month, "1", first);
    assertThat(recalculation(month))
        .startsWith("notice: closed with version 1 of the calculation, this program has version 2");
    month.run("statements", Month.PERIOD, "--format", "json");
    String party = month.json().path(0).path("party").stringValue();
    month.run("explain", Month.PERIOD, "--party", party, "--line", "1");
    assertThat(month.exit()).isEqualTo(1);
    assertThat(month.err())
        .contains("closed with version 1 of the calculation", "a program of that version");

    store(month, "2", first.replaceFirst("\\{", "{\"calculation\":7,"));
    assertThat(recalculation(month))
        .startsWith("notice: closed with version 7 of the calculation, this program has version 2");
  }

  private static String cutOff(Month month) {
    try (var sql = Tampering.of(month.store())) {
      return new String(
          sql.bytes("select payload from log where payload_type = 'cut-off-taken'"), UTF_8);
    }
  }

  private static void store(Month month, String revision, String payload) {
    Tampering.with(
        month.store(),
        sql -> {
          sql.execute(
              "update log set payload_revision = ?, payload = ? where payload_type ="
                  + " 'cut-off-taken'",
              revision,
              payload.getBytes(UTF_8));
          for (String table : List.of("leaf", "subtree", "checkpoint")) {
            sql.execute("delete from " + table); // which there were not then either
          }
        });
  }

  private static String recalculation(Month month) {
    month.run("check", "--json");
    assertThat(month.exit()).as(month.out()).isZero();
    for (JsonNode check : month.json().get("checks").values()) {
      if (check.get("name").asString().equals("recalculation " + Month.PERIOD)) {
        return check.get("detail").asString();
      }
    }
    throw new AssertionError(month.out());
  }
}
