package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.royaltyledger.ledger.royalty.RunResult;

/**
 * What is shown of a close; amounts are plain decimals in the currency's own.
 *
 * @param rates empty if none was used, or nobody wrote them down
 * @param netRevenue what the states of each currency add up to, by currency
 * @param notices sentences
 */
public record ClosedMonth(
    String period,
    List<Pool> pools,
    List<Rate> rates,
    List<StateAmount> states,
    boolean conserved,
    List<Sum> netRevenue,
    List<String> notices) {

  public ClosedMonth {
    pools = List.copyOf(pools);
    rates = List.copyOf(rates);
    states = List.copyOf(states);
    netRevenue = List.copyOf(netRevenue);
    notices = List.copyOf(notices);
  }

  /** What one part of a licence makes of one revenue row. */
  public record Pool(
      String licence,
      int part,
      String offering,
      String territory,
      String currency,
      String amount) {}

  /** An exchange rate that the close used. */
  public record Rate(String from, String to, String rate, String date, String source) {}

  /** One state of one currency. */
  public record StateAmount(String currency, String state, String amount) {}

  /** All net revenue of one currency. */
  public record Sum(String currency, String amount) {}

  public static ClosedMonth of(RunResult result) {
    return new ClosedMonth(
        result.period().toString(),
        result.pools().stream()
            .map(
                it ->
                    new Pool(
                        it.licence().code(),
                        it.part(),
                        it.offering().code(),
                        it.territory().code(),
                        it.currency().getCurrencyCode(),
                        it.amount().toPlainString()))
            .toList(),
        rates(result),
        result.states().stream()
            .map(
                it ->
                    new StateAmount(
                        it.currency().getCurrencyCode(),
                        it.state().written(),
                        it.amount().toPlainString()))
            .toList(),
        result.conserved(),
        netRevenue(result),
        notices(result));
  }

  private static List<Rate> rates(RunResult result) {
    if (result.rates() == null) {
      return List.of();
    }
    return result.rates().stream()
        .map(
            it ->
                new Rate(
                    it.from().getCurrencyCode(),
                    it.to().getCurrencyCode(),
                    it.rate().toPlainString(),
                    it.date().toString(),
                    it.source()))
        .toList();
  }

  private static List<Sum> netRevenue(RunResult result) {
    var sums = new TreeMap<String, BigDecimal>();
    for (RunResult.Row row : result.rows()) {
      sums.merge(row.currency().getCurrencyCode(), row.netRevenue(), BigDecimal::add);
    }
    return sums.entrySet().stream()
        .map(it -> new Sum(it.getKey(), it.getValue().toPlainString()))
        .toList();
  }

  private static List<String> notices(RunResult result) {
    var notices = new ArrayList<String>();
    if (result.rows().isEmpty()) {
      notices.add(
          "notice: %s has no revenue row, so there was no money to divide"
              .formatted(result.period()));
    }
    result.notices().forEach(it -> notices.add(Words.notice(it)));
    return notices;
  }
}
