package org.royaltyledger.ledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/** How decimals become exact fractions, and fractions become text. */
public final class Fractions {

  private static final int DECIMALS_TO_READ = 12;

  private Fractions() {}

  /** Exactly {@code decimal}. */
  public static BigFraction of(BigDecimal decimal) {
    return decimal.scale() > 0
        ? BigFraction.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
        : BigFraction.of(decimal.toBigIntegerExact());
  }

  /** A percentage as a part of 1: 12.5 becomes 1/8. */
  public static BigFraction ofPercent(BigDecimal percent) {
    return of(percent.movePointLeft(2));
  }

  /** Which is greater; {@link BigFraction#compareTo} gets it wrong where both are below 0. */
  public static int compare(BigFraction one, BigFraction other) {
    return one.subtract(other).signum();
  }

  /** The reduced fraction as {@code p/q}, q above 0; a whole number has q 1. */
  public static String text(BigFraction fraction) {
    return fraction.getNumerator() + "/" + fraction.getDenominator();
  }

  /**
   * @throws IllegalArgumentException if {@code text} is not {@code p/q} with q above 0
   */
  public static BigFraction parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("fraction '%s' is not p/q".formatted(text));
    }
    BigInteger denominator = new BigInteger(text.substring(slash + 1));
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("fraction '%s' has no q above 0".formatted(text));
    }
    return BigFraction.of(new BigInteger(text.substring(0, slash)), denominator);
  }

  /** Rounded half up to 12 decimals, for reading; without trailing zeros. */
  public static BigDecimal readable(BigFraction fraction) {
    return plain(fraction.bigDecimalValue(DECIMALS_TO_READ, RoundingMode.HALF_UP));
  }

  /** The same number without trailing zeros and without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
