package org.royaltyledger.api.scenario;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** One row of an exclusions file; what a test does not set is empty. */
final class Exclusion implements Row {
  static final String COLUMNS =
      "exclusion,reason,evidence,decision,usageId,asset,output,listener,offering,territory,source,from,to";

  private final Map<String, String> cells = new LinkedHashMap<>();

  Exclusion(String id, String decision) {
    of("exclusion", id).of("reason", "FRAUD").of("evidence", "case 7").of("decision", decision);
  }

  /** Sets a column. */
  Exclusion of(String column, String value) {
    cells.put(column, value);
    return this;
  }

  @Override
  public String text() {
    return Stream.of(COLUMNS.split(",", -1))
        .map(column -> cells.getOrDefault(column, ""))
        .collect(joining(","));
  }
}
