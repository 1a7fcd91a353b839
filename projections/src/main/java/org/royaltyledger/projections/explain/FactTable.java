package org.royaltyledger.projections.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.LogTimes;

/** Numbers the facts of a document, with where each stands in the log. */
final class FactTable {

  private static final String LICENCE = "licence/";
  private static final String NO_NAME = "licence of another licensor";

  private record Version(String fact, long place) {}

  private final LogTimes times;
  private final String ownLicence;
  private final Map<Version, ExplainedLine.Fact> facts = new LinkedHashMap<>();

  /**
   * @param ownLicence the key of the line's licence; of others the name is kept back
   */
  FactTable(LogTimes times, String ownLicence) {
    this.times = times;
    this.ownLicence = ownLicence;
  }

  /** The number of a fact, null if the log does not know it. */
  @Nullable Integer number(String key, ToLongFunction<String> places) {
    long place = places.applyAsLong(key);
    if (place == 0) {
      return null;
    }
    String name = key.startsWith(LICENCE) && !key.equals(ownLicence) ? NO_NAME : key;
    return facts
        .computeIfAbsent(
            new Version(name, place),
            it -> new ExplainedLine.Fact(facts.size() + 1, name, place, times.of(place)))
        .number();
  }

  List<ExplainedLine.Fact> all() {
    return List.copyOf(facts.values());
  }
}
