package org.royaltyledger.ledger.royalty;

/** Numbers pairs of ints from 0 in the order in which they come. */
final class Pairs {

  private final LongTable places = new LongTable(64);
  private int size;

  /**
   * @param a 0 or more
   * @param b 0 or more
   */
  int place(int a, int b) {
    long key = (long) a << Integer.SIZE | b;
    int place = places.get(key);
    if (place == LongTable.ABSENT) {
      place = size++;
      places.put(key, place);
    }
    return place;
  }

  int size() {
    return size;
  }
}
