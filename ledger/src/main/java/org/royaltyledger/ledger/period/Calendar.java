package org.royaltyledger.ledger.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

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

  /**
   * A run between its cut-off and its end.
   *
   * @param draft what it came to, if that is to be approved
   */
  public record Run(Period period, String runId, @Nullable Draft draft) {

    public boolean isApproved() {
      return draft != null && draft.approved() != null;
    }
  }

  /**
   * What a run came to.
   *
   * @param cutOff the place of its cut-off in the log
   * @param result the digest of what it would book
   * @param approved by whom; null if it is not yet
   */
  public record Draft(long cutOff, String result, Signature drafted, @Nullable Signature approved) {

    /**
     * @throws Refused DRAFT_CHANGED if what is calculated now is not what was drafted
     */
    public void requireResult(Period period, String now) {
      if (!now.equals(result)) {
        throw new Refused(
            Refused.Code.DRAFT_CHANGED,
            "%s comes to another result (%s) than was drafted (%s), as another version of the program does: draft it again with: draft %s"
                .formatted(period, now, result, period));
      }
    }
  }

  /**
   * The draft of a month that is under way.
   *
   * @throws Refused NO_DRAFT if there is none
   */
  public Draft requireDraft(Period period) {
    requireOpen(period);
    if (underWay == null || underWay.draft() == null || !underWay.period().equals(period)) {
      throw new Refused(
          Refused.Code.NO_DRAFT,
          "period %s has no draft: make one with: draft %s".formatted(period, period));
    }
    return underWay.draft();
  }

  /** The approved draft of a month that is under way, null if there is none. */
  public @Nullable Run approved(Period period) {
    return underWay != null && underWay.isApproved() && underWay.period().equals(period)
        ? underWay
        : null;
  }

  /**
   * @throws Refused NOT_APPROVED if the store wants months approved, and this one is not, or not by
   *     another than the one who drafted it
   */
  public void requireApproval(Period period, StoreSettings settings) {
    Run run = approved(period);
    Draft draft = run == null ? null : run.draft();
    if (draft != null
        && draft.approved() != null
        && !settings.accepts(draft.approved(), draft.drafted().who())) {
      throw new Refused(
          Refused.Code.NOT_APPROVED,
          "the draft of %s by '%s' was approved by '%s' while %s was off, which asks for another: make a new one with: draft %s --as NAME"
              .formatted(
                  period,
                  draft.drafted().who(),
                  draft.approved().who(),
                  StoreSettings.FOUR_EYES,
                  period));
    }
    if (settings.fourEyes() && approved(period) == null) {
      throw new Refused(
          Refused.Code.NOT_APPROVED,
          "period %s has no approved draft, and with %s on none is closed without: %s"
              .formatted(
                  period,
                  StoreSettings.FOUR_EYES,
                  underWay == null || underWay.draft() == null || !underWay.period().equals(period)
                      ? "make one with: draft %s --as NAME".formatted(period)
                      : "let another approve it with: approve %s --as NAME".formatted(period)));
    }
  }

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
                  (underWay.draft() == null
                          ? "not finished when %s was begun"
                          : "drafted, and given up when %s was begun")
                      .formatted(it.runId())));
        }
        events.add(
            new PeriodEvent.CutOffTaken(it.period().toString(), it.runId(), it.calculation()));
        yield events;
      }
      case PeriodCommand.VoidRun it -> {
        Run run = requireUnderWay(it.runId());
        yield List.of(new PeriodEvent.RunVoided(run.period().toString(), run.runId(), it.reason()));
      }
      case PeriodCommand.DraftMonth it -> {
        Run run = requireUnderWay(it.runId());
        yield List.of(
            new PeriodEvent.MonthDrafted(
                run.period().toString(),
                run.runId(),
                it.cutOff(),
                it.result(),
                it.by().who(),
                it.by().why()));
      }
      case PeriodCommand.ApproveDraft it -> List.of(approve(it));
      case PeriodCommand.ClosePeriod it -> {
        Run run = requireUnderWay(it.runId());
        it.settings().requireNamed(it.by());
        requireApproval(run.period(), it.settings());
        yield List.of(
            new PeriodEvent.PeriodClosed(
                run.period().toString(),
                run.runId(),
                it.cutOff(),
                lastClosed == null ? null : lastClosed.toString(),
                lastCutOff,
                it.adjusts().stream().map(Period::toString).toList(),
                it.blocks(),
                it.by().who(),
                it.by().why(),
                it.statements()));
      }
    };
  }

  private PeriodEvent approve(PeriodCommand.ApproveDraft command) {
    Period period = command.period();
    Draft draft = requireDraft(period);
    String runId = Objects.requireNonNull(underWay).runId();
    if (command.runId() != null && !command.runId().equals(runId)) {
      throw new Refused(
          Refused.Code.NO_DRAFT,
          "draft %s of %s is not under way any more, %s is: look at that one with: draft %s --show"
              .formatted(command.runId(), period, runId, period));
    }
    if (draft.approved() != null) {
      throw new Refused(
          Refused.Code.ALREADY_APPROVED,
          "the draft of %s is approved already, by '%s': close it with: close %s"
              .formatted(period, draft.approved().who(), period));
    }
    command
        .settings()
        .requireOther(command.by(), draft.drafted().who(), "the draft of %s".formatted(period));
    return new PeriodEvent.MonthApproved(
        period.toString(), runId, command.by().who(), command.by().why());
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
          new Calendar(
              lastClosed, lastCutOff, new Run(Period.parse(it.period()), it.runId(), null));
      case PeriodEvent.MonthDrafted it ->
          drafted(
              it.runId(),
              new Draft(it.cutOff(), it.result(), new Signature(it.who(), it.why()), null));
      case PeriodEvent.MonthApproved it -> {
        Draft draft = requireDraft(Period.parse(it.period()));
        yield drafted(
            it.runId(),
            new Draft(
                draft.cutOff(),
                draft.result(),
                draft.drafted(),
                new Signature(it.who(), it.why())));
      }
      case PeriodEvent.RunVoided _ -> new Calendar(lastClosed, lastCutOff, null);
      case PeriodEvent.PeriodClosed it ->
          new Calendar(Period.parse(it.period()), it.cutOff(), null);
    };
  }

  private Calendar drafted(String runId, Draft draft) {
    Run run = requireUnderWay(runId);
    return new Calendar(lastClosed, lastCutOff, new Run(run.period(), runId, draft));
  }
}
