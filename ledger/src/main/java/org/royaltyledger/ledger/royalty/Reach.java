package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.policy.Policy;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.value.Period;

/**
 * Whether a fact that came after a month's close can change what was booked of the month, so that a
 * close need not calculate all of history again.
 *
 * <p>It may say yes in vain, which costs time, and never no in vain, which would lose money: a fact
 * is left out only where its days are none of the month's, or where what it speaks of is not among
 * all that the month's result names.
 */
public final class Reach {

  private static final String ALL_ASSETS = "*";

  private final Period period;
  private final LocalDate firstDay;
  private final boolean seeks;
  private final @Nullable LocalDate streamsFrom;
  private final Supplier<RunResult> booked;
  private final Set<String> excludedAssets;
  private final Function<String, @Nullable LocalDate> dayOfUse;
  private final Set<String> unnamed;
  private @Nullable RunResult result;
  private @Nullable Named named;

  /** All that a result names. */
  private record Named(Set<String> assets, Set<String> parties, Set<String> outputs) {

    static Named in(RunResult result) {
      var named = new Named(new HashSet<>(), new HashSet<>(), new HashSet<>());
      for (RunResult.Line line : result.lines()) {
        if (line.asset() != null) {
          named.assets.add(line.asset().code());
        } else if (line.party() != null) {
          named.parties.add(line.party().code());
        }
      }
      for (RunResult.Waiting waiting : result.waiting()) {
        for (RunResult.Detail detail : waiting.details()) {
          named.of(detail.kind()).add(detail.target());
        }
      }
      return named;
    }

    private Set<String> of(RunResult.Kind kind) {
      return switch (kind) {
        case ASSET -> assets;
        case PARTY -> parties;
        case OUTPUT -> outputs;
      };
    }
  }

  /**
   * @param firstDay of the month's usage, late usage of earlier months included
   * @param seeks whether any of it names an asset by codes, not by its id
   * @param streamsFrom the first day whose usage decides which assets earn in the month, null if
   *     none does
   * @param booked all that was booked of the month; asked for only where days do not decide
   * @param excludedAssets of exclusions in force now: what they take out was not booked
   * @param dayOfUse of a usage, by its id; null if there is none
   * @param unnamed offerings with licences whose money may go to others than the result names
   */
  public Reach(
      Period period,
      LocalDate firstDay,
      boolean seeks,
      @Nullable LocalDate streamsFrom,
      Supplier<RunResult> booked,
      Set<String> excludedAssets,
      Function<String, @Nullable LocalDate> dayOfUse,
      Set<String> unnamed) {
    this.unnamed = unnamed;
    this.excludedAssets = excludedAssets;
    this.dayOfUse = dayOfUse;
    this.period = period;
    this.firstDay = firstDay;
    this.streamsFrom = streamsFrom;
    this.seeks = seeks || streamsFrom != null; // of what is counted, too
    this.booked = booked;
  }

  /** Whether the change can change what was booked. */
  public boolean holds(FactHistory.Change change) {
    @Nullable FactEvent before = change.before();
    return switch (change.now()) {
      case ContractEvent _ -> false; // what becomes of money after it was earned
      case CatalogueEvent.OfferingRecorded _ -> false; // without dates: it stays as it was
      case CatalogueEvent.AssetRecorded it -> asset((CatalogueEvent.AssetRecorded) before, it);
      case CatalogueEvent.SplitsRecorded it ->
          splits((CatalogueEvent.SplitsRecorded) before, it) && mayPay(it.assetId());
      case CatalogueEvent.ClaimRecorded it ->
          mayPay(it.assetId())
              || (before instanceof CatalogueEvent.ClaimRecorded then && mayPay(then.assetId()));
      case PartyEvent.PartyRecorded it -> before == null && named().parties.contains(it.partyId());
      case PartyEvent.MembershipRecorded it ->
          membership((PartyEvent.MembershipRecorded) before, it);
      case LicenceEvent.LicenceRecorded it -> licence((LicenceEvent.LicenceRecorded) before, it);
      case LicenceEvent.ConsentRecorded it -> consent((LicenceEvent.ConsentRecorded) before, it);
      case PolicyEvent.PolicyRecorded it -> policy((PolicyEvent.PolicyRecorded) before, it);
      case RevenueEvent.RevenueRecorded it -> it.period().equals(period.toString());
      case RevenueEvent.RateRecorded it -> rate(it);
      case OutputEvent.OutputRecorded it -> output((OutputEvent.OutputRecorded) before, it);
      case ExclusionEvent.ExclusionRecorded it ->
          exclusion((ExclusionEvent.ExclusionRecorded) before, it);
      default -> true;
    };
  }

