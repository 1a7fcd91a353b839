package org.royaltyledger.api.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.example.ExampleMonth;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program on a PostgreSQL server does what it does on the embedded store. */
class PostgresStoreTest {

  private static final String MONTH = ExampleMonth.PERIOD;

  private final KeptStores stores = new KeptStores();
  @TempDir private Path folder;

  @AfterEach
  void closeStores() {
    stores.close();
  }

  /** How a command ended, and what it printed. */
  private record Ran(int exit, String out, String err) {}

  @Test
  void month_has_the_same_statements_to_the_byte_as_on_h2() throws IOException {
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(7, 1_500, false, false));
    List<Ran> embedded = wholeMonth(files, "h2", "--logging.level.nothing=off");
    List<Ran> server = wholeMonth(files, "postgres", Postgres.freshDatabase());
    assertThat(server).isEqualTo(embedded);
    assertThat(server).extracting(Ran::exit).containsExactly(2, 0, 0, 0, 0, 2, 0);
  }

  /** Imports, closes, prints and checks the month; imports it again. */
  private List<Ran> wholeMonth(Path files, String store, String setting) throws IOException {
    var importing = new ArrayList<>(List.of("import", "--json"));
    importing.addAll(List.of("--rejects", folder.resolve("rejects").toString()));
    try (Stream<Path> all = Files.list(files)) {
      all.map(Path::toString).sorted().forEach(importing::add);
    }
    var ran = new ArrayList<Ran>();
    for (List<String> command :
        List.of(
            importing,
            List.of("close", MONTH, "--json"),
            List.of("statements", MONTH, "--format", "json"),
            List.of("statements", MONTH, "--party", "label-aurora", "--format", "json"),
            List.of("check", "--json"),
            importing,
            List.of("statements", MONTH, "--format", "json"))) {
      ran.add(run(store, setting, command));
    }
    Ran replay = run(store, setting, List.of("replay", "--json"));
    assertThat(replay.exit).as(replay.out + replay.err).isZero();
    assertThat(replay.out).contains("\"identical\":true");
    return ran;
  }

  private Ran run(String store, String setting, List<String> command) {
    var words = new ArrayList<>(List.of("--data", folder.resolve(store).toString()));
    words.addAll(command);
    words.add(setting);
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
