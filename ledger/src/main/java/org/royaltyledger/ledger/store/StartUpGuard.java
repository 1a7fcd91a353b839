package org.royaltyledger.ledger.store;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.value.Refused;

/** Refuses to start with a store that forgets. */
public final class StartUpGuard {

  /**
   * @throws Refused VOLATILE_STORE naming the part that would forget, DISK_FULL if there is no
   *     space for what the program unpacks when it begins
   */
  public StartUpGuard(
      EventStore events,
      EventStorageEngine engine,
      TokenStore tokens,
      TransactionManager transactions,
      Durability durability) {
    require(events, EmbeddedEventStore.class);
    require(engine, JdbcEventStorageEngine.class);
    require(tokens, JdbcTokenStore.class);
    require(transactions, SpringTransactionManager.class);
    durability.require();
    UsageBlockCodec.requireLibrary();
  }

  private static void require(Object part, Class<?> durable) {
    if (!durable.isInstance(part)) {
      throw new Refused(
          Refused.Code.VOLATILE_STORE,
          "the program is set up with %s, which forgets: set it up with %s"
              .formatted(part.getClass().getSimpleName(), durable.getSimpleName()));
    }
  }
}
