package org.royaltyledger.ledger.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write: on H2 one transaction at a time, from its first statement to its
 * commit; on a server there is no need to take turns.
 *
 * <p>A commit of H2 saves one map after the other, with what other transactions are in the middle
 * of. After a kill an entry of a unique index can be there without the record that would undo it,
 * and its key can never be inserted again (docs/decisions/0014).
 */
public final class WriteTurn {

  private final @Nullable ReentrantLock one;

  private WriteTurn(@Nullable ReentrantLock one) {
    this.one = one;
  }

  static WriteTurn of(Dialect dialect) {
    return switch (dialect) {
      // Fair: whoever appends without a pause must not keep read models from following.
      case H2 -> new WriteTurn(new ReentrantLock(true));
      case POSTGRESQL -> new WriteTurn(null);
    };
  }

  /** Waits for this thread's turn; may be taken again within it. */
  public void take() {
    if (one != null) {
      one.lock();
    }
  }

  /** Gives back what {@link #take} took. */
  public void give() {
    if (one != null) {
      one.unlock();
    }
  }

  /** Does something in a turn of this thread. */
  public <T> T during(Supplier<T> work) {
    take();
    try {
      return work.get();
    } finally {
      give();
    }
  }
}
