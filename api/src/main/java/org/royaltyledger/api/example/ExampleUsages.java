package org.royaltyledger.api.example;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The usage lines: each is made from the seed and its own number alone, so that an earlier one can
 * be made again. Not for several threads.
 */
final class ExampleUsages {

  private static final byte[] USAGE_ID = Lines.bytes("{\"usageId\":\"u-");
  private static final byte[] USED_AT = Lines.bytes("\",\"usedAt\":\"");
  private static final byte[] QUANTITY = Lines.bytes(",\"quantity\":");

  private static final byte[][] USE_TYPES =
      fields("\",\"useType\":\"%s\",\"offering\":\"", useTypes());
  private static final byte[] REMIX = Lines.bytes("ai-remix\"");
  private static final byte[] CREATE = Lines.bytes("ai-create\"");
  private static final byte[][] TERRITORIES =
      fields(",\"territory\":\"%s\"", ExampleListeners.territories());
  private static final int[] HOURS_FROM_UTC = {-7, 2, 9, 1, 2, 2};
  private static final byte[][] MODEL_VERSIONS =
      fields(
          ",\"modelVersion\":\"%s\"",
          "remix-2", "remix-3", "remix-4-preview", "create-1", "create-2");
  private static final byte[][] CONTAINS_AI =
      fields(",\"containsAI\":\"%s\"", "Partly", "Partly", "Partly", "All", "All", "None");

  private final ExampleMonth.Settings settings;
  private final ExampleContributions contributions;
  private final ExampleFaults faults;
  private final ExampleClock clock;
  private final ExampleListeners listeners;

  private ExampleUsages(ExampleMonth.Settings settings, ExampleContributions contributions) {
    this.settings = settings;
    this.contributions = contributions;
    long usages = settings.usages();
    long seed = settings.seed();
    faults = settings.clean() ? ExampleFaults.none() : ExampleFaults.in(usages, seed);
    clock = new ExampleClock(usages);
    listeners = new ExampleListeners(usages, seed);
  }

  static void write(Lines out, ExampleMonth.Settings settings, ExampleContributions contributions)
      throws IOException {
    ExampleUsages usages = new ExampleUsages(settings, contributions);
    for (long line = 0; line < settings.usages(); line++) {
      usages.line(out, line);
      out.endLine();
    }
  }

  private void line(Lines out, long line) {
    ExampleFault fault = faults.at(line);
    switch (fault) {
      case null -> usage(out, line, 0, false);
      case CONFLICT -> usage(out, faults.earlierThan(line), 1, false);
      case REPEATED -> usage(out, faults.earlierThan(line), 0, false);
      case REPEATED_IN_OTHER_WORDS -> usage(out, faults.earlierThan(line), 0, true);
      default -> {
        long second = start(out, line, new Dice(settings.seed(), line));
        if (fault.usedAt().isEmpty()) {
          ExampleClock.write(out, second);
        }
        out.put(Lines.bytes(fault.usedAt() + fault.rest()));
      }
    }
  }

  /** Writes the usage's id and gives its second in the month. */
  private long start(Lines out, long line, Dice dice) {
    out.put(USAGE_ID).hex(id(line), 10).put(USED_AT);
    return clock.secondOf(line, dice);
  }

  /**
   * @param more is added to the quantity
   * @param inOtherWords writes out what could be left away
   */
  private void usage(Lines out, long line, int more, boolean inOtherWords) {
    Dice dice = new Dice(settings.seed(), line);
    long second = start(out, line, dice);
    long listener = listeners.draw(dice);
    int territory = ExampleListeners.territoryOf(listener);
    boolean remix = dice.below(5) < 3;
    time(out, second, territory, dice);
    out.put(USE_TYPES[dice.below(USE_TYPES.length)]).put(remix ? REMIX : CREATE);
    out.put(TERRITORIES[territory]);
    if (remix || !dice.oneIn(30)) {
      listeners.write(out, listener);
    }
    quantity(out, more, inOtherWords, dice);
    modelVersion(out, remix, second, dice);
    if (!dice.oneIn(8)) {
      out.put(CONTAINS_AI[dice.below(CONTAINS_AI.length)]);
    }
    who(out, remix, inOtherWords, dice);
    out.put('}');
  }

  private static void time(Lines out, long second, int territory, Dice dice) {
    if (dice.oneIn(50)) {
      ExampleClock.writeLocal(out, second, HOURS_FROM_UTC[territory]);
    } else {
      ExampleClock.write(out, second);
    }
  }

  private static void quantity(Lines out, int more, boolean inOtherWords, Dice dice) {
    int quantity = (dice.oneIn(12) ? 2 + dice.below(dice.oneIn(10) ? 99 : 6) : 1) + more;
    if (quantity > 1 || inOtherWords) {
      out.put(QUANTITY).number(quantity);
    }
  }

  /** A remix always says its version, a generation mostly. */
  private static void modelVersion(Lines out, boolean remix, long second, Dice dice) {
    boolean later = second > 15 * 86_400;
    if (remix) {
      int version = dice.oneIn(120) ? 2 : later && !dice.oneIn(4) ? 1 : 0;
      out.put(MODEL_VERSIONS[version]);
    } else if (!dice.oneIn(100)) {
      out.put(MODEL_VERSIONS[dice.oneIn(3) ? 4 : 3]);
    }
  }

  /** An output, or contributions, or now and then both: then the contributions count. */
  private void who(Lines out, boolean remix, boolean inOtherWords, Dice dice) {
    boolean output = dice.below(20) < 7;
    if (output) {
      out.put(',');
      ExampleOutputs.name(out, remix, dice);
    }
    if (!output || dice.oneIn(60)) {
      ExampleOutputs.draw(contributions, remix, dice);
      if (!remix && !settings.clean() && dice.oneIn(100)) {
        contributions.score(dice);
      }
      out.put(',');
      contributions.write(out, inOtherWords);
      if (dice.oneIn(remix ? 10 : 3)) {
        ExampleAttribution.write(out, dice);
      }
    }
  }

  /** Forty bits, another for each of the first 10^12 lines, in no order. */
  private long id(long line) {
    long mask = (1L << 40) - 1;
    long id = ((line ^ (Dice.mixed(settings.seed()) >>> 24)) * 0x9E3779B97F4A7C15L) & mask;
    id = ((id ^ (id >>> 21)) * 0xBF58476D1CE4E5B9L) & mask;
    return id ^ (id >>> 19);
  }

  /** Mostly streams on demand. */
  private static String[] useTypes() {
    String[] useTypes = new String[40];
    Arrays.fill(useTypes, "OnDemandStream");
    List<String> others =
        List.of("UserMakeAvailableLabelProvided", "NonInteractiveStream", "PermanentDownload");
    for (int number = 0; number < 8; number++) {
      useTypes[5 * number] = others.get(number < 4 ? 0 : number < 7 ? 1 : 2);
    }
    return useTypes;
  }

  private static byte[][] fields(String form, String... values) {
    return Arrays.stream(values)
        .map(value -> Lines.bytes(form.replace("%s", value)))
        .toArray(byte[][]::new);
  }
}
