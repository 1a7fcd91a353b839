package org.royaltyledger.ledger.value;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A write that failed because nothing more fits where it goes. */
public final class DiskFull {

  /** As operating systems say it: no space, over the quota, over the largest size of a file. */
  private static final List<String> REASONS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "There is not enough space on the disk");

  private static final int DEEPEST = 50;

  private DiskFull() {}

  /**
   * The refusal that a failure comes down to.
   *
   * @return null if it has another reason than a full disk
   */
  public static @Nullable Refused in(Throwable failure) {
    int deep = 0;
    for (@Nullable Throwable it = failure; it != null && deep < DEEPEST; it = it.getCause()) {
      // Native code that cannot be unpacked says so in an error of its own.
      String reason =
          it instanceof IOException || it instanceof LinkageError
              ? reason(String.valueOf(it.getMessage()))
              : null;
      if (reason != null) {
        return refused(reason, failure);
      }
      deep++;
    }
    return null;
  }

  private static @Nullable String reason(String message) {
    return REASONS.stream().filter(message::contains).findFirst().orElse(null);
  }

  private static Refused refused(String reason, Throwable failure) {
    var refused =
        new Refused(
            Refused.Code.DISK_FULL,
            "the disk is full (%s): free some space, then do the same again; what was acknowledged is kept, and what is in already counts once"
                .formatted(reason));
    refused.initCause(failure);
    return refused;
  }
}
