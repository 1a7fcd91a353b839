package org.royaltyledger.api.example;

/** Listeners are pseudonyms, each in one territory; some listen much more than others. */
final class ExampleListeners {

  /** About twenty usages for each listener. */
  private static final int USAGES_EACH = 20;

  /** Even the smallest month has so many, or its revenue would be too small to divide. */
  private static final long FEWEST = 500;

  private static final String[] TERRITORIES = {"US", "DE", "JP", "GB", "FR", "SE"};

  /** Of a hundred listeners. */
  private static final int[] PARTS = {30, 18, 16, 14, 12, 10};

  private static final byte[] TERRITORY_OF = new byte[100];

  static {
    int next = 0;
    for (int territory = 0; territory < PARTS.length; territory++) {
      for (int part = 0; part < PARTS[territory]; part++) {
        TERRITORY_OF[next * 37 % 100] = (byte) territory;
        next++;
      }
    }
  }

  private static final byte[] LISTENER = Lines.bytes(",\"listener\":\"l-");

  private final long listeners;
  private final long key;

  ExampleListeners(long usages, long seed) {
    listeners = listenersOf(usages);
    key = Dice.mixed(seed) & 0xFFFF_FFFFL;
  }

  static long listenersOf(long usages) {
    return Math.max(FEWEST, usages / USAGES_EACH);
  }

  long draw(Dice dice) {
    return dice.below(1 + dice.below(listeners));
  }

  /** A number below {@link #territories}. */
  static int territoryOf(long listener) {
    return TERRITORY_OF[(int) (listener % 100)];
  }

  static String[] territories() {
    return TERRITORIES.clone();
  }

  /** Eight hexadecimal digits, another for each of the first 2^32 listeners. */
  void write(Lines out, long listener) {
    long name = ((listener + key) * 0x9E3779B1L) & 0xFFFF_FFFFL;
    name = ((name ^ (name >>> 16)) * 0x85EBCA6BL) & 0xFFFF_FFFFL;
    out.put(LISTENER).hex(name ^ (name >>> 13), 8).put('"');
  }
}
