package org.royaltyledger.ledger.royalty;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;

/** The orders in which a result is written. */
final class Ordering {

  static final Comparator<RunResult.Row> ROWS =
      Comparator.comparing(RunResult.Row::offering).thenComparing(RunResult.Row::territory);

  static final Comparator<RunResult.Waiting> WAITING =
      Comparator.comparing(RunResult.Waiting::offering)
          .thenComparing(RunResult.Waiting::territory)
          .thenComparing(RunResult.Waiting::state);

  static final Comparator<RunResult.Detail> DETAILS =
      Comparator.comparing(RunResult.Detail::kind)
          .thenComparing(RunResult.Detail::target, Codes.ORDER);

  static final Comparator<RunResult.Pool> POOLS =
      Comparator.comparing(RunResult.Pool::licence)
          .thenComparingInt(RunResult.Pool::part)
          .thenComparing(RunResult.Pool::offering)
          .thenComparing(RunResult.Pool::territory);

  /** Nobody's last. */
  static final Comparator<@Nullable PartyId> PARTIES =
      Comparator.nullsLast(Comparator.<PartyId>naturalOrder());

  /** No two lines are equal in all of these. */
  static final Comparator<RunResult.Line> LINES =
      Comparator.comparing(RunResult.Line::party, PARTIES)
          .thenComparing(it -> it.currency().getCurrencyCode())
          .thenComparing(RunResult.Line::offering)
          .thenComparing(RunResult.Line::territory)
          .thenComparing(RunResult.Line::territoryOfUse)
          .thenComparing(RunResult.Line::useType, Codes.ORDER)
          .thenComparing(RunResult.Line::asset, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(RunResult.Line::licence)
          .thenComparingInt(RunResult.Line::part)
          .thenComparing(RunResult.Line::usedIn)
          .thenComparing(RunResult.Line::share)
          .thenComparing(RunResult.Line::held);

  static final Comparator<ExchangeRate> RATES =
      Comparator.comparing((ExchangeRate it) -> it.from().getCurrencyCode())
          .thenComparing(it -> it.to().getCurrencyCode());

  private Ordering() {}
}
