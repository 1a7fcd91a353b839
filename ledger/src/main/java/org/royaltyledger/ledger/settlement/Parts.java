package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.money.Rounding;

/** Divides a rounded sum by the exact parts it was rounded from, which may be of either sign. */
final class Parts {

  private Parts() {}

  /**
   * Each part is cut down to minor units, and what is left is given out by largest remainder, ties
   * to the earlier.
   *
   * @param whole in minor units; near the sum of the parts, as rounding together with others' makes
   *     it
   * @param exact in units of the currency
   * @return one for each, adding up to {@code whole}
   */
  static List<BigInteger> of(BigInteger whole, List<BigFraction> exact, CurrencyUnit currency) {
    int size = exact.size();
    var parts = new ArrayList<BigInteger>();
    var remainders = new ArrayList<BigFraction>();
    BigInteger left = whole;
    for (BigFraction it : exact) {
      BigDecimal cut = it.bigDecimalValue(currency.getDefaultFractionDigits(), RoundingMode.FLOOR);
      BigInteger units = Rounding.minorUnits(cut, currency);
      parts.add(units);
      remainders.add(it.subtract(Fractions.of(cut)));
      left = left.subtract(units);
    }
    BigInteger[] each = left.divideAndRemainder(BigInteger.valueOf(size));
    BigInteger all = each[0];
    int more = each[1].intValueExact();
    if (more < 0) {
      all = all.subtract(BigInteger.ONE);
      more += size;
    }
    BigInteger toAll = all;
    parts.replaceAll(it -> it.add(toAll));
    IntStream.range(0, size)
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> remainders.get(i), Fractions::compare).reversed())
        .limit(more)
        .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
    return parts;
  }
}
