package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * How far each read model has followed, stored only by who holds the claim on it.
 *
 * <p>Axon's own would store a token that nobody holds, too: a process that slept while another
 * came, followed and went could then book its old batch a second time.
 */
final class ClaimedTokens extends JdbcTokenStore {

  ClaimedTokens(ConnectionProvider connections) {
    super(
        JdbcTokenStore.builder()
            .connectionProvider(connections)
            .serializer(Jackson3Serializer.builder().build())
            .schema(LogTables.TOKENS)
            .contentType(byte[].class)
            .claimTimeout(Duration.ofSeconds(30))
            // Not the number of the process: in containers all have the same.
            .nodeId(UUID.randomUUID().toString()));
  }

  /** Called where a token is not ours any more. */
  @Override
  protected void updateToken(
      Connection connection,
      ResultSet stored,
      TrackingToken token,
      String processorName,
      int segment) {
    throw new UnableToClaimTokenException(
        "token of '%s' is not held by this process any more".formatted(processorName));
  }
}
