package org.royaltyledger.api.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.royaltyledger.ledger.store.NewLog;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A place for a store where there is none yet, to be filled with a log that was elsewhere. */
public final class NewStore {

  /** May be there before: a folder is where the keys are looked for. */
  private static final List<String> KEYS = List.of("signing-key", "vault-key");

  private final StoreAddress address;
  private final List<String> settings;

  /**
   * @param folder where the embedded database will be, unless the settings name another
   * @param settings Spring's, as {@code --name=value}
   */
  public NewStore(Path folder, List<String> settings) {
    this.address = StoreAddress.of(settings, folder);
    this.settings = List.copyOf(settings);
  }

  /** Only the database: no tables are made, and nothing follows. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
  static class Beans {}

  /**
   * Finds out, without touching anything, whether it can be filled.
   *
   * @throws Refused NOT_EMPTY, RESTORE_UNFINISHED, or STORE_UNREADABLE if the database cannot be
   *     reached
   */
  public void requireEmpty() {
    switch (address) {
      case StoreAddress.Folder it -> requireEmpty(it.path());
      case StoreAddress.Database _ ->
          with(
              database -> {
                NewLog.requireEmpty(database);
                return true;
              });
    }
  }

  private static void requireEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> found =
          files
              .map(Path::getFileName)
              .filter(it -> KEYS.stream().noneMatch(it.toString()::startsWith))
              .sorted()
              .findFirst();
      if (found.isPresent()) {
        throw new Refused(
            Refused.Code.NOT_EMPTY,
            "the folder '%s' has '%s' already, and a backup is restored into one that is new, or has its keys and nothing else: name a new one with --data DIR"
                .formatted(folder, found.get()));
      }
    } catch (IOException e) {
      throw StoreLock.unusable(folder, e);
    }
  }

  /**
   * Fills it.
   *
   * @throws Refused as {@link #requireEmpty}, and STORE_IN_USE
   */
  public <T> T fill(Function<NewLog, T> filling) {
    requireEmpty();
    return with(
        database -> {
          try (var log = new NewLog(database)) {
            return filling.apply(log);
          }
        });
  }

  private <T> T with(Function<DataSource, T> work) {
    StoreLock lock =
        switch (address) {
          case StoreAddress.Folder it -> StoreLock.take(it.path());
          case StoreAddress.Database _ -> null; // the database has a lock of its own
        };
    try (lock;
        ConfigurableApplicationContext context =
            OpenStore.start(address, settings, Beans.class, false)) {
      return work.apply(context.getBean(DataSource.class));
    } catch (RuntimeException e) {
      throw OpenStore.refusal(e, address);
    }
  }
}