  /** Asked for once: it is unpacked from the log. */
  private RunResult booked() {
    if (result == null) {
      result = booked.get();
    }
    return result;
  }

  private Named named() {
    if (named == null) {
      named = Named.in(booked());
    }
    return named;
  }

  /** Whether the month names an asset, or may pay some that it does not name. */
  private boolean mayPay(String asset) {
    return named().assets.contains(asset) || namesTooLittle();
  }

  /**
   * Works that nobody used are licensed, or not, by facts of their own; and what a fallback takes
   * is in no line by its name.
   */
  private boolean namesTooLittle() {
    return !unnamed.isEmpty()
        && booked().rows().stream().anyMatch(it -> unnamed.contains(it.offering().code()));
  }

  /** Its codes may find it where another asset, or none, was found; its controller has no dates. */
  private boolean asset(
      CatalogueEvent.@Nullable AssetRecorded before, CatalogueEvent.AssetRecorded now) {
    if (before == null) {
      return seeks || mayPay(now.assetId());
    }
    if (!before.kind().equals(now.kind()) && mayPay(now.assetId())) {
      return true; // a work may clear what a recording did not
    }
    return seeks
        && !(Objects.equals(before.isrc(), now.isrc())
            && Objects.equals(before.iswc(), now.iswc()));
  }

  private boolean splits(
      CatalogueEvent.@Nullable SplitsRecorded before, CatalogueEvent.SplitsRecorded now) {
    NavigableMap<LocalDate, Holding> then =
        before == null ? Collections.emptyNavigableMap() : Facts.holdings(Splits.from(before));
    NavigableMap<LocalDate, Holding> newest = Facts.holdings(Splits.from(now));
    return Stream.of(Stream.of(firstDay), then.keySet().stream(), newest.keySet().stream())
        .flatMap(Function.identity())
        .filter(this::isWithin)
        .anyMatch(day -> !Facts.on(newest, day).equals(Facts.on(then, day)));
  }

  private boolean membership(
      PartyEvent.@Nullable MembershipRecorded before, PartyEvent.MembershipRecorded now) {
    // Of one key, so that both have the same first day.
    return before == null ? isWithin(now.from(), now.to()) : differs(before.to(), now.to());
  }

  private boolean licence(
      LicenceEvent.@Nullable LicenceRecorded before, LicenceEvent.LicenceRecorded now) {
    boolean days =
        (before != null && before.from().equals(now.from()) && sameTerms(before, now))
            ? differs(before.to(), now.to())
            : isWithin(now.from(), now.to())
                || (before != null && isWithin(before.from(), before.to()));
    return days
        && booked().rows().stream()
            .anyMatch(
                row ->
                    row.offering().code().equals(now.offering())
                        || (before != null && row.offering().code().equals(before.offering())));
  }

  private static boolean sameTerms(
      LicenceEvent.LicenceRecorded before, LicenceEvent.LicenceRecorded now) {
    return new LicenceEvent.LicenceRecorded(
            before.licenceId(),
            before.licensor(),
            before.offering(),
            before.useTypes(),
            before.territories(),
            before.assets(),
            before.modelVersions(),
            before.from(),
            now.to(),
            before.base(),
            before.withoutListener(),
            before.parts(),
            before.minimumGuarantee(),
            before.mostFavoured(),
            before.comparable())
        .equals(now);
  }

  private boolean consent(
      LicenceEvent.@Nullable ConsentRecorded before, LicenceEvent.ConsentRecorded now) {
    // Of one key, so that both have the same first day.
    boolean days =
        (before != null && before.decision().equals(now.decision()))
            ? differs(before.to(), now.to())
            : isWithin(now.from(), now.to())
                || (before != null && isWithin(before.from(), before.to()));
    return days && (now.assetId().equals(ALL_ASSETS) || mayPay(now.assetId()));
  }

