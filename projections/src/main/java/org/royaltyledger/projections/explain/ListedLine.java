package org.royaltyledger.projections.explain;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.statement.Statement;

/**
 * A line of a party's statements of a month, with the number it is asked for by.
 *
 * @param line from 1 on: the lines of each statement in its order, then those that claims hold back
 * @param adjusts the closed month that it changes, null if none
 * @param asset null if contributions named the party itself
 * @param held whether a claim holds it back
 * @param units and the figures that follow as decimals
 * @param exact the reduced fraction {@code p/q}
 */
public record ListedLine(
    int line,
    String currency,
    @Nullable String adjusts,
    String offering,
    String territory,
    String territoryOfUse,
    String useType,
    @Nullable String asset,
    @Nullable String assetKind,
    String licence,
    int part,
    String usedIn,
    boolean held,
    String units,
    String share,
    String amount,
    String exact) {

  static ListedLine of(int number, Statement statement, Statement.Line it, boolean held) {
    return new ListedLine(
        number,
        statement.currency(),
        it.adjusts(),
        it.offering(),
        it.territory(),
        it.territoryOfUse(),
        it.useType(),
        it.asset(),
        it.assetKind(),
        it.licence(),
        it.part(),
        it.usedIn(),
        held,
        it.units().toPlainString(),
        it.share().toPlainString(),
        it.amount().toPlainString(),
        it.fraction());
  }
}
