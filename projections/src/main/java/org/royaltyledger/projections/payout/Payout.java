package org.royaltyledger.projections.payout;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payout run.
 *
 * @param state how far it has come
 * @param items by party and currency
 * @param steps what was done to it, in order
 */
public record Payout(String run, String state, List<Item> items, List<Step> steps) {

  public Payout {
    items = List.copyOf(items);
    steps = List.copyOf(steps);
  }

  /**
   * A party's money in it.
   *
   * @param state what became of it
   * @param reference the bank's, null if it gave none
   */
  public record Item(
      String party, String currency, BigDecimal amount, String state, @Nullable String reference) {}

  /**
   * What was done to it.
   *
   * @param place of the event in the log
   * @param step e.g. {@code collected}
   * @param items how many it was done to
   * @param bookedIn the month that was open then, null where no money moved
   */
  public record Step(
      long place,
      String step,
      int items,
      @Nullable String bookedIn,
      String who,
      @Nullable String why) {}

  /**
   * A payout run at a glance.
   *
   * @param totals by currency and what became of the items
   */
  public record Totals(String run, String state, List<Total> totals) {

    public Totals {
      totals = List.copyOf(totals);
    }
  }

  /** Items of a run in one currency with the same fate. */
  public record Total(String currency, String state, int items, BigDecimal amount) {}
}
