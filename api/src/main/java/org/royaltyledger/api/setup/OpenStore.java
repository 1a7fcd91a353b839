package org.royaltyledger.api.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A store that this process has to itself, with everything that works on it. */
public class OpenStore implements AutoCloseable {

  private final StoreLock lock;
  private final ConfigurableApplicationContext context;

  private OpenStore(StoreLock lock, ConfigurableApplicationContext context) {
    this.lock = lock;
    this.context = context;
  }

  /**
   * Opens a store, or makes a new one.
   *
   * @param folder where the embedded database is
   * @param settings Spring's, as {@code --name=value}
   * @param pages whether to serve pages
   * @throws Refused STORE_IN_USE if another process has it, NEWER_STORE, VOLATILE_STORE or
   *     STORE_UNREADABLE
   */
  public static OpenStore open(Path folder, List<String> settings, boolean pages) {
    Path absolute = folder.toAbsolutePath().normalize();
    StoreLock lock = StoreLock.take(absolute);
    try {
      var store = new OpenStore(lock, start(absolute, settings, pages));
      if (pages) {
        lock.serves(store.url());
      }
      return store;
    } catch (RuntimeException e) {
      lock.close();
      throw refusal(e, absolute);
    }
  }

  /** The same store for somebody who must not close it. */
  OpenStore borrowed() {
    return new OpenStore(lock, context) {
      @Override
      public void close() {
        // the lender does
      }
    };
  }

  /** A part of the program. */
  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** The port that pages are served on. */
  public int port() {
    return Objects.requireNonNull(
        context.getEnvironment().getProperty("local.server.port", Integer.class));
  }

  /** Where pages and API are. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Waits until the program is told to stop, then closes the store before the JVM ends. */
  public void awaitStop() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-store"));
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      lock.close();
    }
  }

  private static ConfigurableApplicationContext start(
      Path folder, List<String> settings, boolean pages) {
    SpringApplication application =
        new SpringApplicationBuilder(pages ? Server.class : Application.class)
            .web(pages ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .build();
    application.setDefaultProperties(defaults(folder));
    return application.run(settings.toArray(String[]::new));
  }

  private static Map<String, Object> defaults(Path folder) {
    return Map.of(
        "spring.datasource.url",
        url(folder),
        "store.folder",
        folder.toString(),
        "spring.datasource.username",
        "sa",
        "spring.datasource.hikari.maximum-pool-size",
        20,
        "spring.datasource.hikari.pool-name",
        "store",
        "server.address",
        "127.0.0.1",
        "spring.main.lazy-initialization",
        false,
        "spring.jmx.enabled",
        false);
  }

  /**
   * Nothing acknowledged is lost: no write delay; a long append makes others wait, not fail. What
   * commits left behind is given back when the store is closed: the file would be three times what
   * it holds.
   */
  private static String url(Path folder) {
    return "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=20000"
        .formatted(folder.resolve("ledger").toString().replace(";", "\\;"));
  }

  private static RuntimeException refusal(RuntimeException failure, Path folder) {
    var causes = new ArrayList<Throwable>();
    for (@Nullable Throwable it = failure; it != null && causes.size() < 20; it = it.getCause()) {
      if (it instanceof Refused refused) {
        return refused;
      }
      causes.add(it);
    }
    if (causes.stream()
        .anyMatch(org.springframework.boot.web.server.PortInUseException.class::isInstance)) {
      return withCause(
          new Refused(
              Refused.Code.PORT_IN_USE,
              "the port to serve on is taken: choose another with --server.port=8081, or 0 for"
                  + " any"),
          failure);
    }
    if (causes.stream().anyMatch(java.sql.SQLException.class::isInstance)) {
      Throwable last = causes.getLast();
      return withCause(
          new Refused(
              Refused.Code.STORE_UNREADABLE,
              "the store in '%s' cannot be opened (%s): check the folder, or restore a backup"
                  .formatted(folder, firstLine(last))),
          failure);
    }
    return failure;
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Refused withCause(Refused refused, Throwable cause) {
    refused.initCause(cause);
    return refused;
  }
}
