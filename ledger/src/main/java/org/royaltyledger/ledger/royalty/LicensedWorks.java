package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * All assets that a licence covers in a row, used or not, each with one unit: as they are on the
 * last day of the period on which the licence is in force.
 *
 * <p>Which assets a licensor controls is asked once for each licence. Not for several threads.
 */
final class LicensedWorks {

  /** No use type has this name. */
  private static final String NOT_USED = "";

  private record Asked(LicenceId licence, int row) {}

  private final Facts facts;
  private final Period period;
  private final Coverage coverage;
  private final Map<LicenceId, List<Integer>> controlled = new HashMap<>();
  private final Map<Asked, LicenceUse> works = new HashMap<>();

  LicensedWorks(Facts facts, Period period) {
    this.facts = facts;
    this.period = period;
    this.coverage = new Coverage(facts);
  }

  /**
   * @param row its place among the period's
   */
  LicenceUse of(Licence licence, int row, Revenue revenue) {
    return works.computeIfAbsent(
        new Asked(licence.id(), row), _ -> works(licence, row, revenue.row().territory()));
  }

  private LicenceUse works(Licence licence, int row, Territory territory) {
    var use = new Use(facts.offering(licence.offering()), NOT_USED, territory, null, day(licence));
    var works = new LicenceUse();
    for (int place : controlled.computeIfAbsent(licence.id(), _ -> controlled(licence))) {
      Target target = facts.target(place);
      Holding holding = coverage.holding(use, target);
      if (coverage.consented(use, target, holding)) {
        works.add(
            new Cell.Earns(
                row,
                licence.id(),
                place,
                territory,
                NOT_USED,
                period,
                holding,
                Reliability.NONE,
                1),
            BigInteger.ONE);
      }
    }
    return works;
  }

  /** Of the period, or, of a licence that has ended before and whose usage came late, its last. */
  private LocalDate day(Licence licence) {
    @Nullable LocalDate to = licence.window().to();
    LocalDate last = period.lastDay();
    return to == null || to.isAfter(last) ? last : to.minusDays(1);
  }

  /** The places of those that the licensor, or a member of it, controls. */
  private List<Integer> controlled(Licence licence) {
    LocalDate day = day(licence);
    Map<PartyId, Boolean> members = new HashMap<>();
    var places = new ArrayList<Integer>();
    for (int place : named(licence)) {
      PartyId controller = facts.target(place).controller();
      if (members.computeIfAbsent(
          controller, it -> facts.licensors(it, day).contains(licence.licensor()))) {
        places.add(place);
      }
    }
    return places;
  }

  private List<Integer> named(Licence licence) {
    if (licence.assets() == null) {
      return facts.repertoire(licence.id());
    }
    var places = new ArrayList<Integer>();
    for (AssetId asset : licence.assets()) {
      int place = facts.place(false, asset.code());
      if (place != Facts.UNKNOWN) {
        places.add(place);
      }
    }
    return places;
  }
}
