package org.royaltyledger.ledger.contract;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Window;

/**
 * What becomes of income between being earned and being paid.
 *
 * @param parties whose income it takes in; null is everyone's
 * @param basis off the top goes before from share
 * @param income which of theirs
 * @param recoups which of that recoups advances and costs
 * @param window the days on which it is in force; the last of a month decides
 * @param group the contracts whose advances and costs recoup each other; null without one
 * @param reserve what is kept of each month's rest for a time; null without one
 * @param releases when, in months after; together 100 percent
 * @param directions letters of direction: parts of the rest that go to others
 * @param payableWhenRecouped the rest is held until all advances of these are recouped
 */
public record Contract(
    ContractId id,
    @Nullable SortedSet<PartyId> parties,
    Basis basis,
    Scope income,
    Scope recoups,
    Window window,
    List<Fee> fees,
    @Nullable String group,
    Crosses crosses,
    @Nullable Percent reserve,
    List<Release> releases,
    List<Direction> directions,
    SortedSet<ContractId> payableWhenRecouped) {

  /** Where advances and costs are recovered. */
  public enum Basis {
    /** From all income together, before it is anyone's. */
    OFF_THE_TOP,
    /** From what the parties get. */
    FROM_SHARE
  }

  /** What a contract's income recovers of the other contracts' advances in its group. */
  public enum Crosses {
    /** Whatever is the oldest. */
    ALL,
    /** Only what is left once its own are recouped. */
    RECOUPED_BALANCES
  }

  /**
   * A percentage of income.
   *
   * @param to null is nobody in the ledger
   */
  public record Fee(String reason, Percent percent, @Nullable PartyId to) {}

  /** A part of what was reserved, so many months after the month it was reserved in. */
  public record Release(int after, Percent percent) {}

  /** A part that goes to another party. */
  public record Direction(PartyId to, Percent percent) {}

  /**
   * @throws IllegalArgumentException if percentages or releases do not fit, or a party directs to
   *     itself
   */
  public Contract {
    parties = parties == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(parties));
    fees = List.copyOf(fees);
    releases = List.copyOf(releases);
    directions = List.copyOf(directions);
    payableWhenRecouped = Collections.unmodifiableSortedSet(new TreeSet<>(payableWhenRecouped));
    Percent.requireAtMostAll(
        "the fees of contract '%s'".formatted(id), fees.stream().map(Fee::percent).toList());
    Percent.requireAtMostAll(
        "the directions of contract '%s'".formatted(id),
        directions.stream().map(Direction::percent).toList());
    if (fees.stream().map(Fee::reason).distinct().count() < fees.size()
        || directions.stream().map(Direction::to).distinct().count() < directions.size()) {
      throw new IllegalArgumentException(
          "contract '%s' has two fees of one reason, or two directions to one party: give each once"
              .formatted(id));
    }
    requireReleases(id, reserve, releases);
    if (parties != null) {
      for (Direction it : directions) {
        if (parties.contains(it.to)) {
          throw new IllegalArgumentException(
              "contract '%s' directs money of %s to itself: name another party"
                  .formatted(id, it.to));
        }
      }
    }
  }

  private static void requireReleases(
      ContractId id, @Nullable Percent reserve, List<Release> releases) {
    if ((reserve == null) != releases.isEmpty()) {
      throw new IllegalArgumentException(
          "contract '%s' has %s: give both or neither"
              .formatted(
                  id,
                  reserve == null ? "releases without a reserve" : "a reserve without releases"));
    }
    if (reserve == null) {
      return;
    }
    int before = 0;
    for (Release it : releases) {
      if (it.after <= before) {
        throw new IllegalArgumentException(
            "contract '%s' releases after %d months, which does not come after %d: give whole months above 0, ascending"
                .formatted(id, it.after, before));
      }
      before = it.after;
    }
    var sum =
        releases.stream().map(it -> it.percent.value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
      throw new IllegalArgumentException(
          "the releases of contract '%s' come to %s percent: they must come to 100"
              .formatted(id, sum.toPlainString()));
    }
  }

  /** Whether what a party earned is income under it. */
  public boolean takes(Earned it) {
    return (parties == null || parties.contains(it.party())) && income.holds(it);
  }

  /** Whether taken income recoups. */
  public boolean recoups(Earned it) {
    return recoups.holds(it);
  }

  /** Whether both questions can be answered without asset and use type. */
  public boolean isByPool() {
    return income.isByPool() && recoups.isByPool();
  }

  public ContractEvent.ContractRecorded recorded() {
    return new ContractEvent.ContractRecorded(
        id.code(),
        parties == null ? null : parties.stream().map(PartyId::code).toList(),
        basis.name(),
        income.recorded(),
        recoups.recorded(),
        window.from(),
        window.to(),
        fees.stream()
            .map(
                it ->
                    new ContractEvent.Fee(
                        it.reason, it.percent.toString(), it.to == null ? null : it.to.code()))
            .toList(),
        group,
        crosses.name(),
        reserve == null ? null : reserve.toString(),
        releases.stream()
            .map(it -> new ContractEvent.Release(it.after, it.percent.toString()))
            .toList(),
        directions.stream()
            .map(it -> new ContractEvent.Direction(it.to.code(), it.percent.toString()))
            .toList(),
        payableWhenRecouped.stream().map(ContractId::code).toList());
  }

  public static Contract from(ContractEvent.ContractRecorded it) {
    return new Contract(
        new ContractId(it.contractId()),
        it.parties() == null
            ? null
            : it.parties().stream()
                .map(PartyId::new)
                .collect(Collectors.toCollection(TreeSet::new)),
        Basis.valueOf(it.basis()),
        Scope.from(it.income()),
        Scope.from(it.recoups()),
        new Window(it.from(), it.to()),
        it.fees().stream()
            .map(
                fee ->
                    new Fee(
                        fee.reason(),
                        Percent.parse(fee.percent()),
                        fee.to() == null ? null : new PartyId(fee.to())))
            .toList(),
        it.group(),
        Crosses.valueOf(it.crosses()),
        it.reserve() == null ? null : Percent.parse(it.reserve()),
        it.releases().stream()
            .map(release -> new Release(release.after(), Percent.parse(release.percent())))
            .toList(),
        it.directions().stream()
            .map(to -> new Direction(new PartyId(to.to()), Percent.parse(to.percent())))
            .toList(),
        it.payableWhenRecouped().stream()
            .map(ContractId::new)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** A group's name, as ids are. */
  public static String group(String text) {
    return Codes.require("group", text);
  }
}
