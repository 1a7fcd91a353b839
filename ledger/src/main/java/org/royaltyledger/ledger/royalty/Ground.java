package org.royaltyledger.ledger.royalty;

import java.util.List;

/**
 * Why a line is there: what was in force, and the facts that say so.
 *
 * @param facts their keys, in the order in which they are spoken of
 */
public record Ground(String what, List<String> facts) {
  public Ground {
    facts = List.copyOf(facts);
  }
}
