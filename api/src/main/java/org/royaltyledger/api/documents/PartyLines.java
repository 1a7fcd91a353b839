package org.royaltyledger.api.documents;

import java.util.List;
import org.royaltyledger.projections.explain.ListedLine;

/** The lines of a party's statements of a month, with the numbers that they are asked for by. */
public record PartyLines(String period, String party, List<ListedLine> lines) {
  public PartyLines {
    lines = List.copyOf(lines);
  }
}
