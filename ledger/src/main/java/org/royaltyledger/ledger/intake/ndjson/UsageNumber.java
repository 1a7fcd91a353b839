package org.royaltyledger.ledger.intake.ndjson;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.value.Weight;

/**
 * A JSON number taken apart without computing it: {@code digits × 10^exponent}, so that {@code
 * 1e999999999} costs nothing.
 */
final class UsageNumber {

  private static final int LONGEST = 40;
  private static final int DECIMALS = 12;
  private static final long MOST_QUANTITY = 1_000_000_000_000L;
  private static final int FAR = 1_000_000;

  private final String what;
  private final String text;
  private boolean negative;
  private String digits = "";
  private int exponent;

  /**
   * @param text a number in JSON's grammar
   */
  private UsageNumber(String what, String text) {
    this.what = what;
    this.text = text;
    if (text.length() > LONGEST) {
      throw reject(
          "has %d characters: at most %d are allowed, write it shorter"
              .formatted(text.length(), LONGEST));
    }
    int at = 0;
    if (text.charAt(0) == '-') {
      negative = true;
      at++;
    }
    StringBuilder all = new StringBuilder();
    int decimals = 0;
    boolean fraction = false;
    for (; at < text.length() && text.charAt(at) != 'e' && text.charAt(at) != 'E'; at++) {
      if (text.charAt(at) == '.') {
        fraction = true;
      } else {
        all.append(text.charAt(at));
        decimals += fraction ? 1 : 0;
      }
    }
    int first = 0;
    while (first < all.length() && all.charAt(first) == '0') {
      first++;
    }
    int last = all.length();
    while (last > first && all.charAt(last - 1) == '0') {
      last--;
    }
    digits = all.substring(first, last);
    exponent = written(at) - decimals + all.length() - last;
  }

  /** The exponent as written after {@code e}, cut to what is far out of any range here. */
  private int written(int at) {
    int value = 0;
    int sign = 1;
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-') {
        sign = -1;
      } else if (c != '+') {
        value = Math.min(FAR, value * 10 + c - '0');
      }
    }
    return sign * value;
  }

  /** 0 to 1 with at most 12 decimals, in trillionths. */
  static long weight(String text) {
    UsageNumber number = new UsageNumber("weight", text);
    if (number.digits.isEmpty()) {
      return 0;
    }
    number.requireWithinOne();
    int shift = number.exponent + DECIMALS;
    if (shift < 0) {
      throw number.reject("has more than 12 decimals: round the usage's weights to 12");
    }
    return Long.parseLong(number.digits + "0".repeat(shift));
  }

  /** 0 to 1, as a plain decimal without trailing zeros. */
  static String confidence(String text) {
    UsageNumber number = new UsageNumber("confidence", text);
    if (number.digits.isEmpty()) {
      return "0";
    }
    number.requireWithinOne();
    if (-number.exponent > Attribution.MOST_CONFIDENCE_DECIMALS) {
      throw number.reject(
          "has more than %d decimals: round it".formatted(Attribution.MOST_CONFIDENCE_DECIMALS));
    }
    return new BigDecimal(new BigInteger(number.digits), -number.exponent).toPlainString();
  }

  /** 1 to 10^12, written as an integer. */
  static long quantity(String text) {
    UsageNumber number = new UsageNumber("quantity", text);
    if (!text.chars().skip(number.negative ? 1 : 0).allMatch(it -> it >= '0' && it <= '9')) {
      throw number.reject("is not an integer: give a whole number without decimals or exponent");
    }
    if (number.negative || number.digits.isEmpty()) {
      throw number.reject(
          "is below 1; to take usage back, exclude it (docs/formats.md#exclusions)");
    }
    if (number.digits.length() + number.exponent > 13 || Long.parseLong(text) > MOST_QUANTITY) {
      throw number.reject("is above 10^12: divide it over several usages");
    }
    return Long.parseLong(text);
  }

  private void requireWithinOne() {
    if (negative) {
      throw reject("is below 0: give a decimal from 0 to 1");
    }
    int whole = digits.length() + exponent; // digits before the point
    if (whole > 1 || (whole == 1 && !digits.equals("1"))) {
      throw reject("is above 1: give a decimal from 0 to 1");
    }
  }

  private UsageReject reject(String rule) {
    return new UsageReject("%s '%s' %s".formatted(what, UsageReject.shown(text), rule));
  }

  /** Weights as a message shows their sum. */
  static String plain(long trillionths) {
    BigDecimal sum = BigDecimal.valueOf(trillionths, DECIMALS);
    return trillionths % Weight.ONE == 0
        ? Long.toString(trillionths / Weight.ONE)
        : sum.stripTrailingZeros().toPlainString();
  }
}
