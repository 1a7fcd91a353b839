package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store that forgets is not started with. */
class StartUpGuardTest {

  @TempDir private Path folder;
  private SomeStore store;

  @BeforeEach
  void durableStore(@TempDir Path durable) {
    store = new SomeStore(durable);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void durable_parts_are_taken() {
    assertThatCode(() -> guard(events(), engine(), tokens(), transactions()))
        .doesNotThrowAnyException();
  }

  @Test
  void event_store_that_is_only_a_bus_is_refused() {
    EventStore bus =
        (EventStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> null);
    refused("EmbeddedEventStore", () -> guard(bus, engine(), tokens(), transactions()));
  }

  @Test
  void events_in_memory_are_refused() {
    refused(
        "InMemoryEventStorageEngine, which forgets",
        () -> guard(events(), new InMemoryEventStorageEngine(), tokens(), transactions()));
  }

  @Test
  void tokens_in_memory_are_refused() {
    refused(
        "InMemoryTokenStore, which forgets",
        () -> guard(events(), engine(), new InMemoryTokenStore(), transactions()));
  }

  @Test
  void no_transactions_are_refused() {
    refused(
        "NoTransactionManager, which forgets",
        () -> guard(events(), engine(), tokens(), NoTransactionManager.instance()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jdbc:h2:mem:forgets",
        "jdbc:h2:mem:forgets;WRITE_DELAY=0",
        "jdbc:h2:file:FOLDER/delayed",
        "jdbc:h2:file:FOLDER/delayed;WRITE_DELAY=10"
      })
  void database_that_may_lose_what_it_acknowledged_is_refused(String url) {
    try (var dataSource = new HikariDataSource()) {
      dataSource.setJdbcUrl(url.replace("FOLDER", folder.toString()));
      dataSource.setUsername("sa");
      refused("WRITE_DELAY=0", () -> new Durability(dataSource).require());
    }
  }

  @Test
  void server_told_to_commit_before_it_is_on_the_disk_is_refused() {
    String url = Postgres.database("");
    try (var dataSource = SomeDatabase.POSTGRESQL.at(url)) {
      new JdbcTemplate(dataSource)
          .execute(
              "do 'begin execute format($$alter database %I set synchronous_commit = off$$,"
                  + " current_database()); end'");
    }
    refusedServer(url, "synchronous_commit is off");
  }

  @Test
  void server_told_not_to_write_whole_pages_is_refused() {
    String url = Postgres.database("");
    Postgres.with("full_page_writes", "off", () -> refusedServer(url, "full_page_writes is off"));
    try (var dataSource = SomeDatabase.POSTGRESQL.at(url)) {
      assertThatCode(() -> new Durability(dataSource).require()).doesNotThrowAnyException();
    }
  }

  @Test
  void server_told_not_to_sync_is_refused() throws IOException {
    try (var server = EmbeddedPostgres.start()) { // without -F it would sync
      refusedServer(server.getJdbcUrl("postgres", "postgres"), "fsync is off");
    }
  }

  private static void refusedServer(String url, String words) {
    try (var dataSource = SomeDatabase.POSTGRESQL.at(url)) {
      refused(words, () -> new Durability(dataSource).require());
    }
  }

  private StartUpGuard guard(
      EventStore events, EventStorageEngine engine, TokenStore tokens, TransactionManager tm) {
    return new StartUpGuard(events, engine, tokens, tm, store.get(Durability.class));
  }

  private EventStore events() {
    return store.get(EventStore.class);
  }

  private EventStorageEngine engine() {
    return store.get(EventStorageEngine.class);
  }

  private TokenStore tokens() {
    return store.get(TokenStore.class);
  }

  private TransactionManager transactions() {
    return store.get(TransactionManager.class);
  }

  private static void refused(String word, Runnable start) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(start::run)
        .withMessageContaining(word)
        .returns(Refused.Code.VOLATILE_STORE, Refused::code);
  }
}
