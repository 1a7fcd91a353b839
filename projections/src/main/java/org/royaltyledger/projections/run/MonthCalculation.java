package org.royaltyledger.projections.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.Counting;
import org.royaltyledger.ledger.royalty.Eligibility;
import org.royaltyledger.ledger.royalty.Facts;
import org.royaltyledger.ledger.royalty.LineUses;
import org.royaltyledger.ledger.royalty.MonthFold;
import org.royaltyledger.ledger.royalty.Reach;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.StreamCount;
import org.royaltyledger.ledger.royalty.WatchedLines;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;

/**
 * What a close books, from the log alone: the month folded, and each closed month that later facts
 * reach folded again with them, less what was booked of it.
 */
public final class MonthCalculation {

  /** Of more usages than these it is not looked up one by one whether they are of a month. */
  private static final int FEW = 1_000;

  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors());

  private final LogReader reader;
  private final RunLog runs;
  private final MonthBlocks blocks;
  private final UsageLog usageLog;
  private final Following following;

  public MonthCalculation(
      LogReader reader, RunLog runs, MonthBlocks blocks, UsageLog usageLog, Following following) {
    this.usageLog = usageLog;
    this.reader = reader;
    this.runs = runs;
    this.blocks = blocks;
    this.following = following;
  }

  /**
   * Calculates a month as it was or would be closed.
   *
   * @param cutOff the place of the log up to which facts and usages are known
   * @param progress told the usages folded so far
   * @throws Refused if the month is closed, an earlier one has revenue, or the calculation refuses
   */
  public Booking of(Period period, long cutOff, LongConsumer progress) {
    FactHistory history = reader.history(cutOff);
    CloseMonth.requireClosable(
        period, reader.calendar(cutOff), history.at(cutOff, RevenueEvent.RevenueRecorded.class));
    following.await(cutOff);
    return new Close(period, cutOff, history, progress).booking();
  }

  /**
   * Calculates a month, be it closed or not, without and with the exclusions that are in force.
   *
   * @param place of the log up to which all is known
   * @param progress told the usages folded so far
   * @throws Refused NOT_CLOSED if the month was closed along with a later one, or why it cannot be
   *     calculated
   */
  ExclusionEffect exclusions(Period period, long place, LongConsumer progress) {
    Period last = reader.calendar(place).lastClosed();
    Period open = last == null || period.compareTo(last) > 0 ? period : last.next();
    following.await(place);
    var close = new Close(open, place, reader.history(place), progress);
    return close.exclusions(period);
  }

  /**
   * A closed month as one of the closes knew it.
   *
   * @param by the month's own close, or a later one that booked what became known since
   * @param progress told the usages folded so far
   */
  public MonthOfClose ofClose(PeriodEvent.PeriodClosed by, Period month, LongConsumer progress) {
    following.await(by.cutOff());
    Period period = Period.parse(by.period());
    var close = new Close(period, by.cutOff(), reader.history(by.cutOff()), progress);
    return new MonthOfClose(close, close.number(month));
  }

  /** What can be asked of a month as one close knew it; all of it is calculated again. */
  public final class MonthOfClose {

    private final Close close;
    private final int number;

    private MonthOfClose(Close close, int number) {
      this.close = close;
      this.number = number;
    }

    /** Lines in their order, without usages. */
    public List<LineUses> lines(List<RunResult.Line> likes) {
      return close.lines(number, likes, WatchedLines.Wish.NONE, _ -> {}).lines();
    }

    /**
     * Lines in their order, and all that they are made of.
     *
     * @param taken told of each block what each line has of it, in the order of the log
     */
    public List<LineUses> lines(
        List<RunResult.Line> likes, Consumer<List<List<LineUses.Contribution>>> taken) {
      return close
          .lines(number, likes, WatchedLines.Wish.ALL, it -> taken.accept(it.taken()))
          .lines();
    }

    /** A line with a page of the usages that it is made of. */
    public LineUses page(RunResult.Line like, long skip, int limit) {
      return close
          .lines(number, List.of(like), WatchedLines.Wish.page(skip, limit), _ -> {})
          .lines()
          .getFirst();
    }

    /** The place of the version of a fact that the month was counted with; 0 without one. */
    public long place(String key) {
      return close.place(number, key);
    }

    /** The place of the newest version of a fact that the close knew. */
    public long placeOfNewest(String key) {
      return close.history.place(key, close.cutOff);
    }

    /** The facts of a kind as the close knew them. */
    public <F extends FactEvent> List<F> facts(Class<F> kind) {
      return close.history.at(close.cutOff, kind);
    }

    /** Up to where the log was known. */
    public long upTo() {
      return close.cutOff;
    }

    /** The facts that came since the close before, and can change the month. */
    public List<FactHistory.Change> changes() {
      return close.changes(number);
    }

    /** The places of blocks that came since the close before with usage of the month's own. */
    public List<Long> lateBlocks() {
      var counting = new Counting(close.cutOffs, number);
      return close.countsLate(number)
          ? blocks.cameLate(counting, close.lookedAt(number))
          : List.of();
    }
  }

  /**
   * A month as it was known at a place of the log, and as it is known at a later one; records
   * nothing.
   *
   * @param progress told the usages folded so far
   * @throws Refused NOT_CLOSED if the month was closed along with a later one, or why it can be
   *     calculated at neither place
   */
  public MonthAsKnown asKnown(Period period, long then, long now, LongConsumer progress) {
    FactHistory history = reader.history(now);
    following.await(now);
    Close current = known(period, now, history, progress);
    KnownMonth newest = current.known(period);
    Close past = known(period, then, history, progress);
    KnownMonth before = then == now ? newest : past.known(period);
    if (before.said() == null && newest.said() == null) {
      throw Objects.requireNonNull(newest.why());
    }
    return new MonthAsKnown(period, before, newest, current.came(period, before, newest, past));
  }

  private Close known(Period period, long place, FactHistory history, LongConsumer progress) {
    Period last = reader.calendar(place).lastClosed();
    Period open = last == null || period.compareTo(last) > 0 ? period : last.next();
    return new Close(open, place, history, progress);
  }

  /** One close at work. */
  private final class Close {

    private final Period period;
    private final long cutOff;
    private final FactHistory history;
    private final LongConsumer progress;
    private final AtomicLong usages = new AtomicLong();
    private final List<PeriodEvent.PeriodClosed> closes;
    private final List<Counting.CutOff> cutOffs;
    private final Set<String> excludedAssets;
    private final Set<String> unnamed;
    private final Map<String, Optional<LocalDate>> daysOfUse = new HashMap<>();
    private final Map<Long, List<FactHistory.Change>> changesSince = new HashMap<>();

    Close(Period period, long cutOff, FactHistory history, LongConsumer progress) {
      this.period = period;
      this.cutOff = cutOff;
      this.history = history;
      this.progress = progress;
      this.closes = reader.closes(cutOff);
      var ends = new ArrayList<Counting.CutOff>();
      closes.forEach(it -> ends.add(end(Period.parse(it.period()), it.cutOff())));
      ends.add(end(period, cutOff));
      this.cutOffs = List.copyOf(ends);
      this.excludedAssets =
          history.at(cutOff, ExclusionEvent.ExclusionRecorded.class).stream()
              .map(Exclusion::from)
              .filter(it -> it.isInForce() && it.conditions().asset() != null)
              .map(it -> Objects.requireNonNull(it.conditions().asset()).code())
              .collect(Collectors.toUnmodifiableSet());
      this.unnamed =
          history.at(cutOff, LicenceEvent.LicenceRecorded.class).stream()
              .map(Licence::from)
              .filter(Licence::paysWorks)
              .map(it -> it.offering().code())
              .collect(Collectors.toUnmodifiableSet());
    }

    private Counting.CutOff end(Period of, long place) {
      Set<OfferingId> ownMonth = new HashSet<>();
      for (CatalogueEvent.OfferingRecorded it :
          history.at(place, CatalogueEvent.OfferingRecorded.class)) {
        if (Offering.from(it).lateUsage() == Offering.LateUsage.OWN_MONTH) {
          ownMonth.add(new OfferingId(it.offering()));
        }
      }
      return new Counting.CutOff(of, place, ownMonth);
    }

    Booking booking() {
      return new Booking(calculated(closes.size()), adjustments());
    }

    private List<RunResult> adjustments() {
      var adjustments = new ArrayList<RunResult>();
      for (int number = 0; number < closes.size(); number++) {
        if (isReached(number)) {
          RunResult difference = restated(number).minus(booked(number));
          if (!difference.isNothing()) {
            adjustments.add(difference);
          }
        }
      }
      return adjustments;
    }

    private boolean countsLate(int number) {
      return cutOffs.subList(number + 1, cutOffs.size()).stream()
          .anyMatch(it -> !it.ownMonth().isEmpty());
    }

    /** Whether what came since it was last looked at can change what was booked of a month. */
    private boolean isReached(int number) {
      long since = lookedAt(number);
      var counting = new Counting(cutOffs, number);
      if (countsLate(number) && !blocks.cameLate(counting, since).isEmpty()) {
        return true;
      }
      // Of most months the same: it goes through all facts.
      List<FactHistory.Change> changes =
          changesSince.computeIfAbsent(since, it -> history.changes(it, cutOff));
      if (changes.isEmpty()) {
        return false;
      }
      if (changes.stream().filter(Close::isOfOneUsage).limit(FEW + 1L).count() > FEW) {
        return true;
      }
      return changes.stream().anyMatch(reach(counting, () -> booked(number))::holds);
    }

    private Reach reach(Counting counting, Supplier<RunResult> booked) {
      MonthBlocks.Span span = blocks.span(counting);
      Period first = span.firstMonth() == null ? counting.period() : span.firstMonth();
      Period streamsFrom = streamsFrom(counting);
      return new Reach(
          counting.period(),
          first.firstDay(),
          span.seeks(),
          streamsFrom == null ? null : streamsFrom.firstDay(),
          booked,
          excludedAssets,
          this::dayOfUse,
          unnamed);
    }

    List<FactHistory.Change> changes(int number) {
      if (number == closes.size()) {
        return List.of();
      }
      Reach reach = reach(new Counting(cutOffs, number), () -> booked(number));
      return history.changes(lookedAt(number), cutOff).stream().filter(reach::holds).toList();
    }

    WatchedLines lines(
        int number,
        List<RunResult.Line> likes,
        WatchedLines.Wish wish,
        Consumer<WatchedLines> afterEachBlock) {
      var counting = new Counting(cutOffs, number);
      Facts facts = Facts.of(history, counting);
      Eligibility eligibility = eligibility(facts, facts.exclusions(), counting);
      return folded(
          blocks.of(counting),
          () -> new WatchedLines(facts, counting, facts.exclusions(), eligibility, likes, wish),
          (lines, place, block) -> {
            lines.add(place, block);
            afterEachBlock.accept(lines);
            progress.accept(usages.addAndGet(block.size()));
          },
          WatchedLines::merge,
          wish.limit() == 0 ? THREADS : 1); // what is kept is counted in the order of the log
    }

    /** What has no dates of its own counts as it was at the first close that knew it. */
    long place(int number, String key) {
      var counting = new Counting(cutOffs, number);
      boolean undated = key.startsWith("offering/") || key.startsWith("asset/");
      if (undated && counting.isRestatement()) {
        List<Long> ends =
            cutOffs.subList(number, cutOffs.size()).stream().map(Counting.CutOff::place).toList();
        for (long end : ends) {
          long place = history.place(key, end);
          if (place > 0) {
            return place;
          }
        }
      }
      return history.place(key, cutOff);
    }

    /** The first month whose usage decides who earns in the month, by what is known now. */
    private @Nullable Period streamsFrom(Counting counting) {
      return StreamCount.firstMonth(
          history.at(cutOff, PolicyEvent.PolicyRecorded.class), counting.period());
    }

    private static boolean isOfOneUsage(FactHistory.Change change) {
      return change.now() instanceof ExclusionEvent.ExclusionRecorded it && it.usageId() != null;
    }

    private @Nullable LocalDate dayOfUse(String usageId) {
      return daysOfUse
          .computeIfAbsent(
              usageId, id -> usageLog.find(id).map(it -> it.block().usedOn(it.address().row())))
          .orElse(null);
    }

    /** The place up to which what came was booked already. */
    private long lookedAt(int number) {
      for (int later = closes.size() - 1; later > number; later--) {
        if (runs.calculation(closes.get(later)) >= RunResult.WITH_ADJUSTMENTS) {
          return closes.get(later).cutOff();
        }
      }
      return closes.get(number).cutOff();
    }

    /** All that was booked of a month: its own close, and what later ones changed of it. */
    private RunResult booked(int number) {
      return booked(number, (_, _) -> {});
    }

    /**
     * @param afterEach told of each close what was booked of the month once it was done
     */
    private RunResult booked(
        int number, BiConsumer<PeriodEvent.PeriodClosed, RunResult> afterEach) {
      PeriodEvent.PeriodClosed own = closes.get(number);
      RunResult booked = runs.booking(own).month();
      afterEach.accept(own, booked);
      for (PeriodEvent.PeriodClosed later : closes.subList(number + 1, closes.size())) {
        if (later.adjusts().contains(own.period())) {
          booked = booked.plus(adjustment(later, own.period()));
          afterEach.accept(later, booked);
        }
      }
      return booked;
    }

    private RunResult adjustment(PeriodEvent.PeriodClosed close, String of) {
      return runs.booking(close).adjustments().stream()
          .filter(it -> it.period().toString().equals(of))
          .findFirst()
          .orElseThrow();
    }

    private RunResult restated(int number) {
      try {
        return calculated(number);
      } catch (Refused refused) {
        throw new Refused(
            refused.code(),
            "%s is closed, and what came since changes it; calculated again for the close of %s: %s"
                .formatted(closes.get(number).period(), period, refused.getMessage()));
      }
    }

    private RunResult calculated(int number) {
      var counting = new Counting(cutOffs, number);
      Facts facts = Facts.of(history, counting);
      return fold(facts, facts.exclusions(), counting).result();
    }

    /** The number of the first period that is not before a month. */
    private int number(Period of) {
      int number = 0;
      while (cutOffs.get(number).period().compareTo(of) < 0) {
        number++;
      }
      return number;
    }

    KnownMonth known(Period of) {
      int number = number(of);
      if (number == closes.size()) {
        return open();
      }
      Period counted = cutOffs.get(number).period();
      if (!counted.equals(of)) {
        throw new Refused(
            Refused.Code.NOT_CLOSED,
            "period %s has no statements of its own: it was closed along with %s, see: statements %s"
                .formatted(of, counted, counted));
      }
      RunResult booked = booked(number);
      try {
        return new KnownMonth(
            cutOff, booked, isReached(number) ? calculated(number) : booked, null);
      } catch (Refused refused) {
        return new KnownMonth(cutOff, booked, null, refused);
      }
    }

    private KnownMonth open() {
      try {
        List<RevenueEvent.RevenueRecorded> revenue =
            history.at(cutOff, RevenueEvent.RevenueRecorded.class);
        CloseMonth.requireClosable(period, reader.calendar(cutOff), revenue);
        if (revenue.stream().noneMatch(it -> it.period().equals(period.toString()))) {
          throw new Refused(
              Refused.Code.NO_REVENUE,
              "period %s is open and has no revenue row up to place %d of the log, so that nobody earns anything: import one first"
                  .formatted(period, cutOff));
        }
        return new KnownMonth(cutOff, null, calculated(closes.size()), null);
      } catch (Refused refused) {
        return new KnownMonth(cutOff, null, null, refused);
      }
    }

    /** What came to a month between what was known of it and what is known here. */
    List<MonthAsKnown.Came> came(Period of, KnownMonth then, KnownMonth now, Close past) {
      int number = number(of);
      var counting = new Counting(cutOffs, number);
      var lookers = new ArrayList<PeriodEvent.PeriodClosed>();
      for (PeriodEvent.PeriodClosed it : closes.subList(number, closes.size())) {
        if (lookers.isEmpty() || runs.calculation(it) >= RunResult.WITH_ADJUSTMENTS) {
          lookers.add(it);
        }
      }
      long since =
          then.isClosed()
              ? past.lookedAt(number)
              : Math.min(then.place(), cutOffs.get(number).place());
      var arrivals =
          new Arrivals(
              counting,
              lookers,
              history,
              blocks,
              streamsFrom(counting),
              reaching(counting, number, then, now));
      // Asked for only where the month was open then.
      RunResult own =
          lookers.isEmpty() || then.isClosed() ? null : runs.booking(lookers.getFirst()).month();
      var came = new ArrayList<>(arrivals.between(then, now, since, own));
      reader.read(
          EventNames.PERIOD_CLOSED,
          then.place(),
          now.place(),
          row -> {
            var close = (PeriodEvent.PeriodClosed) row.event();
            if (close.period().equals(of.toString()) || close.adjusts().contains(of.toString())) {
              came.add(new MonthAsKnown.Closed(row.place(), close));
            }
          });
      came.sort(Comparator.comparingLong(MonthAsKnown.Came::place));
      return came;
    }

    /**
     * Whether a fact can have changed the month: one that cannot change what was known of it before
     * may still have changed it together with others, and then taking it back changes what is known
     * now. What a close between booked, and a later one took back, is in neither.
     */
    private Predicate<FactHistory.Change> reaching(
        Counting counting, int number, KnownMonth then, KnownMonth now) {
      var said = new ArrayList<RunResult>();
      for (KnownMonth known : List.of(then, now)) {
        if (known.said() != null) {
          said.add(known.said());
        }
      }
      if (number < closes.size()) {
        booked(
            number,
            (close, booked) -> {
              if (close.cutOff() > then.place()) {
                said.add(booked);
              }
            });
      }
      List<Reach> reaches = said.stream().map(it -> reach(counting, () -> it)).toList();
      long ofOneUsage =
          history.changes(0, cutOff).stream().filter(Close::isOfOneUsage).limit(FEW + 1L).count();
      return change ->
          (ofOneUsage > FEW && isOfOneUsage(change))
              || reaches.stream().anyMatch(it -> it.holds(change));
    }

    ExclusionEffect exclusions(Period of) {
      int number = number(of);
      Period counted = cutOffs.get(number).period();
      if (!counted.equals(of)) {
        throw new Refused(
            Refused.Code.NOT_CLOSED,
            "period %s has no pools of its own: it was closed along with %s, see: exclusions %s"
                .formatted(of, counted, counted));
      }
      var counting = new Counting(cutOffs, number);
      Facts facts = Facts.of(history, counting);
      RunResult with = fold(facts, facts.exclusions(), counting).result();
      return new ExclusionEffect(
          facts.exclusions().isEmpty() ? with : without(facts, counting), with);
    }

    private RunResult without(Facts facts, Counting counting) {
      try {
        return fold(facts, List.of(), counting).result();
      } catch (Refused refused) {
        throw new Refused(
            refused.code(),
            "%s cannot be calculated without its exclusions, to compare: %s"
                .formatted(counting.period(), refused.getMessage()));
      }
    }

    /** Folds blocks on all cores, each thread into a fold of its own. */
    private MonthFold fold(Facts facts, List<Exclusion> excluded, Counting counting) {
      Eligibility eligibility = eligibility(facts, excluded, counting);
      return folded(
          blocks.of(counting),
          () -> new MonthFold(facts, counting, excluded, eligibility),
          (fold, place, block) -> {
            fold.add(place, block);
            progress.accept(usages.addAndGet(block.size()));
          },
          MonthFold::merge);
    }

    /** Counts again what decides who earns, if anything does. */
    private Eligibility eligibility(Facts facts, List<Exclusion> excluded, Counting counting) {
      Period first = StreamCount.firstMonth(facts, counting.period());
      if (first == null) {
        return Eligibility.ALL;
      }
      long upTo = cutOffs.get(counting.number()).place();
      return folded(
              blocks.between(first, counting.period(), upTo),
              () -> new StreamCount(facts, counting, excluded),
              StreamCount::add,
              StreamCount::merge)
          .eligibility();
    }

    private interface Adding<F> {
      void add(F fold, long place, UsageBlock block);
    }

    private <F> F folded(
        List<Long> places, Supplier<F> empty, Adding<F> adding, BinaryOperator<F> merging) {
      return folded(places, empty, adding, merging, THREADS);
    }

    private <F> F folded(
        List<Long> places,
        Supplier<F> empty,
        Adding<F> adding,
        BinaryOperator<F> merging,
        int most) {
      var next = new AtomicInteger();
      Callable<F> part =
          () -> {
            F fold = empty.get();
            for (int i = next.getAndIncrement(); i < places.size(); i = next.getAndIncrement()) {
              long place = places.get(i);
              UsageBlock block = ((UsageEvent.UsageBlockRecorded) reader.at(place).event()).block();
              adding.add(fold, place, block);
            }
            return fold;
          };
      try (ExecutorService threads = Executors.newFixedThreadPool(most)) {
        var parts = new ArrayList<Future<F>>();
        for (int i = 0; i < Math.min(most, Math.max(1, places.size())); i++) {
          parts.add(threads.submit(part));
        }
        F whole = parts.getFirst().get();
        for (Future<F> other : parts.subList(1, parts.size())) {
          whole = merging.apply(whole, other.get());
        }
        return whole;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while closing", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
