package org.royaltyledger.api.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.run.MonthAsKnown;

/**
 * An event that could have made a month another, or blocks of usage together.
 *
 * @param place of the event, or the first of them
 * @param last the place of the last of them
 * @param at when that at {@code place} was written
 * @param event its stored name
 * @param what the key of a fact, the period of a close, how many usages
 * @param events how many there are
 * @param who recorded the fact or closed the month, unchecked; null where the log names nobody
 * @param knownThen whether it was in the log then, and only not booked yet
 * @param bookedBy the month whose close booked what it changed; null if none has booked anything
 *     for it
 */
public record CameEvent(
    long place,
    long last,
    @Nullable String at,
    String event,
    String what,
    long events,
    @Nullable String who,
    @Nullable String why,
    boolean knownThen,
    @Nullable String bookedBy) {

  static List<CameEvent> of(AsKnown.Month known) {
    return known.month().came().stream().map(it -> of(it, known.span())).toList();
  }

  private static CameEvent of(MonthAsKnown.Came came, AsKnown.Span span) {
    var written = span.writtenAt().get(came.place());
    String at = written == null ? null : written.toString();
    boolean knownThen = came.place() <= span.then().place();
    Period booked = came.bookedBy();
    String bookedBy = booked == null ? null : booked.toString();
    Acting by = span.writtenBy().get(came.place());
    return switch (came) {
      case MonthAsKnown.Fact it ->
          new CameEvent(
              it.place(),
              it.place(),
              at,
              EventNames.of(it.fact().getClass()).stored(),
              it.fact().key(),
              1,
              by == null || by.who().equals(Signature.UNNAMED) ? null : by.who(),
              by == null ? null : by.why(),
              knownThen,
              bookedBy);
      case MonthAsKnown.Usages it ->
          new CameEvent(
              it.place(),
              it.last(),
              at,
              EventNames.USAGE_BLOCK,
              "%d usages".formatted(it.usages()),
              it.blocks(),
              null,
              null,
              knownThen,
              bookedBy);
      case MonthAsKnown.Closed it ->
          new CameEvent(
              it.place(),
              it.place(),
              at,
              EventNames.PERIOD_CLOSED,
              it.close().period(),
              1,
              it.close().who(),
              it.close().why(),
              knownThen,
              bookedBy);
    };
  }
}
