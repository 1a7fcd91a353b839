package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * A fold of a month that sees which contributions some of its lines are made of. The calculation it
 * ends with is that of any fold.
 */
public final class WatchedLines {

  /**
   * Which contributions of each line are kept.
   *
   * @param skip how many come before
   * @param limit how many at most
   * @param withVotes whether it is to be told what listeners' votes come to
   */
  public record Wish(long skip, int limit, boolean withVotes) {

    /** None: only how a line came about. */
    public static final Wish NONE = new Wish(0, 0, false);

    /** All, taken block by block. */
    public static final Wish ALL = new Wish(0, Integer.MAX_VALUE, false);

    /** Those of a page. */
    public static Wish page(long skip, int limit) {
      return new Wish(skip, limit, true);
    }
  }

  private final MonthFold fold;
  private final List<LineUses> lines = new ArrayList<>();
  private final IdentityHashMap<Cell.Earns, List<LineUses>> byCell = new IdentityHashMap<>();
  private @Nullable Workings workings;

  /**
   * @param likes lines of parties; their figures do not matter
   */
  public WatchedLines(
      Facts facts,
      Counting counting,
      List<Exclusion> exclusions,
      Eligibility eligibility,
      List<RunResult.Line> likes,
      Wish wish) {
    this.fold = new MonthFold(facts, counting, exclusions, eligibility, this::earns);
    for (RunResult.Line like : likes) {
      lines.add(new LineUses(facts, counting, like, wish, this));
    }
  }

  private void earns(
      long place,
      UsageBlock block,
      int row,
      int contribution,
      long weight,
      Setting setting,
      Cell.Earns cell) {
    for (LineUses it : byCell.computeIfAbsent(cell, this::concerned)) {
      it.earns(place, block, row, contribution, weight, setting, cell);
    }
  }

  /** Of thousands of lines few have to look at each contribution. */
  private List<LineUses> concerned(Cell.Earns cell) {
    return lines.stream().filter(it -> it.isConcerned(cell)).toList();
  }

  /** Adds what counts of a block, as {@link MonthFold#add}. */
  public WatchedLines add(long place, UsageBlock block) {
    fold.add(place, block);
    return this;
  }

  /** Adds what another has seen in other blocks; its pages are lost. */
  public WatchedLines merge(WatchedLines other) {
    fold.merge(other.fold);
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).merge(other.lines.get(i));
    }
    return this;
  }

  /** In the order in which they were asked for. */
  public List<LineUses> lines() {
    return List.copyOf(lines);
  }

  /** What each line was made of since it was last asked. */
  public List<List<LineUses.Contribution>> taken() {
    return lines.stream().map(LineUses::taken).toList();
  }

  Workings workings() {
    if (workings == null) {
      workings = fold.workings();
    }
    return workings;
  }

  Audience audience() {
    return fold.audience();
  }
}
