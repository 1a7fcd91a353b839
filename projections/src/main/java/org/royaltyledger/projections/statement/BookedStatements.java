package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.settlement.Settlement;

/** The statements that a close comes to, before they stand in any table. */
public final class BookedStatements {

  private final Booking booking;
  private final SortedMap<Payments.Key, BigDecimal> totals;
  private final SortedMap<Payments.Key, Payment> payments;

  private BookedStatements(
      Booking booking,
      SortedMap<Payments.Key, BigDecimal> totals,
      SortedMap<Payments.Key, Payment> payments) {
    this.booking = booking;
    this.totals = totals;
    this.payments = payments;
  }

  /**
   * @param settlement null if a program closed the month that settled nothing
   */
  public static BookedStatements of(Booking booking, @Nullable Settlement settlement) {
    SortedMap<Payments.Key, BigDecimal> earned = earned(booking);
    SortedMap<Payments.Key, Payment> payments =
        settlement == null ? new TreeMap<>() : Payments.of(settlement, earned);
    payments.forEach(
        (key, it) -> earned.putIfAbsent(key, BigDecimal.ZERO.setScale(it.due().scale())));
    return new BookedStatements(booking, earned, payments);
  }

  SortedMap<Payments.Key, BigDecimal> totals() {
    return totals;
  }

  SortedMap<Payments.Key, Payment> payments() {
    return payments;
  }

  /** The lines of one statement, in their recorded order. */
  private record Lines(List<Booked> earned, List<Booked> held) {}

  /**
   * @param adjusts the closed month whose line it changes, null for the month's own
   */
  private record Booked(@Nullable String adjusts, RunResult.Line line) {

    Statement.Line figures() {
      String asset = line.asset() == null ? null : line.asset().code();
      return new Statement.Line(
          adjusts,
          line.offering().code(),
          line.territory().code(),
          line.territoryOfUse().code(),
          line.useType(),
          asset,
          null,
          line.licence().code(),
          line.part(),
          line.usedIn().toString(),
          line.units(),
          line.share(),
          line.exact());
    }
  }

  /**
   * The figures of each statement, by party and currency: what is in no digest is left out, which
   * are its pools and the kinds of assets.
   */
  public Stream<Statement> figures() {
    Map<Payments.Key, Lines> lines = new HashMap<>();
    String period = booking.period().toString();
    booking
        .all()
        .forEach(
            result -> {
              String of = result.period().toString();
              for (RunResult.Line it : result.lines()) {
                if (it.party() != null) {
                  Lines own =
                      lines.computeIfAbsent(
                          new Payments.Key(it.party().code(), it.currency().getCurrencyCode()),
                          _ -> new Lines(new ArrayList<>(), new ArrayList<>()));
                  (it.held() ? own.held : own.earned)
                      .add(new Booked(of.equals(period) ? null : of, it));
                }
              }
            });
    var none = new Lines(List.of(), List.of());
    return totals.entrySet().stream()
        .map(
            it -> {
              Lines own = lines.getOrDefault(it.getKey(), none);
              return new Statement(
                  period,
                  it.getKey().party(),
                  it.getKey().currency(),
                  it.getValue(),
                  List.of(),
                  own.earned.stream().map(Booked::figures).toList(),
                  own.held.stream().map(Booked::figures).toList(),
                  payments.get(it.getKey()));
            });
  }

  /**
   * A statement is there if money moved, be it held back, or nothing in the end: between assets of
   * one party a closed month may change by as much as it gives back.
   */
  private static SortedMap<Payments.Key, BigDecimal> earned(Booking booking) {
    var totals = new TreeMap<Payments.Key, BigDecimal>();
    booking
        .all()
        .flatMap(it -> it.pools().stream())
        .forEach(
            pool -> {
              String currency = pool.currency().getCurrencyCode();
              BigDecimal none = BigDecimal.ZERO.setScale(pool.amount().scale());
              pool.held()
                  .keySet()
                  .forEach(it -> totals.putIfAbsent(new Payments.Key(it.code(), currency), none));
              pool.parties()
                  .forEach(
                      (party, amount) -> {
                        if (amount.signum() != 0) {
                          totals.merge(
                              new Payments.Key(party.code(), currency), amount, BigDecimal::add);
                        }
                      });
            });
    for (RunResult adjustment : booking.adjustments()) {
      for (RunResult.Line it : adjustment.lines()) {
        if (it.party() != null && !it.held()) {
          totals.putIfAbsent(
              new Payments.Key(it.party().code(), it.currency().getCurrencyCode()),
              BigDecimal.ZERO.setScale(it.currency().getDefaultFractionDigits()));
        }
      }
    }
    return totals;
  }
}
