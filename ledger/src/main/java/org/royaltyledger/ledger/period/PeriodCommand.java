package org.royaltyledger.ledger.period;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.royaltyledger.ledger.value.Period;

/** What may be asked of the calendar of months. */
public sealed interface PeriodCommand {

  /** There is one calendar in a store. */
  @TargetAggregateIdentifier
  default String calendar() {
    return Calendar.ID;
  }

  /**
   * Draws the line up to which a run calculates.
   *
   * @param calculation the version of the calculation it calculates by
   */
  record TakeCutOff(Period period, String runId, int calculation) implements PeriodCommand {}

  /** Makes a run count for nothing. */
  record VoidRun(String runId, String reason) implements PeriodCommand {}

  /**
   * Makes a run count.
   *
   * @param cutOff the place of the run's cut-off in the log
   * @param adjusts the closed months of which it books what became known since, ascending
   * @param blocks SHA-256 of the run's stored blocks, in order
   */
  record ClosePeriod(String runId, long cutOff, List<Period> adjusts, List<String> blocks)
      implements PeriodCommand {}
}
