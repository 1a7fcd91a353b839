package org.royaltyledger.projections.run;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.period.Calendar;
import org.royaltyledger.ledger.period.PeriodCommand;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.seal.StatementSeals;

/**
 * Closes a month: cut-off, fold, result in blocks, and one last event that makes it count; in one
 * step, or drafted, approved by somebody else, and closed with that very result.
 *
 * <p>A run that is refused voids its cut-off; one that crashes leaves blocks that nothing names,
 * and the next run voids its cut-off.
 */
public final class CloseMonth {

  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;
  private final RunLog log;
  private final MonthBlocks blocks;
  private final MonthCalculation calculation;
  private final MonthSettlement settlement;
  private final Following following;
  private final StatementSeals seals;

  public CloseMonth(
      LogReader reader,
      Deciding deciding,
      Commands commands,
      RunLog log,
      MonthBlocks blocks,
      MonthCalculation calculation,
      MonthSettlement settlement,
      Following following,
      StatementSeals seals) {
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
    this.log = log;
    this.blocks = blocks;
    this.calculation = calculation;
    this.settlement = settlement;
    this.following = following;
    this.seals = seals;
  }

  /**
   * A draft, and what it is to be compared with.
   *
   * @param last what the month before booked, null if none is closed
   */
  public record Drafted(
      MonthClose close, String runId, Calendar.Draft draft, @Nullable Booking last) {}

  /**
   * Calculates and records a month, and every earlier open one with it; of one that has an approved
   * draft, exactly what was drafted.
   *
   * @param progress told the usages folded so far
   * @return what was booked and settled
   * @throws Refused if the month is closed, an earlier one has revenue, or the calculation refuses;
   *     nothing counts then
   */
  public synchronized MonthClose close(Period period, Signature by, LongConsumer progress) {
    long before = reader.head();
    Calendar calendar = reader.calendar(before);
    StoreSettings settings = reader.settings(before);
    settings.requireNamed(by);
    Calendar.Run approved = calendar.approved(period);
    if (approved != null) {
      return closeDrafted(approved, by, progress);
    }
    requireMeant(period, before);
    calendar.requireApproval(period, settings);
    String runId = takeCutOff(period);
    return orVoided(
        runId,
        () -> {
          long cutOff = log.cutOff(runId, before);
          return record(runId, cutOff, close(period, cutOff, progress), by);
        });
  }

  /** As {@link #close(Period, Signature, LongConsumer)}; nobody says who. */
  public MonthClose close(Period period, LongConsumer progress) {
    return close(period, Signature.NONE, progress);
  }

  /** What was approved stays so, whatever comes between: it can be closed again. */
  private MonthClose closeDrafted(Calendar.Run run, Signature by, LongConsumer progress) {
    Calendar.Draft draft = Objects.requireNonNull(run.draft());
    MonthClose close = close(run.period(), draft.cutOff(), progress);
    draft.requireResult(run.period(), digest(close));
    return record(run.runId(), draft.cutOff(), close, by);
  }

  private static String digest(MonthClose close) {
    return RunLog.digest(close.booking(), close.settlement());
  }

  private MonthClose record(String runId, long cutOff, MonthClose close, Signature by) {
    Booking booking = close.booking();
    List<String> digests = log.record(runId, booking, close.settlement());
    PeriodEvent.Sealed statements = seals.seal(booking, close.settlement());
    List<Period> adjusts = booking.adjustments().stream().map(RunResult::period).toList();
    deciding.run(
        head -> {
          InRuns.requireFree(reader, close.settlement(), cutOff, head);
          return send(
              new PeriodCommand.ClosePeriod(
                  runId, cutOff, adjusts, digests, statements, by, reader.settings(head)));
        });
    return close;
  }

  /**
   * Calculates a month to be approved, and gives up the draft before.
   *
   * @param progress told the usages folded so far
   * @throws Refused as {@link #close}
   */
  public synchronized Drafted draft(Period period, Signature by, LongConsumer progress) {
    long before = reader.head();
    reader.settings(before).requireNamed(by);
    requireMeant(period, before);
    String runId = takeCutOff(period);
    return orVoided(
        runId,
        () -> {
          long cutOff = log.cutOff(runId, before);
          MonthClose close = close(period, cutOff, progress);
          String result = digest(close);
          ask(new PeriodCommand.DraftMonth(runId, cutOff, result, by));
          return drafted(close, runId, new Calendar.Draft(cutOff, result, by, null));
        });
  }

  /**
   * The draft under way once more; records nothing.
   *
   * @throws Refused NO_DRAFT if there is none, DRAFT_CHANGED if this program comes to another
   */
  public Drafted drafted(Period period, LongConsumer progress) {
    Calendar calendar = reader.calendar(reader.head());
    Calendar.Draft draft = calendar.requireDraft(period);
    MonthClose close = close(period, draft.cutOff(), progress);
    draft.requireResult(period, digest(close));
    return drafted(close, Objects.requireNonNull(calendar.underWay()).runId(), draft);
  }

