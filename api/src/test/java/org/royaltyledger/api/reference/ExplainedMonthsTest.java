package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.api.explain.ExplainsStatements;
import org.royaltyledger.api.reference.RandomMonth.Step.Close;
import org.royaltyledger.api.reference.RandomMonth.Step.Import;
import org.royaltyledger.api.setup.KeptStores;

/**
 * Every line of random months can be redone from its explanation.
 *
 * <p>{@code -Dexplained.seeds=100} for more of them, {@code -Dexplained.every=1} for every line of
 * each; by default some of the lines of one.
 */
class ExplainedMonthsTest {

  private final KeptStores stores = new KeptStores();
  @TempDir private Path folder;

  /** A command, and how it ended. */
  private record Ran(int exit, String out, String err) {}

  @AfterEach
  void closeStores() {
    stores.close();
  }

  static LongStream seeds() {
    return Optional.ofNullable(Long.getLong("explained.seed"))
        .map(LongStream::of)
        .orElseGet(() -> LongStream.rangeClosed(1, Long.getLong("explained.seeds", 1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_line_of_a_random_month_is_redone(long seed) {
    int every = Integer.getInteger("explained.every", 23);
    var explains =
        new ExplainsStatements(
            words -> {
              Ran ran = run(words.toArray(String[]::new));
              assertThat(ran.exit()).as("seed %s: %s: %s", seed, words, ran.err()).isZero();
              return InputFile.JSON.readTree(ran.out());
            });
    for (String period : closed(seed)) {
      explains.of(period, place -> place % every == 0);
    }
    // In some histories nobody earns anything.
    assertThat(explains.redone() > 0).as("seed %s", seed).isEqualTo(explains.isAnything());
  }

  /** Goes through the history of a seed; gives the months that were closed. */
  private List<String> closed(long seed) {
    var closed = new ArrayList<String>();
    for (RandomMonth.Step step : RandomMonth.write(seed, folder.resolve("input"))) {
      switch (step) {
        case Import(Path files) -> importFolder(files);
        case Close(String period, Path repair) -> {
          if (run("close", period).exit() != 0) {
            importFolder(repair);
            assertThat(run("close", period).exit()).as("seed %s: %s", seed, period).isZero();
          }
          closed.add(period);
        }
      }
    }
    return closed;
  }

  private void importFolder(Path files) {
    var command = new ArrayList<>(List.of("import"));
    Facts.files(files).forEach(file -> command.add(file.toString()));
    assertThat(run(command.toArray(String[]::new)).exit()).isZero();
  }

  private Ran run(String... command) {
    var words = new ArrayList<>(List.of("--data", folder.resolve("store").toString()));
    words.addAll(List.of(command));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
