package org.royaltyledger.ledger.intake;

import java.io.IOException;
import java.io.InputStream;

/** Reads one file of facts; a new one for each file. */
public interface FactReader {

  /**
   * Looks whether the file can be read at all, so that an import can refuse before it begins.
   *
   * @throws org.royaltyledger.ledger.value.Refused BAD_INPUT if it cannot
   */
  void check(String file, InputStream content) throws IOException;

  /** Whether the file tells of persons, which needs a key of the vault. */
  default boolean isPersonal(InputStream content) throws IOException {
    return false;
  }

  /**
   * Offers every fact of the file to {@code intake}, and rejects each line that is none.
   *
   * @throws org.royaltyledger.ledger.value.Refused BAD_INPUT if the file as a whole cannot be read,
   *     which {@link #check} says before anything is offered
   */
  void read(InputStream content, FactIntake intake) throws IOException;
}
