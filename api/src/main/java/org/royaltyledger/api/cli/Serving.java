package org.royaltyledger.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;

/**
 * A store that is served until the program is told to stop, over full disks.
 *
 * <p>When a write fails, nothing that was read into memory may be trusted any more: the store is
 * refused to everybody until there is space, and is then opened anew.
 */
final class Serving {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** What must fit again before the store is opened. */
  private static final int SPACE = 1 << 20;

  private final Program program;
  private final Path folder;
  private @Nullable OpenStore store;
  private boolean stopping;

  Serving(Program program, Path folder, OpenStore store) {
    this.program = program;
    this.folder = folder;
    this.store = store;
  }

  /** Waits for the program's end, and closes the store before the JVM ends. */
  void untilStopped() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "close-store"));
    try {
      while (true) {
        Thread.sleep(LOOK_AGAIN);
        OpenStore served = current();
        Refused full = served == null ? null : served.full();
        if (served != null && full != null) {
          again(served, full);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void again(OpenStore served, Refused full) throws InterruptedException {
    program.output().warn(String.valueOf(full.getMessage()));
    int port = served.port();
    while (!fits()) {
      Thread.sleep(LOOK_AGAIN);
    }
    while (!opened(port)) {
      Thread.sleep(LOOK_AGAIN);
    }
    program.output().warn("there is space again, and what is sent is taken");
  }

  private synchronized boolean opened(int port) {
    if (store != null) {
      store.close();
      store = null;
    }
    if (stopping) {
      return true;
    }
    try {
      store = program.serveAgain(folder, port);
      return true;
    } catch (RuntimeException e) {
      if (DiskFull.in(e) == null) {
        throw e;
      }
      return false;
    }
  }

  private boolean fits() {
    Path probe = folder.resolve("space.probe");
    try {
      try {
        Files.write(probe, new byte[SPACE]);
        return true;
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized @Nullable OpenStore current() {
    return store;
  }

  private synchronized void stop() {
    stopping = true;
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
