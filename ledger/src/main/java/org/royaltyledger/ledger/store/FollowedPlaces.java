package org.royaltyledger.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Up to which place of the log each read model's tables are: a token changes with the tables, so
 * who sees both in one snapshot sees what belongs together.
 */
public final class FollowedPlaces {

  private final Map<String, Long> places = new HashMap<>();

  private FollowedPlaces() {}

  /** As a connection's transaction sees them. */
  public static FollowedPlaces seenBy(Connection connection) throws SQLException {
    var followed = new FollowedPlaces();
    var serializer = Jackson3Serializer.builder().build();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select processor, token, token_type from token where token is not null");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        TrackingToken token =
            serializer.deserialize(
                new SimpleSerializedObject<>(
                    row.getBytes(2), byte[].class, row.getString(3), null));
        if (token != null) {
          followed.places.put(row.getString(1), token.position().orElse(0));
        }
      }
    }
    return followed;
  }

  /** The place of the last event in the tables of a read model, 0 before the first. */
  public long of(Projector readModel) {
    return of(readModel.name());
  }

  /** The same by the read model's name. */
  public long of(String readModel) {
    return places.getOrDefault(readModel, 0L);
  }

  /** The furthest of all. */
  public long last() {
    return places.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
