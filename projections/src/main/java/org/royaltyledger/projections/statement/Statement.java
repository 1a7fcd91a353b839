package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * What a party earned in a closed period in one currency, before deductions.
 *
 * @param total in the currency's decimals
 * @param lines in their recorded order; exact, so that rounding each would not give the total
 */
public record Statement(
    String period, String party, String currency, BigDecimal total, List<Line> lines) {

  public Statement {
    lines = List.copyOf(lines);
  }

  /**
   * A part of the total, by what it was used for.
   *
   * @param territory of the revenue row
   * @param asset null if a contribution named the party itself
   * @param assetKind RECORDING, WORK or VOICE; null if {@code asset} is
   * @param share in percent
   */
  public record Line(
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
      return new BigDecimal(exact.getNumerator())
          .divide(new BigDecimal(exact.getDenominator()), DECIMALS_TO_READ, RoundingMode.HALF_UP);
    }

    /** The exact amount as {@code p/q}. */
    public String fraction() {
      return exact.getNumerator() + "/" + exact.getDenominator();
    }

    static BigFraction fraction(String text) {
      int slash = text.indexOf('/');
      return BigFraction.of(
          new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }
  }
}
