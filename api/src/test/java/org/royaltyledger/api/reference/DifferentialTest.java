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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.api.reference.RandomMonth.Step.Close;
import org.royaltyledger.api.reference.RandomMonth.Step.Import;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.Postgres;
import tools.jackson.databind.JsonNode;

/**
 * The program and the naive reference agree, exactly, on random months. More seeds: {@code
 * -Ddifferential.seeds=1000}, on PostgreSQL {@code -Ddifferential.seeds.server=30}; one seed again:
 * {@code -Ddifferential.seed=17}.
 */
@ResourceLock("postgres")
class DifferentialTest {
  private final KeptStores stores = new KeptStores();

  @AfterEach
  void closeStores() {
    stores.close();
  }

  /** What a command printed on stdout and stderr, and how it ended. */
  private record Ran(String command, int exit, String out, String err) {
    Ran ended(int expected) {
      assertThat(exit)
          .as("exit code of %s%nstdout: %s%nstderr: %s", command, out, err)
          .isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      return InputFile.JSON.readTree(out);
    }
  }

  @TempDir private Path folder;
  private List<String> settings = List.of();

  static LongStream seeds() {
    return Optional.ofNullable(Long.getLong("differential.seed"))
        .map(LongStream::of)
        .orElseGet(() -> LongStream.rangeClosed(1, Long.getLong("differential.seeds", 30)));
  }

  static LongStream seedsOnServer() {
    return seeds().limit(Long.getLong("differential.seeds.server", 2));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void program_and_reference_agree_to_the_last_digit(long seed) {
    agree(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seedsOnServer")
  void server_agrees_too_and_gives_the_bytes_of_the_embedded_store(long seed) {
    List<String> embedded = agree(seed);
    stores.close();
    settings =
        List.of(
            Postgres.emptyDatabase(),
            Postgres.vaultKey(folder),
            "--royalty-ledger.signing-key=" + folder.resolve("signing-key"));
    assertThat(agree(seed)).as("seed %s", seed).isEqualTo(embedded);
  }

  /** Goes through the history of a seed; gives the statements of its last month as printed. */
  private List<String> agree(long seed) {
    ReferenceMonth reference = new ReferenceMonth();
    Dice dice = new Dice(seed);
    String closed = "";
    for (RandomMonth.Step step : RandomMonth.write(seed, folder.resolve("input"))) {
      switch (step) {
        case Import(Path files) -> importBoth(reference, files, dice);
        case Close(String period, Path repair) -> {
          if (!closesAlike(reference, period, seed)) {
            importBoth(reference, repair, dice);
            assertThat(closesAlike(reference, period, seed))
                .as("seed %s: %s closes once repaired", seed, period)
                .isTrue();
          }
          closed = period;
        }
      }
    }
    assertThat(closesAlike(reference, closed, seed)).as("%s closes once", closed).isFalse();
    JsonNode check = run("check", "--deep", "--json").ended(0).json();
    assertThat(check.path("ok").asBoolean()).as("seed %s: %s", seed, check).isTrue();
    return List.of(
        statements(closed).ended(0).out(), run("statements", closed).ended(0).out(), check + "");
  }

  private void importBoth(ReferenceMonth reference, Path files, Dice dice) {
    reference.importFolder(files);
    List<String> command = new ArrayList<>(List.of("import"));
    dice.shuffled(Facts.files(files)).forEach(file -> command.add(file.toString()));
    command.add("--json");
    for (JsonNode file : run(command.toArray(String[]::new)).ended(0).json()) {
      assertThat(file.path("rejected").asInt()).as("rejected in %s", file).isZero();
    }
  }

  /** Closes both; false where both refuse, and the program then has recorded nothing. */
  private boolean closesAlike(ReferenceMonth reference, String period, long seed) {
    Documents expected;
    try {
      expected = reference.close(period);
    } catch (Refusal refusal) {
      boolean wasClosed = refusal.kind() == Refusal.Kind.ALREADY_CLOSED;
      String before = statements(period).ended(wasClosed ? 0 : 1).out();
      Ran ran = run("close", period, "--json");
      assertThat(ran.exit()).as("seed %s: exit code where %s", seed, refusal).isEqualTo(1);
      assertThat(ran.err()).as("seed %s: the reason, where %s", seed, refusal).isNotBlank();
      assertThat(statements(period).ended(wasClosed ? 0 : 1).out()).isEqualTo(before);
      return false;
    }
    Ran close = run("close", period, "--json").ended(0);
    Ran statements = statements(period).ended(0);
    assertThat(close.json().path("conserved").asBoolean()).as("seed %s", seed).isTrue();
    Canonical wanted = Canonical.of(expected.close(), expected.statements());
    Canonical found = Canonical.of(close.json(), statements.json());
    String where = "of %s, seed %d (expected: the reference)".formatted(period, seed);
    assertThat(found.pools()).as("pools " + where).isEqualTo(wanted.pools());
    assertThat(found.lines()).as("lines " + where).isEqualTo(wanted.lines());
    assertThat(found.totals()).as("totals " + where).isEqualTo(wanted.totals());
    assertThat(found.states()).as("states " + where).isEqualTo(wanted.states());
    return true;
  }

  private Ran statements(String period) {
    return run("statements", period, "--format", "json");
  }

  private Ran run(String... command) {
    List<String> words = new ArrayList<>(List.of("--data", folder.resolve("store").toString()));
    words.addAll(List.of(command));
    words.addAll(settings);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        stores.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ran(String.join(" ", words), exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
