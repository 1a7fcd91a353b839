package org.royaltyledger.ledger.money;

/** Arithmetic on longs whose products need 128 bits. */
public final class Wide {

  private static final long LOW = 0xFFFF_FFFFL;

  private Wide() {}

  /**
   * The whole part of {@code a × b / divisor}, exact.
   *
   * @param a 0 or more
   * @param b 0 or more
   * @param divisor above 0
   * @throws ArithmeticException if it does not fit into a long
   */
  public static long multiplyDivide(long a, long b, long divisor) {
    if (a < 0 || b < 0 || divisor <= 0) {
      throw new ArithmeticException("%d × %d / %d has a sign".formatted(a, b, divisor));
    }
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == 0) {
      long quotient = Long.divideUnsigned(low, divisor);
      if (quotient < 0) {
        throw tooLarge(a, b, divisor);
      }
      return quotient;
    }
    if (high >= divisor) {
      throw tooLarge(a, b, divisor);
    }
    // Knuth's algorithm D for two digits of 32 bits (Hacker's Delight, divlu).
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long d1 = d >>> 32;
    long d0 = d & LOW;
    long n32 = (high << shift) | (low >>> (64 - shift)); // shift is 1 or more: divisor is positive
    long n10 = low << shift;
    long q1 = digit(n32, n10 >>> 32, d1, d0);
    long n21 = (n32 << 32) + (n10 >>> 32) - q1 * d;
    long q0 = digit(n21, n10 & LOW, d1, d0);
    long quotient = (q1 << 32) + q0;
    if (quotient < 0) {
      throw tooLarge(a, b, divisor);
    }
    return quotient;
  }

  /** One digit of the quotient of (n, next) by (d1, d0), where n is below the divisor. */
  private static long digit(long n, long next, long d1, long d0) {
    long q = Long.divideUnsigned(n, d1);
    long r = n - q * d1;
    while (q > LOW || Long.compareUnsigned(q * d0, (r << 32) + next) > 0) {
      q--;
      r += d1;
      if (r > LOW) {
        break;
      }
    }
    return q;
  }

  private static ArithmeticException tooLarge(long a, long b, long divisor) {
    return new ArithmeticException("%d × %d / %d is above 2^63".formatted(a, b, divisor));
  }
}
