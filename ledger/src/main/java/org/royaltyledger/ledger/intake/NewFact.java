package org.royaltyledger.ledger.intake;

import java.util.List;
import org.royaltyledger.ledger.fact.FactEvent;

/**
 * A checked fact that is not the newest version yet.
 *
 * @param personal what the fact holds hashes of; for the vault, in the fact's transaction
 * @param lines where it stands in the file, one or more
 */
public record NewFact(FactEvent fact, List<Personal> personal, List<Line> lines) {

  public NewFact {
    personal = List.copyOf(personal);
    lines = List.copyOf(lines);
  }
}
