package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Folds the blocks of a month into its result. One thread each; folds over parts of the blocks may
 * be merged in any order, the result is the same.
 *
 * <p>A block's words become numbers once. What becomes of a contribution depends on its target and
 * its usage's {@link Setting} only: that is decided once for each pair of the two, and each further
 * contribution finds the {@link Cell} to add its units to by their numbers.
 */
public final class MonthFold {

  /** Stands for all targets of usage that no revenue row takes. */
  private static final int ANY_TARGET = Integer.MAX_VALUE;

  /** Stands for all targets of usage that is excluded. */
  private static final int LEFT_OUT = Integer.MAX_VALUE - 1;

  private final Facts facts;
  private final Counting counting;
  private final Coverage coverage;
  private final Settings settings;
  private final Targets targets;
  private final Audience audience;
  private final Reliability reliability;
  private final Clearance clearance;
  private final Eligibility eligibility;
  private final FreeListeners freeListeners;

  /** Null unless somebody wants to see each contribution that earns. */
  private final @Nullable Watch watch;

  /** Null without exclusions, when no usage is asked about. */
  private final @Nullable Excluded excluded;

  // The cell of each setting and target, and what is added up there.
  private final Grid decided = new Grid();
  private final Grid decidedFree = new Grid();
  private final Map<Cell, Integer> places = new HashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final Amounts amounts = new Amounts();
  private int[] tables = new int[256];
  private long[] boosts = new long[256];
  private long usage;

  /** The place of the block at hand. */
  private long at;

  /** Of the usage at hand. */
  private int level;

  private boolean blocked;

  public MonthFold(Facts facts, Counting counting) {
    this(facts, counting, facts.exclusions());
  }

  /**
   * @param exclusions to calculate with, in place of those in force
   */
  public MonthFold(Facts facts, Counting counting, List<Exclusion> exclusions) {
    this(facts, counting, exclusions, Eligibility.ALL);
  }

  /**
   * @param exclusions to calculate with, in place of those in force
   * @param eligibility counted with the same facts, counting and exclusions
   */
  public MonthFold(
      Facts facts, Counting counting, List<Exclusion> exclusions, Eligibility eligibility) {
    this(facts, counting, exclusions, eligibility, null);
  }

  MonthFold(
      Facts facts,
      Counting counting,
      List<Exclusion> exclusions,
      Eligibility eligibility,
      @Nullable Watch watch) {
    this.watch = watch;
    this.audience = new Audience(facts.policies(), counting.period());
    this.eligibility = eligibility;
    this.freeListeners = new FreeListeners(facts.policies().freeListeners());
    this.facts = facts;
    this.counting = counting;
    this.coverage = new Coverage(facts);
    this.settings = new Settings(facts, counting);
    this.targets = new Targets(facts);
    this.reliability = new Reliability(facts);
    this.clearance = new Clearance(coverage, settings, targets);
    this.excluded =
        exclusions.isEmpty() ? null : new Excluded(exclusions, facts, settings, targets);
  }

  /**
   * Adds what counts of a block.
   *
   * @param place of the block in the log
   */
  public MonthFold add(long place, UsageBlock block) {
    if (place > counting.upTo()) {
      return this;
    }
    at = place;
    int arrival = counting.arrival(place);
    settings.begin(block);
    targets.begin(block);
    reliability.begin(block);
    audience.begin(block);
    freeListeners.begin(block);
    if (excluded != null) {
      excluded.begin(block);
    }
    for (int row = 0; row < block.size(); row++) {
      int number = settings.place(block, row);
      Setting setting = settings.get(number);
      if (setting.counts().get(arrival)) {
        add(place, block, row, number, setting);
      }
    }
    audience.end(block);
    return this;
  }

