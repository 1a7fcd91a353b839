package org.royaltyledger.api.example;

/** What goes wrong with a line of usage, and how often in a month. */
enum ExampleFault {
  WEIGHTS_BELOW_ONE(5, remix("0.5", "0.3")),
  WEIGHTS_ABOVE_ONE(1, remix("0.75", "0.5")),
  WEIGHT_ABOVE_ONE(1, remix("1.2", "-0.2")),
  WEIGHT_OF_13_DECIMALS(1, remix("0.1234567890123", "0.8765432109877")),
  NOT_JSON(2, remix("0.5", "0.5").substring(0, 120)),
  UNKNOWN_OFFERING(2, remix("0.5", "0.5").replace("ai-remix", "ai-karaoke")),
  DAY_THAT_IS_NONE(1, "2026-10-32T09:00:00Z", remix("0.5", "0.5")),
  TIME_WITHOUT_ZONE(1, "2026-10-17 21:30", remix("0.5", "0.5")),
  QUANTITY_OF_NOTHING(1, remix("0.5", "0.5").replace(",\"model", ",\"quantity\":0,\"model")),
  NOBODY_IN_IT(1, entry("}")),
  UNKNOWN_FIELD(1, remix("0.5", "0.5").replace(",\"model", ",\"mood\":\"blue\",\"model")),
  /** The id of an earlier usage, with another quantity. */
  CONFLICT(1, ""),
  /** An earlier line, letter by letter. */
  REPEATED(15, ""),
  /** An earlier usage with its default quantity and needless zeros written out. */
  REPEATED_IN_OTHER_WORDS(10, "");

  private final int times;
  private final String usedAt;
  private final String rest;

  ExampleFault(int times, String rest) {
    this(times, "", rest);
  }

  ExampleFault(int times, String usedAt, String rest) {
    this.times = times;
    this.usedAt = usedAt;
    this.rest = rest;
  }

  /** How many lines of a month have it. */
  int times() {
    return times;
  }

  /** What stands in {@code usedAt}; empty: the time of the line's place in the month. */
  String usedAt() {
    return usedAt;
  }

  /** The line behind its {@code usedAt}; empty: an earlier line stands here again. */
  String rest() {
    return rest;
  }

  private static String remix(String ofRecording, String ofWork) {
    String contribution = "{\"%s\":\"%s\",\"role\":\"%s\",\"weight\":%s}";
    return entry(
        ",\"contributions\":["
            + contribution.formatted(
                "asset", ExampleCodes.isrc("FJR", 2018, 1), "stem", ofRecording)
            + ","
            + contribution.formatted("asset", ExampleCodes.iswc(1), "composition", ofWork)
            + "]}");
  }

  private static String entry(String end) {
    return "\",\"useType\":\"OnDemandStream\",\"offering\":\"ai-remix\",\"territory\":\"SE\""
        + ",\"listener\":\"l-0000002a\",\"modelVersion\":\"remix-2\""
        + end;
  }
}
