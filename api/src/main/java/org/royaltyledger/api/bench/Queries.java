package org.royaltyledger.api.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.CloseMonth;

/**
 * Asks a server for statements that many parties have of many months, while usages are imported
 * into the same store: in turns as finance does and as labels do.
 */
final class Queries {

  private static final Period FIRST = Period.parse("2026-01");

  /** Of the catalogue, for each party. */
  private static final int SPLITS = 3;

  private static final int USAGES = 4;
  private static final int CONNECTIONS = 4;

  /** Of one connection: it asks at its times, however long the answer before took. */
  private static final long PACE_NANOS = 50_000_000;

  private static final int MOST_WARM_UP = 400;

  private final Stores stores;
  private final Consumer<String> progress;
  private final int parties;
  private final int months;
  private final long usagesEach;

  Queries(Stores stores, Consumer<String> progress, int parties, int months) {
    this.stores = stores;
    this.progress = progress;
    this.parties = parties;
    this.months = months;
    usagesEach = (long) parties * USAGES;
  }

  /** How long each took from the time that it was due, in nanoseconds. */
  private record Taken(List<Long> lists, List<Long> statements, long bytes) {}

  /**
   * @param usages that are imported meanwhile
   */
  void run(long usages, Path folder, Figures figures) throws IOException {
    try (OpenStore store = stores.open(folder.resolve("store"), List.of("--server.port=0"), true)) {
      months(store, folder);
      Path more = folder.resolve("more");
      progress.accept("generating %,d usages to be imported meanwhile".formatted(usages));
      LargeMonth.write(more, size(usages), month(months), usagesEach * months);
      List<String> tokens = tokens(store);
      int warmUp = Math.min(MOST_WARM_UP, parties);
      progress.accept(
          "asking %d times on each of %d connections to warm up".formatted(warmUp, CONNECTIONS));
      ask(store.port(), tokens, asked -> asked < warmUp, 0);
      progress.accept("asking while they are imported");
      Importing importing = new Importing(store, more.resolve("usages.ndjson"));
      Taken taken = ask(store.port(), tokens, _ -> importing.isRunning(), PACE_NANOS);
      importing.requireDone();
      store.get(Following.class).awaitHead();
      add(figures, "list", "a list of 100 statements", taken.lists);
      add(figures, "statement", "the statements of a party of a month", taken.statements);
      long asked = (long) taken.lists.size() + taken.statements.size();
      figures.add("bytesPerAnswer", "bytes/answer", taken.bytes / Math.max(1, asked));
      figures.add(
          "usagesPerSecond",
          "usages/s, imported meanwhile",
          Figures.rate(usages, importing.nanos()));
    }
    figures.condition("store", Bench.STORE);
    figures.condition("parties", Integer.toString(parties));
    figures.condition("months", Integer.toString(months));
    figures.condition("connections", Integer.toString(CONNECTIONS));
    figures.condition(
        "pace",
        "%d requests/s, each timed from when it was due"
            .formatted(1_000_000_000L / PACE_NANOS * CONNECTIONS));
    figures.condition("client", "blocking sockets, HTTP/1.1 keep-alive, same JVM and cores");
  }

  private static Period month(int number) {
    return Period.of(FIRST.firstDay().plusMonths(number));
  }

  private LargeMonth.Size size(long usages) {
    int splits = parties * SPLITS;
    return new LargeMonth.Size(
        usages, splits, parties, splits, splits, Licence.Allocation.PRO_RATA);
  }

  private void months(OpenStore store, Path folder) throws IOException {
    for (int i = 0; i < months; i++) {
      progress.accept("closing month %d of %d".formatted(i + 1, months));
      Path files = folder.resolve("month-" + i);
      LargeMonth.write(files, size(usagesEach), month(i), usagesEach * i);
      Bench.importAll(store, i == 0 ? Bench.facts(files) : List.of(files.resolve("revenue.csv")));
      Bench.importAll(store, List.of(files.resolve("usages.ndjson")));
      Folders.delete(files);
      store.get(CloseMonth.class).close(month(i), done -> {});
    }
    progress.accept("waiting for the read models");
    store.get(Following.class).awaitHead();
  }

  /** Finance, two single parties, and a society with its members. */
  private List<String> tokens(OpenStore store) {
    var tokens = new ArrayList<String>();
    tokens.add(token(store, "finance", Role.FINANCE, List.of()));
    for (String party : List.of(LargeMonth.party(7), LargeMonth.party(parties - 2), "society")) {
      tokens.add(token(store, "label-" + party, Role.PARTNER, List.of(new PartyId(party))));
    }
    return tokens;
  }

