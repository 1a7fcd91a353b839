package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that was killed while it made its store's tables: the next one makes the rest. */
class HalfMadeStoreTest {

  @ParameterizedTest(name = "{0} without the tables from {1} on")
  @CsvSource({
    "schema_of_ledger, log",
    "schema_of_ledger, name",
    "schema_of_ledger, nothing",
    "schema_of_read_models, account_balance",
    "schema_of_read_models, pool",
    "schema_of_read_models, nothing"
  })
  void tables_that_are_missing_are_made(String history, String from, @TempDir Path folder) {
    var month = new Month(Month.write(folder.resolve("files"), 7, 200), folder.resolve("store"));
    assertThat(month.run("check").exit()).as(month.err()).isZero(); // makes all tables
    Tampering.with(
        month.store(),
        sql -> {
          List<String> made =
              history.equals("schema_of_ledger") ? sql.logTables() : sql.readModelTables();
          List<String> missing =
              from.equals("nothing") ? List.of() : made.subList(made.indexOf(from), made.size());
          missing.forEach(table -> sql.execute("drop table " + table));
          assertThat(sql.execute("delete from \"%s\" where \"version\" <> '0'".formatted(history)))
              .isPositive();
        });

    month.imported();
    month.closed();
    assertThat(month.run("check").exit()).as(month.out()).isZero();
  }
}
