package org.royaltyledger.api.console;

import java.util.List;

/**
 * What a closed month is shown with.
 *
 * @param periods all closed ones, latest first
 * @param whole whether the money of all parties is shown; else what is of all is left out
 * @param conserved whether all money is accounted for
 * @param rows of the statements table, those of this page
 * @param waiting money that waits, none of them 0
 * @param reasons why, for each state that waits
 * @param unpaid what is not covered and has no money that waits
 */
record MonthPage(
    String period,
    List<String> periods,
    boolean whole,
    List<MoneyPicture> money,
    boolean conserved,
    Page page,
    List<Row> rows,
    List<Sum> sums,
    List<Waiting> waiting,
    List<Reason> reasons,
    List<Unpaid> unpaid) {

  /**
   * A statement's total.
   *
   * @param due after deductions; empty if the month was closed by a program that settled nothing
   * @param payout what is paid, with its currency; likewise
   */
  record Row(
      String href,
      String party,
      String name,
      String currency,
      int lines,
      String total,
      String due,
      String payout) {}

  /** The totals of a currency, added up. */
  record Sum(String currency, int lines, String total) {}

  /** Money of a revenue row that waits. */
  record Waiting(String state, String offering, String territory, String currency, String amount) {}

  /** Why a state waits. */
  record Reason(String state, String text) {}

  /** Units of an offering that are not covered, and that no money waits for. */
  record Unpaid(String offering, String units) {}
}
