package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On H2 nobody commits while another transaction is in the middle of writing. */
class WriteTurnTest {

  @TempDir private Path folder;

  @Test
  void transaction_waits_for_the_end_of_the_one_before() throws InterruptedException {
    try (var store = new SomeStore(folder)) {
      store.jdbc().execute("create table note (text varchar primary key)");
      var second = new AtomicBoolean();
      Thread other =
          new Thread(
              () -> {
                transaction(store).executeWithoutResult(_ -> insert(store, "second"));
                second.set(true);
              });
      transaction(store)
          .executeWithoutResult(
              _ -> {
                insert(store, "first");
                other.start();
                awaitWaiting(other);
                assertThat(second).isFalse();
              });
      other.join();
      assertThat(second).isTrue();
      assertThat(store.jdbc().queryForList("select text from note order by text", String.class))
          .containsExactly("first", "second");
    }
  }

  @Test
  void checkpoint_of_the_log_waits_too() throws InterruptedException {
    try (var store = new SomeStore(folder)) {
      store.jdbc().execute("create table note (text varchar primary key)");
      Thread other = new Thread(() -> store.append(SomeStore.event("a")));
      transaction(store)
          .executeWithoutResult(
              _ -> {
                insert(store, "first");
                other.start();
                awaitWaiting(other);
                assertThat(store.recorded()).isEmpty();
              });
      other.join();
      assertThat(store.recorded()).containsExactly("a");
    }
  }

  @Test
  void transaction_that_fails_gives_its_turn_back() throws InterruptedException {
    try (var store = new SomeStore(folder)) {
      assertThatThrownBy(
              () ->
                  transaction(store)
                      .executeWithoutResult(
                          _ -> {
                            throw new IllegalStateException("no");
                          }))
          .hasMessage("no");
      Thread other = new Thread(() -> store.append(SomeStore.event("a")));
      other.start();
      other.join();
      assertThat(store.recorded()).containsExactly("a");
    }
  }

  private static TransactionTemplate transaction(SomeStore store) {
    return new TransactionTemplate(store.get(PlatformTransactionManager.class));
  }

  private static void insert(SomeStore store, String text) {
    store.jdbc().update("insert into note (text) values (?)", text);
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }
}
