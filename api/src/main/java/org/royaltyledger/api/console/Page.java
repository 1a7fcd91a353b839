package org.royaltyledger.api.console;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of many are shown.
 *
 * @param first of the rows shown, from 0
 * @param end after the last one
 * @param size of all
 * @param previous address of the page before; null on the first
 * @param next address of the page after; null on the last
 */
record Page(int first, int end, int size, @Nullable String previous, @Nullable String next) {

  /** The most rows on a page. */
  static final int ROWS = 500;

  /**
   * @param number from 1; one that is too low or high is the first or last
   * @param address of a page by its number
   */
  static Page of(int number, int size, IntFunction<String> address) {
    int last = Math.max(1, (size + ROWS - 1) / ROWS);
    int at = Math.clamp(number, 1, last);
    return new Page(
        (at - 1) * ROWS,
        Math.min(at * ROWS, size),
        size,
        at == 1 ? null : address.apply(at - 1),
        at == last ? null : address.apply(at + 1));
  }

  public boolean isPart() {
    return size > ROWS;
  }

  <T> List<T> of(List<T> rows) {
    return rows.subList(first, end);
  }
}
