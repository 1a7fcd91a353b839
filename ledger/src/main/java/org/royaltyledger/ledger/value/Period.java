package org.royaltyledger.ledger.value;

import java.time.LocalDate;
import java.time.YearMonth;

/** A month of use and of account, in UTC, e.g. {@code 2026-10}. */
public record Period(YearMonth month) implements Comparable<Period> {

  /**
   * @throws IllegalArgumentException if {@code text} is not a month like {@code 2026-10}
   */
  public static Period parse(String text) {
    if (!isMonth(text)) {
      throw new IllegalArgumentException(
          "period '%s' is not a month like 2026-10: write it so".formatted(Codes.shown(text)));
    }
    // Digit by digit: the JDK's parser costs a hundred times that, and results have many months.
    return new Period(
        YearMonth.of(
            Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, text.length(), 10)));
  }

  private static boolean isMonth(String text) {
    if (text.length() != 7 || text.charAt(4) != '-') {
      return false;
    }
    for (int i = 0; i < 7; i++) {
      if (i != 4 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    int month = (text.charAt(5) - '0') * 10 + text.charAt(6) - '0';
    return month >= 1 && month <= 12;
  }

  public static Period of(LocalDate day) {
    return new Period(YearMonth.from(day));
  }

  public LocalDate firstDay() {
    return month.atDay(1);
  }

  public LocalDate lastDay() {
    return month.atEndOfMonth();
  }

  public Period next() {
    return new Period(month.plusMonths(1));
  }

  @Override
  public int compareTo(Period other) {
    return month.compareTo(other.month);
  }

  @Override
  public String toString() {
    return month.toString();
  }
}
