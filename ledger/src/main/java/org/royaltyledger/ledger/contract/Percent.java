package org.royaltyledger.ledger.contract;

import java.math.BigDecimal;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;

/**
 * A part of a hundred, exact.
 *
 * @param value 0 to 100, without trailing zeros
 */
public record Percent(BigDecimal value) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /**
   * @throws IllegalArgumentException if it is below 0 or above 100
   */
  public Percent {
    if (value.signum() < 0 || value.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException(
          "percent '%s' is not between 0 and 100: correct it".formatted(value.toPlainString()));
    }
    value = Fractions.plain(value);
  }

  public static Percent parse(String text) {
    return new Percent(new BigDecimal(text));
  }

  /** This part of an amount, rounded once, half up; of a negated amount the negated part. */
  public BigDecimal of(BigDecimal amount, CurrencyUnit currency) {
    return Rounding.decimal(Fractions.of(amount).multiply(Fractions.ofPercent(value)), currency);
  }

  /**
   * @throws IllegalArgumentException if parts of one whole exceed it
   */
  static void requireAtMostAll(String what, Iterable<Percent> parts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Percent part : parts) {
      sum = sum.add(part.value);
    }
    if (sum.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException(
          "%s come to %s percent together: at most 100 are there, correct them"
              .formatted(what, sum.toPlainString()));
    }
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }
}
