package org.royaltyledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;

/** That what is measured is asked for and answered; how fast is no matter of a test. */
class QueriesTest {

  @Test
  void lists_and_statements_are_answered_while_usages_are_imported(@TempDir Path folder)
      throws Exception {
    var figures = new Figures();

    try (KeptStores stores = new KeptStores()) {
      new Queries(stores, progress -> {}, 40, 2).run(20_000, folder, figures);
    }

    Map<String, Long> values =
        figures.all().stream()
            .collect(Collectors.toMap(Figures.Figure::name, Figures.Figure::value));
    assertThat(values)
        .containsKeys("listP99Micros", "statementP99Micros", "usagesPerSecond")
        .allSatisfy((name, value) -> assertThat(value).as(name).isPositive());
    assertThat(figures.conditions()).containsEntry("parties", "40").containsEntry("months", "2");
  }
}
