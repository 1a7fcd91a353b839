package org.royaltyledger.api.console;

import java.util.List;

/**
 * What a party's statements of a closed month are shown with.
 *
 * @param name empty if it is not known
 * @param page which lines of all its statements together
 * @param omitted how many rows of what waits are left out
 */
record StatementPage(
    String period,
    String party,
    String name,
    String back,
    Page page,
    List<OfCurrency> statements,
    List<Waiting> waiting,
    int omitted,
    List<MonthPage.Reason> reasons) {

  /**
   * One statement.
   *
   * @param sum of its lines, to 12 decimals
   * @param raised sentences on better terms
   * @param steps from earned to paid; none if the month was closed by a program that settled
   *     nothing
   */
  record OfCurrency(
      String currency,
      String total,
      String sum,
      int lines,
      List<Section> sections,
      List<String> raised,
      List<Step> steps) {}

  /** A step from earned to paid. */
  record Step(String what, String amount) {}

  /**
   * A section of a statement.
   *
   * @param href where its lines begin, on this page or another
   * @param size how many lines it has on all pages
   * @param lines of it on this page
   */
  record Section(
      String id,
      String href,
      String offering,
      String kind,
      int size,
      String sum,
      List<Line> lines) {}

  /**
   * One line.
   *
   * @param href of its explanation
   * @param paidFrom the territory of the revenue row, if it is not that of the use; else empty
   */
  record Line(
      String href,
      String asset,
      String territory,
      String paidFrom,
      String useType,
      String licence,
      int part,
      String usedIn,
      String units,
      String share,
      String amount,
      String exact) {}

  /** Uses of what the party controls that earn nothing yet. */
  record Waiting(
      String target,
      String offering,
      String territory,
      String currency,
      String state,
      long usages,
      String units) {}
}
