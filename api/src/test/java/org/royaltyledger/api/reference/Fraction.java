package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact number {@code over/under}, always reduced, {@code under} above 0. */
record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {
  static final Fraction ZERO = of(0);
  static final Fraction ONE = of(1);

  Fraction {
    if (under.signum() == 0) {
      throw new ArithmeticException("%s divided by 0".formatted(over));
    }
    BigInteger shared = over.gcd(under).multiply(BigInteger.valueOf(under.signum()));
    over = over.divide(shared);
    under = under.divide(shared);
  }

  static Fraction of(long whole) {
    return of(BigInteger.valueOf(whole));
  }

  static Fraction of(BigInteger whole) {
    return new Fraction(whole, BigInteger.ONE);
  }

  static Fraction of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? of(decimal.toBigIntegerExact())
        : new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  static Fraction of(String decimal) {
    return of(new BigDecimal(decimal));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.over.negate(), other.under));
  }

  Fraction times(Fraction other) {
    return new Fraction(over.multiply(other.over), under.multiply(other.under));
  }

  Fraction dividedBy(Fraction other) {
    return new Fraction(over.multiply(other.under), under.multiply(other.over));
  }

  boolean isZero() {
    return over.signum() == 0;
  }

  BigInteger floor() {
    BigInteger[] parts = over.divideAndRemainder(under);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The nearest whole number, a half going up. */
  BigInteger halfUp() {
    return plus(new Fraction(BigInteger.ONE, BigInteger.TWO)).floor();
  }

  /** Rounded half up to {@code decimals} decimals, what is below 0 like its opposite. */
  BigDecimal halfUp(int decimals) {
    if (over.signum() < 0) {
      return ZERO.minus(this).halfUp(decimals).negate();
    }
    return new BigDecimal(times(of(BigInteger.TEN.pow(decimals))).halfUp(), decimals);
  }

  @Override
  public int compareTo(Fraction other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under));
  }

  @Override
  public String toString() {
    return over + "/" + under;
  }
}
