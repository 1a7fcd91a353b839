package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.PartyId;

/**
 * What one result of a month says otherwise than another: a result too, whose figures have a sign.
 *
 * <p>Results are sorted, so two are put together in one pass; what comes to nothing is left out.
 */
final class Difference {

  private Difference() {}

  /** What is to be added to {@code before}, of the same month, for {@code after}. */
  static RunResult between(RunResult before, RunResult after) {
    RunResult money = sum(after, negated(before));
    var known = new HashSet<>(before.notices());
    return new RunResult(
        after.period(),
        money.rows(),
        money.pools(),
        money.lines(),
        money.waiting(),
        after.notices().stream().filter(it -> !known.contains(it)).toList(),
        newRates(before, after));
  }

  private static List<ExchangeRate> newRates(RunResult before, RunResult after) {
    var known = new HashSet<>(rates(before));
    return rates(after).stream().filter(it -> !known.contains(it)).toList();
  }

  private static List<ExchangeRate> rates(RunResult result) {
    return result.rates() == null ? List.of() : result.rates();
  }

  /** A result and what was found later to be otherwise. */
  static RunResult sum(RunResult one, RunResult other) {
    var notices = new ArrayList<>(one.notices());
    notices.addAll(other.notices());
    NavigableSet<ExchangeRate> rates = new TreeSet<>(Ordering.RATES);
    rates.addAll(rates(other)); // the newest of two currencies stays
    rates.addAll(rates(one));
    return new RunResult(
        one.period(),
        merge(one.rows(), other.rows(), Ordering.ROWS, Difference::sum, Difference::isNothing),
        merge(one.pools(), other.pools(), Ordering.POOLS, Difference::sum, Difference::isNothing),
        merge(one.lines(), other.lines(), Ordering.LINES, Difference::sum, Difference::isNothing),
        merge(
            one.waiting(),
            other.waiting(),
            Ordering.WAITING,
            Difference::sum,
            Difference::isNothing),
        notices,
        List.copyOf(rates));
  }

  /** Whether two results differ in nothing that is counted or paid. */
  static boolean isNothing(RunResult difference) {
    return difference.rows().isEmpty()
        && difference.pools().isEmpty()
        && difference.lines().isEmpty()
        && difference.waiting().isEmpty();
  }

