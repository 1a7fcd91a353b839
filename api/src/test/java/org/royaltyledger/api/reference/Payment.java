package org.royaltyledger.api.reference;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.reference.Agreements.Rate;
import org.royaltyledger.api.reference.Agreements.Tax;
import org.royaltyledger.api.reference.Moves.Deduction;

/** One party's balance in one currency on its way to being paid. */
final class Payment {
  final String party;
  final String currency;
  final BigDecimal total;
  final List<Deduction> deductions;
  final BigDecimal due;
  final BigDecimal before;
  final BigDecimal setOff;
  String payoutCurrency;
  BigDecimal payable;
  BigDecimal payout;
  Optional<Tax> tax = Optional.empty();
  BigDecimal taxed;
  Optional<Rate> rate = Optional.empty();
  String because = "";
  @Nullable BigDecimal minimum;

  /**
   * "If a party's balance is below 0, what earlier closes made payable … makes up for it."
   *
   * @param payableBefore in this currency, and in no payout run
   */
  Payment(
      Agreements agreed,
      LocalDate day,
      String party,
      String currency,
      BigDecimal total,
      List<Deduction> deductions,
      BigDecimal before,
      BigDecimal payableBefore) {
    this.party = party;
    this.currency = currency;
    this.total = total;
    this.deductions = deductions;
    this.due = deductions.stream().map(Deduction::amount).reduce(total, BigDecimal::add);
    this.before = before;
    BigDecimal balance = due.add(before);
    this.setOff = balance.negate().min(payableBefore).max(zero(currency));
    this.payoutCurrency =
        balance.add(setOff).signum() == 0 ? currency : agreed.payoutCurrency(party, currency, day);
    this.payable = balance.max(zero(currency));
    this.taxed = zero(currency);
    this.payout = zero(payoutCurrency);
    if (balance.signum() > 0) {
      pay(agreed, day);
    } else if (carriedForward().signum() < 0) {
      because = "nothing-due";
    }
  }

  /** Tax and exchange of a whole balance above 0. */
  private void pay(Agreements agreed, LocalDate day) {
    tax = agreed.tax(party, day);
    taxed = tax.map(it -> Account.percentOf(it.percent(), payable)).orElse(zero(currency));
    if (currency.equals(payoutCurrency)) {
      payout = rest();
      return;
    }
    rate = agreed.rate(currency, payoutCurrency, day);
    if (rate.isEmpty()) {
      carryForward("no-rate");
    } else {
      payout =
          rest().multiply(rate.orElseThrow().rate()).setScale(payout.scale(), RoundingMode.HALF_UP);
    }
  }

  /**
   * "If all that would be paid to a party in one currency is less than its minimum, all is carried
   * forward. What is exchanged to nothing stays too."
   *
   * @param together what is to be paid to the party in this one's payout currency
   */
  void askMinimum(BigDecimal together, BigDecimal least) {
    if (together.compareTo(least) < 0 || (payout.signum() == 0 && rest().signum() > 0)) {
      carryForward("below-minimum");
      minimum = least;
    } else if (rest().signum() == 0) { // taxed to nothing: there is nothing to exchange
      rate = Optional.empty();
      payoutCurrency = currency;
      payout = rest();
    }
  }

  private void carryForward(String why) {
    because = why;
    payable = zero(currency);
    payout = zero(payoutCurrency);
    taxed = zero(currency);
    tax = Optional.empty();
    rate = Optional.empty();
  }

  private BigDecimal rest() {
    return payable.subtract(taxed);
  }

  BigDecimal carriedForward() {
    return due.add(before).add(setOff).subtract(payable);
  }

  boolean isPaid() {
    return payable.signum() > 0;
  }

  /** Whether there is a statement: "a party for which nothing moved is absent". */
  boolean moved() {
    return total.signum() != 0 || !deductions.isEmpty() || setOff.signum() != 0 || isPaid();
  }

  /** The figures of its statement, in the words of the JSON. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Deduction it : deductions) {
      lines.add(
          "%s %s %s rate %s base %s: %s"
              .formatted(
                  it.reason(),
                  it.contract(),
                  it.reference(),
                  it.rate() == null
                      ? "-"
                      : requireNonNull(it.rate()).stripTrailingZeros().toPlainString(),
                  it.base() == null ? "-" : requireNonNull(it.base()).toPlainString(),
                  it.amount().toPlainString()));
    }
    lines.sort(null);
    lines.add("due " + due.toPlainString());
    lines.add("broughtForward " + before.toPlainString());
    lines.add("setOff " + setOff.toPlainString());
    lines.add("payable " + payable.toPlainString());
    if (taxed.signum() > 0) {
      Tax it = tax.orElseThrow();
      lines.add(
          "tax %s of %s: %s"
              .formatted(
                  it.percent().stripTrailingZeros().toPlainString(),
                  it.source(),
                  taxed.toPlainString()));
    }
    rate.ifPresent(
        it ->
            lines.add(
                "exchange %s at %s of %s"
                    .formatted(
                        payable.subtract(taxed).toPlainString(),
                        it.rate().stripTrailingZeros().toPlainString(),
                        it.source())));
    lines.add("payout " + payout.toPlainString() + " " + payoutCurrency);
    lines.add("carriedForward " + carriedForward().toPlainString());
    lines.add(
        "because "
            + because
            + (minimum == null
                ? ""
                : " " + requireNonNull(minimum).stripTrailingZeros().toPlainString()));
    return lines;
  }

  private static BigDecimal zero(String currency) {
    return BigDecimal.ZERO.setScale(Calculation.decimals(currency));
  }
}
