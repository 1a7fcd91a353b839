package org.royaltyledger.projections.run;

import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.period.Calendar;
import org.royaltyledger.ledger.period.PeriodCommand;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;

/**
 * Closes a month: cut-off, fold, result in blocks, and one last event that makes it count.
 *
 * <p>A run that is refused voids its cut-off; one that crashes leaves blocks that nothing names,
 * and the next run voids its cut-off.
 */
public final class CloseMonth {

  private final LogReader reader;
  private final LogTransaction transaction;
  private final Commands commands;
  private final RunLog log;
  private final MonthBlocks blocks;
  private final MonthCalculation calculation;
  private final MonthSettlement settlement;
  private final Following following;

  public CloseMonth(
      LogReader reader,
      LogTransaction transaction,
      Commands commands,
      RunLog log,
      MonthBlocks blocks,
      MonthCalculation calculation,
      MonthSettlement settlement,
      Following following) {
    this.reader = reader;
    this.transaction = transaction;
    this.commands = commands;
    this.log = log;
    this.blocks = blocks;
    this.calculation = calculation;
    this.settlement = settlement;
    this.following = following;
  }

  /**
   * Calculates and records a month, and every earlier open one with it.
   *
   * @param progress told the usages folded so far
   * @return what was booked and settled
   * @throws Refused if the month is closed, an earlier one has revenue, or the calculation refuses;
   *     nothing counts then
   */
  public synchronized MonthClose close(Period period, LongConsumer progress) {
    long before = reader.head();
    requireMeant(period, before);
    String runId = UUID.randomUUID().toString();
    transaction.run(() -> send(new PeriodCommand.TakeCutOff(period, runId, RunResult.CALCULATION)));
    try {
      long cutOff = log.cutOff(runId, before);
      MonthClose close = close(period, cutOff, progress);
      Booking booking = close.booking();
      List<String> digests = log.record(runId, booking, close.settlement());
      List<Period> adjusts = booking.adjustments().stream().map(RunResult::period).toList();
      transaction.run(() -> send(new PeriodCommand.ClosePeriod(runId, cutOff, adjusts, digests)));
      return close;
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
      transaction.run(() -> send(new PeriodCommand.VoidRun(runId, refused.code().name())));
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
    return new MonthClose(booking, settlement.of(booking, cutOff));
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

  private boolean send(PeriodCommand command) {
    commands.send(command);
    return true;
  }
}
