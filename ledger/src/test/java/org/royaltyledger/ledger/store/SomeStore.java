package org.royaltyledger.ledger.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.royaltyledger.ledger.party.PartyEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store, wired as the program wires it. */
final class SomeStore implements AutoCloseable {

  private final HikariDataSource dataSource;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** One in a folder. */
  SomeStore(Path folder) {
    this(SomeDatabase.H2.fresh(folder));
  }

  /**
   * @param dataSource closed with the store
   */
  SomeStore(HikariDataSource dataSource) {
    this(dataSource, Map.of());
  }

  /**
   * @param dataSource closed with the store
   * @param settings as the program would have them from its command line
   */
  SomeStore(HikariDataSource dataSource, Map<String, Object> settings) {
    this.dataSource = dataSource;
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("settings", settings));
    context.registerBean(DataSource.class, () -> dataSource);
    context.register(StoreConfiguration.class);
    context.refresh();
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  JdbcTemplate jdbc() {
    return get(JdbcTemplate.class);
  }

  /** An event of a stream of its own. */
  static DomainEventMessage<?> event(String id) {
    return event("party/" + id, 0, id, Instant.now());
  }

  static DomainEventMessage<?> event(String stream, long sequence, String id, Instant time) {
    return new GenericDomainEventMessage<>(
        "Fact",
        stream,
        sequence,
        new PartyEvent.PartyRecorded(id, "hash", "ARTIST", null, null, null, null, null),
        MetaData.emptyInstance(),
        "event-" + id,
        time);
  }

  void append(DomainEventMessage<?>... events) {
    get(LogTransaction.class)
        .run(
            () -> {
              get(EventBus.class).publish(List.of(events));
              return true;
            });
  }

  /** The places of all rows, ascending. */
  List<Long> places() {
    return jdbc().queryForList("select place from log order by place", Long.class);
  }

  /** The ids of the parties recorded, in the order of the log. */
  List<String> recorded() {
    return jdbc()
        .queryForList("select event_identifier from log order by place", String.class)
        .stream()
        .map(it -> String.valueOf(it).replaceFirst("event-", ""))
        .toList();
  }

  @Override
  public void close() {
    context.close();
    dataSource.close();
  }
}
