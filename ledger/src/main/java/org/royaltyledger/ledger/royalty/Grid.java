package org.royaltyledger.ledger.royalty;

import java.util.Arrays;

/**
 * From a row and a column to an int of 0 or more. Neighbours in a row lie side by side, so what a
 * few rows hold stays in the processor's caches; where a row has nothing, it takes next to nothing.
 */
final class Grid {

  static final int ABSENT = LongTable.ABSENT;

  private static final int PAGE_BITS = 6;
  private static final int PAGE = 1 << PAGE_BITS;

  private final Pairs pages = new Pairs();
  private int[] values = new int[PAGE * PAGE]; // by page

  Grid() {
    Arrays.fill(values, ABSENT);
  }

  /**
   * @param row 0 or more
   * @param column 0 or more
   */
  int get(int row, int column) {
    int place = place(row, column); // before the array is looked at: it may be another after
    return values[place];
  }

  void put(int row, int column, int value) {
    int place = place(row, column);
    values[place] = value;
  }

  private int place(int row, int column) {
    int place =
        Math.multiplyExact(pages.place(row, column >>> PAGE_BITS), PAGE) | (column & (PAGE - 1));
    if (place >= values.length) {
      int before = values.length;
      values = Arrays.copyOf(values, before * 2);
      Arrays.fill(values, before, values.length, ABSENT);
    }
    return place;
  }
}
