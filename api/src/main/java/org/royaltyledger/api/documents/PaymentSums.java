package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.settlement.Move;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.settlement.Standing;

/** What a settlement comes to for all parties together. */
final class PaymentSums {

  private PaymentSums() {}

  /** By currency, what is to be paid before what is not; amounts of 0 are left out. */
  static List<ClosedMonth.PaymentSum> of(Settlement settlement) {
    var paid = new TreeMap<String, Map<String, BigDecimal>>();
    for (Move move : settlement.moves()) {
      if (move.reason() != Reason.SET_OFF) { // it takes of what earlier closes made payable
        for (Posting it : move.postings()) {
          if (it.account().kind() == Account.Kind.PAYABLE) {
            add(
                paid,
                move.currency().getCurrencyCode(),
                it.account().holder(),
                it.amount().negate());
          }
        }
      }
    }
    var owed = new TreeMap<String, Map<String, BigDecimal>>();
    for (Standing.Owed it : settlement.after().owed()) {
      add(owed, it.currency().getCurrencyCode(), it.party().code(), it.amount());
    }
    var currencies = new TreeMap<String, Object>(paid);
    currencies.putAll(owed);
    var sums = new ArrayList<ClosedMonth.PaymentSum>();
    for (String currency : currencies.keySet()) {
      addSum(sums, currency, "to-be-paid", 1, paid.getOrDefault(currency, Map.of()));
      addSum(sums, currency, "carried-forward", 1, owed.getOrDefault(currency, Map.of()));
      addSum(sums, currency, "owed-back", -1, owed.getOrDefault(currency, Map.of()));
    }
    return sums;
  }

  private static void add(
      Map<String, Map<String, BigDecimal>> sums, String currency, String party, BigDecimal amount) {
    sums.computeIfAbsent(currency, _ -> new TreeMap<>()).merge(party, amount, BigDecimal::add);
  }

  private static void addSum(
      List<ClosedMonth.PaymentSum> sums,
      String currency,
      String payment,
      int sign,
      Map<String, BigDecimal> ofParties) {
    List<BigDecimal> amounts =
        ofParties.values().stream().filter(it -> it.signum() == sign).toList();
    if (!amounts.isEmpty()) {
      sums.add(
          new ClosedMonth.PaymentSum(
              currency,
              payment,
              amounts.size(),
              amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString()));
    }
  }
}
