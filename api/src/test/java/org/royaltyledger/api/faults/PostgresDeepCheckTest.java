package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.setup.Postgres;

/** The same on a PostgreSQL server, of each kind one. */
@ResourceLock("postgres")
class PostgresDeepCheckTest extends ChangedStore {

  @Override
  List<String> settings(Path folder) {
    return List.of(
        Postgres.emptyDatabase(),
        Postgres.vaultKey(folder),
        "--royalty-ledger.signing-key=" + folder.resolve("signing-key"));
  }

  @Test
  void byte_of_an_event_is_named_by_its_place() {
    long place = places("run-block-recorded").getLast();
    changed(place, it -> it[it.length / 2] ^= 1);
    assertFirst(place, place);
  }

  @Test
  void event_that_is_missing_is_named_by_its_place() {
    long place = places("revenue-recorded").getFirst();
    keep("log", "leaf");
    sql().update("delete from log where place = ?", place);
    sql().update("delete from leaf where place = ?", place);
    assertFirst(place, place);
  }

  @Test
  void edited_seal_with_its_leaf_is_named() {
    long place = places("period-closed").getFirst();
    changed(place, it -> it[indexOf(it, "\"blocks\":[\"") + 11] ^= 1);
    remakeLeaf(place);
    assertFirst(place, place);
  }

  @Test
  void edited_rows_are_named_with_what_the_log_gives() {
    long place = places("payout-collected").getFirst();
    keep("posting", "account_balance", "statement_line");
    sql().update("update posting set amount = '1.00' where place = ? and line = 0", place);
    sql().update("update account_balance set balance = '1.00' where kind = 'paid'");
    sql().update("update account_balance set balance = '1.00' where kind = 'in-payment'");
    sql().update("update statement_line set held = not held where line = 0");
    assertThat(wrong("deep-journal")).contains("amount='1.00' where the log gives");
    assertThat(wrong("deep-balances")).contains("balance='1.00' where the log gives");
    assertThat(wrong("deep-statements")).contains("statement_line 0 of 2026-10 holds held='true'");
  }
}
