package org.royaltyledger.api.setup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.royaltyledger.ledger.store.StoreConfiguration;

/** Where a store is: in a folder, or in a database that settings or environment name. */
public sealed interface StoreAddress {

  /** Spring's name of it, for arguments and system properties. */
  String URL = "spring.datasource.url";

  /** Spring's name of it, for the environment. */
  String URL_IN_ENVIRONMENT = "SPRING_DATASOURCE_URL";

  /**
   * The property that says where files are kept that come over HTTP; else in a temporary folder.
   */
  String UPLOADS = "royalty-ledger.uploads";

  /** The property that says where files are kept that jobs make; else in a temporary folder. */
  String JOBS = "royalty-ledger.jobs";

  /** Its own folder: one process at a time, by the folder's lock. */
  record Folder(Path path) implements StoreAddress {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A database, as a rule on a server: it has a lock of its own. */
  record Database(String url) implements StoreAddress {
    /** Without parameters, of which one may be a password: H2's stand behind a semicolon. */
    @Override
    public String toString() {
      return url.split("[?;]", 2)[0];
    }
  }

  /**
   * @param settings Spring's, as {@code --name=value}
   * @param folder where the store is if they name no database
   */
  static StoreAddress of(List<String> settings, Path folder) {
    String prefix = "--" + URL + "=";
    return Stream.of(
            settings.stream()
                .filter(it -> it.startsWith(prefix))
                .map(it -> it.substring(prefix.length()))
                .reduce((first, last) -> last),
            Optional.ofNullable(System.getProperty(URL)),
            Optional.ofNullable(System.getenv(URL_IN_ENVIRONMENT)))
        .flatMap(Optional::stream)
        .findFirst()
        .<StoreAddress>map(Database::new)
        .orElseGet(() -> new Folder(folder.toAbsolutePath().normalize()));
  }

  /** What Spring is told where nobody says otherwise. */
  default Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    settings.put("spring.datasource.hikari.maximum-pool-size", 20);
    settings.put("spring.datasource.hikari.pool-name", "store");
    switch (this) {
      case Folder it -> {
        settings.put(URL, url(it.path));
        settings.put(UPLOADS, it.path.resolve("uploads").toString());
        settings.put(JOBS, it.path.resolve("jobs").toString());
        settings.put(StoreConfiguration.INDEX_FOLDER, it.path.resolve("usage-ids").toString());
        settings.put(StoreConfiguration.SIGNING_KEY, it.path.resolve("signing-key").toString());
        settings.put(StoreConfiguration.VAULT_KEY, it.path.resolve("vault-key").toString());
        settings.put("spring.datasource.username", "sa");
      }
      case Database it when it.url.startsWith("jdbc:h2:") ->
          settings.put("spring.datasource.username", "sa");
      case Database _ -> {
        settings.put("spring.datasource.hikari.minimum-idle", 2);
        // The lock's order is that of commits only where each statement sees what is committed.
        settings.put(
            "spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED");
        settings.put(
            "spring.datasource.hikari.data-source-properties[ApplicationName]", "royalty-ledger");
      }
    }
    return settings;
  }

  /**
   * Nothing acknowledged is lost: no write delay; a long append makes others wait, not fail. {@link
   * StoreFile} gives back what commits left behind. H2 writes no file of its errors: it would grow
   * on a disk that is full.
   */
  private static String url(Path folder) {
    return "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=120000;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0"
        .formatted(new StoreFile(folder).database().toString().replace(";", "\\;"));
  }
}
