package org.royaltyledger.projections.rendering;

import java.util.List;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;

/**
 * A statement with what waits of the party's own: what every format shows.
 *
 * @param waiting uses of what the party controls, in the statement's currency, that earn nothing
 *     yet
 */
public record StatementDocument(Statement statement, List<OwnWaiting> waiting) {

  public StatementDocument {
    waiting = List.copyOf(waiting);
  }
}
