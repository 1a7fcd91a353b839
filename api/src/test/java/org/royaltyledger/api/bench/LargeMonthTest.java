package org.royaltyledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The month that large closes are measured with, small: it has the numbers that it states. */
class LargeMonthTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LargeMonth.Size SMALL =
      new LargeMonth.Size(1_201, 233, 17, 59, 431, Licence.Allocation.USER_CENTRIC);

  @Test
  void month_has_the_numbers_that_it_states_and_its_money_is_conserved(@TempDir Path folder)
      throws IOException {
    Path files = folder.resolve("files");
    LargeMonth.Made made = LargeMonth.write(files, SMALL);

    assertThat(made.usages()).isEqualTo(1_201);
    Set<List<String>> keys = new HashSet<>();
    Set<List<String>> pairs = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (String line : Files.readAllLines(files.resolve("usages.ndjson"))) {
      JsonNode usage = JSON.readTree(line);
      String asset = usage.get("contributions").get(0).get("asset").asString();
      ids.add(usage.get("usageId").asString());
      keys.add(
          List.of(
              asset,
              usage.get("territory").asString(),
              usage.get("useType").asString(),
              usage.get("usedAt").asString().substring(0, 10)));
      pairs.add(List.of(usage.get("listener").asString(), asset));
    }
    assertThat(ids).hasSize(1_201);
    assertThat(keys).hasSize(233).hasSize(made.keys());
    assertThat(pairs).hasSize(431).hasSize(made.pairs());
    assertThat(Files.readAllLines(files.resolve("splits.csv"))).hasSize(1 + 59);
    assertThat(Files.readAllLines(files.resolve("parties.csv"))).hasSize(1 + 17);

    try (KeptStores stores = new KeptStores()) {
      String store = folder.resolve("store").toString();
      List<String> names;
      try (Stream<Path> all = Files.list(files)) {
        names = all.map(Path::toString).toList();
      }
      var load = new ArrayList<>(List.of("--data", store, "import"));
      load.addAll(names);
      run(stores, load);
      assertThat(run(stores, List.of("--data", store, "close", "2026-10", "--json")))
          .contains("\"conserved\":true");
      assertThat(run(stores, List.of("--data", store, "check", "--json")))
          .startsWith("{\"ok\":true");
    }
  }

  private static String run(KeptStores stores, List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = stores.run(words.toArray(String[]::new), new PrintStream(out), new PrintStream(err));
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void month_that_cannot_be_is_refused() {
    assertThatThrownBy(
            () -> new LargeMonth.Size(100, 1_000, 17, 59, 431, Licence.Allocation.PRO_RATA))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "usages '100' cannot be: give at least 1000, so that each key and each pair comes");
    assertThatThrownBy(() -> new LargeMonth.Size(100, 5, 17, 59, 431, Licence.Allocation.PRO_RATA))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "keys '5' cannot be: give 20 to 19840, as there are 20 assets of 3 splits each");
  }
}
