package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.royaltyledger.api.RoyaltyLedger;

/** The real program in a process of its own, to be killed. */
final class Child implements AutoCloseable {

  /** What a shell says of a process that SIGKILL ended. */
  static final int KILLED = 137;

  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code royalty-ledger --data store command}. */
  static Child start(Path store, List<String> command) {
    return start(
        List.of(), Objects.requireNonNull(store.toAbsolutePath().getParent()), store, command);
  }

  /**
   * The same.
   *
   * @param shell words before those of the program, as {@link #within} gives them
   * @param outputs where to keep what it prints
   */
  static Child start(List<String> shell, Path outputs, Path store, List<String> command) {
    try {
      Path folder = Files.createTempDirectory(outputs, "child-");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      var words = new ArrayList<String>(shell);
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(
              it -> it.startsWith("--enable-native-access") || it.startsWith("--sun-misc-unsafe"))
          .forEach(words::add);
      words.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      words.addAll(List.of("-cp", System.getProperty("java.class.path")));
      words.addAll(List.of(RoyaltyLedger.class.getName(), "--data", store.toString()));
      words.addAll(command);
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Child(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of a shell that lets no file grow beyond so many bytes. */
  static List<String> within(long bytes) {
    int unit = 512; // POSIX, whatever shell it is
    return List.of("sh", "-c", "ulimit -f %d && exec \"$@\"".formatted(bytes / unit), "sh");
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits for something to become true while it runs.
   *
   * @return false if it ended before
   */
  boolean runsUntil(BooleanSupplier condition) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (ended(1)) {
        return false;
      }
      if (System.nanoTime() > patience) {
        close();
        throw new AssertionError(
            "nothing happened for %d s: %s".formatted(PATIENCE_SECONDS, err()));
      }
    }
    return true;
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  int kill() {
    process.destroyForcibly();
    return exit();
  }

  /** SIGTERM, as an operator's Ctrl-C or systemd ends it. */
  void terminate() {
    process.destroy();
  }

  int exit() {
    if (!ended(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
      close();
      throw new AssertionError("still runs after %d s: %s".formatted(PATIENCE_SECONDS, err()));
    }
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean ended(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a child runs", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
