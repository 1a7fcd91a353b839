package org.royaltyledger.api.example;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the month each fault stands: evenly spread, one in each stretch of {@code step} lines.
 */
final class ExampleFaults {

  private final List<ExampleFault> faults;
  private final long step;

  private ExampleFaults(List<ExampleFault> faults, long step) {
    this.faults = faults;
    this.step = step;
  }

  static ExampleFaults none() {
    return new ExampleFaults(List.of(), 1);
  }

  /** A month that is too short to have each once, with good lines between them, has none. */
  static ExampleFaults in(long usages, long seed) {
    List<ExampleFault> all = new ArrayList<>();
    for (ExampleFault fault : ExampleFault.values()) {
      for (int time = 0; time < fault.times(); time++) {
        all.add(fault);
      }
    }
    long step = usages / (all.size() + 1);
    if (step < 2) {
      return none();
    }
    List<ExampleFault> shuffled = new ArrayList<>();
    for (int number : Shuffle.ofNumbers(all.size(), new Dice(seed, -4))) {
      shuffled.add(all.get(number));
    }
    return new ExampleFaults(shuffled, step);
  }

  @Nullable ExampleFault at(long line) {
    if (line % step != 0) {
      return null;
    }
    long number = line / step - 1;
    return number >= 0 && number < faults.size() ? faults.get((int) number) : null;
  }

  /** The good line that is repeated or contradicted in {@code line}. */
  long earlierThan(long line) {
    return line - step / 2;
  }
}
