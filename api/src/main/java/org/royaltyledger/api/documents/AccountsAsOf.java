package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.balance.BalancesAsOf;
import tools.jackson.databind.JsonNode;

/**
 * What each account came to then, what it comes to now, and what moved it; amounts are plain
 * decimals in the currency's own.
 *
 * @param asOf as it was asked
 * @param accounts by account and currency; of one party, or of all
 * @param trialBalance by currency, over all accounts: zero
 * @param events that moved any of these accounts, by place
 */
public record AccountsAsOf(
    String asOf,
    LogState then,
    LogState now,
    List<OfAccount> accounts,
    List<Trial> trialBalance,
    List<MovingEvent> events) {

  public AccountsAsOf {
    accounts = List.copyOf(accounts);
    trialBalance = List.copyOf(trialBalance);
    events = List.copyOf(events);
  }

  /**
   * @param contract null if the account has none
   * @param changes they come to the difference
   */
  public record OfAccount(
      String account,
      String holder,
      @Nullable String contract,
      String currency,
      String then,
      String now,
      String difference,
      List<Change> changes) {
    public OfAccount {
      changes = List.copyOf(changes);
    }
  }

  /**
   * @param place of the event that moved it
   */
  public record Change(long place, String reason, String amount) {}

  /** All accounts of a currency together. */
  public record Trial(String currency, String then, String now) {}

  /**
   * A close, or a step of a payout run.
   *
   * @param event its stored name
   * @param what the closed month, or the run
   * @param who did it, unchecked
   */
  public record MovingEvent(
      long place,
      @Nullable String at,
      String event,
      String what,
      String who,
      @Nullable String why) {}

  public static AccountsAsOf of(AsKnown.Balances known, String asOf) {
    return new AccountsAsOf(
        asOf,
        LogState.of(known.span().then()),
        LogState.of(known.span().now()),
        known.accounts().stream().map(AccountsAsOf::account).toList(),
        known.trialBalance().entrySet().stream()
            .map(
                it ->
                    new Trial(
                        it.getKey(),
                        it.getValue().then().toPlainString(),
                        it.getValue().now().toPlainString()))
            .toList(),
        known.events().stream().map(it -> event(it, known.span())).toList());
  }

  /** Without what tells of the money of others, or who worked on it. */
  public AccountsAsOf withoutOthers() {
    return new AccountsAsOf(
        asOf,
        then,
        now,
        accounts,
        List.of(),
        events.stream()
            .map(it -> new MovingEvent(it.place, it.at, it.event, it.what, Signature.UNNAMED, null))
            .toList());
  }

  /** Written, and read, by its records alone: all their fields are always there. */
  public JsonNode json() {
    return Json.valued(this);
  }

  /** Whether nothing came from nowhere, then and now. */
  public boolean balanced() {
    return trialBalance.stream().allMatch(it -> isNothing(it.then()) && isNothing(it.now()));
  }

  private static boolean isNothing(String amount) {
    return new BigDecimal(amount).signum() == 0;
  }

  private static OfAccount account(BalancesAsOf.Known it) {
    return new OfAccount(
        it.account().kind().written(),
        it.account().holder(),
        it.account().contract().isEmpty() ? null : it.account().contract(),
        it.currency(),
        it.then().toPlainString(),
        it.now().toPlainString(),
        it.now().subtract(it.then()).toPlainString(),
        it.changes().stream()
            .map(
                change ->
                    new Change(change.place(), change.reason(), change.amount().toPlainString()))
            .toList());
  }

  private static MovingEvent event(LogReader.Stored row, AsKnown.Span span) {
    var written = span.writtenAt().get(row.place());
    String at = written == null ? null : written.toString();
    return switch (row.event()) {
      case PeriodEvent.PeriodClosed it ->
          new MovingEvent(row.place(), at, row.name(), it.period(), it.who(), it.why());
      case PayoutEvent it ->
          new MovingEvent(
              row.place(), at, row.name(), new PayoutId(it.run()).toString(), it.who(), it.why());
      case Object it ->
          throw new IllegalStateException("place %d moves no money: %s".formatted(row.place(), it));
    };
  }
}
