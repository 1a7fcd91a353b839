package org.royaltyledger.projections.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Counting;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Period;

/**
 * What came to a month between two places of the log and could have changed it.
 *
 * <p>Closes look at what came one stretch of the log after the other. Where a close booked nothing
 * of the month, all that came in its stretch made nothing of it together, and is left out.
 */
final class Arrivals {

  private final Counting counting;
  private final List<PeriodEvent.PeriodClosed> lookers;
  private final FactHistory history;
  private final MonthBlocks blocks;
  private final @Nullable Period decidesFrom;
  private final Predicate<FactHistory.Change> reaches;

  /**
   * @param counting the month's at the later place
   * @param lookers the month's own close and all later ones that looked at it, by cut-off
   * @param decidesFrom the first month whose usage decides who earns, null if none does
   * @param reaches whether a change of a fact can have changed the month
   */
  Arrivals(
      Counting counting,
      List<PeriodEvent.PeriodClosed> lookers,
      FactHistory history,
      MonthBlocks blocks,
      @Nullable Period decidesFrom,
      Predicate<FactHistory.Change> reaches) {
    this.counting = counting;
    this.lookers = List.copyOf(lookers);
    this.history = history;
    this.blocks = blocks;
    this.decidesFrom = decidesFrom;
    this.reaches = reaches;
  }

  /**
   * A part of the log that one close looked at, or none yet.
   *
   * @param after exclusive
   * @param upTo inclusive
   * @param by null if none has yet
   */
  private record Stretch(long after, long upTo, PeriodEvent.@Nullable PeriodClosed by) {

    boolean hasWithin(long place) {
      return after < place && place < upTo;
    }

    /** Whether its close booked something of a month. */
    boolean booked(String month) {
      return by != null && (by.period().equals(month) || by.adjusts().contains(month));
    }
  }

  /**
   * @param since up to where all was booked already at the earlier place
   * @param own what the month's own close booked of it, null if it is open
   */
  List<MonthAsKnown.Came> between(
      KnownMonth then, KnownMonth now, long since, @Nullable RunResult own) {
    var came = new ArrayList<MonthAsKnown.Came>();
    for (Stretch stretch : stretches(since, now.place())) {
      if (moved(stretch, then, now, own)) {
        addFacts(stretch, then.place(), came);
        addUsages(stretch, then, came);
      }
    }
    came.sort(Comparator.comparingLong(MonthAsKnown.Came::place));
    return came;
  }

  private List<Stretch> stretches(long since, long upTo) {
    var stretches = new ArrayList<Stretch>();
    long after = since;
    for (PeriodEvent.PeriodClosed it : lookers) {
      if (it.cutOff() > after) {
        stretches.add(new Stretch(after, it.cutOff(), it));
        after = it.cutOff();
      }
    }
    if (after < upTo) {
      stretches.add(new Stretch(after, upTo, null));
    }
    return stretches;
  }

  private boolean moved(Stretch stretch, KnownMonth then, KnownMonth now, @Nullable RunResult own) {
    if (stretch.hasWithin(then.place()) && !then.isBooked()) {
      return true; // what was known then is neither what was booked before it nor after it
    }
    PeriodEvent.PeriodClosed by = stretch.by;
    if (by == null) {
      return now.isClosed() ? !now.isBooked() : now.result() == null || !then.says(now.result());
    }
    String month = counting.period().toString();
    return by.period().equals(month) ? own == null || !then.says(own) : stretch.booked(month);
  }

  private void addFacts(Stretch stretch, long then, List<MonthAsKnown.Came> came) {
    var changes = new ArrayList<>(history.changes(stretch.after, stretch.upTo));
    if (stretch.hasWithin(then)) {
      changes.addAll(history.changes(then, stretch.upTo));
    }
    Set<String> told = new HashSet<>();
    for (FactHistory.Change it : changes) {
      String key = it.now().key();
      if (reaches.test(it) && told.add(key)) {
        came.add(
            new MonthAsKnown.Fact(
                history.newestPlace(key, stretch.upTo), it.now(), bookedBy(stretch)));
      }
    }
  }

  private void addUsages(Stretch stretch, KnownMonth then, List<MonthAsKnown.Came> came) {
    if (stretch.hasWithin(then.place())) {
      addUsages(stretch, stretch.after, then.place(), !then.isClosed(), came);
      addUsages(stretch, then.place(), stretch.upTo, false, came);
    } else {
      addUsages(stretch, stretch.after, stretch.upTo, false, came);
    }
  }

  /**
   * @param counted whether it was counted while the month was open, wherever it counts now
   */
  private void addUsages(
      Stretch stretch, long after, long upTo, boolean counted, List<MonthAsKnown.Came> came) {
    if (!counted && !mayCount(stretch)) {
      return;
    }
    MonthBlocks.Came usages = blocks.came(counting, decidesFrom, after, upTo);
    if (usages.blocks() > 0) {
      came.add(
          new MonthAsKnown.Usages(
              usages.first(), usages.last(), usages.blocks(), usages.usages(), bookedBy(stretch)));
    }
  }

  private @Nullable Period bookedBy(Stretch stretch) {
    return stretch.by != null && stretch.booked(counting.period().toString())
        ? Period.parse(stretch.by.period())
        : null;
  }

  /** After its own cut-off usage counts in a month only if an offering said so at the next. */
  private boolean mayCount(Stretch stretch) {
    Counting.CutOff own = counting.cutOffs().get(counting.number());
    return stretch.upTo <= own.place()
        || counting.cutOffs().stream().filter(it -> it.place() >= stretch.upTo).findFirst().stream()
            .anyMatch(it -> !it.ownMonth().isEmpty());
  }
}
