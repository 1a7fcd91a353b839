package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;

/**
 * What is misspelt is refused: nothing may be done for ever because of a word that was not read.
 */
class UnknownWordsTest {

  private final KeptStores stores = new KeptStores();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  private int run(String... command) {
    err.reset();
    var words =
        Stream.concat(
            Stream.of("--data", folder.resolve("store").toString()), Arrays.stream(command));
    return stores.run(
        words.toArray(String[]::new),
        new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void misspelt_dry_run_closes_nothing() {
    assertThat(run("close", "2026-10", "--dryrun")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("--dryrun", "--help");
    assertThat(run("statements", "2026-10")).isEqualTo(1);
  }

  @Test
  void mistyped_folder_is_not_taken_for_an_empty_ledger() {
    assertThat(run("statements", "2026-10")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("there is no store in", "--data DIR");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void word_too_many_is_refused() {
    assertThat(run("close", "2026-10", "2026-11")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("2026-11");
  }

  @Test
  void setting_may_stand_before_or_behind_the_command() {
    assertThat(run("--spring.datasource.hikari.maximum-pool-size=9", "check")).isZero();
    assertThat(run("check", "--spring.datasource.hikari.maximum-pool-size=9")).isZero();
  }
}
