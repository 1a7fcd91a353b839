package org.royaltyledger.ledger.backup;

import java.nio.file.Path;
import org.royaltyledger.ledger.value.Refused;

/** What is said of a backup that is not what a store wrote. */
final class Damaged {

  private Damaged() {}

  static Refused because(Path file, String why) {
    return new Refused(
        Refused.Code.BACKUP_DAMAGED,
        "backup '%s' cannot be restored: %s; nothing was restored, take another copy of it"
            .formatted(file, why));
  }

  static Refused because(Path file, String why, Throwable cause) {
    Refused refused = because(file, why);
    refused.initCause(cause);
    return refused;
  }
}
