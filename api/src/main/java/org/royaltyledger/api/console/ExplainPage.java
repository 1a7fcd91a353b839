package org.royaltyledger.api.console;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.ListedLine;

/**
 * A line's explanation, with where to go from it.
 *
 * @param back to the statement
 * @param usages the single usages that it is made of
 * @param usagesBefore of an adjustment, those that were counted before; else null
 */
record ExplainPage(
    ExplainedLine explained, String back, String usages, @Nullable String usagesBefore) {

  static ExplainPage of(ExplainedLine it) {
    int line = it.line().line();
    return new ExplainPage(
        it,
        Links.statement(it.period(), it.party()),
        Links.usages(it.period(), it.party(), line, false, 1),
        it.line().adjusts() == null ? null : Links.usages(it.period(), it.party(), line, true, 1));
  }

  /** The line itself; asked for by the page. */
  public ListedLine line() {
    return explained.line();
  }
}
