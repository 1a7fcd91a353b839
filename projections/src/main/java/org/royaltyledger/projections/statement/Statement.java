package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;

/**
 * What a party earned in a closed period in one currency, before deductions, and what became known
 * since of months closed before.
 *
 * @param total in the currency's decimals; below 0 if adjustments take back more than was earned
 * @param pools what it got of each pool; they sum to the total
 * @param lines in their recorded order; exact, so that rounding each would not give the total
 * @param held lines that claims hold back: not in the total until they are decided
 * @param payment what becomes of the total; null if the month was closed by a program that settled
 *     nothing
 */
public record Statement(
    String period,
    String party,
    String currency,
    BigDecimal total,
    List<PoolShare> pools,
    List<Line> lines,
    List<Line> held,
    @Nullable Payment payment) {

  public Statement {
    pools = List.copyOf(pools);
    lines = List.copyOf(lines);
    held = List.copyOf(held);
  }

  /** What claims hold back, in the currency's decimals. */
  public BigDecimal heldBack() {
    return pools.stream()
        .map(PoolShare::held)
        .reduce(BigDecimal.ZERO.setScale(total.scale()), BigDecimal::add);
  }

  /** The exact sum of the lines of a pool. */
  public BigFraction exactOf(PoolShare pool) {
    return pool.exactOf(lines);
  }

  /**
   * What the party got of a pool.
   *
   * @param adjusts the closed month whose pool came out otherwise, null for one of the period
   * @param amount its lines of this pool, summed exactly and rounded once together with the other
   *     parties' of the pool, so that all parts add up to it
   * @param held what claims hold back of its part of the pool, beside the amount
   * @param raised that the pool has another licence's better terms; null if its own count
   */
  public record PoolShare(
      @Nullable String adjusts,
      String offering,
      String territory,
      String licence,
      int part,
      BigDecimal amount,
      BigDecimal held,
      @Nullable Raised raised) {

    PoolShare raised(String from, @Nullable BigFraction own) {
      return new PoolShare(
          adjusts, offering, territory, licence, part, amount, held, new Raised(from, own));
    }

    /** The exact sum of those lines that are of this pool. */
    BigFraction exactOf(List<Line> lines) {
      return lines.stream()
          .filter(this::holds)
          .map(Line::exact)
          .reduce(BigFraction.ZERO, BigFraction::add);
    }

    private boolean holds(Line line) {
      return Objects.equals(line.adjusts(), adjusts)
          && line.offering().equals(offering)
          && line.territory().equals(territory)
          && line.licence().equals(licence)
          && line.part() == part;
    }
  }

  /**
   * Better terms of a pool. Whose they are is not said: they are another licensor's.
   *
   * @param from the day since which they are in force
   * @param own what the lines would sum to by the licence's own terms; null for an adjustment
   */
  public record Raised(String from, @Nullable BigFraction own) {}

  /**
   * A part of the total, by what it was used for.
   *
   * @param adjusts the closed month of whose line, with the same other fields, the figures are the
   *     change; null for a line of the period
   * @param territory of the revenue row
   * @param asset null if a contribution named the party itself
   * @param assetKind RECORDING, WORK or VOICE; null if {@code asset} is
   * @param share in percent
   */
  public record Line(
      @Nullable String adjusts,
      String offering,
      String territory,
      String territoryOfUse,
      String useType,
      @Nullable String asset,
      @Nullable String assetKind,
      String licence,
      int part,
      String usedIn,
      BigDecimal units,
      BigDecimal share,
      BigFraction exact) {

    private static final int DECIMALS_TO_READ = 12;

    /** The exact amount rounded half up to 12 decimals, for reading. */
    public BigDecimal amount() {
      return readable(exact);
    }

    /** Rounded half up to 12 decimals. */
    public static BigDecimal readable(BigFraction exact) {
      return new BigDecimal(exact.getNumerator())
          .divide(new BigDecimal(exact.getDenominator()), DECIMALS_TO_READ, RoundingMode.HALF_UP);
    }

    /** The exact amount as {@code p/q}. */
    public String fraction() {
      return Fractions.text(exact);
    }
  }
}
