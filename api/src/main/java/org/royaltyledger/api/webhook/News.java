package org.royaltyledger.api.webhook;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.access.Logins;
import org.royaltyledger.api.access.Memberships;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.webhook.Topic;
import org.royaltyledger.ledger.webhook.Webhook;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.statement.Statements;

/**
 * What an event is to the owner of a webhook: that something of what he sees changed, and where he
 * finds it. No amount and no name: whoever reads along learns nothing that is worth it.
 */
final class News {

  private static final Set<Role> TOLD =
      Set.of(Role.ADMIN, Role.FINANCE, Role.APPROVER, Role.PARTNER, Role.AUDITOR);

  private static final int ID_LENGTH = 32;

  private final Logins logins;
  private final Memberships members;
  private final Following following;
  private final Statements statements;
  private final LogTimes times;
  private final StoreKey key;

  News(
      Logins logins,
      Memberships members,
      Following following,
      Statements statements,
      LogTimes times,
      StoreKey key) {
    this.logins = logins;
    this.members = members;
    this.following = following;
    this.statements = statements;
    this.times = times;
    this.key = key;
  }

  /** Who a webhook is for, as he may see things now; null if he may see nothing any more. */
  @Nullable Caller owner(Webhook webhook) {
    Caller owner = logins.known(webhook.owner(), members);
    return owner != null && TOLD.stream().anyMatch(owner::is) ? owner : null;
  }

  /** What an event is to the owner, null if it is nothing to him. */
  @Nullable Message of(Webhook webhook, LogReader.Stored row) {
    Caller owner = owner(webhook);
    if (owner == null) {
      return null;
    }
    return switch (row.event()) {
      case PeriodEvent.PeriodClosed it when webhook.wants(Topic.STATEMENTS_ISSUED) ->
          closed(webhook, row.place(), owner, Period.parse(it.period()));
      case PayoutEvent it when webhook.wants(Topic.PAYOUT_CHANGED) ->
          paid(webhook, row.place(), owner, it);
      default -> null;
    };
  }

  private @Nullable Message closed(Webhook webhook, long place, Caller owner, Period month) {
    following.await(place);
    Parties seen = owner.sight().in(month);
    int count = following.steady(() -> statements.count(month, seen));
    return count == 0 && !seen.isAll()
        ? null
        : Message.of(
            id(webhook, place),
            Topic.STATEMENTS_ISSUED.written(),
            times.of(place),
            Json.object()
                .put("period", month.toString())
                .put("statements", count)
                .put("address", "/api/v1/statements/" + month));
  }

  /** By the items of this step: what became of others' is not his. */
  private @Nullable Message paid(Webhook webhook, long place, Caller owner, PayoutEvent event) {
    Parties seen = owner.sight().on(LocalDate.now(ZoneOffset.UTC));
    long items = event.items().stream().filter(it -> seen.contains(it.party())).count();
    var run = new PayoutId(event.run());
    return items == 0 && !seen.isAll()
        ? null
        : Message.of(
            id(webhook, place),
            Topic.PAYOUT_CHANGED.written(),
            times.of(place),
            Json.object()
                .put("run", run.toString())
                .put("step", EventNames.of(event.getClass()).stored().replaceFirst("^payout-", ""))
                .put("items", items)
                .put("address", "/api/v1/payouts/" + run));
  }

  private String id(Webhook webhook, long place) {
    return "msg_"
        + key.hashOfName("webhook message", webhook.id() + "/" + place).substring(0, ID_LENGTH);
  }
}
