package org.royaltyledger.ledger.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.royaltyledger.ledger.access.AccessAggregate;
import org.royaltyledger.ledger.fact.FactAggregate;
import org.royaltyledger.ledger.payout.PayoutAggregate;
import org.royaltyledger.ledger.period.CalendarAggregate;
import org.royaltyledger.ledger.settings.SettingsAggregate;
import org.royaltyledger.ledger.store.ids.Runs;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.webhook.WebhooksAggregate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The event store, wired by hand: without these beans Axon would start with a store that forgets
 * (docs/decisions/0003).
 */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

  /** The property that says where the index of usage ids is kept. */
  public static final String INDEX_FOLDER = "royalty-ledger.usage-ids";

  /** The property that names the file of the key that signs checkpoints. */
  public static final String SIGNING_KEY = "royalty-ledger.signing-key";

  /** The property that names the file of the vault's key. */
  public static final String VAULT_KEY = "royalty-ledger.vault-key";

  /** Events read at once. */
  private static final int READ_AT_ONCE = 32;

  @Bean
  ReadOnly readOnly(@Value("${" + ReadOnly.SETTING + ":false}") boolean on) {
    return new ReadOnly(on);
  }

  /** The log's tables are there before any bean reads them. */
  @Bean
  JdbcTemplate jdbc(DataSource dataSource, StoreClaim claim) {
    NewLog.requireFinished(dataSource);
    LedgerSchema.migrate(dataSource);
    Leaves.fill(dataSource);
    return new JdbcTemplate(dataSource);
  }

  @Bean
  Durability durability(DataSource dataSource) {
    return new Durability(dataSource);
  }

  /** Taken before anything is written, even a table. */
  @Bean
  StoreClaim storeClaim(DataSource dataSource, Durability durability) {
    return new StoreClaim(dataSource, durability);
  }

  @Bean
  WriteTurn writeTurn(DataSource dataSource) {
    return WriteTurn.of(Dialect.of(dataSource));
  }

  @Bean
  PlatformTransactionManager transactions(DataSource dataSource, WriteTurn turn) {
    return new Transactions(dataSource, turn);
  }

  @Bean
  TransactionManager axonTransactions(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      JdbcTemplate migrated,
      ConnectionProvider connections,
      TransactionManager transactions,
      ReadOnly readOnly) {
    var serializer = new EventSerializer();
    return JdbcEventStorageEngine.builder()
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(LogTables.EVENTS)
        .persistenceExceptionResolver(duplicateKeys())
        .batchSize(READ_AT_ONCE)
        .appendEvents(
            (connection, schema, type, events, payloads, times) -> {
              readOnly.refuse(); // whichever way it came here
              return AppendLock.append(connection, schema, type, events, payloads, times);
            })
        .build();
  }

  /** SQLState 23505 wherever it hides: neither of Axon's own resolvers knows H2's. */
  @Bean
  PersistenceExceptionResolver duplicateKeys() {
    return new DuplicateKeys();
  }

  @Bean
  EventStore eventStore(EventStorageEngine engine) {
    return EmbeddedEventStore.builder().storageEngine(engine).build();
  }

  @Bean
  TokenStore tokenStore(JdbcTemplate migrated, ConnectionProvider connections) {
    return new ClaimedTokens(connections);
  }

  @Bean
  CommandBus commandBus(EventStore events) {
    CommandBus bus = SimpleCommandBus.builder().build();
    AggregateAnnotationCommandHandler.<FactAggregate>builder()
        .aggregateType(FactAggregate.class)
        .repository(EventSourcingRepository.builder(FactAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    AggregateAnnotationCommandHandler.<CalendarAggregate>builder()
        .aggregateType(CalendarAggregate.class)
        .repository(
            EventSourcingRepository.builder(CalendarAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    AggregateAnnotationCommandHandler.<SettingsAggregate>builder()
        .aggregateType(SettingsAggregate.class)
        .repository(
            EventSourcingRepository.builder(SettingsAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    AggregateAnnotationCommandHandler.<AccessAggregate>builder()
        .aggregateType(AccessAggregate.class)
        .repository(
            EventSourcingRepository.builder(AccessAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    AggregateAnnotationCommandHandler.<WebhooksAggregate>builder()
        .aggregateType(WebhooksAggregate.class)
        .repository(
            EventSourcingRepository.builder(WebhooksAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    AggregateAnnotationCommandHandler.<PayoutAggregate>builder()
        .aggregateType(PayoutAggregate.class)
        .repository(
            EventSourcingRepository.builder(PayoutAggregate.class).eventStore(events).build())
        .build()
        .subscribe(bus);
    return bus;
  }

  @Bean
  Commands commands(CommandBus bus) {
    return new Commands(bus);
  }

  @Bean
  LogTransaction logTransaction(
      ReadOnly readOnly,
      TransactionManager transactions,
      WriteTurn turn,
      StoreClaim claim,
      Durability durability,
      LogSource source) {
    return new LogTransaction(readOnly, transactions, turn, claim, durability, source);
  }

  @Bean
  Deciding deciding(LogTransaction transaction, JdbcTemplate jdbc) {
    return new Deciding(transaction, jdbc);
  }

  @Bean
  AccessBook accessBook(LogReader reader, Deciding deciding, Commands commands, JdbcTemplate jdbc) {
    return new AccessBook(reader, deciding, commands, jdbc);
  }

  @Bean
  WebhookBook webhookBook(LogReader reader, Deciding deciding, Commands commands) {
    return new WebhookBook(reader, deciding, commands);
  }

  @Bean
  WebhookPlaces webhookPlaces(JdbcTemplate jdbc, LogTransaction transaction) {
    return new WebhookPlaces(jdbc, transaction);
  }

  @Bean
  LogReader logReader(JdbcTemplate jdbc) {
    return new LogReader(jdbc);
  }

  @Bean
  LogSource logSource(LogReader reader) {
    return new LogSource(reader);
  }

  @Bean
  StoreKey storeKey(JdbcTemplate jdbc, ReadOnly readOnly) {
    return StoreKey.of(jdbc, readOnly);
  }

  /**
   * @param given the vault's key itself; empty if it is in a file
   * @param file where it is kept; empty if nowhere, and what tells of persons is not taken
   */
  @Bean
  Vault vault(
      JdbcTemplate jdbc,
      LogTransaction transaction,
      LogReader reader,
      StoreKey storeKey,
      ReadOnly readOnly,
      @Value("${ROYALTY_LEDGER_VAULT_KEY:}") String given,
      @Value("${" + VAULT_KEY + ":}") String file) {
    ConnectionCallback<Boolean> memory = it -> it.getMetaData().getURL().startsWith("jdbc:h2:mem:");
    boolean inMemory = Boolean.TRUE.equals(jdbc.execute(memory));
    var vault =
        new Vault(
            jdbc, transaction, reader, storeKey, readOnly, VaultKeyPlace.of(given, file, inMemory));
    vault.takeOver();
    return vault;
  }

  /**
   * @param index the folder that the index of usage ids has to itself; empty to keep it in memory
   */
  @Bean
  UsageLog usageLog(
      LogTransaction transaction,
      LogReader reader,
      EventStore events,
      JdbcTemplate jdbc,
      StoreKey key,
      @Value("${" + INDEX_FOLDER + ":}") String index) {
    return new UsageLog(
        transaction,
        reader,
        events,
        jdbc,
        key,
        () ->
            index.isEmpty()
                ? UsageIds.inMemory(key.fingerprint())
                : UsageIds.open(new Runs(Path.of(index), key.fingerprint(), reader::identityAt)));
  }

  @Bean
  RunLog runLog(LogReader reader, LogTransaction transaction, EventStore events, StoreKey key) {
    return new RunLog(reader, transaction, events, key);
  }

  @Bean
  LogCheck logCheck(LogReader reader, StoreKey key, JdbcTemplate jdbc, Checkpoints checkpoints) {
    return new LogCheck(reader, key, jdbc, checkpoints);
  }

  @Bean
  LogTree logTree(JdbcTemplate jdbc) {
    return new LogTree(jdbc);
  }

  /**
   * @param given the signing key itself; empty if it is in a file
   * @param file where it is kept; empty if nowhere, and nothing is signed
   */
  @Bean
  Checkpoints checkpoints(
      LogTransaction transaction,
      LogReader reader,
      Deciding deciding,
      Commands commands,
      JdbcTemplate jdbc,
      LogTree tree,
      StoreKey storeKey,
      ReadOnly readOnly,
      @Value("${ROYALTY_LEDGER_SIGNING_KEY:}") String given,
      @Value("${" + SIGNING_KEY + ":}") String file) {
    return new Checkpoints(
        transaction,
        reader,
        deciding,
        commands,
        jdbc,
        tree,
        storeKey,
        readOnly,
        SigningKey.of(given, file));
  }

  @Bean
  StartUpGuard startUpGuard(
      EventStore events,
      EventStorageEngine engine,
      TokenStore tokens,
      TransactionManager transactions,
      Durability durability) {
    return new StartUpGuard(events, engine, tokens, transactions, durability);
  }
}