  private static String token(OpenStore store, String name, Role role, List<PartyId> parties) {
    return store
        .get(LocalAccessWork.class)
        .token(name, Set.of(role), parties, null, Signature.NONE)
        .path("token")
        .stringValue();
  }

  /** Imports until the end, beside whoever asks. */
  private static final class Importing {
    private final Thread thread;
    private final long begun = System.nanoTime();
    private volatile long ended;
    private volatile boolean failed;

    Importing(OpenStore store, Path file) {
      thread =
          Thread.ofPlatform()
              .name("bench-import")
              .start(
                  () -> {
                    try {
                      Bench.importAll(store, List.of(file));
                    } catch (RuntimeException | Error e) {
                      failed = true;
                      throw e;
                    } finally {
                      ended = System.nanoTime();
                    }
                  });
    }

    boolean isRunning() {
      return thread.isAlive();
    }

    void requireDone() {
      if (failed) {
        throw new IllegalStateException("the import beside the questions failed");
      }
    }

    long nanos() {
      return ended - begun;
    }
  }

  private Taken ask(int port, List<String> tokens, IntPredicate goesOn, long pace) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONNECTIONS, Thread.ofPlatform().daemon().factory())) {
      var clients = new ArrayList<Future<Taken>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        String token = tokens.get(i);
        int client = i;
        clients.add(threads.submit(() -> askEach(port, token, client, goesOn, pace)));
      }
      var all = new Taken(new ArrayList<>(), new ArrayList<>(), 0);
      for (Future<Taken> it : clients) {
        Taken taken = done(it);
        all.lists.addAll(taken.lists);
        all.statements.addAll(taken.statements);
        all = new Taken(all.lists, all.statements, all.bytes + taken.bytes);
      }
      return all;
    }
  }

  private Taken askEach(int port, String token, int client, IntPredicate goesOn, long pace)
      throws IOException {
    var lists = new ArrayList<Long>();
    var statements = new ArrayList<Long>();
    long bytes = 0;
    try (var connection = new Connection(port, token)) {
      long due = System.nanoTime() + pace / CONNECTIONS * client;
      for (int asked = 0; goesOn.test(asked); asked++) {
        for (long early = due - System.nanoTime(); pace > 0 && early > 0; ) {
          LockSupport.parkNanos(early);
          early = due - System.nanoTime();
        }
        long from = pace > 0 ? due : System.nanoTime();
        boolean isList = asked % 2 == 0;
        long turn = (long) asked * CONNECTIONS + client;
        String path = isList ? list(turn, client) : statement(turn, client);
        int status = connection.get(path);
        (isList ? lists : statements).add(System.nanoTime() - from);
        bytes += connection.answered();
        if (status != 200) {
          throw new IOException("%s was answered with status %d".formatted(path, status));
        }
        due += pace;
      }
    }
    return new Taken(lists, statements, bytes);
  }

  /** Of all, of a month, of a party, by what becomes of it. */
  private String list(long turn, int client) {
    String list = "/api/v1/statements?limit=100";
    return switch ((int) LargeMonth.below(turn, 4)) {
      case 0 -> list;
      case 1 -> list + "&period=" + anyMonth(turn);
      case 2 -> list + (client == 0 ? "&party=" + anyParty(turn) : "&currency=EUR");
      default -> list + "&payment=to-be-paid&to=" + anyMonth(turn);
    };
  }

  private String statement(long turn, int client) {
    String party =
        switch (client) {
          case 1 -> LargeMonth.party(7);
          case 2 -> LargeMonth.party(parties - 2);
          case 3 -> "society";
          default -> anyParty(turn);
        };
    return "/api/v1/statements/%s/%s".formatted(anyMonth(turn), party);
  }

  private Period anyMonth(long turn) {
    return month((int) LargeMonth.below(-turn, months));
  }

  private String anyParty(long turn) {
    return LargeMonth.party((int) LargeMonth.below(turn, parties - 1));
  }

  private static void add(Figures figures, String name, String label, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException(
          "the import was over before anything was asked: give more usages");
    }
    figures.add(name + "Requests", "times that were asked for " + label, sorted.length);
    figures.add(
        name + "P50Micros", "µs, half are answered within", sorted[sorted.length / 2] / 1_000);
    figures.add(
        name + "P99Micros",
        "µs, 99 of 100 are answered within",
        sorted[(int) (sorted.length * 99L / 100)] / 1_000);
    figures.add(name + "MaxMicros", "µs, the slowest", sorted[sorted.length - 1] / 1_000);
  }

  private static Taken done(Future<Taken> client) {
    try {
      return client.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while statements are asked for", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? new UncheckedIOException(failure)
          : new IllegalStateException(e.getCause());
    }
  }
}