  private void add(long place, UsageBlock block, int row, int number, Setting setting) {
    usage++;
    level = reliability.of(block, row);
    blocked = clearance.blocks(block, row, number);
    if (excluded != null && excluded.holds(block, row, number)) {
      amounts.add(cell(number, LEFT_OUT), block.quantity(row), 1, usage);
      return;
    }
    if (setting.revenueRow() == Setting.NO_ROW) {
      amounts.add(cell(number, ANY_TARGET), block.quantity(row), 1, usage);
      return;
    }
    boolean free = setting.free() || freeListeners.holds(block, row, setting.offering());
    int end = block.endContribution(row);
    int first = block.firstContribution(row);
    if (first < end) {
      for (int c = first; c < end; c++) {
        add(block, row, number, c, targets.contribution(block, c), block.used(c), free);
      }
    } else {
      Targets.Made made = targets.made(block, row);
      for (int c = 0; c < made.targets().length; c++) {
        add(block, row, number, c, made.targets()[c], made.weights()[c], free);
      }
    }
    audience.end(block, row, place);
  }

  private void add(
      UsageBlock block,
      int row,
      int setting,
      int contribution,
      int target,
      long weight,
      boolean free) {
    if (weight == 0) {
      return;
    }
    int cell = free ? freeCell(setting, target) : cell(setting, target);
    amounts.add(cell, block.quantity(row), weight, usage);
    if (audience.isAsked() && tables[cell] != Audience.NOT_ASKED) {
      audience.heard(block, row, tables[cell], target, cell, weight, boosts[cell]);
    }
    if (watch != null && cells.get(cell) instanceof Cell.Earns earns) {
      watch.earns(at, block, row, contribution, weight, settings.get(setting), earns);
    }
  }

  private int freeCell(int setting, int target) {
    int cell = decidedFree.get(setting, target);
    if (cell == Grid.ABSENT) {
      cell =
          place(waits(settings.get(setting).revenueRow(), State.FREE, target), Audience.NOT_ASKED);
      decidedFree.put(setting, target, cell);
    }
    return cell;
  }

  private int cell(int setting, int target) {
    int variant = 2 * (setting * reliability.levels() + level) + (blocked ? 1 : 0);
    int cell = decided.get(variant, target);
    if (cell == Grid.ABSENT) {
      cell = decide(settings.get(setting), target);
      decided.put(variant, target, cell);
    }
    return cell;
  }

  private int decide(Setting setting, int target) {
    if (target == ANY_TARGET) {
      return place(
          new Cell.Unpaid(setting.offering(), setting.territory(), setting.month()),
          Audience.NOT_ASKED);
    }
    if (target == LEFT_OUT) {
      return place(
          new Cell.LeftOut(setting.offering(), setting.territory(), setting.month()),
          Audience.NOT_ASKED);
    }
    int revenueRow = setting.revenueRow();
    if (targets.kind(target) == RunResult.Kind.OUTPUT) {
      return place(unattributed(setting, target), Audience.NOT_ASKED);
    }
    if (!eligibility.isEligible(setting.offering(), target)) {
      return place(waits(revenueRow, State.INELIGIBLE, target), Audience.NOT_ASKED);
    }
    Use use = Objects.requireNonNull(setting.use());
    return switch (coverage.decide(use, targets.target(target))) {
      case Coverage.Waits it -> place(waits(revenueRow, it.state(), target), Audience.NOT_ASKED);
      case Coverage.Covered _ when blocked ->
          place(waits(revenueRow, State.NOT_CLEARED, target), Audience.NOT_ASKED);
      case Coverage.Covered it ->
          place(
              new Cell.Earns(
                  revenueRow,
                  it.licence().id(),
                  target,
                  setting.territory(),
                  use.useType(),
                  setting.month(),
                  it.holding(),
                  level,
                  boost(setting, use, target)),
              audience.table(revenueRow, it.licence()));
    };
  }

  private Cell unattributed(Setting setting, int target) {
    Licence licence = coverage.fallback(Objects.requireNonNull(setting.use()));
    return licence == null
        ? waits(setting.revenueRow(), State.UNATTRIBUTED, target)
        : new Cell.Unattributed(setting.revenueRow(), licence.id());
  }

  private long boost(Setting setting, Use use, int target) {
    return facts
        .policies()
        .boost(setting.offering(), facts.target(target), use.useType(), use.day());
  }