  private boolean policy(
      PolicyEvent.@Nullable PolicyRecorded before, PolicyEvent.PolicyRecorded now) {
    return (isWithin(Policy.from(now)) || (before != null && isWithin(Policy.from(before))))
        && booked().rows().stream().anyMatch(it -> it.offering().code().equals(now.offering()));
  }

  private boolean isWithin(Policy it) {
    if (!it.isInForce()) {
      return false;
    }
    return it.rule().isOfMonths()
        ? it.window().contains(period.firstDay())
        : isWithin(it.window().from(), it.window().to());
  }

  /** The newest on or before the last day is used; one that nobody asked for changes nothing. */
  private boolean rate(RevenueEvent.RateRecorded now) {
    if (now.date().isAfter(lastDay())) {
      return false;
    }
    List<ExchangeRate> used = booked().rates();
    return used == null
        || used.stream()
            .anyMatch(
                it ->
                    it.from().getCurrencyCode().equals(now.from())
                        && it.to().getCurrencyCode().equals(now.to())
                        && !it.date().isAfter(now.date()));
  }

  /** Of an output that was analysed before, the month names all that is in it, if it was used. */
  private boolean output(
      OutputEvent.@Nullable OutputRecorded before, OutputEvent.OutputRecorded now) {
    if (streamsFrom != null) {
      return before == null || !before.contributions().equals(now.contributions());
    }
    if (before == null || before.contributions().isEmpty()) {
      return named().outputs.contains(now.output()) || namesTooLittle();
    }
    if (!Objects.equals(before.confidence(), now.confidence()) && namesTooLittle()) {
      return true; // a fallback may rely on one and not on the other
    }
    return !before.contributions().equals(now.contributions())
        && (namesTooLittle()
            || before.contributions().stream().anyMatch(this::isExcluded)
            || before.contributions().stream()
                .filter(it -> it.trillionths() > 0)
                .allMatch(
                    it ->
                        it.party() != null
                            ? named().parties.contains(it.party())
                            : named().assets.contains(it.asset())));
  }

  /**
   * What an excluded asset took out, another analysis may bring back; the month does not name it.
   */
  private boolean isExcluded(OutputEvent.OutputContribution contribution) {
    return contribution.asset() != null && excludedAssets.contains(contribution.asset());
  }

  /** By its days; what is said of one usage, by the day of that usage. */
  private boolean exclusion(
      ExclusionEvent.@Nullable ExclusionRecorded before, ExclusionEvent.ExclusionRecorded now) {
    Exclusion newest = Exclusion.from(now);
    if (before == null) {
      return newest.isInForce() && isWithin(newest.conditions());
    }
    Exclusion then = Exclusion.from(before);
    boolean alike =
        newest.isInForce() == then.isInForce() && newest.conditions().equals(then.conditions());
    return !alike
        && ((newest.isInForce() && isWithin(newest.conditions()))
            || (then.isInForce() && isWithin(then.conditions())));
  }

  private boolean isWithin(Exclusion.Conditions it) {
    if (it.usageId() != null) {
      LocalDate day = dayOfUse.apply(it.usageId());
      return day != null && !day.isBefore(countedFrom()) && !day.isAfter(lastDay()) && it.hold(day);
    }
    return (it.from() == null || !it.from().isAfter(lastDay()))
        && (it.to() == null || it.to().isAfter(countedFrom()));
  }

  /** Whether the days up to one {@code to}, and not up to the other, are some of the month's. */
  private boolean differs(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (Objects.equals(one, other)) {
      return false;
    }
    boolean oneFirst = other == null || (one != null && one.isBefore(other));
    return oneFirst
        ? isWithin(Objects.requireNonNull(one), other)
        : isWithin(Objects.requireNonNull(other), one);
  }

  /**
   * @param to exclusive, null is open
   */
  private boolean isWithin(LocalDate from, @Nullable LocalDate to) {
    return !from.isAfter(lastDay()) && (to == null || to.isAfter(firstDay));
  }

  private boolean isWithin(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay());
  }

  /** The first day whose usage is asked for at all. */
  private LocalDate countedFrom() {
    return streamsFrom != null && streamsFrom.isBefore(firstDay) ? streamsFrom : firstDay;
  }

  private LocalDate lastDay() {
    return period.lastDay();
  }
}
