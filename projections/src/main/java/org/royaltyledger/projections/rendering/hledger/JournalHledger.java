package org.royaltyledger.projections.rendering.hledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Side;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.balance.BookedPosting;

/**
 * A transaction for each entry, on the last day of the month that it is booked in. An account is
 * {@code kind:holder} or {@code kind:holder:contract}, where all but ASCII letters, digits, {@code
 * . _ -} is written as {@code %} and two digits for each byte of its UTF-8. What is debit is above
 * 0. Accounts and currencies are declared, so that {@code check --strict} is content.
 */
public final class JournalHledger {

  private static final String PLAIN = "._-";

  private JournalHledger() {}

  /**
   * @param postings of a month, those of an entry one after the other
   */
  public static void write(List<BookedPosting> postings, Appendable to) throws IOException {
    to.append("decimal-mark .\n");
    var accounts = new TreeSet<String>();
    var currencies = new TreeMap<String, BigDecimal>();
    for (BookedPosting it : postings) {
      accounts.add(name(it.account()));
      currencies.put(it.currency(), BigDecimal.ONE.setScale(it.amount().scale()));
    }
    for (var it : currencies.entrySet()) {
      String mark = it.getValue().scale() > 0 ? "" : "."; // which it wants of yen, too
      to.append("commodity %s%s %s\n".formatted(it.getValue().toPlainString(), mark, it.getKey()));
    }
    for (String it : accounts) {
      to.append("account %s\n".formatted(it));
    }
    BookedPosting before = null;
    for (BookedPosting it : postings) {
      if (before == null || before.place() != it.place() || before.entry() != it.entry()) {
        to.append(
            "\n%s * (%d-%d) %s  ; usedIn:%s\n"
                .formatted(
                    Period.parse(it.bookedIn()).lastDay(),
                    it.place(),
                    it.entry(),
                    it.reason(),
                    it.usedIn()));
      }
      BigDecimal debit =
          it.account().kind().side() == Side.DEBIT ? it.amount() : it.amount().negate();
      to.append(
          "    %s  %s %s\n".formatted(name(it.account()), debit.toPlainString(), it.currency()));
      before = it;
    }
  }

  /** As the account is named there. */
  public static String name(Account account) {
    String name = account.kind().written() + ":" + escaped(account.holder());
    return account.contract().isEmpty() ? name : name + ":" + escaped(account.contract());
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (byte it : text.getBytes(UTF_8)) {
      char c = (char) (it & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
