package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.money.Allocation;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;

/**
 * What is missing to the least that a licence pays in a period, by row.
 *
 * @param weights of the licence's rows, not all 0
 */
record Minimum(NavigableMap<Integer, BigInteger> weights) {

  /**
   * The missing part of the minimum, in each row of the row's currency. Rounded once for each
   * currency and divided over its rows, so that with one currency all pools come to the minimum.
   *
   * @param pools of a row, rounded
   * @param inCurrencyOf the whole minimum in the currency of a row
   * @return an amount for each row, of 0 too
   */
  NavigableMap<Integer, BigDecimal> shortfall(
      IntFunction<CurrencyUnit> currency,
      IntFunction<BigDecimal> pools,
      IntFunction<BigFraction> inCurrencyOf) {
    BigFraction missing = BigFraction.ONE;
    Map<CurrencyUnit, List<Integer>> byCurrency = new LinkedHashMap<>();
    for (int row : weights.keySet()) {
      missing = missing.subtract(Fractions.of(pools.apply(row)).divide(inCurrencyOf.apply(row)));
      byCurrency.computeIfAbsent(currency.apply(row), _ -> new ArrayList<>()).add(row);
    }
    var shortfall = new TreeMap<Integer, BigDecimal>();
    for (Map.Entry<CurrencyUnit, List<Integer>> one : byCurrency.entrySet()) {
      List<Integer> rows = one.getValue();
      List<BigInteger> units = rows.stream().map(weights::get).toList();
      BigInteger sum = sum(units);
      BigFraction exact =
          missing.signum() <= 0
              ? BigFraction.ZERO
              : missing
                  .multiply(inCurrencyOf.apply(rows.get(0)))
                  .multiply(BigFraction.of(sum, sum(weights.values())));
      BigInteger whole = Rounding.minorUnits(Rounding.decimal(exact, one.getKey()), one.getKey());
      List<BigInteger> parts =
          sum.signum() == 0
              ? units // all 0, as is the whole
              : Allocation.divide(whole, units);
      for (int i = 0; i < rows.size(); i++) {
        shortfall.put(rows.get(i), Rounding.ofMinorUnits(parts.get(i), one.getKey()));
      }
    }
    return shortfall;
  }

  private static BigInteger sum(Iterable<BigInteger> numbers) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger it : numbers) {
      sum = sum.add(it);
    }
    return sum;
  }
}
