package org.royaltyledger.ledger.value;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/** A month of use and of account, in UTC, e.g. {@code 2026-10}. */
public record Period(YearMonth month) implements Comparable<Period> {

  private static final Pattern FORM = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

  /**
   * @throws IllegalArgumentException if {@code text} is not a month like {@code 2026-10}
   */
  public static Period parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("period '%s' is not a month like 2026-10".formatted(text));
    }
    return new Period(YearMonth.parse(text));
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
