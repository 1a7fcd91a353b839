package org.royaltyledger.api.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.projections.run.MonthClose;

/**
 * What is shown of a close; amounts are plain decimals in the currency's own.
 *
 * @param adjustments what became known of months closed before; the states count it too
 * @param rates empty if none was used, or nobody wrote them down
 * @param netRevenue what the states of each currency add up to, by currency
 * @param payments what becomes of it, by currency; none if the month was closed by a program that
 *     settled nothing
 * @param notices sentences
 */
public record ClosedMonth(
    String period,
    List<Pool> pools,
    List<Adjustment> adjustments,
    List<Rate> rates,
    List<StateAmount> states,
    boolean conserved,
    List<Sum> netRevenue,
    List<PaymentSum> payments,
    List<String> notices) {

  public ClosedMonth {
    pools = List.copyOf(pools);
    adjustments = List.copyOf(adjustments);
    rates = List.copyOf(rates);
    states = List.copyOf(states);
    netRevenue = List.copyOf(netRevenue);
    payments = List.copyOf(payments);
    notices = List.copyOf(notices);
  }

  /** What one part of a licence makes of one revenue row. */
  public record Pool(
      String licence,
      int part,
      String offering,
      String territory,
      String currency,
      String amount,
      @Nullable Raised raised) {}

  /**
   * Whose better terms count, from when that licence is in force, and what the own would come to.
   */
  public record Raised(String licence, String from, String own) {}

  /**
   * What is to be added to all that was booked of a closed month before.
   *
   * @param pools whose parties, or amount, are others
   * @param states of the currencies whose money moved
   */
  public record Adjustment(String period, List<Pool> pools, List<StateAmount> states) {

    public Adjustment {
      pools = List.copyOf(pools);
      states = List.copyOf(states);
    }
  }

  /** An exchange rate that the close used. */
  public record Rate(String from, String to, String rate, String date, String source) {}

  /** One state of one currency. */
  public record StateAmount(String currency, String state, String amount) {}

  /** All net revenue of one currency. */
  public record Sum(String currency, String amount) {}

  /**
   * What is to be paid, or carried forward, of all parties together.
   *
   * @param payment {@code to-be-paid}, {@code carried-forward}, or {@code owed-back} where parties'
   *     balances are below 0
   * @param parties how many
   */
  public record PaymentSum(String currency, String payment, int parties, String amount) {}

  public static ClosedMonth of(MonthClose close) {
    return of(close.booking(), close.settlement());
  }

  /**
   * @param settlement null if the month was closed by a program that settled nothing
   */
  public static ClosedMonth of(Booking booking, @Nullable Settlement settlement) {
    return new ClosedMonth(
        booking.period().toString(),
        pools(booking.month()),
        booking.adjustments().stream()
            .map(it -> new Adjustment(it.period().toString(), pools(it), states(it.states())))
            .toList(),
        rates(booking),
        states(booking.states()),
        booking.conserved(),
        booking.netRevenue().entrySet().stream()
            .map(it -> new Sum(it.getKey(), it.getValue().toPlainString()))
            .toList(),
        settlement == null ? List.of() : PaymentSums.of(settlement),
        notices(booking));
  }

  private static List<Pool> pools(RunResult result) {
    return result.pools().stream()
        .map(
            it ->
                new Pool(
                    it.licence().code(),
                    it.part(),
                    it.offering().code(),
                    it.territory().code(),
                    it.currency().getCurrencyCode(),
                    it.amount().toPlainString(),
                    it.raised() == null
                        ? null
                        : new Raised(
                            it.raised().licence().code(),
                            it.raised().from().toString(),
                            it.raised().own().toPlainString())))
        .toList();
  }

  private static List<StateAmount> states(List<RunResult.StateAmount> states) {
    return states.stream()
        .map(
            it ->
                new StateAmount(
                    it.currency().getCurrencyCode(),
                    it.state().written(),
                    it.amount().toPlainString()))
        .toList();
  }

  private static List<Rate> rates(Booking booking) {
    return booking
        .all()
        .flatMap(it -> it.rates() == null ? Stream.<ExchangeRate>of() : it.rates().stream())
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

  private static List<String> notices(Booking booking) {
    var notices = new ArrayList<String>();
    if (booking.month().rows().isEmpty()) {
      notices.add(
          "notice: %s has no revenue row, so there was no money of its own to divide"
              .formatted(booking.period()));
    }
    booking
        .all()
        .forEach(
            result ->
                result
                    .notices()
                    .forEach(
                        it ->
                            notices.add(
                                Words.notice(it)
                                    + (result.period().equals(booking.period())
                                        ? ""
                                        : " (%s, calculated again)".formatted(result.period())))));
    return notices;
  }
}
