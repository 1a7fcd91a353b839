package org.royaltyledger.api.usage;

import java.util.concurrent.Semaphore;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.stereotype.Component;

/**
 * Bounds how much of large contents is held at a time, however many clients send: a content is kept
 * whole, and its usages and outcomes beside it.
 */
@Component
class BodyMemory {

  /** Contents up to here are not counted: there are no more of them than threads. */
  static final int SMALL = 1 << 16;

  /** The part of the heap that contents may take; what is made of them takes some times as much. */
  private static final int PART_OF_HEAP = 16;

  private static final int KIBI = 1 << 10;

  private final Semaphore kibibytes;

  BodyMemory() {
    this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /**
   * @param bytes at least the largest content is allowed, one at a time
   */
  BodyMemory(long bytes) {
    kibibytes = new Semaphore(Math.clamp(bytes / KIBI, JsonBody.LARGEST / KIBI, 1 << 20));
  }

  /**
   * Takes room for a content, to be closed when its answer is made.
   *
   * @throws Refused BUSY if there is none now
   */
  Room take(long bytes) {
    int wanted = bytes <= SMALL ? 0 : (int) Math.ceilDiv(bytes, KIBI);
    if (!kibibytes.tryAcquire(wanted)) {
      throw new Refused(
          Refused.Code.BUSY,
          "other clients send much at this moment, and nothing of this was taken: send it again in"
              + " a second, or in smaller parts");
    }
    return () -> kibibytes.release(wanted);
  }

  /** Room that somebody has for a while. */
  @FunctionalInterface
  interface Room extends AutoCloseable {
    @Override
    void close();
  }
}
