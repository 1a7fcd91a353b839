package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.value.Acting;

/**
 * One appender at a time, a dense place for each event, and its leaf.
 *
 * <p>The lock is a row that a transaction keeps until it ends, so the order of places is the order
 * of commits and a reader that has seen place n has seen everything before it
 * (docs/decisions/0002). The row counts the places; a transaction that fails gives its places back.
 */
final class AppendLock {

  private AppendLock() {}

  /** Takes the lock for the rest of the transaction; gives the place of the newest event. */
  static long take(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(Dialect.of(connection).appendLock());
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("append_lock has no row: the store is damaged");
      }
      return row.getLong(1);
    }
  }

  private static @Nullable Contents contents(DomainEventMessage<?> event) {
    return event instanceof PackedBlock.Message packed
        ? PackedBlock.contents(packed)
        : Leaves.contents(event.getPayload());
  }

  /**
   * Axon's insert with the lock taken first, the places given by it, and the leaves beside. Every
   * event comes through here, in the thread that does the work: its meta data says whose.
   */
  static PreparedStatement append(
      Connection connection,
      EventSchema schema,
      Class<?> dataType,
      List<? extends EventMessage<?>> events,
      Serializer serializer,
      TimestampWriter timestamps)
      throws SQLException {
    long place = take(connection);
    try (PreparedStatement count =
        connection.prepareStatement("update append_lock set place = ? where id = 1")) {
      count.setLong(1, place + events.size());
      count.executeUpdate();
    }
    PreparedStatement insert =
        connection.prepareStatement(
            "insert into log (place, event_identifier, aggregate_identifier, sequence_number,"
                + " aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Leaves leaves = Leaves.on(connection);
    byte[] metaData = EventSerializer.metaData(Acting.now());
    for (EventMessage<?> message : events) {
      DomainEventMessage<?> event =
          message instanceof DomainEventMessage<?> domain
              ? domain
              : new GenericDomainEventMessage<>(
                  null, message.getIdentifier(), 0, message, message::getTimestamp);
      SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
      insert.setLong(1, ++place);
      insert.setString(2, event.getIdentifier());
      insert.setString(3, event.getAggregateIdentifier());
      insert.setLong(4, event.getSequenceNumber());
      insert.setString(5, event.getType());
      timestamps.writeTimestamp(insert, 6, event.getTimestamp());
      insert.setString(7, payload.getType().getName());
      insert.setString(8, payload.getType().getRevision());
      insert.setBytes(9, payload.getData());
      insert.setBytes(10, metaData);
      insert.addBatch();
      leaves.add(
          new LogEntry(
              place,
              event.getIdentifier(),
              event.getAggregateIdentifier(),
              event.getSequenceNumber(),
              event.getType(),
              DateTimeUtils.formatInstant(event.getTimestamp()),
              payload.getType().getName(),
              payload.getType().getRevision(),
              payload.getData(),
              metaData,
              contents(event),
              Leaves.freshSalt()));
    }
    leaves.write();
    return insert;
  }
}
