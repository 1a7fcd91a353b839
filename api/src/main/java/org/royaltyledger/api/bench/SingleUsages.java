package org.royaltyledger.api.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.readmodel.Following;

/**
 * Sends usages to a server one by one, each durable when it is answered, over connections that each
 * wait for an answer before they send the next.
 */
final class SingleUsages {

  private static final long SEED = 2026;
  private static final int CONNECTIONS = 32;
  private static final int MOST_WARM_UP = 10_000;

  private final Stores stores;
  private final Consumer<String> progress;

  SingleUsages(Stores stores, Consumer<String> progress) {
    this.stores = stores;
    this.progress = progress;
  }

  /**
   * @param usages 1 or more
   */
  void run(int usages, Path folder, Figures figures) throws IOException {
    int warmUp = Math.min(usages, MOST_WARM_UP);
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(SEED, usages + warmUp, false, true));
    try (OpenStore store = stores.open(folder.resolve("store"), List.of("--server.port=0"), true)) {
      Bench.importAll(store, Bench.facts(files));
      store.get(Following.class).awaitHead();
      List<byte[]> bodies;
      try (Stream<String> lines = Files.lines(files.resolve("usages.ndjson"))) {
        bodies = lines.map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
      }
      String token =
          store
              .get(LocalAccessWork.class)
              .token("bench", Set.of(Role.INGEST), List.of(), null, Signature.NONE)
              .path("token")
              .stringValue();
      progress.accept("sending %,d usages to warm up".formatted(warmUp));
      send(store.port(), token, bodies.subList(0, warmUp));
      store.get(Following.class).awaitHead();
      progress.accept(
          "sending %,d usages one by one over %d connections".formatted(usages, CONNECTIONS));
      LogReader log = store.get(LogReader.class);
      long blocks = log.head();
      long begun = System.nanoTime();
      long[] nanos = send(store.port(), token, bodies.subList(warmUp, bodies.size()));
      long answered = System.nanoTime();
      store.get(Following.class).awaitHead();
      long followed = System.nanoTime();
      Arrays.sort(nanos);
      figures.add("requestsPerSecond", "requests/s", Figures.rate(nanos.length, answered - begun));
      figures.add("p50Micros", "µs, half are answered within", nanos[nanos.length / 2] / 1_000);
      figures.add(
          "p99Micros",
          "µs, 99 of 100 are answered within",
          nanos[(int) (nanos.length * 99L / 100)] / 1_000);
      figures.add("maxMicros", "µs, the slowest", nanos[nanos.length - 1] / 1_000);
      figures.add(
          "usagesPerBlock",
          "usages that shared a way to the disk, on average",
          nanos.length / Math.max(1, log.head() - blocks));
      figures.add(
          "followedMillis",
          "ms after the last answer until all read models had caught up",
          (followed - answered) / 1_000_000);
    }
    figures.condition("store", Bench.STORE);
    figures.condition("connections", Integer.toString(CONNECTIONS));
    figures.condition("client", "blocking sockets, HTTP/1.1 keep-alive, same JVM and cores");
    figures.condition("warmUp", Integer.toString(warmUp));
  }

  /** How long each took, in nanoseconds. */
  private static long[] send(int port, String token, List<byte[]> bodies) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONNECTIONS, Thread.ofPlatform().daemon().factory())) {
      var clients = new ArrayList<Future<long[]>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        clients.add(threads.submit(() -> sendEach(port, token, bodies, first)));
      }
      return clients.stream().flatMapToLong(it -> Arrays.stream(done(it))).toArray();
    }
  }

  private static long[] sendEach(int port, String token, List<byte[]> bodies, int first)
      throws IOException {
    var nanos = new long[(bodies.size() - first + CONNECTIONS - 1) / CONNECTIONS];
    try (var connection = new Connection(port, token)) {
      for (int i = 0; i < nanos.length; i++) {
        long begun = System.nanoTime();
        int status = connection.post(bodies.get(first + i * CONNECTIONS));
        nanos[i] = System.nanoTime() - begun;
        if (status != 201) {
          throw new IOException("a usage was answered with status " + status);
        }
      }
    }
    return nanos;
  }

  private static long[] done(Future<long[]> client) {
    try {
      return client.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while usages are sent", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? new UncheckedIOException(failure)
          : new IllegalStateException(e.getCause());
    }
  }
}
