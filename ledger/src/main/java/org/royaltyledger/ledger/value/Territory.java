package org.royaltyledger.ledger.value;

import java.util.Locale;
import java.util.Set;

/** Where: ISO 3166-1 alpha-2, e.g. {@code SE}, or {@code Worldwide}; compared as written. */
public record Territory(String code) implements Comparable<Territory> {

  public static final Territory WORLDWIDE = new Territory("Worldwide");

  public Territory {
    if (!code.equals("Worldwide") && !Known.CODES.contains(code)) {
      throw new IllegalArgumentException(
          "territory '%s' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE"
              .formatted(Codes.shown(code)));
    }
  }

  @Override
  public int compareTo(Territory other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }

  private static final class Known {
    static final Set<String> CODES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
  }
}
