package org.royaltyledger.projections.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.payout.ItemState;
import org.royaltyledger.ledger.value.Codes;
import org.springframework.jdbc.core.JdbcTemplate;

/** Payout runs against the books: what is in payment and what is paid is what their items say. */
final class PayoutCheck {

  private static final int FEW = 3;

  private PayoutCheck() {}

  /** A party's money of a currency on one of its accounts, as a message names it. */
  private static String key(String party, String currency, String account) {
    return "%s %s %s".formatted(account, party, currency);
  }

  /**
   * @param place up to which the tables are known to hold everything
   */
  static Check.Finding of(JdbcTemplate jdbc, long place) {
    var rests = new TreeMap<String, BigDecimal>(Codes.ORDER);
    var later = new HashSet<String>();
    var items = new int[1];
    // In one statement, which no event comes between; each table may be ahead by itself.
    jdbc.query(
        "select 0, party, currency, state, amount, place from payout_item union all select 1,"
            + " holder, currency, kind, amount, place from posting where kind in ('%s', '%s')"
                .formatted(Account.Kind.IN_PAYMENT.written(), Account.Kind.PAID.written()),
        row -> {
          boolean isItem = row.getInt(1) == 0;
          String account = isItem ? account(row.getString(4)) : row.getString(4);
          if (row.getLong(6) > place) {
            for (Account.Kind it : List.of(Account.Kind.IN_PAYMENT, Account.Kind.PAID)) {
              later.add(key(row.getString(2), row.getString(3), it.written()));
            }
          }
          items[0] += isItem ? 1 : 0;
          if (!account.isEmpty()) {
            // A credit is below 0 in the books.
            rests.merge(
                key(row.getString(2), row.getString(3), account),
                new BigDecimal(row.getString(5)),
                BigDecimal::add);
          }
        });
    List<String> wrong = wrong(rests, later);
    return new Check.Finding(
        "payouts",
        wrong.isEmpty(),
        wrong.isEmpty()
            ? "%d items of payout runs, each where the books have it".formatted(items[0])
            : String.join("; ", wrong));
  }

  private static String account(String itemState) {
    return switch (ItemState.parse(itemState)) {
      case IN_PAYMENT -> Account.Kind.IN_PAYMENT.written();
      case SETTLED -> Account.Kind.PAID.written();
      case FAILED, RETURNED, CANCELLED -> "";
    };
  }

  private static List<String> wrong(Map<String, BigDecimal> rests, Set<String> later) {
    var wrong = new ArrayList<String>();
    rests.forEach(
        (account, rest) -> {
          if (rest.signum() != 0 && !later.contains(account) && wrong.size() < FEW) {
            wrong.add(
                "the items of payout runs exceed account %s by %s"
                    .formatted(account, rest.toPlainString()));
          }
        });
    return wrong;
  }
}
