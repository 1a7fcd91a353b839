package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.money.Allocation;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.revenue.Revenue;

/**
 * Step 3 of docs/calculation.md: what of a row waits for uses that are not covered.
 *
 * @param total all units that count (T), in trillionths
 * @param uncovered units, in trillionths
 * @param part q, exact
 * @param amount netRevenue × q, rounded
 * @param waiting by state; the amounts add up to {@code amount}
 */
record SetAside(
    BigInteger total,
    BigInteger uncovered,
    BigFraction part,
    BigDecimal amount,
    List<RunResult.Waiting> waiting) {

  /**
   * @param excludes whether uncovered units count nowhere
   */
  static SetAside of(Revenue revenue, Tally.Row usage, boolean excludes) {
    List<State> states = // in the order of ties
        usage.waiting().keySet().stream().filter(it -> !it.countsNowhere()).toList();
    List<BigInteger> units = states.stream().map(usage::waitingUnits).toList();
    BigInteger uncovered = units.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger covered = usage.coveredUnits();
    BigInteger total = excludes ? covered : covered.add(uncovered);
    BigFraction part =
        excludes || uncovered.signum() == 0 ? BigFraction.ZERO : BigFraction.of(uncovered, total);
    CurrencyUnit currency = revenue.currency();
    BigDecimal amount =
        Rounding.decimal(Fractions.of(revenue.netRevenue()).multiply(part), currency);
    var waiting = new ArrayList<RunResult.Waiting>();
    if (uncovered.signum() > 0) {
      List<BigInteger> parts = Allocation.divide(Rounding.minorUnits(amount, currency), units);
      for (int i = 0; i < states.size(); i++) {
        waiting.add(
            new RunResult.Waiting(
                revenue.row().offering(),
                revenue.row().territory(),
                currency,
                states.get(i),
                Calculation.units(units.get(i)),
                Rounding.ofMinorUnits(parts.get(i), currency),
                details(usage, states.get(i))));
      }
    }
    for (State state : usage.waiting().keySet()) { // after the others, as in the order of states
      if (state.countsNowhere()) {
        waiting.add(
            new RunResult.Waiting(
                revenue.row().offering(),
                revenue.row().territory(),
                currency,
                state,
                Calculation.units(usage.waitingUnits(state)),
                Rounding.ofMinorUnits(BigInteger.ZERO, currency),
                details(usage, state)));
      }
    }
    return new SetAside(total, uncovered, part, amount, waiting);
  }

  private static List<RunResult.Detail> details(Tally.Row usage, State state) {
    var details = new ArrayList<RunResult.Detail>();
    usage
        .waiting(state)
        .forEach(
            (name, amount) ->
                details.add(
                    new RunResult.Detail(
                        name.kind(),
                        name.target(),
                        Calculation.units(amount.units()),
                        amount.usages())));
    return details;
  }
}
