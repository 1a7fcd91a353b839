package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders in which documents have things, and what they say of currencies. */
final class Order {

  /** Of ids: that of their UTF-8 bytes. */
  static final Comparator<String> IDS =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  /** Of several ids, one after the other. */
  static final Comparator<List<String>> LISTS =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
          int order = IDS.compare(one.get(i), other.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(one.size(), other.size());
      };

  private Order() {}

  /** How many decimals a currency has. */
  static int decimals(String currency) {
    return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  /** A cell of a table, or of a message. */
  static String shown(@Nullable String cell) {
    return cell == null ? "null" : "'" + cell + "'";
  }
}
