package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Window;

/**
 * Spans of days within one month on which no fact begins or ends, so that what is decided for one
 * day of a span holds for all of them.
 */
final class Days {

  /** The first days of the months of all years that a time of use can have, and some more. */
  private static final int[] MONTHS =
      Stream.iterate(YearMonth.of(-1, 1), it -> it.getYear() <= 10_000, it -> it.plusMonths(1))
          .mapToInt(it -> (int) it.atDay(1).toEpochDay())
          .toArray();

  private static final int COMMON = (int) LocalDate.of(2100, 1, 1).toEpochDay();

  private final int[] begins;
  private final int[] common = new int[COMMON];

  private Days(int[] begins) {
    this.begins = begins;
    int span = search(0);
    for (int day = 0; day < COMMON; day++) {
      if (begins[span + 1] == day) {
        span++;
      }
      common[day] = span;
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
      int[] begins = Arrays.copyOf(MONTHS, MONTHS.length + days.size());
      int size = MONTHS.length;
      for (int day : days) {
        if (Arrays.binarySearch(MONTHS, day) < 0) {
          begins[size++] = day;
        }
      }
      Arrays.sort(begins, 0, size);
      return new Days(Arrays.copyOf(begins, size));
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
