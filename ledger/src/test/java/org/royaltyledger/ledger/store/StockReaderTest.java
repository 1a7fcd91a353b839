package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Axon's own engine and reader lose an event in each schedule, so a test of ours that runs the same
 * schedule could see it lost ({@link OvertakingTest}).
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class StockReaderTest {

  private final SomeDatabase database;
  private final List<String> read = new ArrayList<>();
  private HikariDataSource dataSource = new HikariDataSource();
  private @Nullable TrackingToken token;

  StockReaderTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyTables(@TempDir Path folder) {
    dataSource = database.fresh(folder);
    engine(dataSource).createSchema(PostgresEventTableFactory.INSTANCE);
  }

  @AfterEach
  void close() {
    dataSource.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void event_of_the_open_transaction_is_lost(Schedule schedule) throws SQLException {
    run(schedule.later(), schedule);
    assertThat(read).startsWith("event-later-0").endsWith("event-last");
    assertThat(read).doesNotContain("event-first");
    token = null;
    readOn();
    assertThat(read).as("it is there, for whoever begins anew").contains("event-first");
  }

  @Test
  void event_of_a_short_transaction_is_read_late_and_not_lost() throws SQLException {
    run(List.of(SomeStore.event("later-0")), Schedule.OLD_TIMESTAMP);
    assertThat(read).containsExactly("event-later-0", "event-first", "event-last");
  }

  private void run(List<DomainEventMessage<?>> later, Schedule schedule) throws SQLException {
    try (Connection first = transaction();
        Connection second = transaction()) {
      append(first, List.of(SomeStore.event("first")));
      append(second, later);
      second.commit();
      schedule.thereafter(this::readOn);
      first.commit();
      append(second, List.of(SomeStore.event("last")));
      second.commit();
      schedule.thereafter(this::readOn);
    }
  }

  private void readOn() {
    engine(dataSource)
        .readEvents(token, false)
        .forEach(
            event -> {
              token = ((TrackedEventMessage<?>) event).trackingToken();
              read.add(event.getIdentifier());
            });
  }

  private Connection transaction() throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void append(Connection transaction, List<DomainEventMessage<?>> events) {
    engine(new SingleConnectionDataSource(transaction, true)).appendEvents(events);
  }

  private static JdbcEventStorageEngine engine(DataSource dataSource) {
    var serializer = new EventSerializer();
    return JdbcEventStorageEngine.builder()
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .connectionProvider(dataSource::getConnection)
        .transactionManager(NoTransactionManager.instance())
        .batchSize(5_000)
        .build();
  }
}
