package org.royaltyledger.projections.rendering;

import java.util.List;
import java.util.Map;
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

  /**
   * Documents of one month.
   *
   * @param waiting by party and currency, as {@code OwnWaitings} gives them
   */
  public static List<StatementDocument> of(
      List<Statement> statements, Map<String, List<OwnWaiting>> waiting) {
    return statements.stream()
        .map(
            it ->
                new StatementDocument(
                    it, waiting.getOrDefault(it.party() + "\n" + it.currency(), List.of())))
        .toList();
  }
}
