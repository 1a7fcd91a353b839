package org.royaltyledger.api.example;

import java.util.List;

/** Which of many is drawn: the one of rank k about as often as 1 / (k + 3) says (Zipf). */
final class Popularity {

  private static final int SLOTS = 1 << 14;
  private static final long MOST = 1L << 40;

  private final short[] chosen = new short[SLOTS];

  Popularity(int count, Dice dice) {
    List<Integer> byRank = Shuffle.ofNumbers(count, dice);
    long all = 0;
    for (int rank = 0; rank < count; rank++) {
      all += MOST / (rank + 3);
    }
    long sum = 0;
    int slot = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += MOST / (rank + 3);
      for (; slot < SLOTS && slot < Math.ceilDiv(sum * SLOTS, all); slot++) {
        chosen[slot] = byRank.get(rank).shortValue();
      }
    }
  }

  int draw(Dice dice) {
    return chosen[dice.below(SLOTS)];
  }
}
