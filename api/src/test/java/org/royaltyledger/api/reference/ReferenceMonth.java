package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.reference.Calculation.Result;
import org.royaltyledger.api.reference.Facts.Offering;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Facts.Usage;
import org.royaltyledger.api.reference.Refusal.Kind;

/**
 * The contract stated a second time: imports and closes, one after the other, kept in memory.
 *
 * <p>Each close calculates every closed month again, whatever came since, and books what is not the
 * same as before.
 *
 * <p>What is not here: rejected lines (only good ones may come), DSR files.
 */
final class ReferenceMonth {
  private final Facts facts = new Facts();
  private final List<Closed> closes = new ArrayList<>();
  private final Map<String, Integer> arrivals = new HashMap<>();

  /**
   * A close.
   *
   * @param offerings and controllers as known then: they have no dates of their own
   * @param booked all that was booked of the month so far
   */
  private record Closed(
      YearMonth month,
      Map<String, Offering> offerings,
      Map<String, String> controllers,
      Set<String> licences,
      @Nullable Result booked) {}

  /** One {@code import} of all files in a folder. */
  void importFolder(Path folder) {
    facts.importFolder(folder);
  }

  /**
   * One {@code close}: all that was imported so far is before its cut-off.
   *
   * @throws Refusal when the contract refuses it; nothing is recorded then
   */
  Documents close(String period) {
    YearMonth month = YearMonth.parse(period);
    YearMonth closedUpTo = closes.isEmpty() ? YearMonth.of(1, 1) : closes.getLast().month();
    if (!month.isAfter(closedUpTo)) {
      throw new Refusal(Kind.ALREADY_CLOSED, period);
    }
    for (Row row : facts.revenue.values()) {
      if (row.period().isAfter(closedUpTo) && row.period().isBefore(month)) {
        throw new Refusal(Kind.EARLIER_MONTH_OPEN, row.toString());
      }
    }

    Map<String, Integer> arrived = new HashMap<>(arrivals);
    facts.usages.keySet().forEach(id -> arrived.putIfAbsent(id, closes.size()));
    List<Closed> all = new ArrayList<>(closes);
    all.add(
        new Closed(
            month,
            Map.copyOf(facts.offerings),
            Map.copyOf(facts.controllerOfAsset),
            Set.copyOf(facts.licences.keySet()),
            null));
    List<Result> results = new ArrayList<>();
    List<Result> differences = new ArrayList<>();
    for (int number = 0; number < all.size(); number++) {
      int counted = number;
      Result result =
          new Calculation(
                  facts.with(
                      firstKnown(all, number, Closed::offerings),
                      firstKnown(all, number, Closed::controllers),
                      repertoires(all.subList(number, all.size()))),
                  all.get(number).month(),
                  facts.usages.values().stream()
                      .filter(usage -> countsIn(usage, all, arrived) == counted)
                      .toList(),
                  facts.usages.values().stream()
                      .filter(usage -> Facts.get(arrived, usage.id()) <= counted)
                      .toList())
              .run();
      results.add(result);
      if (all.get(number).booked() != null) {
        differences.add(result.minus(requireNonNull(all.get(number).booked())));
      }
    }

    arrivals.putAll(arrived);
    closes.clear();
    for (int number = 0; number < all.size(); number++) {
      Closed it = all.get(number);
      closes.add(
          new Closed(
              it.month(), it.offerings(), it.controllers(), it.licences(), results.get(number)));
    }
    return Documents.of(results.getLast(), differences);
  }

  /**
   * The number of the close that a usage counts in, one that there is not yet for a later month.
   */
  private static int countsIn(Usage usage, List<Closed> all, Map<String, Integer> arrived) {
    int arrival = Facts.get(arrived, usage.id());
    int own = 0;
    while (own < all.size() && all.get(own).month().isBefore(usage.usedIn())) {
      own++;
    }
    boolean late = own < arrival;
    return late && !Facts.get(all.get(arrival).offerings(), usage.offering()).ownMonth()
        ? arrival
        : own;
  }

  /** The assets that each licence found at the first of some closes that knew it. */
  private static Map<String, Set<String>> repertoires(List<Closed> from) {
    Map<String, Set<String>> repertoires = new LinkedHashMap<>();
    for (Closed it : from) {
      it.licences().forEach(id -> repertoires.putIfAbsent(id, it.controllers().keySet()));
    }
    return repertoires;
  }

  /** As at the first close, from a month's own on, that knew each. */
  private static <V> Map<String, V> firstKnown(
      List<Closed> all, int number, Function<Closed, Map<String, V>> what) {
    Map<String, V> known = new LinkedHashMap<>();
    for (Closed it : all.subList(number, all.size())) {
      what.apply(it).forEach(known::putIfAbsent);
    }
    return known;
  }
}
