package org.royaltyledger.ledger.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other. */
public interface Lines {

  /**
   * The next line without its end (LF or CRLF), cut to one byte more than the longest allowed; null
   * after the last.
   */
  byte @Nullable [] next() throws IOException;

  /** The number of the line that came last, from 1. */
  long number();
}
