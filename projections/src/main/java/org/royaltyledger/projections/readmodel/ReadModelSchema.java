package org.royaltyledger.projections.readmodel;

import javax.sql.DataSource;
import org.royaltyledger.ledger.store.LedgerSchema;

/** The tables of all read models, in the live schema or in a shadow of it. */
public final class ReadModelSchema {

  /** Where the live tables are. */
  public static final String LIVE = "PUBLIC";

  private ReadModelSchema() {}

  /** Brings the tables of a schema to this version's shape. */
  public static void migrate(DataSource dataSource, String schema) {
    LedgerSchema.migrate(dataSource, schema, "projections", "schema_of_read_models");
  }
}
