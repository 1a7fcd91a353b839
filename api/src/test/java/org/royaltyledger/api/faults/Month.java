package org.royaltyledger.api.faults;

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
import java.util.stream.Stream;
import org.royaltyledger.api.RoyaltyLedger;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.usage.UsageEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store, the files of an example month, and the program run on them in this process. */
final class Month {

  static final String PERIOD = ExampleMonth.PERIOD;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path files;
  private final Path store;
  private final Stores stores;
  private final Running running;
  private int exit;
  private String out = "";
  private String err = "";

  /** The program, in this process. */
  private interface Running {
    int run(String[] args, PrintStream out, PrintStream err);
  }

  private Month(Path files, Path store, Stores stores, Running running) {
    this.files = files;
    this.store = store;
    this.stores = stores;
    this.running = running;
  }

  /**
   * A store that each command opens and closes.
   *
   * @param files made by {@link #write}
   */
  Month(Path files, Path store) {
    this(files, store, OpenStore::open, RoyaltyLedger::run);
  }

  /** A store that stays open between commands. */
  Month(Path files, Path store, KeptStores kept) {
    this(files, store, kept, kept::run);
  }

  static Path write(Path folder, long seed, long usages) {
    try {
      ExampleMonth.write(folder, new ExampleMonth.Settings(seed, usages, false, false));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path store() {
    return store;
  }

  /** The words of the command that imports all files. */
  List<String> importing() {
    try (Stream<Path> all = Files.list(files)) {
      var words = new ArrayList<>(List.of("import", "--json", "--rejects", rejects().toString()));
      all.map(Path::toString).sorted().forEach(words::add);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #importing}, without usages. */
  List<String> importingFacts() {
    return importing().stream().filter(word -> !isUsages(word)).toList();
  }

  /** As {@link #importing}, usages alone. */
  List<String> importingUsages() {
    return importing().stream()
        .filter(word -> !Path.of(word).startsWith(files) || isUsages(word))
        .toList();
  }

  private static boolean isUsages(String word) {
    return Path.of(word).getFileName().toString().startsWith("usages");
  }

  static List<String> closing() {
    return List.of("close", PERIOD, "--json");
  }

  Month run(List<String> command) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    String[] args =
        Stream.concat(Stream.of("--data", store.toString()), command.stream())
            .toArray(String[]::new);
    exit =
        running.run(
            args, new PrintStream(stdout, true, UTF_8), new PrintStream(stderr, true, UTF_8));
    out = stdout.toString(UTF_8);
    err = stderr.toString(UTF_8);
    return this;
  }

  Month run(String... command) {
    return run(List.of(command));
  }

  /** Imports all files; some of their lines are to be rejected. */
  JsonNode imported() {
    run(importing());
    assertThat(exit).as("import: %s%s", err, out).isEqualTo(2);
    return json();
  }

  /** Closes the month. */
  JsonNode closed() {
    run(closing());
    assertThat(exit).as("close: %s%s", err, out).isZero();
    return json();
  }

  /** All that the program says of a closed month: statements, states, counts, checks, replay. */
  List<String> told() {
    run("statements", PERIOD, "--format", "json");
    assertThat(exit).as("statements: %s", err).isZero();
    String statements = out;
    run("check", "--json");
    assertThat(exit).as("check: %s%s", err, out).isZero();
    var told = new ArrayList<String>();
    told.add(statements);
    for (JsonNode check : json().get("checks").values()) {
      // How many events there are depends on how often a run was begun; nothing else does.
      if (!check.get("name").asString().equals("log-places")) {
        told.add(check.toString());
      }
    }
    run("replay", "--json");
    assertThat(exit).as("replay: %s%s", err, out).isZero();
    assertThat(json().get("identical").asBoolean()).isTrue();
    told.add(json().get("usages") + " usages");
    return told;
  }

  /** The id of every usage in the log, sorted; one that is there twice stands twice. */
  List<String> usageIds() {
    try (OpenStore open = stores.open(store, List.of(), false)) {
      LogReader reader = open.get(LogReader.class);
      var ids = new ArrayList<String>();
      reader.read(
          EventNames.USAGE_BLOCK,
          0,
          reader.head(),
          row -> {
            var block = ((UsageEvent.UsageBlockRecorded) row.event()).block();
            for (int i = 0; i < block.size(); i++) {
              ids.add(block.usageId(i));
            }
          });
      ids.sort(null);
      return ids;
    }
  }

  /** How many events the log holds. */
  long head() {
    try (OpenStore open = stores.open(store, List.of(), false)) {
      return open.get(LogReader.class).head();
    }
  }

  /** How many events of a name the log holds. */
  int events(String name) {
    try (OpenStore open = stores.open(store, List.of(), false)) {
      LogReader reader = open.get(LogReader.class);
      var count = new int[1];
      reader.read(name, 0, reader.head(), row -> count[0]++);
      return count[0];
    }
  }

  /** Bytes of the store's file, 0 before it is there. */
  static long bytes(Path store) {
    try {
      return Files.size(file(store));
    } catch (IOException e) {
      return 0;
    }
  }

  static Path file(Path store) {
    return store.resolve("ledger.mv.db");
  }

  int exit() {
    return exit;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  JsonNode json() {
    return JSON.readTree(out);
  }

  private Path rejects() {
    return store.resolveSibling(store.getFileName() + "-rejects");
  }
}