  private static <E> List<E> merge(
      List<E> one,
      List<E> other,
      Comparator<E> order,
      BinaryOperator<E> sum,
      Predicate<E> nothing) {
    var merged = new ArrayList<E>(Math.max(one.size(), other.size()));
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      int which =
          i == one.size() ? 1 : j == other.size() ? -1 : order.compare(one.get(i), other.get(j));
      E next =
          which < 0 ? one.get(i) : which > 0 ? other.get(j) : sum.apply(one.get(i), other.get(j));
      i += which <= 0 ? 1 : 0;
      j += which >= 0 ? 1 : 0;
      if (!nothing.test(next)) {
        merged.add(next);
      }
    }
    return merged;
  }

  private static RunResult negated(RunResult result) {
    return new RunResult(
        result.period(),
        each(result.rows(), Difference::negated),
        each(result.pools(), Difference::negated),
        each(result.lines(), Difference::negated),
        each(result.waiting(), Difference::negated),
        List.of(),
        List.of());
  }

  private static <E> List<E> each(List<E> entries, UnaryOperator<E> change) {
    return entries.stream().map(change).toList();
  }

  private static RunResult.Row sum(RunResult.Row one, RunResult.Row other) {
    return new RunResult.Row(
        one.offering(),
        one.territory(),
        one.currency(),
        one.netRevenue().add(other.netRevenue()),
        Fractions.plain(one.units().add(other.units())),
        Fractions.plain(one.uncoveredUnits().add(other.uncoveredUnits())),
        one.setAside().add(other.setAside()),
        one.retained().add(other.retained()));
  }

  private static RunResult.Row negated(RunResult.Row row) {
    return new RunResult.Row(
        row.offering(),
        row.territory(),
        row.currency(),
        row.netRevenue().negate(),
        row.units().negate(),
        row.uncoveredUnits().negate(),
        row.setAside().negate(),
        row.retained().negate());
  }

  private static boolean isNothing(RunResult.Row row) {
    return areZero(
        row.netRevenue(), row.units(), row.uncoveredUnits(), row.setAside(), row.retained());
  }

  private static RunResult.Pool sum(RunResult.Pool one, RunResult.Pool other) {
    return pool(
        one,
        one.amount().add(other.amount()),
        sum(one.parties(), other.parties()),
        sum(one.held(), other.held()),
        one.noSplit().add(other.noSplit()),
        one.breakage().add(other.breakage()));
  }

  private static SortedMap<PartyId, BigDecimal> sum(
      SortedMap<PartyId, BigDecimal> one, SortedMap<PartyId, BigDecimal> other) {
    SortedMap<PartyId, BigDecimal> sum = new TreeMap<>(one);
    other.forEach((party, amount) -> sum.merge(party, amount, BigDecimal::add));
    return sum;
  }

  private static RunResult.Pool negated(RunResult.Pool pool) {
    return pool(
        pool,
        pool.amount().negate(),
        negated(pool.parties()),
        negated(pool.held()),
        pool.noSplit().negate(),
        pool.breakage().negate());
  }

  private static SortedMap<PartyId, BigDecimal> negated(SortedMap<PartyId, BigDecimal> amounts) {
    SortedMap<PartyId, BigDecimal> negated = new TreeMap<>();
    amounts.forEach((party, amount) -> negated.put(party, amount.negate()));
    return negated;
  }

  private static RunResult.Pool pool(
      RunResult.Pool which,
      BigDecimal amount,
      SortedMap<PartyId, BigDecimal> parties,
      SortedMap<PartyId, BigDecimal> held,
      BigDecimal noSplit,
      BigDecimal breakage) {
    parties.values().removeIf(it -> it.signum() == 0);
    held.values().removeIf(it -> it.signum() == 0);
    return new RunResult.Pool(
        which.licence(),
        which.part(),
        which.offering(),
        which.territory(),
        which.currency(),
        amount,
        parties,
        held,
        noSplit,
        breakage,
        which.raised());
  }

  private static boolean isNothing(RunResult.Pool pool) {
    return areZero(pool.amount(), pool.noSplit(), pool.breakage())
        && pool.parties().values().stream().allMatch(it -> it.signum() == 0)
        && pool.held().isEmpty();
  }

  private static RunResult.Line sum(RunResult.Line one, RunResult.Line other) {
    return one.with(
        Fractions.plain(one.units().add(other.units())), one.exact().add(other.exact()));
  }

  private static RunResult.Line negated(RunResult.Line line) {
    return line.with(line.units().negate(), line.exact().negate());
  }

  private static boolean isNothing(RunResult.Line line) {
    return line.units().signum() == 0 && line.exact().signum() == 0;
  }

  private static RunResult.Waiting sum(RunResult.Waiting one, RunResult.Waiting other) {
    return new RunResult.Waiting(
        one.offering(),
        one.territory(),
        one.currency(),
        one.state(),
        Fractions.plain(one.units().add(other.units())),
        one.amount().add(other.amount()),
        merge(
            one.details(),
            other.details(),
            Ordering.DETAILS,
            (a, b) ->
                new RunResult.Detail(
                    a.kind(),
                    a.target(),
                    Fractions.plain(a.units().add(b.units())),
                    a.usages() + b.usages()),
            it -> it.units().signum() == 0 && it.usages() == 0));
  }

  private static RunResult.Waiting negated(RunResult.Waiting it) {
    return new RunResult.Waiting(
        it.offering(),
        it.territory(),
        it.currency(),
        it.state(),
        it.units().negate(),
        it.amount().negate(),
        each(
            it.details(),
            detail ->
                new RunResult.Detail(
                    detail.kind(), detail.target(), detail.units().negate(), -detail.usages())));
  }

  private static boolean isNothing(RunResult.Waiting waiting) {
    return areZero(waiting.units(), waiting.amount()) && waiting.details().isEmpty();
  }

  private static boolean areZero(BigDecimal... figures) {
    for (BigDecimal it : figures) {
      if (it.signum() != 0) {
        return false;
      }
    }
    return true;
  }
}
