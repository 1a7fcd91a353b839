package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.ledger.intake.batch.FileKind;

class HelpTest {

  @Test
  void help_of_import_names_every_kind_of_file() {
    var out = new ByteArrayOutputStream();
    try (var stores = new KeptStores()) {
      stores.run(
          new String[] {"import", "--help"},
          new PrintStream(out, true, UTF_8),
          new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    }
    assertThat(out.toString(UTF_8))
        .contains(Stream.of(FileKind.values()).map(FileKind::pattern).toList());
  }
}
