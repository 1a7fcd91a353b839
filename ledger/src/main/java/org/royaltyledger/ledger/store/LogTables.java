package org.royaltyledger.ledger.store;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/** Axon's columns under the names of our migration. */
final class LogTables {

  static final EventSchema EVENTS =
      EventSchema.builder()
          .eventTable("log")
          .snapshotTable("log_snapshot")
          .globalIndexColumn("place")
          .timestampColumn("time_stamp")
          .eventIdentifierColumn("event_identifier")
          .aggregateIdentifierColumn("aggregate_identifier")
          .sequenceNumberColumn("sequence_number")
          .typeColumn("aggregate_type")
          .payloadTypeColumn("payload_type")
          .payloadRevisionColumn("payload_revision")
          .payloadColumn("payload")
          .metaDataColumn("meta_data")
          .build();

  static final TokenSchema TOKENS =
      TokenSchema.builder()
          .setTokenTable("token")
          .setProcessorNameColumn("processor")
          .setSegmentColumn("segment")
          .setTokenColumn("token")
          .setTokenTypeColumn("token_type")
          .setTimestampColumn("time_stamp")
          .setOwnerColumn("owner")
          .build();

  private LogTables() {}
}
