package org.royaltyledger.api.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.royalty.RunResult;

/**
 * The states of one currency, as a bar and as a table.
 *
 * @param netRevenue of the month, as reported
 */
record MoneyPicture(String currency, String netRevenue, List<Slice> slices) {

  /** The bar's length, in its own units. */
  static final int LENGTH = 1000;

  private static final BigDecimal WHOLE = BigDecimal.valueOf(LENGTH);

  /**
   * One state.
   *
   * @param percent of the net revenue, e.g. {@code 42.7 %}
   * @param x where its part of the bar begins
   * @param width 0 for an amount of 0 or less
   */
  record Slice(String state, String amount, String percent, BigDecimal x, BigDecimal width) {}

  /**
   * @param states of one currency, in their order
   */
  static MoneyPicture of(
      String currency, BigDecimal netRevenue, List<RunResult.StateAmount> states) {
    BigDecimal length =
        states.stream()
            .map(it -> it.amount().max(BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var slices = new ArrayList<Slice>();
    BigDecimal x = BigDecimal.ZERO;
    for (RunResult.StateAmount it : states) {
      BigDecimal width = part(it.amount().max(BigDecimal.ZERO), length, WHOLE, 2);
      slices.add(
          new Slice(
              it.state().written(),
              it.amount().toPlainString(),
              netRevenue.signum() == 0
                  ? ""
                  : part(it.amount(), netRevenue, BigDecimal.valueOf(100), 1) + " %",
              x,
              width));
      x = x.add(width);
    }
    return new MoneyPicture(currency, netRevenue.toPlainString(), slices);
  }

  /** What the bar shows, in words. */
  public String inWords() {
    return slices.stream()
        .filter(it -> it.width.signum() > 0)
        .map(it -> "%s %s".formatted(it.state, it.percent.isEmpty() ? it.amount : it.percent))
        .collect(Collectors.joining(", ", currency + ": ", ""));
  }

  /** Whether a state is below 0, which a bar cannot show. */
  public boolean below() {
    return slices.stream().anyMatch(it -> it.amount.startsWith("-"));
  }

  private static BigDecimal part(
      BigDecimal amount, BigDecimal whole, BigDecimal times, int decimals) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : amount.multiply(times).divide(whole, decimals, RoundingMode.HALF_UP);
  }
}
