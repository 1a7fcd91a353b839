package org.royaltyledger.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.CloseMonth;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Writes, follows, closes and replays generated usages in a temporary store. */
public final class Bench {

  private static final long SEED = 2026;
  private static final int ONE_BY_ONE = 2_000;

  private final Stores stores;
  private final Consumer<String> progress;

  public Bench(Stores stores, Consumer<String> progress) {
    this.stores = stores;
    this.progress = progress;
  }

  /**
   * What was measured; rates are usages a second.
   *
   * @param usagesPerSecond from the first byte read to durable, deduplicated and followed
   * @param bytesPerUsage of the closed store's file, before the month is closed
   * @param parseOnlyPerSecond Jackson's tokens of the same bytes and nothing else, one thread
   * @param oneEventPerUsagePerSecond the same store, each usage an append of its own
   */
  public record Figures(
      long usages,
      long usagesPerSecond,
      long bytesPerUsage,
      long logBytesPerUsage,
      long parseOnlyPerSecond,
      long oneEventPerUsagePerSecond,
      long closePerSecond,
      long replayPerSecond,
      Map<String, String> conditions) {}

  /**
   * @param usages 1 or more
   */
  public Figures run(long usages) throws IOException {
    Path folder = Files.createTempDirectory("royalty-ledger-bench-");
    try {
      return run(usages, folder);
    } finally {
      delete(folder);
    }
  }

  private Figures run(long usages, Path folder) throws IOException {
    progress.accept("generating %,d usages".formatted(usages));
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(SEED, usages, false, true));
    Path usageFile = files.resolve("usages.ndjson");
    progress.accept("parsing them, and nothing else");
    long parseOnly = rate(usages, () -> parseOnly(usageFile));
    long imported;
    long logBytes;
    try (OpenStore store = stores.open(folder.resolve("store"), List.of(), false)) {
      importAll(store, facts(files));
      progress.accept("importing them: durable, deduplicated, all read models following");
      imported =
          rate(
              usages,
              () -> {
                importAll(store, List.of(usageFile));
                store.get(Following.class).awaitHead();
              });
      logBytes =
          Objects.requireNonNull(
              store
                  .get(JdbcTemplate.class)
                  .queryForObject(
                      "select sum(octet_length(payload)) from log"
                          + " where payload_type = 'usage-block-recorded'",
                      Long.class));
    }
    long stored = Files.size(folder.resolve("store").resolve("ledger.mv.db"));
    long closed;
    long replayed;
    try (OpenStore store = stores.open(folder.resolve("store"), List.of(), false)) {
      progress.accept("closing the month");
      closed =
          rate(
              usages,
              () ->
                  store.get(CloseMonth.class).close(Period.parse(ExampleMonth.PERIOD), done -> {}));
      progress.accept("replaying the log");
      Replay.Report report = store.get(Replay.class).run(done -> {});
      if (!report.identical()) {
        throw new IllegalStateException("replay differs: " + report.difference());
      }
      replayed = report.usagesPerSecond();
    }
    progress.accept("appending %,d usages one by one".formatted(ONE_BY_ONE));
    long oneByOne = oneByOne(usageFile, folder.resolve("one-by-one"));
    return new Figures(
        usages,
        imported,
        stored / usages,
        logBytes / usages,
        parseOnly,
        oneByOne,
        closed,
        replayed,
        conditions(Files.size(usageFile) / usages));
  }

  private static void importAll(OpenStore store, List<Path> files) {
    for (ImportedFile file :
        store.get(ImportFiles.class).run(files, null, (name, bytes, size, lines) -> {})) {
      if (file.report().accepted() != file.report().read()) {
        throw new IllegalStateException("lines were not accepted: " + file);
      }
    }
  }

  static List<Path> facts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith("usages")).toList();
    }
  }

  private static void parseOnly(Path file) {
    var factory = new JsonFactory();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), file.toFile())) {
      while (parser.nextToken() != null) {
        // tokens only
      }
    }
  }

  private long oneByOne(Path file, Path folder) throws IOException {
    List<UsageBlock> drafts = new ArrayList<>();
    var parser = new UsageLineParser(offering -> Offering.Weights.NORMALISE);
    try (LineReader lines = LineReader.open(file)) {
      while (drafts.size() < ONE_BY_ONE && lines.next()) {
        var draft = new UsageBlock.Builder();
        if (parser.parse(lines.buffer(), lines.offset(), lines.length(), draft) == null) {
          drafts.add(draft.build());
        }
      }
    } catch (SourceBroken e) {
      throw new IllegalStateException(e);
    }
    try (OpenStore store = stores.open(folder, List.of(), false)) {
      UsageLog log = store.get(UsageLog.class);
      return rate(
          drafts.size(),
          () -> {
            drafts.forEach(draft -> log.append(draft, row -> "bench"));
            store.get(Following.class).awaitHead();
          });
    }
  }

  private static long rate(long usages, Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return usages * 1_000_000_000L / Math.max(1, System.nanoTime() - begun);
  }

  private static Map<String, String> conditions(long bytesPerLine) {
    var conditions = new LinkedHashMap<>(machine());
    conditions.put("duplicateCheck", "on, every usage id against all before");
    conditions.put("readModels", "all caught up before the clock stops");
    conditions.put("bytesPerLine", Long.toString(bytesPerLine));
    return conditions;
  }

  /** What every figure depends on. */
  static Map<String, String> machine() {
    var conditions = new LinkedHashMap<String, String>();
    conditions.put("java", Runtime.version().toString());
    conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    conditions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    conditions.put("maxHeapMiB", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
    conditions.put("store", "H2 file, WRITE_DELAY=0, CHECKPOINT SYNC after each group commit");
    return conditions;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
