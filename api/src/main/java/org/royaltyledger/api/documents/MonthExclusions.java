package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.projections.run.ExclusionEffect;

/**
 * What exclusions make of a month, as known now; amounts are plain decimals in the currency's own.
 *
 * @param pools each of the month, also those that stay the same
 * @param totals of all pools, by currency
 * @param excluded what is left out, by offering, territory of use and month of use
 */
public record MonthExclusions(
    String period, List<Pool> pools, List<Total> totals, List<Excluded> excluded) {

  public MonthExclusions {
    pools = List.copyOf(pools);
    totals = List.copyOf(totals);
    excluded = List.copyOf(excluded);
  }

  /**
   * What one part of a licence makes of one revenue row.
   *
   * @param before without the exclusions
   * @param after with them
   * @param difference what they add; mostly below 0
   */
  public record Pool(
      String licence,
      int part,
      String offering,
      String territory,
      String currency,
      String before,
      String after,
      String difference) {}

  /** All pools of one currency. */
  public record Total(String currency, String before, String after, String difference) {}

  /** Usage that counts nowhere. */
  public record Excluded(
      String offering, String territory, String usedIn, long usages, String quantity) {}

  /** Of one pool, or of all of a currency. */
  private record Change(BigDecimal before, BigDecimal after) {
    Change plus(Change other) {
      return new Change(before.add(other.before), after.add(other.after));
    }

    BigDecimal difference() {
      return after.subtract(before);
    }
  }

  public static MonthExclusions of(ExclusionEffect effect) {
    var pools = new ArrayList<Pool>();
    SortedMap<String, Change> totals = new TreeMap<>();
    Map<Pool, BigDecimal> after = new LinkedHashMap<>();
    effect.with().pools().forEach(it -> after.put(key(it), it.amount()));
    for (RunResult.Pool it : effect.without().pools()) {
      // What is left out takes units from pools, and a pool without units is not there.
      BigDecimal left = after.remove(key(it));
      var change = new Change(it.amount(), left == null ? it.amount().subtract(it.amount()) : left);
      pools.add(pool(it, change));
      totals.merge(it.currency().getCurrencyCode(), change, Change::plus);
    }
    if (!after.isEmpty()) {
      throw new IllegalStateException("pools only with exclusions: " + after.keySet());
    }
    return new MonthExclusions(
        effect.with().period().toString(),
        pools,
        totals.entrySet().stream()
            .map(
                it ->
                    new Total(
                        it.getKey(),
                        it.getValue().before().toPlainString(),
                        it.getValue().after().toPlainString(),
                        it.getValue().difference().toPlainString()))
            .toList(),
        excluded(effect.with()));
  }

  private static Pool key(RunResult.Pool it) {
    return pool(it, new Change(BigDecimal.ZERO, BigDecimal.ZERO));
  }

  private static Pool pool(RunResult.Pool it, Change change) {
    return new Pool(
        it.licence().code(),
        it.part(),
        it.offering().code(),
        it.territory().code(),
        it.currency().getCurrencyCode(),
        change.before().toPlainString(),
        change.after().toPlainString(),
        change.difference().toPlainString());
  }

  private static List<Excluded> excluded(RunResult result) {
    return result.notices().stream()
        .filter(RunResult.Excluded.class::isInstance)
        .map(RunResult.Excluded.class::cast)
        .map(
            it ->
                new Excluded(
                    it.offering().code(),
                    it.territory().code(),
                    it.month().toString(),
                    it.usages(),
                    it.quantity().toPlainString()))
        .toList();
  }
}
