package org.royaltyledger.ledger.period;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/**
 * Which months are closed, up to which place of the log, and which run is under way.
 *
 * @param lastClosed the newest closed month; it and all months before it are closed
 * @param lastCutOff the place of its cut-off in the log
 */
public record Calendar(@Nullable Period lastClosed, long lastCutOff, @Nullable Run underWay) {

  /** The one calendar of a store. */
  public static final String ID = "calendar";

  public static final Calendar EMPTY = new Calendar(null, 0, null);

  /** A run between its cut-off and its end. */
  public record Run(Period period, String runId) {}

  public boolean isClosed(Period period) {
    return lastClosed != null && period.compareTo(lastClosed) <= 0;
  }

  /**
   * @throws Refused ALREADY_CLOSED if the month is closed
   */
  public void requireOpen(Period period) {
    if (isClosed(period)) {
      throw new Refused(
          Refused.Code.ALREADY_CLOSED,
          "period %s is closed already (months up to %s are): what arrives now counts in the next close"
              .formatted(period, lastClosed));
    }
  }

  /**
   * @throws Refused ALREADY_CLOSED, or CUT_OFF_VOID if the run is not the one under way
   */
  List<PeriodEvent> decide(PeriodCommand command) {
    return switch (command) {
      case PeriodCommand.TakeCutOff it -> {
        requireOpen(it.period());
        var events = new ArrayList<PeriodEvent>();
        if (underWay != null) {
          events.add(
              new PeriodEvent.RunVoided(
                  underWay.period().toString(),
                  underWay.runId(),
                  "not finished when %s was begun".formatted(it.runId())));
        }
        events.add(
            new PeriodEvent.CutOffTaken(it.period().toString(), it.runId(), it.calculation()));
        yield events;
      }
      case PeriodCommand.VoidRun it -> {
        Run run = requireUnderWay(it.runId());
        yield List.of(new PeriodEvent.RunVoided(run.period().toString(), run.runId(), it.reason()));
      }
      case PeriodCommand.ClosePeriod it -> {
        Run run = requireUnderWay(it.runId());
        yield List.of(
            new PeriodEvent.PeriodClosed(
                run.period().toString(),
                run.runId(),
                it.cutOff(),
                lastClosed == null ? null : lastClosed.toString(),
                lastCutOff,
                it.adjusts().stream().map(Period::toString).toList(),
                it.blocks()));
      }
    };
  }

  private Run requireUnderWay(String runId) {
    if (underWay == null || !underWay.runId().equals(runId)) {
      throw new Refused(
          Refused.Code.CUT_OFF_VOID,
          "run %s is not under way any more, another close overtook it: close the period again"
              .formatted(runId));
    }
    return underWay;
  }

  public Calendar evolve(PeriodEvent event) {
    return switch (event) {
      case PeriodEvent.CutOffTaken it ->
          new Calendar(lastClosed, lastCutOff, new Run(Period.parse(it.period()), it.runId()));
      case PeriodEvent.RunVoided _ -> new Calendar(lastClosed, lastCutOff, null);
      case PeriodEvent.PeriodClosed it ->
          new Calendar(Period.parse(it.period()), it.cutOff(), null);
    };
  }
}
