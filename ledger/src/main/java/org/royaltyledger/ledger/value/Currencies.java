package org.royaltyledger.ledger.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/** ISO 4217 currencies that have decimals of their own (JPY 0, USD 2, KWD 3). */
public final class Currencies {

  // Each line of a result names its currency, and the library looks it up slowly.
  private static final Map<String, CurrencyUnit> FOUND = new ConcurrentHashMap<>();

  private Currencies() {}

  /**
   * @throws IllegalArgumentException if {@code code} is no currency money can be paid in
   */
  public static CurrencyUnit of(String code) {
    CurrencyUnit found = FOUND.get(code);
    if (found == null) {
      found = find(code);
      FOUND.put(code, found);
    }
    return found;
  }

  private static CurrencyUnit find(String code) {
    if (code.length() != 3
        || !Monetary.isCurrencyAvailable(code)
        || Monetary.getCurrency(code).getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "currency '%s' is not an ISO 4217 code with decimals: write it like EUR"
              .formatted(Codes.shown(code)));
    }
    return Monetary.getCurrency(code);
  }
}
