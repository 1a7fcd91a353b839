package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.projections.balance.Balance;
import org.royaltyledger.projections.balance.BookedPosting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts and postings as documents, to write and to read (docs/formats.md). */
public final class JournalJson {

  private JournalJson() {}

  /** What {@code accounts --json} prints. */
  public static JsonNode accounts(AccountsReport report) {
    ObjectNode document = Json.object();
    ArrayNode accounts = document.putArray("accounts");
    for (Balance it : report.balances()) {
      put(accounts.addObject(), it.account())
          .put("currency", it.currency())
          .put("balance", it.amount().toPlainString());
    }
    ArrayNode trialBalance = document.putArray("trialBalance");
    report
        .trialBalance()
        .forEach(
            (currency, amount) ->
                trialBalance
                    .addObject()
                    .put("currency", currency)
                    .put("amount", amount.toPlainString()));
    return document;
  }

  /** Reads what {@link #accounts(AccountsReport)} wrote. */
  public static AccountsReport accounts(JsonNode document) {
    var balances = new ArrayList<Balance>();
    for (JsonNode it : document.required("accounts")) {
      balances.add(new Balance(account(it), text(it, "currency"), money(it, "balance")));
    }
    var trialBalance = new TreeMap<String, BigDecimal>();
    for (JsonNode it : document.required("trialBalance")) {
      trialBalance.put(text(it, "currency"), money(it, "amount"));
    }
    return new AccountsReport(balances, trialBalance);
  }

  /** What {@code journal --format json} prints. */
  public static JsonNode postings(List<BookedPosting> postings) {
    ArrayNode document = Json.array();
    for (BookedPosting it : postings) {
      ObjectNode posting =
          document
              .addObject()
              .put("place", it.place())
              .put("entry", it.entry())
              .put("bookedIn", it.bookedIn())
              .put("usedIn", it.usedIn())
              .put("reason", it.reason());
      put(posting, it.account())
          .put("currency", it.currency())
          .put("amount", it.amount().toPlainString());
    }
    return document;
  }

  /** Reads one of what {@link #postings} wrote. */
  public static BookedPosting posting(JsonNode it) {
    return new BookedPosting(
        it.required("place").longValue(),
        it.required("entry").intValue(),
        text(it, "bookedIn"),
        text(it, "usedIn"),
        text(it, "reason"),
        account(it),
        text(it, "currency"),
        money(it, "amount"));
  }

  private static ObjectNode put(ObjectNode node, Account account) {
    @Nullable String contract = account.contract().isEmpty() ? null : account.contract();
    return node.put("account", account.kind().written())
        .put("holder", account.holder())
        .put("contract", contract);
  }

  private static Account account(JsonNode it) {
    JsonNode contract = it.required("contract");
    return new Account(
        Account.Kind.parse(text(it, "account")),
        text(it, "holder"),
        contract.isNull() ? "" : contract.stringValue());
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static BigDecimal money(JsonNode node, String field) {
    return new BigDecimal(text(node, field));
  }
}
