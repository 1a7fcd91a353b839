package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Window;

/**
 * Spans of days within one month on which no fact begins or ends, so that what is decided for one
 * day of a span holds for all of them.
 */
final class Days {

  private static final YearMonth FIRST = YearMonth.of(-1, 1);
  private static final YearMonth LAST = YearMonth.of(10_000, 12);
  private static final int COMMON = (int) LocalDate.of(2100, 1, 1).toEpochDay();

  private final int[] begins;
  private final int[] common;

  private Days(int[] begins) {
    this.begins = begins;
    this.common = new int[COMMON];
    for (int day = 0; day < COMMON; day++) {
      common[day] = search(day);
    }
  }

  /** Collects the days on which something changes. */
  static final class Edges {
    private final TreeSet<Integer> days = new TreeSet<>();

    void add(Window window) {
      add(window.from());
      add(window.to());
    }

    private void add(@Nullable LocalDate day) {
      if (day != null) {
        days.add(Math.clamp(day.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE));
      }
    }

    Days build() {
      IntStream months =
          IntStream.rangeClosed(0, (int) FIRST.until(LAST, ChronoUnit.MONTHS))
              .map(it -> (int) FIRST.plusMonths(it).atDay(1).toEpochDay());
      return new Days(
          IntStream.concat(months, days.stream().mapToInt(it -> it)).sorted().distinct().toArray());
    }
  }

  /**
   * @param day in days since 1970-01-01
   */
  int span(long day) {
    return day >= 0 && day < COMMON ? common[(int) day] : search((int) day);
  }

  private int search(int day) {
    int found = Arrays.binarySearch(begins, day);
    return found >= 0 ? found : -found - 2;
  }

  LocalDate firstDay(int span) {
    return LocalDate.ofEpochDay(begins[span]);
  }

  Period month(int span) {
    return Period.of(firstDay(span));
  }
}
