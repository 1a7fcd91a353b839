package org.royaltyledger.api.example;

import java.io.IOException;
import java.util.Set;

/**
 * The 300 outputs that are played often: the first 200 are remixes, the rest generations; three of
 * each kind are delivered without an analysis.
 */
final class ExampleOutputs {

  static final int REMIXES = 200;
  static final int GENERATIONS = 100;

  /** Outputs of each kind that usages name and nobody ever delivers. */
  static final int MISSING = 3;

  private static final Set<Integer> WITHOUT_ANALYSIS = Set.of(19, 44, 79);
  private static final byte[] OUTPUT = Lines.bytes("{\"output\":\"");
  private static final byte[] NAME = Lines.bytes("\"output\":\"");
  private static final byte[][] CONTAINS_AI = {
    Lines.bytes("\",\"containsAI\":\"Partly\""), Lines.bytes("\",\"containsAI\":\"All\"")
  };
  private static final byte[] REMIX = Lines.bytes("remix-out-");
  private static final byte[] GENERATION = Lines.bytes("create-out-");

  private ExampleOutputs() {}

  static void write(Lines out, ExampleContributions contributions, long seed) throws IOException {
    for (int number = 0; number < REMIXES + GENERATIONS; number++) {
      boolean remix = number < REMIXES;
      int ofKind = remix ? number : number - REMIXES;
      Dice dice = new Dice(seed, -1_000 - number);
      out.put(OUTPUT);
      id(out, remix, ofKind);
      out.put(CONTAINS_AI[remix ? 0 : 1]);
      if (!WITHOUT_ANALYSIS.contains(ofKind)) {
        draw(contributions, remix, dice);
        out.put(',');
        contributions.write(out, false);
        ExampleAttribution.write(out, dice);
      }
      out.put('}').endLine();
    }
  }

  /** Writes {@code "output":"…"} for a usage. */
  static void name(Lines out, boolean remix, Dice dice) {
    int delivered = remix ? REMIXES : GENERATIONS;
    int number = dice.oneIn(150) ? delivered + dice.below(MISSING) : lower(delivered, dice);
    out.put(NAME);
    id(out, remix, number);
    out.put('"');
  }

  static void draw(ExampleContributions contributions, boolean remix, Dice dice) {
    if (remix) {
      contributions.drawRemix(dice);
    } else {
      contributions.drawGeneration(dice);
    }
  }

  /** The lower the number, the more often. */
  private static int lower(int bound, Dice dice) {
    return dice.below(1 + dice.below(bound));
  }

  private static void id(Lines out, boolean remix, int number) {
    out.put(remix ? REMIX : GENERATION).digits(number + 1, 3);
  }
}
