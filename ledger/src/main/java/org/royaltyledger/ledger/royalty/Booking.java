package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.royaltyledger.ledger.value.Period;

/**
 * What the close of a month writes down: the month's own result, and what became known since of
 * months closed before.
 *
 * @param adjustments by month, each once: what has to be added to all that was booked of it before;
 *     amounts, units and counts have a sign, what is unchanged is left out
 */
public record Booking(RunResult month, List<RunResult> adjustments) {

  public Booking {
    adjustments = List.copyOf(adjustments);
    Period before = null;
    for (RunResult it : adjustments) {
      if (it.period().compareTo(month.period()) >= 0
          || (before != null && before.compareTo(it.period()) >= 0)) {
        throw new IllegalArgumentException(
            "adjustment of %s stands in the close of %s after that of %s"
                .formatted(it.period(), month.period(), before));
      }
      before = it.period();
    }
  }

  public Period period() {
    return month.period();
  }

  /** The month's own result, then the adjustments. */
  public Stream<RunResult> all() {
    return Stream.concat(Stream.of(month), adjustments.stream());
  }

  /** Money by currency and state, states of 0 too: the month's own and what adjustments move. */
  public List<RunResult.StateAmount> states() {
    SortedMap<String, Map<State, RunResult.StateAmount>> byCurrency = new TreeMap<>();
    all()
        .flatMap(it -> it.states().stream())
        .forEach(
            it ->
                byCurrency
                    .computeIfAbsent(
                        it.currency().getCurrencyCode(), _ -> new EnumMap<>(State.class))
                    .merge(it.state(), it, RunResult.StateAmount::plus));
    return byCurrency.values().stream().flatMap(it -> it.values().stream()).toList();
  }

  /** All net revenue by currency, with what became known of earlier months. */
  public SortedMap<String, BigDecimal> netRevenue() {
    var sums = new TreeMap<String, BigDecimal>();
    all()
        .flatMap(it -> it.rows().stream())
        .forEach(
            it -> sums.merge(it.currency().getCurrencyCode(), it.netRevenue(), BigDecimal::add));
    return sums;
  }

  /** Whether all parts of each result add up, each to its whole, to the minor unit. */
  public boolean conserved() {
    return all().allMatch(RunResult::conserved);
  }
}
