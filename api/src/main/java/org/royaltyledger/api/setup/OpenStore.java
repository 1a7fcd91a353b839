package org.royaltyledger.api.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A store that this process has to itself, with everything that works on it. */
public class OpenStore implements AutoCloseable {

  private final @Nullable StoreLock lock;
  private final @Nullable StoreFile file;
  private final ConfigurableApplicationContext context;

  private OpenStore(
      @Nullable StoreLock lock, @Nullable StoreFile file, ConfigurableApplicationContext context) {
    this.lock = lock;
    this.file = file;
    this.context = context;
  }

  /**
   * Opens a store, or makes a new one.
   *
   * @param folder where the embedded database is, unless the settings name another
   * @param settings Spring's, as {@code --name=value}
   * @param pages whether to serve pages
   * @throws Refused STORE_IN_USE if another process has it, NEWER_STORE, VOLATILE_STORE or
   *     STORE_UNREADABLE
   */
  public static OpenStore open(Path folder, List<String> settings, boolean pages) {
    StoreAddress address = StoreAddress.of(settings, folder);
    StoreLock lock =
        switch (address) {
          case StoreAddress.Folder it -> StoreLock.take(it.path());
          case StoreAddress.Database _ -> null; // the database has a lock of its own
        };
    try {
      var store =
          new OpenStore(
              lock,
              file(address),
              start(address, settings, pages ? Server.class : Application.class, pages));
      if (pages && lock != null) {
        store.announce(lock);
      }
      return store;
    } catch (RuntimeException e) {
      giveBack(lock);
      throw refusal(e, address);
    }
  }

  private void announce(StoreLock with) {
    try {
      with.serves(url());
    } catch (RuntimeException e) {
      context.close(); // before the lock is given back
      throw e;
    }
  }

  /** The same store for somebody who must not close it. */
  OpenStore borrowed() {
    return new OpenStore(lock, file, context) {
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

  /**
   * Why nothing can be written to it any more, null while it can: the database closes itself for
   * good when a write fails, and answers everybody with the reason.
   */
  public @Nullable Refused full() {
    try {
      get(LogReader.class).head();
      return null;
    } catch (RuntimeException e) {
      return DiskFull.in(e);
    }
  }

  @Override
  public void close() {
    boolean forgot = file != null && get(Vault.class).hasForgotten();
    try {
      context.close();
      if (file != null) {
        file.giveBack(forgot);
      }
    } finally {
      giveBack(lock);
    }
  }

  private static @Nullable StoreFile file(StoreAddress address) {
    if (address instanceof StoreAddress.Folder it) {
      var file = new StoreFile(it.path());
      file.cleanUp();
      return file;
    }
    return null;
  }

  private static void giveBack(@Nullable StoreLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  static ConfigurableApplicationContext start(
      StoreAddress address, List<String> settings, Class<?> beans, boolean pages) {
    SpringApplication application =
        new SpringApplicationBuilder(beans)
            .web(pages ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .build();
    application.setDefaultProperties(defaults(address));
    return application.run(settings.toArray(String[]::new));
  }

  private static Map<String, Object> defaults(StoreAddress address) {
    var defaults = new HashMap<>(address.settings());
    defaults.put("server.address", "127.0.0.1");
    defaults.put("spring.main.lazy-initialization", false);
    defaults.put("spring.jmx.enabled", false);
    return defaults;
  }

  static RuntimeException refusal(RuntimeException failure, StoreAddress address) {
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
              switch (address) {
                case StoreAddress.Folder it ->
                    "the store in '%s' cannot be opened (%s): check the folder, or restore a backup"
                        .formatted(it, firstLine(last));
                case StoreAddress.Database it ->
                    "the store at %s cannot be opened (%s): check that the server runs, the database exists, and user and password are right"
                        .formatted(it, firstLine(last));
              }),
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
