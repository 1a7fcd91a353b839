package org.royaltyledger.ledger.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.royaltyledger.ledger.value.Refused;

/** Brings tables to this version's shape, and refuses those of a newer one. */
public final class LedgerSchema {

  private LedgerSchema() {}

  /** The log's own tables. */
  public static void migrate(DataSource dataSource) {
    migrate(dataSource, "PUBLIC", "ledger", "schema_of_ledger");
  }

  /**
   * Runs the migrations of a module.
   *
   * @param history the table that remembers which have run
   * @throws Refused NEWER_STORE if it remembers one that this version does not have
   */
  public static void migrate(DataSource dataSource, String schema, String module, String history) {
    Dialect dialect = Dialect.of(dataSource);
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .defaultSchema(dialect.catalogued(schema))
            .createSchemas(true)
            .locations(dialect.migrations(module))
            .table(history)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    boolean newer =
        Arrays.stream(flyway.info().all())
            .anyMatch(
                info ->
                    info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED);
    if (newer) {
      throw new Refused(
          Refused.Code.NEWER_STORE,
          "the store was written by a newer version: use that version, or restore a backup of"
              + " before");
    }
    flyway.migrate();
  }
}
