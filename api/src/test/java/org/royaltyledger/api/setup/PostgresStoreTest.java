package org.royaltyledger.api.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.vault.VaultKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program on a PostgreSQL server does what it does on the embedded store. */
@ResourceLock("postgres")
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
  void month_has_the_same_documents_to_the_byte_as_on_h2() throws IOException {
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(7, 500, false, false));
    Files.writeString(key(), NoteSigner.generated("both").written());
    Files.writeString(folder.resolve("vault-key"), VaultKey.generated().written());
    List<Ran> embedded = wholeMonth(files, "h2", "--logging.level.nothing=off");
    List<Ran> server = wholeMonth(files, "postgres", Postgres.emptyDatabase());
    assertThat(server).isEqualTo(embedded);
    assertThat(server).extracting(Ran::exit).containsExactly(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0);
  }

  @Test
  void tables_are_those_of_h2_and_every_text_compares_by_its_bytes() {
    List<String> embedded;
    List<String> server;
    try (OpenStore store = OpenStore.open(folder.resolve("h2"), List.of(), false)) {
      embedded = columns(store);
    }
    try (OpenStore store = open(Postgres.emptyDatabase())) {
      server = columns(store);
      assertThat(
              store
                  .get(JdbcTemplate.class)
                  .queryForList(
                      "select table_name || '.' || column_name from information_schema.columns"
                          + " where table_schema = 'public' and data_type in ('text', 'character"
                          + " varying', 'character') and collation_name is distinct from 'C' and"
                          + " table_name not like 'schema_of_%'",
                      String.class))
          .isEmpty();
    }
    assertThat(embedded).contains("log.payload, not null", "statement_line.asset");
    assertThat(server)
        .as("a migration of one database needs its like in the other")
        .containsExactlyElementsOf(embedded);
  }

  @Test
  void second_process_is_told_who_has_the_store() {
    String database = Postgres.emptyDatabase();
    try (OpenStore first = open(database)) {
      Ran second = run("other-folder", database, List.of("check"));
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.out()).isEmpty();
      assertThat(second.err())
          .hasLineCount(1)
          .matches("(?s).*database 'store' is in use by another process \\(session [0-9]+ .*");
      assertThat(first).isNotNull();
    }
    assertThat(run("other-folder", database, List.of("check")).exit()).isZero();
  }

  @Test
  void database_without_a_store_is_not_a_ledger_in_which_nobody_earned_anything() {
    String setting = Postgres.emptyDatabase();
    for (String command : List.of("statements", "close")) {
      refused("there is no store in 'jdbc:postgresql:", command, setting);
    }
  }

  @Test
  void database_that_cannot_be_reached_is_named_without_the_password() {
    String setting = Postgres.setting("no_such_store") + "&password=secret";
    Ran ran = refused("database \"no_such_store\" does not exist", "check", setting);
    assertThat(ran.err()).doesNotContain("secret");
  }

  @Test
  void server_that_could_lose_what_it_acknowledged_is_not_written_to() {
    String setting = Postgres.emptyDatabase() + "&options=-csynchronous_commit=off";
    refused("for its setting synchronous_commit is off", "check", setting);
  }

  @Test
  void bench_and_demo_keep_away_from_a_store_that_is_in_use() {
    String setting = Postgres.emptyDatabase();
    assertThat(run("any", setting, List.of("bench", "--usages", "1")).err())
        .startsWith("the bench measures a store of its own, which it deletes: leave 'jdbc:");
    Path parties = folder.resolve("parties.csv");
    write(parties, "partyId,name,kind,country,currency,isni,ipi,dpid\nann,Ann,ARTIST,SE,EUR,,,\n");
    assertThat(run("any", setting, List.of("import", parties.toString())).exit()).isZero();
    stores.close();
    Ran demo = run("fresh", setting, List.of("demo", "--no-serve"));
    assertThat(demo.exit()).isEqualTo(1);
    assertThat(demo.err()).startsWith("the demo wants a fresh store, and this one has events");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ran refused(String why, String command, String setting) {
    Ran ran =
        run(
            "folder",
            setting,
            command.equals("check") ? List.of(command) : List.of(command, MONTH));
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).hasLineCount(1).contains(why);
    return ran;
  }

  private Path key() {
    return folder.resolve("signing-key");
  }

  private OpenStore open(String setting) {
    return OpenStore.open(folder.resolve("no-such-folder"), List.of(setting), false);
  }

  /** Every column of the live tables; what a database needs for itself left out. */
  private static List<String> columns(OpenStore store) {
    return store
        .get(JdbcTemplate.class)
        .queryForList(
            "select table_name || '.' || column_name || case is_nullable when 'NO' then ', not"
                + " null' else '' end from information_schema.columns where table_schema in"
                + " ('PUBLIC', 'public') and table_name not like 'schema_of_%'",
            String.class)
        .stream()
        .map(it -> String.valueOf(it).toLowerCase(Locale.ROOT))
        .filter(it -> !it.startsWith("uncovered_use.target_digest"))
        .sorted()
        .toList();
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
            List.of("statements", MONTH, "--party", "fjallraka", "--format", "json"),
            List.of("accounts", "--party", "fjallraka", "--json"),
            List.of("journal", MONTH, "--format", "json"),
            List.of("statements", MONTH, "--as-of", "9999-12-31", "--format", "json"),
            List.of("statements", MONTH, "--as-of", "20", "--format", "json"),
            List.of("accounts", "--as-of", "0", "--json"),
            List.of("check", "--as-of", "9999-12-31", "--json"),
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
    words.add("--royalty-ledger.signing-key=" + key());
    words.add(Postgres.vaultKey(folder));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    // When something was written down, no two stores agree about.
    String printed = out.toString(UTF_8).replaceAll("\"at\":\"[^\"]*\"", "\"at\":\"\"");
    return new Ran(exit, printed, err.toString(UTF_8));
  }
}
