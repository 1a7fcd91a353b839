package org.royaltyledger.ledger.intake;

import java.util.List;
import org.royaltyledger.ledger.fact.FactEvent;

/**
 * A checked fact that is not the newest version yet.
 *
 * @param names what the fact holds hashes of; for the table of names, in the fact's transaction
 * @param lines where it stands in the file, one or more
 */
public record NewFact(FactEvent fact, List<PersonName> names, List<Line> lines) {

  public NewFact {
    names = List.copyOf(names);
    lines = List.copyOf(lines);
  }
}
