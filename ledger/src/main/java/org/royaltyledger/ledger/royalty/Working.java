package org.royaltyledger.ledger.royalty;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How one line of a month came about, by a calculation made again.
 *
 * @param steps in the order in which a person redoes them
 * @param grounds what was in force for the usages of the line
 * @param line as it was calculated
 */
public record Working(List<Step> steps, List<Ground> grounds, RunResult.Line line) {

  public Working {
    steps = List.copyOf(steps);
    grounds = List.copyOf(grounds);
  }

  /** What a step gave. */
  public BigFraction value(String step) {
    return steps.stream()
        .filter(it -> it.name().equals(step))
        .map(Step::value)
        .findFirst()
        .orElseThrow();
  }
}
