package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.UsageBlock;

/** Which contributions a line is made of, as a fold of its month sees them. */
public final class LineUses {

  /**
   * A contribution of a usage to a line.
   *
   * @param place of its block in the log
   * @param row of its block
   * @param contribution its number in the usage, or in its output, from 0
   * @param given weight as it came, in trillionths
   * @param weight that counts, in trillionths
   * @param output whose contribution it is, null if it is the usage's own
   * @param boost what a unit weighs, in parts of {@code boostScale}
   * @param listener null unless the model asks for listeners and the usage names one
   */
  public record Contribution(
      long place,
      int row,
      int contribution,
      String usageId,
      Instant usedAt,
      long quantity,
      String role,
      long given,
      long weight,
      long boost,
      @Nullable String output,
      Attribution attribution,
      @Nullable String listener) {

    /** In trillionths. */
    public BigInteger units() {
      return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(weight));
    }
  }

  /**
   * What a listener did with its vote, or a usage without one with its own.
   *
   * @param units of the line's asset, in trillionths; by boosts if there are any
   * @param all of the licence in the row, likewise
   * @param targets how many assets and named parties it used
   */
  public record Vote(BigInteger units, BigInteger all, int targets) {}

  /** The usage at hand, as far as the line's licence and row cover it: to tell its own vote by. */
  private record Part(int target, BigInteger boosted) {}

  private final Facts facts;
  private final RunResult.Line line;
  private final long skip;
  private final int limit;
  private final boolean withVotes;
  private final WatchedLines month;
  private final int revenueRow;
  private final int lowestLevel;
  private final Licence.@Nullable Allocation allocation;
  private final IdentityHashMap<Cell.Earns, Boolean> isOfLine = new IdentityHashMap<>();
  private final List<Contribution> page = new ArrayList<>();
  private final Set<Use> uses = new HashSet<>();
  private final Map<Long, Map<Integer, List<Part>>> ownVotes = new TreeMap<>();
  private long count;
  private BigInteger units = BigInteger.ZERO;
  private int target = Words.ABSENT;

  /**
   * @param like a line of a party; its figures do not matter
   * @param wish which contributions are kept
   */
  LineUses(
      Facts facts,
      Counting counting,
      RunResult.Line like,
      WatchedLines.Wish wish,
      WatchedLines month) {
    this.facts = facts;
    this.line = like;
    this.skip = wish.skip();
    this.limit = wish.limit();
    this.withVotes = wish.withVotes();
    this.month = month;
    this.revenueRow = row(facts.revenue(counting.period()), like);
    this.lowestLevel = facts.knows(like.licence()) ? lowestLevel() : 0;
    this.allocation = facts.knows(like.licence()) ? allocation() : null;
  }

  private static int row(List<Revenue> rows, RunResult.Line line) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).row().offering().equals(line.offering())
          && rows.get(row).row().territory().equals(line.territory())) {
        return row;
      }
    }
    return Setting.NO_ROW;
  }

  private Licence.@Nullable Allocation allocation() {
    Licence licence = facts.licence(line.licence());
    return line.part() > licence.parts().size()
            || (line.part() == licence.parts().size() && licence.minimum() == null)
        ? null
        : LineSteps.allocation(licence, line.part());
  }

  /** What is attributed less reliably the fallback of the part takes. */
  private int lowestLevel() {
    Licence licence = facts.licence(line.licence());
    return line.part() < licence.parts().size()
            && licence.parts().get(line.part()).fallback() != null
        ? Reliability.lastBelow(facts, licence.parts().get(line.part())) + 1
        : 0;
  }

  /** Adds what another has seen in other blocks; its page is lost. */
  void merge(LineUses other) {
    uses.addAll(other.uses);
    count += other.count;
    units = units.add(other.units);
  }

  /** Whether it has to see what earns in a cell: for votes all that its licence covers. */
  boolean isConcerned(Cell.Earns cell) {
    return cell.row() == revenueRow
        && cell.licence().equals(line.licence())
        && (withVotes || isOfLine(cell));
  }

  /** As {@link Watch#earns}, of a cell that it {@linkplain #isConcerned is concerned with}. */
  void earns(
      long place,
      UsageBlock block,
      int row,
      int contribution,
      long weight,
      Setting setting,
      Cell.Earns cell) {
    if (asksForListeners() && withVotes && block.listener(row) == UsageBlock.ABSENT) {
      ownVotes
          .computeIfAbsent(place, _ -> new TreeMap<>())
          .computeIfAbsent(row, _ -> new ArrayList<>())
          .add(
              new Part(
                  cell.target(),
                  BigInteger.valueOf(weight).multiply(BigInteger.valueOf(cell.boost()))));
    }
    if (isOfLine.computeIfAbsent(cell, this::isOfLine)) {
      target = cell.target();
      uses.add(Objects.requireNonNull(setting.use()));
      units =
          units.add(BigInteger.valueOf(block.quantity(row)).multiply(BigInteger.valueOf(weight)));
      if (count >= skip && page.size() < limit) {
        page.add(read(place, block, row, contribution, weight, cell.boost()));
      }
      count++;
    }
  }

  private boolean isOfLine(Cell.Earns cell) {
    return allocation != null
        && !allocation.isOverWorks()
        && cell.level() >= lowestLevel
        && cell.territoryOfUse().equals(line.territoryOfUse())
        && cell.useType().equals(line.useType())
        && cell.usedIn().equals(line.usedIn())
        && LineSteps.isOf(facts.target(cell.target()), line)
        && Division.gives(cell.holding(), line);
  }

  private boolean asksForListeners() {
    return allocation != null && allocation.asksForListeners();
  }

  private Contribution read(
      long place, UsageBlock block, int row, int contribution, long weight, long boost) {
    boolean own = block.firstContribution(row) < block.endContribution(row);
    Output output =
        own || block.output(row) == UsageBlock.ABSENT
            ? null
            : facts.output(block.word(block.output(row)));
    return new Contribution(
        place,
        row,
        output == null ? contribution - block.firstContribution(row) : contribution,
        block.usageId(row),
        Instant.ofEpochSecond(block.second(row), block.nano(row)),
        block.quantity(row),
        output == null
            ? block.word(block.role(contribution))
            : output.contributions().get(contribution).role(),
        output == null ? block.given(contribution) : weight,
        weight,
        boost,
        output == null ? null : output.id().code(),
        output == null ? block.attribution(row) : output.attribution(),
        asksForListeners() ? block.wordOrNull(block.listener(row)) : null);
  }

  /** How a line that the month has came about; null if it has none. */
  public @Nullable Working working() {
    return month.workings().of(line, uses);
  }

  /** What the line's party gets of the line's pool, be there such a line or not. */
  public BigDecimal paidOfPool() {
    BigDecimal paid = BigDecimal.ZERO;
    for (RunResult.Pool it : month.workings().result().pools()) {
      if (it.licence().equals(line.licence())
          && it.part() == line.part()
          && it.offering().equals(line.offering())
          && it.territory().equals(line.territory())
          && line.party() != null) {
        paid = paid.add(it.parties().getOrDefault(line.party(), BigDecimal.ZERO));
      }
    }
    return paid;
  }

  /** Contributions to the line, on all pages. */
  public long count() {
    return count;
  }

  /** Units of all these contributions, in trillionths. */
  public BigInteger units() {
    return units;
  }

  /** What a unit weighs that is not boosted; 1 if nothing ever is. */
  public long boostScale() {
    return facts.policies().boostScale(line.offering());
  }

  /** The contributions of the page, in the order in which the blocks were added. */
  public List<Contribution> page() {
    return List.copyOf(page);
  }

  /** The contributions since it was last asked. */
  List<Contribution> taken() {
    List<Contribution> taken = List.copyOf(page);
    page.clear();
    return taken;
  }

  /** The votes of the page's listeners, by name; empty unless the model asks for listeners. */
  public Map<String, Vote> votes() {
    Map<String, Vote> votes = new TreeMap<>();
    if (asksForListeners() && target != Words.ABSENT) {
      month
          .audience()
          .votes(revenueRow, line.licence(), target)
          .forEach(
              (listener, it) -> votes.put(listener, new Vote(it.units(), it.all(), it.targets())));
    }
    return votes;
  }

  /** The vote of a usage that is its own listener; null if it is not. */
  public @Nullable Vote ownVote(Contribution of) {
    List<Part> parts = ownVotes.getOrDefault(of.place(), Map.of()).get(of.row());
    if (parts == null) {
      return null;
    }
    BigInteger all = BigInteger.ZERO;
    BigInteger own = BigInteger.ZERO;
    Set<Integer> targets = new HashSet<>();
    for (Part it : parts) {
      all = all.add(it.boosted);
      own = it.target == target ? own.add(it.boosted) : own;
      targets.add(it.target);
    }
    return new Vote(own, all, targets.size());
  }

  /** Whether the model of the line's pool divides by listeners. */
  public Licence.@Nullable Allocation model() {
    return allocation;
  }
}
