package org.royaltyledger.api.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.CloseMonth;

/** Imports and closes a {@link LargeMonth}, and says how much of everything there really was. */
final class LargeClose {

  /** Where the system tells it. */
  private static final Path PROCESS = Path.of("/proc/self/status");

  private static final String MOST_RESIDENT = "VmHWM:";

  private final Stores stores;
  private final Consumer<String> progress;

  LargeClose(Stores stores, Consumer<String> progress) {
    this.stores = stores;
    this.progress = progress;
  }

  void run(LargeMonth.Size size, Path folder, Figures figures) throws IOException {
    progress.accept("generating %,d usages of %,d assets".formatted(size.usages(), size.assets()));
    Path files = folder.resolve("files");
    LargeMonth.Made made = LargeMonth.write(files, size);
    figures.add("keys", "distinct (asset, territory, use type, day)", made.keys());
    figures.add("pairs", "distinct (listener, asset)", made.pairs());
    figures.add("listeners", "listeners", made.listeners());
    figures.add("parties", "parties", size.parties());
    figures.add("assets", "assets", size.assets());
    figures.add("splits", "rows of splits", size.splits());
    figures.condition("store", Bench.STORE);
    figures.condition("allocation", size.allocation().name());
    try (OpenStore store = stores.open(folder.resolve("store"), List.of(), false)) {
      progress.accept("importing the facts");
      Bench.importAll(store, Bench.facts(files));
      store.get(Following.class).awaitHead();
      progress.accept("importing the usages: durable, deduplicated, all read models following");
      long begun = System.nanoTime();
      Bench.importAll(store, List.of(files.resolve("usages.ndjson")));
      store.get(Following.class).awaitHead();
      figures.add(
          "usagesPerSecond",
          "usages/s, imported and followed",
          Figures.rate(size.usages(), System.nanoTime() - begun));
      Files.delete(files.resolve("usages.ndjson"));
      close(size, store, figures);
    }
  }

  private void close(LargeMonth.Size size, OpenStore store, Figures figures) throws IOException {
    progress.accept("closing the month");
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long worked = processorNanos();
    long begun = System.nanoTime();
    Result result = result(store);
    long closed = System.nanoTime();
    worked = processorNanos() - worked;
    progress.accept("waiting for the read models");
    store.get(Following.class).awaitHead();
    long followed = System.nanoTime();
    figures.add("closeMillis", "ms, closed", (closed - begun) / 1_000_000);
    figures.add("closeProcessorMillis", "ms of all processors, while closing", worked / 1_000_000);
    figures.add("closePerSecond", "usages/s, closed", Figures.rate(size.usages(), closed - begun));
    figures.add(
        "followedMillis", "ms more until all read models had it", (followed - closed) / 1_000_000);
    figures.add("lines", "lines of the result", result.lines());
    figures.add(
        "peakHeapMiB",
        "MiB, heap at most, from the close on",
        pools().stream().mapToLong(it -> it.getPeakUsage().getUsed()).sum() >> 20);
    mostResident(figures);
  }

  /** What the process has used of processors: on a busy machine this says more than a clock. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private record Result(long lines) {}

  /** Of the booking only this is kept: read models need the room. */
  private static Result result(OpenStore store) {
    Booking booking =
        store.get(CloseMonth.class).close(Period.parse(LargeMonth.PERIOD), done -> {}).booking();
    if (!booking.conserved()) {
      throw new IllegalStateException("money is not conserved: " + booking.states());
    }
    return new Result(booking.month().lines().size());
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Of the whole process from its start on, with all that is not heap. */
  private static void mostResident(Figures figures) throws IOException {
    if (Files.isReadable(PROCESS)) {
      for (String line : Files.readAllLines(PROCESS)) {
        if (line.startsWith(MOST_RESIDENT)) {
          String[] words = line.substring(MOST_RESIDENT.length()).trim().split(" ", -1);
          figures.add(
              "peakProcessMiB", "MiB, the whole process at most", Long.parseLong(words[0]) >> 10);
        }
      }
    }
  }
}
