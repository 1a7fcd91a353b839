package org.royaltyledger.ledger.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;

/** What was written down of usage that is not to be paid. */
public sealed interface ExclusionEvent extends FactEvent {

  /**
   * A decision and the conditions that a usage meets all of; null is no condition.
   *
   * @param evidence where the evidence is found
   * @param to exclusive
   */
  record ExclusionRecorded(
      String exclusion,
      String reason,
      String evidence,
      String decision,
      @Nullable String usageId,
      @Nullable String asset,
      @Nullable String output,
      @Nullable String listener,
      @Nullable String offering,
      @Nullable String territory,
      @Nullable String source,
      @Nullable LocalDate from,
      @Nullable LocalDate to)
      implements ExclusionEvent {
    @Override
    public String key() {
      return Exclusion.key(exclusion);
    }
  }
}
