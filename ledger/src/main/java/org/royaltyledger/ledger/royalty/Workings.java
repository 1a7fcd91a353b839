package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A calculation that was made, and can be asked how it came to a line of its result. */
final class Workings {

  private final Calculation calculation;
  private final RunResult result;

  Workings(Calculation calculation, RunResult result) {
    this.calculation = calculation;
    this.result = result;
  }

  RunResult result() {
    return result;
  }

  /**
   * @param like a line of a party; its figures do not matter
   * @param uses that its usages stand in
   * @return null if the result has no such line
   */
  @Nullable Working of(RunResult.Line like, Collection<Use> uses) {
    var ofParty = new ArrayList<RunResult.Line>();
    RunResult.Line found = null;
    for (RunResult.Line it : result.lines()) {
      if (Objects.equals(it.party(), like.party()) && isOfPool(it, like)) {
        ofParty.add(it);
        if (Ordering.LINES.compare(it, like) == 0) {
          found = it;
        }
      }
    }
    if (found == null) {
      return null;
    }
    RunResult.Line line = found;
    Calculation.Made made =
        calculation.made().stream().filter(it -> isOf(it, line)).findFirst().orElseThrow();
    List<Ground> grounds = new Grounds(calculation, made.licence(), line, uses).all();
    var steps = new Steps();
    Step pool = new PoolSteps(calculation, steps, made).add();
    new LineSteps(calculation, steps, made, line).add(pool, ofParty, Grounds.split(grounds));
    return new Working(steps.all(), grounds, line);
  }

  private boolean isOf(Calculation.Made it, RunResult.Line line) {
    return it.licence().id().equals(line.licence())
        && it.part() == line.part()
        && calculation.revenue().get(it.row()).row().offering().equals(line.offering())
        && calculation.revenue().get(it.row()).row().territory().equals(line.territory());
  }

  private static boolean isOfPool(RunResult.Line it, RunResult.Line other) {
    return it.licence().equals(other.licence())
        && it.part() == other.part()
        && it.offering().equals(other.offering())
        && it.territory().equals(other.territory());
  }
}
