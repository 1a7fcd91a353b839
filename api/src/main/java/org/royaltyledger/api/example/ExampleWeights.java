package org.royaltyledger.api.example;

/** Weights of one usage: whole numbers of 10^-decimals that add up to exactly 1. */
final class ExampleWeights {

  private static final byte[] DECIMALS = {1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 6, 12};
  private static final long[] POWERS = new long[13];

  static {
    POWERS[0] = 1;
    for (int power = 1; power < POWERS.length; power++) {
      POWERS[power] = 10 * POWERS[power - 1];
    }
  }

  private final long[] parts = new long[ExampleContributions.MOST];
  private int decimals;

  /** Draws {@code count} weights; about once in 300 times the first of several is 0. */
  void draw(Dice dice, int count) {
    decimals = DECIMALS[dice.below(DECIMALS.length)];
    long rest = POWERS[decimals];
    for (int part = 0; part < count - 1; part++) {
      int after = count - part - 1;
      long fair = rest / (after + 1);
      parts[part] = 1 + dice.below(Math.min(2 * fair, rest - after));
      rest -= parts[part];
    }
    parts[count - 1] = rest;
    if (count > 1 && dice.oneIn(300)) {
      parts[count - 1] += parts[0];
      parts[0] = 0;
    }
  }

  /** Draws {@code count} scores that hardly ever add up to 1: for an offering that normalises. */
  void drawScores(Dice dice, int count) {
    decimals = 4;
    for (int part = 0; part < count; part++) {
      parts[part] = 1L + dice.below(9999);
    }
  }

  /**
   * @param padded with zeros that change nothing, for the same usage written in another way
   */
  void write(Lines out, int part, boolean padded) {
    long one = POWERS[decimals];
    long weight = parts[part];
    if (weight % one == 0) {
      out.number(weight / one);
      if (padded) {
        out.put('.').put('0');
      }
    } else {
      out.put('0').put('.').digits(weight, decimals);
      if (padded && decimals < 12) {
        out.put('0');
      }
    }
  }
}
