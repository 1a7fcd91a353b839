package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Only who holds the claim on a read model says how far it has followed. */
@ParameterizedClass(name = "{0}")
@EnumSource
class ClaimedTokensTest {

  private final SomeDatabase database;
  private SomeStore store;
  private ClaimedTokens ours;
  private ClaimedTokens others;

  ClaimedTokensTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void token_that_we_hold(@TempDir Path folder) {
    store = new SomeStore(database.fresh(folder));
    ours = new ClaimedTokens(store.get(ConnectionProvider.class));
    others = new ClaimedTokens(store.get(ConnectionProvider.class));
    ours.initializeTokenSegments("model", 1, token(0));
    ours.fetchToken("model", 0);
    ours.storeToken(token(3), "model", 0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void token_that_is_held_cannot_be_had_by_another() {
    assertThatThrownBy(() -> others.fetchToken("model", 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThatThrownBy(() -> others.storeToken(token(9), "model", 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(ours.fetchToken("model", 0)).isEqualTo(token(3));
  }

  @Test
  void token_that_another_took_followed_with_and_gave_back_is_not_stored_by_who_slept() {
    store.jdbc().update("update token set owner = null");
    others.fetchToken("model", 0);
    others.storeToken(token(7), "model", 0);
    others.releaseClaim("model", 0);
    assertThatThrownBy(() -> ours.storeToken(token(5), "model", 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(ours.fetchToken("model", 0)).isEqualTo(token(7));
  }

  private static GlobalSequenceTrackingToken token(long place) {
    return new GlobalSequenceTrackingToken(place);
  }
}
