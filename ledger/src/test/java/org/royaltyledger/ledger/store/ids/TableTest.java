package org.royaltyledger.ledger.store.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  /** A heap in which the table's next growth finds room for one of its columns, or for none. */
  @ParameterizedTest
  @ValueSource(strings = {"-Xmx20m", "-Xmx24m", "-Xmx28m"})
  void table_that_finds_no_memory_forgets_nothing(String heap) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Filling.class.getName())
            .redirectErrorStream(true)
            .start();

    assertThat(said(child)).startsWith("kept all of ");
    assertThat(child.waitFor()).isZero();
  }

  private static String said(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Adds ids until there is no memory for more, and then looks for each. */
  static final class Filling {

    private Filling() {}

    private static long fingerprint(long id) {
      return id * 0x9E37_79B9_7F4A_7C15L;
    }

    public static void main(String[] arguments) {
      var table = new Table();
      long added = 0;
      try {
        while (true) {
          table.add(fingerprint(added), added);
          added++;
        }
      } catch (OutOfMemoryError e) {
        long found = 0;
        for (long id = 0; id < added; id++) {
          found += table.contains(fingerprint(id)) ? 1 : 0;
        }
        System.out.println(
            found == added ? "kept all of " + added : "kept %d of %d".formatted(found, added));
      }
    }
  }
}
