package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose read models an older version built: they are built again, from the log alone. */
class ReadModelVersionsTest {

  @TempDir private Path folder;

  @Test
  void read_models_of_another_version_are_built_again_and_those_of_the_same_are_not() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    month.closed();

    Tampering.with(month.store(), sql -> sql.execute("delete from statement_line"));
    month.run("replay");
    assertThat(month.exit()).isEqualTo(3); // whatever is there is taken for it

    Tampering.with(month.store(), sql -> sql.execute("update read_model set version = 1"));
    month.run("replay");
    assertThat(month.exit()).as(month.out()).isZero();
    month.run("check");
    assertThat(month.exit()).as(month.out()).isZero();
  }

  @Test
  void store_of_before_gets_its_journal_and_forgets_the_balances_it_had() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    month.closed();
    String accounts = month.run("accounts").out();
    assertThat(accounts).contains("receivable");

    Tampering.with(
        month.store(),
        sql -> {
          sql.execute("drop table posting");
          sql.execute("drop table account_balance");
          sql.execute("create table balance (party varchar primary key)");
          sql.execute(
              "delete from \"schema_of_read_models\" where \"installed_rank\" >= (select"
                  + " \"installed_rank\" from \"schema_of_read_models\" where \"version\" = '4')");
          sql.execute("update token set processor = 'balance' where processor = 'journal'");
          sql.execute("update read_model set version = 1"); // as all were then
        });
    assertThat(month.run("check").exit()).as(month.out()).isZero();
    assertThat(month.run("accounts").out()).isEqualTo(accounts);
    Tampering.with(
        month.store(),
        sql -> {
          assertThat(sql.column("select processor from token")).doesNotContain("balance");
          assertThat(sql.readModelTables()).doesNotContain("balance");
        });
  }
}
