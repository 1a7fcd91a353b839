package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.value.Currencies;

/** An exact number as people read it. */
public final class Figure {

  private static final int DECIMALS_TO_READ = 12;
  private static final int LONGEST_FRACTION = 16;
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  private static final Pattern THOUSANDS = Pattern.compile("\\B(?=(\\d{3})+$)");

  private Figure() {}

  /**
   * A decimal if it is one of a few decimals, money with its currency's own at least; else about
   * what it is, after the fraction if that is short.
   *
   * @param unit a currency's code, or anything else
   */
  public static String text(BigFraction value, String unit) {
    int decimals = decimals(value.getDenominator());
    if (decimals <= DECIMALS_TO_READ) {
      BigDecimal exact = value.bigDecimalValue(decimals, RoundingMode.UNNECESSARY);
      return grouped(exact.setScale(Math.max(decimals, ofCurrency(unit))));
    }
    String about = grouped(Fractions.readable(value));
    String fraction = Fractions.text(value);
    return fraction.length() > LONGEST_FRACTION
        ? "≈" + about
        : "%s (≈%s)".formatted(fraction, about);
  }

  /** Rounded half up to 12 decimals, money with its currency's own at least. */
  public static String decimal(BigFraction value, String unit) {
    BigDecimal readable = Fractions.readable(value);
    return readable.setScale(Math.max(readable.scale(), ofCurrency(unit))).toPlainString();
  }

  /** How many decimals write it exactly, more than are read if none do. */
  private static int decimals(BigInteger denominator) {
    int twos = denominator.getLowestSetBit();
    BigInteger rest = denominator.shiftRight(twos);
    int fives = 0;
    while (fives <= DECIMALS_TO_READ && rest.mod(FIVE).signum() == 0) {
      rest = rest.divide(FIVE);
      fives++;
    }
    return rest.equals(BigInteger.ONE) ? Math.max(twos, fives) : DECIMALS_TO_READ + 1;
  }

  private static int ofCurrency(String unit) {
    return unit.matches("[A-Z]{3}") ? Currencies.of(unit).getDefaultFractionDigits() : 0;
  }

  private static String grouped(BigDecimal number) {
    String plain = number.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    return THOUSANDS.matcher(whole).replaceAll(",") + (point < 0 ? "" : plain.substring(point));
  }
}
