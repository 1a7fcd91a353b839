package org.royaltyledger.api.work;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.value.Signature;

/** Who makes backups, of a store of this process or of a server's. */
@FunctionalInterface
public interface BackupWork {

  /** As {@link Backup#write}, to a file here. */
  Backup.Made write(Path file, boolean names, Signature by, LongConsumer progress);
}
