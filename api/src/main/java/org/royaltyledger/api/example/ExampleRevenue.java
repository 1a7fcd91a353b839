package org.royaltyledger.api.example;

/**
 * What the two services offer and earned: revenue grows with the usages, so that the figures stay
 * plausible at any size.
 */
final class ExampleRevenue {

  private final long listeners;
  private final Dice dice;
  private final Csv csv =
      new Csv(
          "period",
          "offering",
          "territory",
          "currency",
          "grossRevenue",
          "netRevenue",
          "subscribers",
          "totalContentCost",
          "performanceRoyalties");

  private ExampleRevenue(long listeners, long seed) {
    this.listeners = listeners;
    this.dice = new Dice(seed, -2);
  }

  static String offerings() {
    return new Csv("offering", "service", "scope", "uncovered", "weights")
        .row("ai-remix", "tangleloom", "REMIX", "SUSPEND", "EXACT")
        .row("ai-create", "wisphum", "GENERATE", "EXCLUDE", "NORMALISE")
        .toString();
  }

  /** The last row is too late to count. */
  static String rates() {
    String source = "Example Fixing";
    return new Csv("date", "from", "to", "rate", "source")
        .row("2026-10-01", "EUR", "USD", "1.0842", source)
        .row("2026-10-01", "EUR", "JPY", "163.21", source)
        .row("2026-10-01", "USD", "EUR", "0.92234", source)
        .row("2026-10-01", "USD", "JPY", "150.53", source)
        .row("2026-10-15", "EUR", "USD", "1.0907", source)
        .row("2026-10-15", "EUR", "JPY", "162.4", source)
        .row("2026-10-15", "USD", "EUR", "0.91684", source)
        .row("2026-10-30", "EUR", "USD", "1.0875", source)
        .row("2026-10-30", "EUR", "JPY", "164.055", source)
        .row("2026-10-30", "USD", "EUR", "0.91954", source)
        .row("2026-10-30", "USD", "JPY", "150.855", source)
        .row("2026-11-02", "EUR", "USD", "1.2", source)
        .toString();
  }

  /**
   * @param listeners all of the month; the figures are per subscriber
   */
  static String revenue(long listeners, long seed) {
    ExampleRevenue revenue = new ExampleRevenue(listeners, seed);
    revenue.row("ai-remix", "DE", "EUR", 2, 18 * 90, 590);
    revenue.row("ai-remix", "FR", "EUR", 2, 12 * 90, 590);
    revenue.row("ai-remix", "US", "USD", 2, 30 * 90, 640);
    revenue.row("ai-remix", "JP", "JPY", 0, 16 * 90, 880);
    revenue.row("ai-remix", "Worldwide", "EUR", 2, 24 * 90, 560);
    revenue.row("ai-create", "US", "USD", 2, 30 * 60, 890);
    revenue.row("ai-create", "JP", "JPY", 0, 16 * 60, 1200);
    revenue.row("ai-create", "Worldwide", "EUR", 2, 54 * 60, 790);
    return revenue.csv.toString();
  }

  /**
   * @param reach subscribers for each 10,000 listeners
   * @param fee net per subscriber in minor units
   */
  private void row(
      String offering, String territory, String currency, int decimals, int reach, int fee) {
    long subscribers = listeners * reach / 10_000;
    long net = subscribers * fee + dice.below(subscribers + 1);
    long gross = net * 119 / 100;
    csv.row(
        ExampleMonth.PERIOD,
        offering,
        territory,
        currency,
        money(gross, decimals),
        money(net, decimals),
        String.valueOf(subscribers),
        money(net * 47 / 100, decimals),
        money(net * 3 / 100, decimals));
  }

  static String money(long minorUnits, int decimals) {
    if (decimals == 0) {
      return String.valueOf(minorUnits);
    }
    return minorUnits / 100 + "." + ExampleCodes.padded((int) (minorUnits % 100), 2);
  }
}
