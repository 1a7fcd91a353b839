package org.royaltyledger.ledger.period;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;

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
   * Says what a run came to, to be approved.
   *
   * @param cutOff the place of the run's cut-off in the log
   * @param result the digest of what it would book
   */
  record DraftMonth(String runId, long cutOff, String result, Signature by)
      implements PeriodCommand {}

  /**
   * Lets a month be closed with what was drafted.
   *
   * @param runId the draft that is meant; null is the one under way
   * @param settings as they are now
   */
  record ApproveDraft(Period period, @Nullable String runId, Signature by, StoreSettings settings)
      implements PeriodCommand {}

  /**
   * Makes a run count.
   *
   * @param cutOff the place of the run's cut-off in the log
   * @param adjusts the closed months of which it books what became known since, ascending
   * @param blocks SHA-256 of the run's stored blocks, in order
   * @param statements what stands for all statements of the run
   * @param settings as they are now
   */
  record ClosePeriod(
      String runId,
      long cutOff,
      List<Period> adjusts,
      List<String> blocks,
      PeriodEvent.Sealed statements,
      Signature by,
      StoreSettings settings)
      implements PeriodCommand {}
}
