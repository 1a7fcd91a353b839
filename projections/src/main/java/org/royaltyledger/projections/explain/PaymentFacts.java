package org.royaltyledger.projections.explain;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.value.Period;

/** Which facts say the tax and the rate of a payment: those in force on the month's last day. */
record PaymentFacts(FactHistory history, Period period, long upTo) {

  /**
   * The key of the tax that was withheld.
   *
   * @param source the country, and its law or treaty if that is known
   */
  @Nullable String tax(String source) {
    LocalDate last = period.lastDay();
    return history.at(upTo, ContractEvent.TaxRecorded.class).stream()
        .filter(it -> (source + ":").startsWith(it.country() + ":"))
        .filter(it -> !it.from().isAfter(last) && (it.to() == null || it.to().isAfter(last)))
        .max(Comparator.comparing(ContractEvent.TaxRecorded::from))
        .map(ContractEvent.TaxRecorded::key)
        .orElse(null);
  }

  /** The key of the newest rate on or before the last day. */
  @Nullable String rate(String from, String to) {
    return history.at(upTo, RevenueEvent.RateRecorded.class).stream()
        .filter(it -> it.from().equals(from) && it.to().equals(to))
        .filter(it -> !it.date().isAfter(period.lastDay()))
        .max(Comparator.comparing(RevenueEvent.RateRecorded::date))
        .map(RevenueEvent.RateRecorded::key)
        .orElse(null);
  }
}
