package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.projections.balance.Balance;

/**
 * What each account comes to, and all of them together.
 *
 * @param balances by account and currency; of one party, or of all
 * @param trialBalance by currency, over all accounts: debits less credits, which is zero
 */
public record AccountsReport(List<Balance> balances, SortedMap<String, BigDecimal> trialBalance) {

  public AccountsReport {
    balances = List.copyOf(balances);
    trialBalance = Collections.unmodifiableSortedMap(new TreeMap<>(trialBalance));
  }

  /** Whether nothing came from nowhere. */
  public boolean isBalanced() {
    return trialBalance.values().stream().allMatch(it -> it.signum() == 0);
  }
}
