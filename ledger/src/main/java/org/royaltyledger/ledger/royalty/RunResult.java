package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/**
 * What the calculation of a period says: equal for equal facts and usages, whatever their order.
 *
 * <p>Money is in the currency's own decimals, units have no trailing zeros.
 *
 * @param rows by offering, territory
 * @param pools by licence, part, offering, territory; pools of 0 too
 * @param lines by party (nobody's last) and then by their other fields in order
 * @param waiting by offering, territory, state
 * @param notices nothing wrong, but to be looked at
 * @param rates each exchange rate that a term used, by currencies, also where another term won;
 *     null if nobody wrote them down, as in results of old
 */
public record RunResult(
    Period period,
    List<Row> rows,
    List<Pool> pools,
    List<Line> lines,
    List<Waiting> waiting,
    List<Notice> notices,
    @Nullable List<ExchangeRate> rates) {

  /**
   * The version of the calculation that this program does, docs/calculation.md.
   *
   * <p>To be raised with each change that may give another result for equal facts and usages.
   */
  public static final int CALCULATION = 2;

  /** The first version whose closes book what became known of months closed before. */
  public static final int WITH_ADJUSTMENTS = 2;

  public RunResult {
    rows = List.copyOf(rows);
    pools = List.copyOf(pools);
    lines = List.copyOf(lines);
    waiting = List.copyOf(waiting);
    notices = List.copyOf(notices);
    rates = rates == null ? null : List.copyOf(rates);
  }

  /**
   * A revenue row and what became of its money.
   *
   * @param units all that count (T)
   * @param uncoveredUnits without licence, consent, match or attribution; part of {@code units}
   *     unless the offering excludes them
   * @param setAside what waits for them, rounded
   * @param retained netRevenue less pools and what is set aside; below 0 when minima exceed revenue
   */
  public record Row(
      OfferingId offering,
      Territory territory,
      CurrencyUnit currency,
      BigDecimal netRevenue,
      BigDecimal units,
      BigDecimal uncoveredUnits,
      BigDecimal setAside,
      BigDecimal retained) {}

  /**
   * What one part of a licence makes of one revenue row.
   *
   * @param part the place in the licence's parts, from 0
   * @param parties rounded; a party whose share rounds to 0 is there with 0
   * @param held what is held back of parties' shares until a claim is decided; not 0
   * @param noSplit what waits for a split, and unclaimed shares
   * @param breakage what is owed to the licensor, and to no work yet
   * @param raised by which better terms; null if its own count
   */
  public record Pool(
      LicenceId licence,
      int part,
      OfferingId offering,
      Territory territory,
      CurrencyUnit currency,
      BigDecimal amount,
      SortedMap<PartyId, BigDecimal> parties,
      SortedMap<PartyId, BigDecimal> held,
      BigDecimal noSplit,
      BigDecimal breakage,
      @Nullable Raised raised) {

    public Pool {
      parties = Collections.unmodifiableSortedMap(new TreeMap<>(parties));
      held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    }

    /** One of which all is some work's. */
    public Pool(
        LicenceId licence,
        int part,
        OfferingId offering,
        Territory territory,
        CurrencyUnit currency,
        BigDecimal amount,
        SortedMap<PartyId, BigDecimal> parties,
        SortedMap<PartyId, BigDecimal> held,
        BigDecimal noSplit) {
      this(
          licence,
          part,
          offering,
          territory,
          currency,
          amount,
          parties,
          held,
          noSplit,
          BigDecimal.ZERO.setScale(amount.scale()),
          null);
    }

    /** One of which nothing is held back. */
    public Pool(
        LicenceId licence,
        int part,
        OfferingId offering,
        Territory territory,
        CurrencyUnit currency,
        BigDecimal amount,
        SortedMap<PartyId, BigDecimal> parties,
        BigDecimal noSplit) {
      this(
          licence,
          part,
          offering,
          territory,
          currency,
          amount,
          parties,
          Collections.emptySortedMap(),
          noSplit);
    }

    Pool withParties(
        SortedMap<PartyId, BigDecimal> others, SortedMap<PartyId, BigDecimal> othersHeld) {
      return new Pool(
          licence,
          part,
          offering,
          territory,
          currency,
          amount,
          others,
          othersHeld,
          noSplit,
          breakage,
          raised);
    }
  }

  /**
   * That the terms of another licence count for a pool, as they are better.
   *
   * @param licence whose terms
   * @param from the day from which that licence is in force
   * @param own what the pool would be by its own terms, rounded
   */
  public record Raised(LicenceId licence, LocalDate from, BigDecimal own) {}

  /**
   * A party's exact part of a pool, by what it was used for; the lines of a pool add up to it.
   *
   * @param party null is nobody yet: money in the state no-split
   * @param territory of the revenue row
   * @param useType empty where a work earns without having been used, with units of 0
   * @param asset null if a contribution names the party itself
   * @param held whether a claim holds it back, so that it is in no statement's total
   * @param share in percent; 100 for a named party and for an asset without a split
   * @param exact in units of the currency, not of its cents
   */
  public record Line(
      @Nullable PartyId party,
      CurrencyUnit currency,
      OfferingId offering,
      Territory territory,
      Territory territoryOfUse,
      String useType,
      @Nullable AssetId asset,
      LicenceId licence,
      int part,
      Period usedIn,
      BigDecimal units,
      BigDecimal share,
      boolean held,
      BigFraction exact) {

    /** One that nothing holds back. */
    public Line(
        @Nullable PartyId party,
        CurrencyUnit currency,
        OfferingId offering,
        Territory territory,
        Territory territoryOfUse,
        String useType,
        @Nullable AssetId asset,
        LicenceId licence,
        int part,
        Period usedIn,
        BigDecimal units,
        BigDecimal share,
        BigFraction exact) {
      this(
          party,
          currency,
          offering,
          territory,
          territoryOfUse,
          useType,
          asset,
          licence,
          part,
          usedIn,
          units,
          share,
          false,
          exact);
    }

    /** The same line with other figures. */
    Line with(BigDecimal otherUnits, BigFraction otherExact) {
      return new Line(
          party,
          currency,
          offering,
          territory,
          territoryOfUse,
          useType,
          asset,
          licence,
          part,
          usedIn,
          otherUnits,
          share,
          held,
          otherExact);
    }
  }

  /**
   * Money of a row that waits, and for whom.
   *
   * @param state one of no-consent, not-cleared, unattributed, unlicensed, unmatched
   * @param amount rounded; 0 where the offering excludes what is not covered
   * @param details by kind, target
   */
  public record Waiting(
      OfferingId offering,
      Territory territory,
      CurrencyUnit currency,
      State state,
      BigDecimal units,
      BigDecimal amount,
      List<Detail> details) {

    public Waiting {
      details = List.copyOf(details);
    }

    Waiting withDetails(List<Detail> others) {
      return new Waiting(offering, territory, currency, state, units, amount, others);
    }
  }

  /**
   * Whose contributions wait.
   *
   * @param usages how many usages name it, a usage once; their quantities are in {@code units}
   */
  public record Detail(Kind kind, String target, BigDecimal units, long usages) {}

  /** What a contribution names, or the output that has no contributions yet. */
  public enum Kind {
    ASSET,
    PARTY,
    OUTPUT
  }

  /** Nothing wrong, but to be looked at. */
  public sealed interface Notice {}

  /** Usage that no revenue row takes, so that it pays nothing yet. */
  public record WithoutRevenue(
      OfferingId offering, Territory territory, Period month, long usages, BigDecimal quantity)
      implements Notice {}

  /** Usage that exclusions take out, so that it counts nowhere. */
  public record Excluded(
      OfferingId offering, Territory territory, Period month, long usages, BigDecimal quantity)
      implements Notice {}

  /** Minima and the like exceed the revenue of a row. */
  public record RetainedBelowZero(
      OfferingId offering, Territory territory, CurrencyUnit currency, BigDecimal retained)
      implements Notice {}

  /** One state of one currency. */
  public record StateAmount(CurrencyUnit currency, State state, BigDecimal amount) {
    StateAmount plus(StateAmount other) {
      return new StateAmount(currency, state, amount.add(other.amount));
    }
  }

  /** What is to be added to a result of the same month that was booked, for this one. */
  public RunResult minus(RunResult booked) {
    return Difference.between(booked, this);
  }

  /** With what became known later. */
  public RunResult plus(RunResult difference) {
    return Difference.sum(this, difference);
  }

  /** Whether it says nothing of usage or money, as a difference may. */
  public boolean isNothing() {
    return Difference.isNothing(this);
  }

  /** Money by currency and state, states of 0 too, added up from pools, waiting and rows. */
  public List<StateAmount> states() {
    return Conservation.states(this);
  }

  /** Whether all parts add up, each to its whole, to the minor unit. */
  public boolean conserved() {
    return Conservation.holds(this);
  }
}
