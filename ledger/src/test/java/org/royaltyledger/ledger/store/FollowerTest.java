package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One that stops without a word would also be waited for at its end: hence the limit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FollowerTest {

  @TempDir private Path folder;

  /** Takes events in; the first time it finds no memory. */
  private static final class Forgetful implements Projector {

    private final boolean whenSettling;
    private final List<Long> places = new ArrayList<>();
    private final CountDownLatch followed = new CountDownLatch(1);
    private boolean failed;

    Forgetful(boolean whenSettling) {
      this.whenSettling = whenSettling;
    }

    private void fail() {
      if (!failed) {
        failed = true;
        throw new OutOfMemoryError("of a test");
      }
    }

    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public boolean wants(Class<?> event) {
      return true;
    }

    @Override
    public void on(long place, Object event) {
      if (!whenSettling) {
        fail();
      }
      places.add(place);
    }

    @Override
    public void settle() {
      if (whenSettling) {
        fail();
      }
      if (places.contains(2L)) {
        followed.countDown();
      }
    }

    @Override
    public void forget() {
      places.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void read_model_that_found_no_memory_takes_the_same_events_in_again(boolean whenSettling)
      throws Exception {
    try (var store = new SomeStore(folder)) {
      store.append(SomeStore.event("a"), SomeStore.event("b"));
      var projector = new Forgetful(whenSettling);
      try (var follower =
          new Follower(
              projector,
              store.get(LogSource.class),
              store.get(TokenStore.class),
              store.get(TransactionManager.class))) {
        follower.start();

        assertThat(projector.followed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(projector.places).containsExactly(1L, 2L);
      }
    }
  }
}