  private Drafted drafted(MonthClose close, String runId, Calendar.Draft draft) {
    List<PeriodEvent.PeriodClosed> closes = reader.closes(draft.cutOff());
    return new Drafted(
        close, runId, draft, closes.isEmpty() ? null : log.booking(closes.getLast()));
  }

  /**
   * Lets a month be closed with what was drafted.
   *
   * @param runId the draft that is meant; null is the one under way
   * @return what is approved now
   * @throws Refused NO_DRAFT, ALREADY_APPROVED, and with four eyes SAME_NAME or NAME_NEEDED
   */
  public Calendar.Run approve(Period period, @Nullable String runId, Signature by) {
    return deciding.run(
        head -> {
          send(new PeriodCommand.ApproveDraft(period, runId, by, reader.settings(head)));
          // Nobody appends between: it is the draft that this knew, and nothing else.
          Calendar.Run run = Objects.requireNonNull(reader.calendar(head).underWay());
          Calendar.Draft draft = Objects.requireNonNull(run.draft());
          return new Calendar.Run(
              period,
              run.runId(),
              new Calendar.Draft(draft.cutOff(), draft.result(), draft.drafted(), by));
        });
  }

  private String takeCutOff(Period period) {
    String runId = UUID.randomUUID().toString();
    ask(new PeriodCommand.TakeCutOff(period, runId, RunResult.CALCULATION));
    return runId;
  }

  private <T> T orVoided(String runId, Supplier<T> run) {
    try {
      return run.get();
    } catch (Refused refused) {
      if (refused.code() != Refused.Code.CUT_OFF_VOID) {
        voidRun(runId, refused);
      }
      throw refused;
    }
  }

  /** What was refused first stays the reason, whatever becomes of voiding. */
  private void voidRun(String runId, Refused refused) {
    try {
      Acting.PROGRAM.doing(() -> ask(new PeriodCommand.VoidRun(runId, refused.code().name())));
    } catch (RuntimeException e) {
      refused.addSuppressed(e);
    }
  }

  /** The same calculation with all that is known now; records nothing. */
  public MonthClose dryRun(Period period, LongConsumer progress) {
    long head = reader.head();
    requireMeant(period, head);
    return close(period, head, progress);
  }

  private MonthClose close(Period period, long cutOff, LongConsumer progress) {
    Booking booking = calculation.of(period, cutOff, progress);
    return new MonthClose(booking, settlement.of(booking, cutOff, Settlement.RULES));
  }

  /**
   * A month, closed or open, without and with the exclusions; records nothing.
   *
   * @throws Refused as {@link #dryRun} for one that is open
   */
  public ExclusionEffect exclusions(Period period, LongConsumer progress) {
    long head = reader.head();
    if (head == 0 || !reader.calendar(head).isClosed(period)) {
      requireMeant(period, head);
    }
    return calculation.exclusions(period, head, progress);
  }

  static void requireClosable(
      Period period, Calendar calendar, List<RevenueEvent.RevenueRecorded> revenue) {
    calendar.requireOpen(period);
    revenue.stream()
        .map(row -> Period.parse(row.period()))
        .filter(month -> month.compareTo(period) < 0 && !calendar.isClosed(month))
        .min(Period::compareTo)
        .ifPresent(
            month -> {
              throw new Refused(
                  Refused.Code.EARLIER_MONTH_OPEN,
                  "period %s cannot be closed before %s, which is open and has revenue: close %s first"
                      .formatted(period, month, month));
            });
  }

  /** A mistyped month would close all months before it, and use up their usage, for ever. */
  private void requireMeant(Period period, long place) {
    if (place == 0) {
      throw new Refused(
          Refused.Code.NO_REVENUE,
          "period %s has no revenue row, and nothing else is recorded in this ledger yet: import its files first"
              .formatted(period));
    }
    Calendar calendar = reader.calendar(place);
    var revenue = reader.facts(RevenueEvent.RevenueRecorded.class, place);
    requireClosable(period, calendar, revenue);
    if (revenue.stream().anyMatch(row -> row.period().equals(period.toString()))) {
      return;
    }
    following.await(place);
    Period last = calendar.lastClosed();
    Period next = last == null ? blocks.firstMonth() : last.next();
    if (next != null && period.compareTo(next) > 0) {
      throw new Refused(
          Refused.Code.NO_REVENUE,
          "period %s has no revenue row, and all months from %s on would be closed with it for ever: close %s, or import a revenue row of %s first"
              .formatted(period, next, next, period));
    }
  }

  /**
   * With the append lock first, as everybody who asks the calendar: who had the calendar and waited
   * for the lock would wait for ever on one who has the lock and waits for the calendar.
   */
  private boolean ask(PeriodCommand command) {
    return deciding.run(_ -> send(command));
  }

  private boolean send(PeriodCommand command) {
    commands.send(command);
    return true;
  }
}
