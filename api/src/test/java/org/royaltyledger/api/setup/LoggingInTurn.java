package org.royaltyledger.api.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * Sets logging up for one store at a time. A process has one Logback, which every store sets up
 * again as it opens; two test classes open stores in one process at once, and Logback then now and
 * then fails with a ConcurrentModificationException. The program opens one store in a process.
 */
public final class LoggingInTurn extends LogbackLoggingSystem {

  private static final Object TURN = new Object();

  public LoggingInTurn(ClassLoader loader) {
    super(loader);
  }

  @Override
  public void beforeInitialize() {
    synchronized (TURN) {
      super.beforeInitialize();
    }
  }

  @Override
  public void initialize(
      LoggingInitializationContext context, @Nullable String location, @Nullable LogFile file) {
    synchronized (TURN) {
      super.initialize(context, location, file);
    }
  }

  @Override
  public void cleanUp() {
    synchronized (TURN) {
      super.cleanUp();
    }
  }
}
