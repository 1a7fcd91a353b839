package org.royaltyledger.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** How stores are opened here. */
  static final String STORE = "H2 file, WRITE_DELAY=0, CHECKPOINT SYNC after each group commit";

  private static final long SEED = 2026;
  private static final int PARTIES = 5_000;
  private static final int MONTHS = 24;
  private static final int ONE_BY_ONE = 2_000;

  private final Stores stores;
  private final Consumer<String> progress;

  public Bench(Stores stores, Consumer<String> progress) {
    this.stores = stores;
    this.progress = progress;
  }

  /**
   * @param usages 1 or more
   */
  public Figures run(Scenario scenario, long usages) throws IOException {
    var figures = new Figures();
    figures.add("usages", "usages", usages);
    Folders.temporary(
        folder -> {
          switch (scenario) {
            case IDS -> new IdsBench(progress).run(usages, folder, figures);
            case SINGLE ->
                new SingleUsages(stores, progress).run(Math.toIntExact(usages), folder, figures);
            case QUERY ->
                new Queries(stores, progress, PARTIES, MONTHS).run(usages, folder, figures);
            case ALL, INGEST, CLOSE, REPLAY -> month(scenario, usages, folder, figures);
          }
        });
    return figures;
  }

  /** Closes a month of a large catalogue. */
  public Figures close(LargeMonth.Size size) throws IOException {
    var figures = new Figures();
    figures.add("usages", "usages", size.usages());
    Folders.temporary(folder -> new LargeClose(stores, progress).run(size, folder, figures));
    return figures;
  }

  private void month(Scenario scenario, long usages, Path folder, Figures figures)
      throws IOException {
    progress.accept("generating %,d usages".formatted(usages));
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(SEED, usages, false, true));
    Path usageFile = files.resolve("usages.ndjson");
    figures.condition("store", STORE);
    figures.condition("duplicateCheck", "on, every usage id against all before");
    figures.condition("readModels", "all caught up before the clock stops");
    figures.condition("bytesPerLine", Long.toString(Files.size(usageFile) / usages));
    Path store = folder.resolve("store");
    ingest(scenario.measures(Scenario.INGEST), usages, files, store, figures);
    try (OpenStore opened = stores.open(store, List.of(), false)) {
      if (scenario != Scenario.INGEST) {
        close(scenario.measures(Scenario.CLOSE), usages, opened, figures);
      }
      if (scenario.measures(Scenario.REPLAY)) {
        replay(opened, figures);
      }
    }
    if (scenario.measures(Scenario.INGEST)) {
      progress.accept("appending %,d usages one by one".formatted(ONE_BY_ONE));
      figures.add(
          "oneEventPerUsagePerSecond",
          "usages/s, one event each",
          oneByOne(usageFile, folder.resolve("one-by-one")));
    }
  }

  private void ingest(boolean measured, long usages, Path files, Path folder, Figures figures)
      throws IOException {
    Path usageFile = files.resolve("usages.ndjson");
    try (OpenStore store = stores.open(folder, List.of(), false)) {
      importAll(store, facts(files));
      progress.accept("importing them: durable, deduplicated, all read models following");
      long imported =
          rate(
              usages,
              () -> {
                importAll(store, List.of(usageFile));
                store.get(Following.class).awaitHead();
              });
      if (!measured) {
        return;
      }
      figures.add("usagesPerSecond", "usages/s, imported and followed", imported);
      figures.add("logBytesPerUsage", "bytes/usage, in the log's blocks", logBytes(store) / usages);
    }
    figures.add("bytesPerUsage", "bytes/usage, on disk", Folders.size(folder) / usages);
    progress.accept("parsing them, and nothing else");
    figures.add(
        "parseOnlyPerSecond", "usages/s, parsing alone", rate(usages, () -> parseOnly(usageFile)));
    progress.accept("opening the index of usage ids, and making it again from the log");
    figures.add("indexRestartMillis", "ms, index opened after a start", indexMillis(folder));
    Folders.delete(folder.resolve("usage-ids"));
    figures.add("indexRebuildMillis", "ms, index made from the log", indexMillis(folder));
  }

  /** How long the first look-up of an id after a start takes. */
  private long indexMillis(Path folder) {
    try (OpenStore store = stores.open(folder, List.of(), false)) {
      UsageLog log = store.get(UsageLog.class);
      long begun = System.nanoTime();
      if (log.find("no such usage").isPresent()) {
        throw new IllegalStateException("found what nobody recorded");
      }
      return (System.nanoTime() - begun) / 1_000_000;
    }
  }

  private void close(boolean measured, long usages, OpenStore store, Figures figures) {
    progress.accept("closing the month");
    long closed =
        rate(
            usages,
            () -> store.get(CloseMonth.class).close(Period.parse(ExampleMonth.PERIOD), done -> {}));
    if (measured) {
      figures.add("closePerSecond", "usages/s, closed", closed);
    }
  }

  private void replay(OpenStore store, Figures figures) {
    progress.accept("replaying the log");
    Replay.Report report = store.get(Replay.class).run(done -> {});
    if (!report.identical()) {
      throw new IllegalStateException("replay differs: " + report.difference());
    }
    figures.add("replayPerSecond", "usages/s, replayed", report.usagesPerSecond());
  }

  private static long logBytes(OpenStore store) {
    return Objects.requireNonNull(
        store
            .get(JdbcTemplate.class)
            .queryForObject(
                "select sum(octet_length(payload)) from log"
                    + " where payload_type = 'usage-block-recorded'",
                Long.class));
  }

  static void importAll(OpenStore store, List<Path> files) {
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
    return Figures.rate(usages, System.nanoTime() - begun);
  }
}
