package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.Period;

/**
 * The best of the terms that a licence and those it is compared with have, on the figures of the
 * licence itself. Of each currency by itself, as sums of two have no common measure.
 */
final class MostFavoured {

  /** What a part of another licence would come to in a row of this one. */
  interface OnOwnFigures {
    BigFraction evaluate(Licence other, int part, int row);
  }

  /** Better terms, with what each part of the licence comes to by them. */
  record Better(Licence licence, List<BigFraction> parts) {}

  private final Licence licence;
  private final List<Revenue> revenue;
  private final List<Licence> others;

  MostFavoured(Licence licence, Facts facts, Period period) {
    this.licence = licence;
    this.revenue = facts.revenue(period);
    this.others =
        facts.licences().stream()
            .filter(it -> isCompared(it) && it.window().contains(period.firstDay()))
            .sorted(Comparator.comparing(Licence::id))
            .toList();
  }

  private boolean isCompared(Licence other) {
    return licence.mostFavoured() != null
        && other.isComparedIn(licence.mostFavoured())
        && other.offering().equals(licence.offering())
        && !other.licensor().equals(licence.licensor());
  }

  /**
   * The better terms by row; rows whose own terms are the best are left out.
   *
   * @param own what its parts come to in rows in which it covers a unit
   */
  Map<Integer, Better> better(Map<Integer, List<BigFraction>> own, OnOwnFigures figures) {
    Map<CurrencyUnit, List<Integer>> byCurrency = new LinkedHashMap<>();
    own.keySet()
        .forEach(
            row ->
                byCurrency
                    .computeIfAbsent(revenue.get(row).currency(), _ -> new ArrayList<>())
                    .add(row));
    var better = new TreeMap<Integer, Better>();
    for (List<Integer> rows : byCurrency.values()) {
      BigFraction most = BigFraction.ZERO;
      for (int row : rows) {
        most = most.add(sum(own.getOrDefault(row, List.of())));
      }
      for (Licence other : others) {
        BigFraction sum = BigFraction.ZERO;
        var found = new TreeMap<Integer, Better>();
        for (int row : rows) {
          List<BigFraction> parts = parts(other, row, figures);
          found.put(row, new Better(other, parts));
          sum = sum.add(sum(parts));
        }
        if (Fractions.compare(sum, most) > 0) {
          most = sum;
          better.putAll(found);
        }
      }
    }
    return better;
  }

  /** By the other's parts; what it has more of them goes to the last. */
  private List<BigFraction> parts(Licence other, int row, OnOwnFigures figures) {
    var parts = new ArrayList<BigFraction>();
    int own = licence.parts().size();
    for (int part = 0; part < own; part++) {
      parts.add(BigFraction.ZERO);
    }
    for (int part = 0; part < other.parts().size(); part++) {
      int at = Math.min(part, own - 1);
      parts.set(at, parts.get(at).add(atLeast0(figures.evaluate(other, part, row))));
    }
    return parts;
  }

  private static BigFraction sum(List<BigFraction> parts) {
    BigFraction sum = BigFraction.ZERO;
    for (BigFraction it : parts) {
      sum = sum.add(atLeast0(it));
    }
    return sum;
  }

  private static BigFraction atLeast0(BigFraction amount) {
    return amount.signum() < 0 ? BigFraction.ZERO : amount;
  }
}
