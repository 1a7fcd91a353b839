package org.royaltyledger.projections.rendering.text;

import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.projections.statement.Statement;

/** What a statement says of pools that have the better terms of another licence. */
public final class RaisedTerms {

  private RaisedTerms() {}

  /** A sentence for each such pool. */
  public static List<String> of(Statement statement) {
    var sentences = new ArrayList<String>();
    for (Statement.PoolShare it : statement.pools()) {
      if (it.raised() != null) {
        sentences.add(
            "%s/%d in %s%s goes by better terms than its own, of a licence in force since %s%s"
                .formatted(
                    it.licence(),
                    it.part(),
                    it.territory(),
                    it.adjusts() == null ? "" : ", adjusting " + it.adjusts() + ",",
                    it.raised().from(),
                    own(it)));
      }
    }
    return sentences;
  }

  private static String own(Statement.PoolShare it) {
    if (it.raised() == null || it.adjusts() != null) {
      return "";
    }
    return it.raised().own() == null
        ? "; better in all, they give this part nothing"
        : "; by its own it would be " + Statement.Line.readable(it.raised().own()).toPlainString();
  }
}
