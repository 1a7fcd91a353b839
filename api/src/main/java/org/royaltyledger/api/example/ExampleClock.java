package org.royaltyledger.api.example;

/** Times of October 2026, spread evenly over the usages and in their order, as RFC 3339. */
final class ExampleClock {

  private static final long DAY = 24 * 60 * 60L;
  private static final long MONTH = 31 * DAY;
  private static final int DAYS = 33;
  private static final byte[] UTC = Lines.bytes("Z");

  /** From the last of September to the first of November: a local day may be outside the month. */
  private static final byte[][] DATES = new byte[DAYS][];

  static {
    DATES[0] = Lines.bytes("2026-09-30T");
    for (int day = 1; day <= 31; day++) {
      DATES[day] = Lines.bytes(ExampleMonth.PERIOD + "-" + ExampleCodes.padded(day, 2) + "T");
    }
    DATES[DAYS - 1] = Lines.bytes("2026-11-01T");
  }

  private final long usages;

  ExampleClock(long usages) {
    this.usages = usages;
  }

  /** Seconds since the month began, in UTC. */
  long secondOf(long line, Dice dice) {
    return (line * MONTH + dice.below(MONTH)) / usages;
  }

  static void write(Lines out, long second) {
    local(out, second);
    out.put(UTC);
  }

  /** The same moment as a clock shows it that is so many hours before (or behind) UTC. */
  static void writeLocal(Lines out, long second, int hours) {
    local(out, second + hours * 3_600L);
    out.put(hours < 0 ? '-' : '+').digits(Math.abs(hours), 2).put(':').digits(0, 2);
  }

  private static void local(Lines out, long second) {
    int ofDay = (int) Math.floorMod(second, DAY);
    out.put(DATES[(int) Math.floorDiv(second, DAY) + 1]);
    out.digits(ofDay / 3_600, 2).put(':').digits(ofDay / 60 % 60, 2).put(':');
    out.digits(ofDay % 60, 2);
  }
}