  private Cell waits(int revenueRow, State state, int target) {
    return new Cell.Waits(revenueRow, state, targets.kind(target), targets.code(target));
  }

  private int place(Cell cell, int table) {
    Integer known = places.get(cell);
    if (known != null) {
      return known;
    }
    int place = cells.size();
    places.put(cell, place);
    cells.add(cell);
    if (place == tables.length) {
      tables = Arrays.copyOf(tables, place * 2);
      boosts = Arrays.copyOf(boosts, place * 2);
    }
    amounts.reserve(place);
    tables[place] = table;
    boosts[place] = cell instanceof Cell.Earns it ? it.boost() : 1;
    return place;
  }

  /**
   * Adds what another fold over other blocks has, made with the same facts and counting.
   *
   * @throws IllegalArgumentException if it was made with others
   */
  public MonthFold merge(MonthFold other) {
    if (facts != other.facts || !counting.equals(other.counting) || this == other) {
      throw new IllegalArgumentException("only another fold of the same facts can be merged");
    }
    audience.merge(other.audience);
    for (int i = 0; i < other.cells.size(); i++) {
      Cell cell = other.cells.get(i);
      int place = place(cell, audience.table(other.audience, other.tables[i]));
      amounts.add(place, other.amounts, i);
      audience.mergeCell(place, other.audience, i);
    }
    return this;
  }

  /**
   * The calculation over all that was added.
   *
   * @throws org.royaltyledger.ledger.value.Refused NO_LISTENER, NOT_REPORTED, NO_RATE or
   *     STEP_NOT_BEGUN
   */
  public RunResult result() {
    return Calculation.of(facts, counting.period(), tally());
  }

  /**
   * The same with how it came about.
   *
   * @throws org.royaltyledger.ledger.value.Refused as {@link #result}
   */
  Workings workings() {
    return Calculation.workings(facts, counting.period(), tally());
  }

  /** What was heard of a licence in a revenue row, to explain votes by. */
  Audience audience() {
    return audience;
  }

  private Tally tally() {
    List<Tally.Row> rows = Tally.rows(facts.revenue(counting.period()).size());
    var notices = new ArrayList<RunResult.WithoutRevenue>();
    var leftOut = new ArrayList<RunResult.Excluded>();
    for (int i = 0; i < cells.size(); i++) {
      switch (cells.get(i)) {
        case Cell.Earns it -> {
          LicenceUse use = rows.get(it.row()).use(it.licence());
          use.add(it, amounts.units(i));
          audience.vote(use, it.target(), i);
        }
        case Cell.Unattributed it ->
            rows.get(it.row()).use(it.licence()).addUnattributed(amounts.units(i));
        case Cell.Waits it ->
            rows.get(it.row()).add(it, new Tally.Amount(amounts.units(i), amounts.usages(i)));
        case Cell.Unpaid it ->
            notices.add(
                new RunResult.WithoutRevenue(
                    it.offering(),
                    it.territory(),
                    it.month(),
                    amounts.usages(i),
                    Fractions.plain(new BigDecimal(amounts.units(i)))));
        case Cell.LeftOut it ->
            leftOut.add(
                new RunResult.Excluded(
                    it.offering(),
                    it.territory(),
                    it.month(),
                    amounts.usages(i),
                    Fractions.plain(new BigDecimal(amounts.units(i)))));
      }
    }
    audience.vote(rows);
    notices.sort(
        Comparator.comparing(RunResult.WithoutRevenue::offering)
            .thenComparing(RunResult.WithoutRevenue::territory)
            .thenComparing(RunResult.WithoutRevenue::month));
    leftOut.sort(
        Comparator.comparing(RunResult.Excluded::offering)
            .thenComparing(RunResult.Excluded::territory)
            .thenComparing(RunResult.Excluded::month));
    var all = new ArrayList<RunResult.Notice>(notices);
    all.addAll(leftOut);
    return new Tally(rows, all, audience.unheard());
  }
}
