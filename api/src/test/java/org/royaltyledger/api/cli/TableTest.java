package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TableTest {

  private static String printed(Table table, boolean forPeople) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, UTF_8);
    table.print(new Output(stream, stream, forPeople, false));
    return out.toString(UTF_8);
  }

  @Test
  void columns_are_aligned_for_wide_and_combining_characters() {
    Table table =
        Table.of("name", "total")
            .numbers(1)
            .row("月野しずく", "60.71")
            .row("So\u0308ner", "1.00")
            .sum("all", "61.71");
    assertThat(printed(table, true))
        .isEqualTo(
            """
            name        total
            ──────────  ─────
            月野しずく  60.71
            So\u0308ner        1.00
            ──────────  ─────
            all         61.71
            """);
  }

  @Test
  void shell_gets_tabs_and_no_sums_that_it_would_count_twice() {
    Table table = Table.of("name", "total").numbers(1).row("ann", "60.71").sum("all", "60.71");
    assertThat(printed(table, false)).isEqualTo("name\ttotal\nann\t60.71\n");
  }

  @Test
  void cells_cannot_command_the_terminal() {
    assertThat(printed(Table.of("name").row("a\u001b[2Jb\tc\nd\u202Ee\u2028f"), false))
        .isEqualTo("name\na [2Jb c d e f\n");
  }
}
