package org.royaltyledger.ledger.intake;

import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;

/** Reads one file of usages, draft by draft; a new one for each file, for one thread at a time. */
public interface UsageReader {

  /**
   * Reads on, until the draft is full or the file ends: each line that states a usage, or should,
   * is accepted or rejected, once. What will surprise about the others is told as a warning.
   *
   * @return whether there may be more
   * @throws SourceBroken if the file breaks off; the draft has the lines before
   */
  boolean read(LineReader lines, DraftBlock draft) throws SourceBroken;
}
