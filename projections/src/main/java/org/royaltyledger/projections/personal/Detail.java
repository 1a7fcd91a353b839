package org.royaltyledger.projections.personal;

import java.util.Set;

/**
 * One thing that the vault tells of a party.
 *
 * @param kind {@code party}, {@code bank} or {@code tax}
 * @param field as the column of the file is called that it came in
 */
public record Detail(String kind, String field, String value) {

  private static final int SHOWN = 4;
  private static final String MASK = "****";

  /** What is on every statement, and a country, which tells of nobody. */
  private static final Set<String> OPEN = Set.of("name", "bankCountry", "taxCountry");

  /** Its last characters, and those of something long enough only. */
  Detail masked() {
    int points = value.codePointCount(0, value.length());
    if (OPEN.contains(field)) {
      return this;
    }
    return new Detail(
        kind,
        field,
        points < 2 * SHOWN
            ? MASK
            : MASK + value.substring(value.offsetByCodePoints(0, points - SHOWN)));
  }
}
