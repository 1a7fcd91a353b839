package org.royaltyledger.ledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.apache.commons.numbers.fraction.BigFraction;
import org.javamoney.moneta.Money;

/** Rounds once, half up (away from 0), to a currency's own decimals: JPY 0, USD 2, KWD 3. */
public final class Rounding {

  private Rounding() {}

  public static MonetaryAmount halfUp(BigFraction amount, CurrencyUnit currency) {
    return Money.of(decimal(amount, currency), currency);
  }

  /** The same as {@link #halfUp} without its currency; its scale is the currency's. */
  public static BigDecimal decimal(BigFraction amount, CurrencyUnit currency) {
    return amount.bigDecimalValue(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
  }

  /**
   * An amount in whole minor units: EUR 12.34 is 1234.
   *
   * @throws ArithmeticException if it has a fraction of one: round by name first
   */
  public static BigInteger minorUnits(BigDecimal amount, CurrencyUnit currency) {
    return amount.setScale(currency.getDefaultFractionDigits()).unscaledValue();
  }

  /** The inverse of {@link #minorUnits}. */
  public static BigDecimal ofMinorUnits(BigInteger units, CurrencyUnit currency) {
    return new BigDecimal(units, currency.getDefaultFractionDigits());
  }
}
