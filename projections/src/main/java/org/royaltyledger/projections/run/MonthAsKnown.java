package org.royaltyledger.projections.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.value.Period;

/**
 * A month as it was known at a place of the log, and as it is known now.
 *
 * @param came what could have made the difference, by place
 */
public record MonthAsKnown(Period period, KnownMonth then, KnownMonth now, List<Came> came) {

  public MonthAsKnown {
    came = List.copyOf(came);
  }

  /** Something that reaches the month, and was not booked yet at the earlier place. */
  public sealed interface Came {

    /** Of the event, or the first of them. */
    long place();

    /** The month whose close booked what it changed; null if none has booked anything for it. */
    @Nullable Period bookedBy();
  }

  /** A fact that is another than it was. */
  public record Fact(long place, FactEvent fact, @Nullable Period bookedBy) implements Came {}

  /**
   * Blocks that hold usage of the month.
   *
   * @param last the place of the last of them
   * @param usages of the month in them
   */
  public record Usages(long place, long last, long blocks, long usages, @Nullable Period bookedBy)
      implements Came {}

  /** A close that booked something of the month. */
  public record Closed(long place, PeriodEvent.PeriodClosed close) implements Came {
    @Override
    public Period bookedBy() {
      return Period.parse(close.period());
    }
  }
}
