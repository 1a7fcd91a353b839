package org.royaltyledger.api.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.value.Refused;

/** Who makes folders of evidence, in a store of this process or at a server. */
@FunctionalInterface
public interface EvidenceWork {

  /**
   * Makes one.
   *
   * @param out which is not there yet, and is there as a whole or not at all
   * @param progress told the usages folded so far
   * @throws Refused NOT_CLOSED, NO_PARTY, NO_STATEMENT, NOT_SEALED, SEALED_OTHERWISE,
   *     EXPLAINED_OTHERWISE, OTHER_CALCULATION, NO_SIGNING_KEY, LOG_REWRITTEN or NAME_NEEDED, or
   *     BAD_INPUT if something is there already
   */
  Evidence.Written export(Evidence.Wish wish, Path out, LongConsumer progress) throws IOException;
}
