package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.beans.factory.BeanCreationException;

/** One process at a time has a server's database; one that lost it unawares harms nothing. */
class StoreClaimTest {

  private final String url = Postgres.emptyDatabase();

  @Test
  void second_store_is_refused_until_the_first_is_closed() {
    try (SomeStore first = open()) {
      first.append(SomeStore.event("a"));
      assertThatThrownBy(this::open)
          .isInstanceOf(BeanCreationException.class)
          .hasRootCauseInstanceOf(Refused.class)
          .rootCause()
          .hasMessageMatching(
              "the store in database 'store' is in use by another process \\(session [0-9]+"
                  + " from 127\\.0\\.0\\.1 since .* UTC\\): stop that process, or wait for it");
    }
    try (SomeStore second = open()) {
      assertThat(second.recorded()).containsExactly("a");
    }
  }

  @Test
  void claim_that_went_with_its_connection_is_taken_again() {
    try (SomeStore store = open()) {
      loseClaim(store);
      store.append(SomeStore.event("a"));
      assertThatThrownBy(this::open).rootCause().hasMessageContaining("is in use by another");
      assertThat(store.recorded()).containsExactly("a");
    }
  }

  @Test
  void store_whose_claim_another_took_appends_no_more() {
    try (SomeStore first = open()) {
      first.append(SomeStore.event("a"));
      loseClaim(first);
      try (SomeStore second = open()) {
        assertThatExceptionOfType(Refused.class)
            .isThrownBy(() -> first.append(SomeStore.event("b")))
            .returns(Refused.Code.STORE_IN_USE, Refused::code);
        second.append(SomeStore.event("c"));
        assertThat(second.recorded()).containsExactly("a", "c");
      }
      first.append(SomeStore.event("d"));
      assertThat(first.recorded()).containsExactly("a", "c", "d");
    }
  }

  @Test
  void transaction_that_a_lost_process_left_open_keeps_nobody_waiting() throws SQLException {
    open().close();
    try (Connection lost = DriverManager.getConnection(url)) {
      lost.setAutoCommit(false);
      assertThat(AppendLock.take(lost)).isZero();
      try (SomeStore store = open()) {
        store.append(SomeStore.event("a"));
        assertThat(store.places()).containsExactly(1L);
      }
      assertThatThrownBy(lost::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whoever_hangs_with_the_append_lock_in_hand_loses_it_in_a_minute() throws SQLException {
    open().close();
    try (Connection appending = DriverManager.getConnection(url)) {
      appending.setAutoCommit(false);
      AppendLock.take(appending);
      try (var row =
          appending
              .createStatement()
              .executeQuery("select current_setting('idle_in_transaction_session_timeout')")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("1min");
      }
    }
  }

  @Test
  void database_without_every_character_is_refused() {
    refused(
        Postgres.database("encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"),
        "its encoding is LATIN1");
  }

  @Test
  void schema_of_another_name_is_refused() {
    refused(url + "&currentSchema=mine", "its first schema is");
  }

  private void refused(String url, String why) {
    assertThatThrownBy(() -> new SomeStore(SomeDatabase.POSTGRESQL.at(url)))
        .rootCause()
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("the database cannot hold a store: " + why);
  }

  private SomeStore open() {
    return new SomeStore(SomeDatabase.POSTGRESQL.at(url));
  }

  /** What a server's restart or a broken line does to the session that holds the claim. */
  private static void loseClaim(SomeStore store) {
    assertThat(
            store
                .jdbc()
                .queryForObject(
                    "select count(pg_terminate_backend(pid, 60000)) from pg_locks where locktype ="
                        + " 'advisory' and database = (select oid from pg_database where datname ="
                        + " current_database())",
                    Long.class))
        .isEqualTo(1);
  }
}
