package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.reference.ReferenceFigures;
import org.royaltyledger.api.setup.KeptStores;

/**
 * A month to which nothing happens: its stores at rest, from which cycles begin, and what it comes
 * to.
 */
final class Undisturbed {

  /** Files of usages: each is a block of its own, so that there is something between two. */
  static final int PARTS = 8;

  private final Path folder;
  private final Path files;
  private final List<SentUsage> usages;
  private final List<String> figures;
  private String statements = "";
  private List<String> told = List.of();
  private long bytesOfFacts;
  private long bytesOfUsages;
  private long bytesOfClose;

  /** How far the month has come in a store at rest. */
  enum Stage {
    /** No usages. */
    FACTS,
    /** Everything, not closed. */
    IMPORTED,
    CLOSED
  }

  private Undisturbed(Path folder, List<SentUsage> usages, Path files) {
    this.folder = folder;
    this.files = files;
    this.usages = usages;
    this.figures = ReferenceFigures.expected(files, Month.PERIOD);
  }

  static Undisturbed month(Path folder, long seed, int usages) {
    Path files = folder.resolve("files");
    var month = new Undisturbed(folder, write(files, seed, usages), files);
    month.run();
    return month;
  }

  private void run() {
    Path store = folder.resolve("undisturbed");
    try (var kept = new KeptStores()) {
      var month = new Month(files, store, kept);
      assertThat(month.run(month.importingFacts()).exit()).as(month.err()).isZero();
      bytesOfFacts = Month.bytes(store);
    }
    copy(store, folder.resolve(Stage.FACTS.name()));
    try (var kept = new KeptStores()) {
      var month = new Month(files, store, kept);
      long before = Month.bytes(store);
      assertThat(month.run(month.importing()).exit()).as(month.err()).isZero();
      bytesOfUsages = Month.bytes(store) - before;
    }
    copy(store, folder.resolve(Stage.IMPORTED.name()));
    try (var kept = new KeptStores()) {
      var month = new Month(files, store, kept);
      long before = Month.bytes(store);
      month.closed();
      bytesOfClose = Month.bytes(store) - before;
      told = month.told();
      month.run("statements", Month.PERIOD, "--format", "json");
      statements = month.out();
      List<String> printed = ReferenceFigures.printed(month.json());
      assertThat(Oracle.differences(printed, figures)).as("program - reference").isEmpty();
    }
    copy(store, folder.resolve(Stage.CLOSED.name()));
  }

  /** Puts a store at rest where a cycle wants it. */
  void copyTo(Stage stage, Path store) {
    copy(folder.resolve(stage.name()), store);
  }

  Path files() {
    return files;
  }

  Path usageFile(int part) {
    return files.resolve(name(part));
  }

  List<SentUsage> usages() {
    return usages;
  }

  /** Totals and lines of the naive calculation. */
  List<String> figures() {
    return figures;
  }

  /** All statements as JSON. */
  String statements() {
    return statements;
  }

  /** {@link Month#told}. */
  List<String> told() {
    return told;
  }

  /** By how much the store's file grows. */
  long bytesOfFacts() {
    return bytesOfFacts;
  }

  long bytesOfUsages() {
    return bytesOfUsages;
  }

  long bytesOfClose() {
    return bytesOfClose;
  }

  private static String name(int part) {
    return "usages-%d.ndjson".formatted(part);
  }

  private static List<SentUsage> write(Path files, long seed, int usages) {
    try {
      ExampleMonth.write(files, new ExampleMonth.Settings(seed, usages, false, true));
      Path all = files.resolve("usages.ndjson");
      List<String> lines = Files.readAllLines(all, UTF_8);
      Files.delete(all);
      var byPart = new TreeMap<Integer, List<String>>();
      for (int i = 0; i < lines.size(); i++) {
        byPart
            .computeIfAbsent(i * PARTS / lines.size() + 1, _ -> new ArrayList<>())
            .add(lines.get(i));
      }
      var sent = new ArrayList<SentUsage>();
      for (var part : byPart.entrySet()) {
        Path file = files.resolve(name(part.getKey()));
        Files.write(file, part.getValue(), UTF_8);
        sent.addAll(SentUsage.in(file));
      }
      return List.copyOf(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the database of a store at rest, and nothing beside it. */
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      Files.copy(Month.file(from), Month.file(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
