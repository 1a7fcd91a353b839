package org.royaltyledger.projections.asof;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.store.LogDeeds;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.CheckAsOf;
import org.royaltyledger.projections.balance.BalancesAsOf;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.MonthAsKnown;
import org.royaltyledger.projections.run.MonthCalculation;

/** What was known then, beside what is known now (docs/audit.md); nothing is written for it. */
public final class AsKnown {

  private final LogReader reader;
  private final LogTimes times;
  private final LogDeeds deeds;
  private final Following following;
  private final MonthCalculation calculation;
  private final BalancesAsOf balances;
  private final CheckAsOf check;

  public AsKnown(
      LogReader reader,
      LogTimes times,
      LogDeeds deeds,
      Following following,
      MonthCalculation calculation,
      BalancesAsOf balances,
      CheckAsOf check) {
    this.reader = reader;
    this.times = times;
    this.deeds = deeds;
    this.following = following;
    this.calculation = calculation;
    this.balances = balances;
    this.check = check;
  }

  /** Two states of the log, and when and by whom the events between that matter were written. */
  public record Span(
      LogPlace then,
      LogPlace now,
      SortedMap<Long, Instant> writtenAt,
      SortedMap<Long, Acting> writtenBy) {}

  /** A month at two states of the log. */
  public record Month(Span span, MonthAsKnown month) {}

  /**
   * Balances at two states of the log.
   *
   * @param events that moved any of them since, by place
   */
  public record Balances(
      Span span,
      List<BalancesAsOf.Known> accounts,
      SortedMap<String, BalancesAsOf.Trial> trialBalance,
      List<LogReader.Stored> events) {}

  /** What is found wrong up to a state of the log. */
  public record Checked(LogPlace then, List<Check.Finding> findings) {}

  /**
   * @param usages told the usages folded so far
   * @throws Refused NO_PLACE, NOT_CLOSED if the month was closed along with a later one, or why it
   *     could be calculated neither then nor now
   */
  public Month month(Period period, AsOf asOf, LongConsumer usages) {
    long now = reader.head();
    long then = place(asOf, now);
    MonthAsKnown month = calculation.asKnown(period, then, now, usages);
    var places = new TreeSet<Long>();
    month.came().forEach(it -> places.add(it.place()));
    return new Month(span(then, now, places), month);
  }

  /**
   * @param parties whose; with all, also accounts that are no party's
   * @throws Refused NO_PLACE
   */
  public Balances balances(Parties parties, AsOf asOf) {
    long now = reader.head();
    long then = place(asOf, now);
    following.await(now);
    List<BalancesAsOf.Known> accounts = balances.of(parties, then, now);
    var places = new TreeSet<Long>();
    accounts.forEach(it -> it.changes().forEach(change -> places.add(change.place())));
    return new Balances(
        span(then, now, places),
        accounts,
        balances.trialBalance(then, now),
        places.stream().map(reader::at).toList());
  }

  /**
   * @param usages told the usages read so far
   * @throws Refused NO_PLACE
   */
  public Checked check(AsOf asOf, LongConsumer usages) {
    long then = place(asOf, reader.head());
    return new Checked(at(then), check.run(then, usages));
  }

  private Span span(long then, long now, Set<Long> places) {
    return new Span(at(then), at(now), times.writtenAt(places), deeds.at(places));
  }

  private LogPlace at(long place) {
    return new LogPlace(place, times.writtenAt(place));
  }

  private long place(AsOf asOf, long head) {
    return switch (asOf) {
      case AsOf.AtInstant it -> times.placeAt(it.instant(), head);
      case AsOf.AtPlace it -> {
        if (it.place() > head) {
          throw new Refused(
              Refused.Code.NO_PLACE,
              "place %d is not in the log, whose newest event is at place %d: give a place from 0 to %d, or a day or an instant"
                  .formatted(it.place(), head, head));
        }
        yield it.place();
      }
    };
  }
}
