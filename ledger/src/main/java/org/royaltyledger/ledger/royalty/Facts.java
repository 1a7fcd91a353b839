package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Claim;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** The facts a calculation asks for, by what it asks with; immutable, for any number of threads. */
public final class Facts {

  private record Pair(CurrencyUnit from, CurrencyUnit to) {}

  /** The place of a target that the facts do not know. */
  static final int UNKNOWN = Words.ABSENT;

  /** Null is a licence for all assets. */
  private record Licensed(PartyId licensor, OfferingId offering, @Nullable AssetId asset) {}

  /** Null is a word on all assets. */
  private record Asked(PartyId party, @Nullable AssetId asset, Offering.Scope scope) {}

  private static final Comparator<Consent> LATER =
      Comparator.comparing((Consent it) -> it.window().from())
          .thenComparing(it -> it.decision() == Consent.Decision.OPT_OUT);

  private final Words assets = new Words();
  private final Words parties = new Words();
  private final Map<String, Integer> byIsrc = new HashMap<>();
  private final Map<String, Integer> byIswc = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final Map<PartyId, List<Membership>> memberships = new HashMap<>();
  private final Map<OfferingId, Offering> offerings = new HashMap<>();
  private final Map<AssetId, Map<Territory, NavigableMap<LocalDate, Holding>>> splits =
      new HashMap<>();
  private final Map<LicenceId, Licence> licencesById = new HashMap<>();
  private final Map<Licensed, List<Licence>> licences = new HashMap<>();
  private final Map<OfferingId, List<Licence>> fallbacks = new HashMap<>();
  private final SortedSet<BigDecimal> limits = new TreeSet<>();
  private final Map<Asked, List<Consent>> consents = new HashMap<>();
  private final Map<Period, SortedMap<Revenue.Row, Revenue>> revenue = new HashMap<>();
  private final Map<Pair, NavigableMap<LocalDate, ExchangeRate>> rates = new HashMap<>();
  private final Map<String, Output> outputs = new HashMap<>();
  private final Map<AssetId, List<Claim>> claims = new HashMap<>();
  private final List<Exclusion> exclusions = new ArrayList<>();
  private final Policies policies;
  private final Days days;
  private final Later later;

  private Facts(FactBook book, Later later) {
    this.later = later;
    var edges = new Days.Edges();
    var catalogue = new TreeMap<String, Asset>(Codes.ORDER);
    for (CatalogueEvent fact : book.all(CatalogueEvent.class)) {
      switch (fact) {
        case CatalogueEvent.OfferingRecorded it -> {
          Offering offering = Offering.from(it);
          offerings.put(offering.id(), offering);
        }
        case CatalogueEvent.AssetRecorded it -> catalogue.put(it.assetId(), Asset.from(it));
        case CatalogueEvent.SplitsRecorded it -> {
          Splits table = Splits.from(it);
          splits
              .computeIfAbsent(table.asset(), _ -> new HashMap<>())
              .put(table.territory(), holdings(table));
          table.shares().forEach(share -> edges.add(share.window()));
        }
        case CatalogueEvent.ClaimRecorded it -> {
          Claim claim = Claim.from(it);
          claims.computeIfAbsent(claim.asset(), _ -> new ArrayList<>()).add(claim);
          edges.add(claim.window());
        }
      }
    }
    // In the order of ids, so that of several assets with one ISRC the lowest stays.
    for (Asset asset : catalogue.values()) {
      int place = assets.place(asset.id().code());
      targets.add(new Target.OfAsset(asset));
      if (asset.isrc() != null) {
        byIsrc.putIfAbsent(asset.isrc().code(), place);
      }
      if (asset.iswc() != null) {
        byIswc.putIfAbsent(asset.iswc().code(), place);
      }
    }
    var registered = new TreeSet<PartyId>();
    claims.values().forEach(it -> it.sort(Comparator.comparing(Claim::id, Codes.ORDER)));
    for (PartyEvent fact : book.all(PartyEvent.class)) {
      switch (fact) {
        case PartyEvent.PartyRecorded it -> registered.add(new PartyId(it.partyId()));
        case PartyEvent.MembershipRecorded it -> {
          Membership membership = Membership.from(it);
          memberships.computeIfAbsent(membership.party(), _ -> new ArrayList<>()).add(membership);
          edges.add(membership.window());
        }
      }
    }
    for (PartyId party : registered) {
      parties.place(party.code());
      targets.add(new Target.OfParty(party));
    }
    for (LicenceEvent fact : book.all(LicenceEvent.class)) {
      switch (fact) {
        case LicenceEvent.LicenceRecorded it -> {
          Licence licence = Licence.from(it);
          licencesById.put(licence.id(), licence);
          if (licence.assets() == null) {
            index(licence, null);
          } else {
            licence.assets().forEach(asset -> index(licence, asset));
          }
          edges.add(licence.window());
          addFallbacks(licence);
        }
        case LicenceEvent.ConsentRecorded it -> {
          Consent consent = Consent.from(it);
          consents
              .computeIfAbsent(
                  new Asked(consent.party(), consent.asset(), consent.scope()),
                  _ -> new ArrayList<>())
              .add(consent);
          edges.add(consent.window());
        }
      }
    }
    for (RevenueEvent fact : book.all(RevenueEvent.class)) {
      switch (fact) {
        case RevenueEvent.RevenueRecorded it -> {
          Revenue row = Revenue.from(it);
          revenue.computeIfAbsent(row.row().period(), _ -> new TreeMap<>()).put(row.row(), row);
        }
        case RevenueEvent.RateRecorded it -> {
          ExchangeRate rate = ExchangeRate.from(it);
          rates
              .computeIfAbsent(new Pair(rate.from(), rate.to()), _ -> new TreeMap<>())
              .put(rate.date(), rate);
        }
      }
    }
    for (OutputEvent fact : book.all(OutputEvent.class)) {
      switch (fact) {
        case OutputEvent.OutputRecorded it -> outputs.put(it.output(), Output.from(it));
      }
    }
    for (ExclusionEvent fact : book.all(ExclusionEvent.class)) {
      switch (fact) {
        case ExclusionEvent.ExclusionRecorded it -> {
          Exclusion exclusion = Exclusion.from(it);
          if (exclusion.isInForce()) {
            exclusions.add(exclusion);
          }
        }
      }
    }
    policies = Policies.of(book.all(PolicyEvent.class));
    policies.eachWindow(edges::add);
    days = edges.build();
  }

  private void addFallbacks(Licence licence) {
    List<BigDecimal> below =
        licence.parts().stream()
            .map(Licence.Part::fallback)
            .filter(Objects::nonNull)
            .map(Licence.Fallback::below)
            .toList();
    if (!below.isEmpty()) {
      limits.addAll(below);
      fallbacks.computeIfAbsent(licence.offering(), _ -> new ArrayList<>()).add(licence);
    }
  }

  private void index(Licence licence, @Nullable AssetId asset) {
    licences
        .computeIfAbsent(
            new Licensed(licence.licensor(), licence.offering(), asset), _ -> new ArrayList<>())
        .add(licence);
  }

  /** The newest versions in the book, which may change afterwards without being noticed here. */
  public static Facts of(FactBook book) {
    return new Facts(book, Later.NOTHING);
  }

  /**
   * What a period is counted with: the newest versions up to where it is counted. What has no dates
   * of its own stays as it was at the first close that knew it, from the period's own on: an
   * offering, who controls an asset, and which assets a licence for all is for.
   */
  public static Facts of(FactHistory history, Counting counting) {
    FactBook book = history.at(counting.upTo());
    Later later = Later.NOTHING;
    if (counting.isRestatement()) {
      List<Long> closes = counting.places();
      for (CatalogueEvent newest : book.all(CatalogueEvent.class)) {
        if (history.firstKnown(newest.key(), closes) instanceof CatalogueEvent then) {
          book.put(undated(then, newest));
        }
      }
      later = Later.of(history, closes);
    }
    return new Facts(book, later);
  }

  private static CatalogueEvent undated(CatalogueEvent then, CatalogueEvent newest) {
    return switch (newest) {
      case CatalogueEvent.OfferingRecorded _ -> then;
      case CatalogueEvent.AssetRecorded it ->
          it.controlledBy(((CatalogueEvent.AssetRecorded) then).controller());
      case CatalogueEvent.SplitsRecorded it -> it;
      case CatalogueEvent.ClaimRecorded it -> it;
    };
  }

  /** The revenue rows of a period, by offering and territory. */
  public List<Revenue> revenue(Period period) {
    SortedMap<Revenue.Row, Revenue> rows = revenue.get(period);
    return rows == null ? List.of() : List.copyOf(rows.values());
  }

  /** The newest rate on or before a day, null without one; no inverse or cross rates. */
  public @Nullable ExchangeRate rate(CurrencyUnit from, CurrencyUnit to, LocalDate day) {
    NavigableMap<LocalDate, ExchangeRate> known = rates.get(new Pair(from, to));
    Map.Entry<LocalDate, ExchangeRate> newest = known == null ? null : known.floorEntry(day);
    return newest == null ? null : newest.getValue();
  }

  /**
   * @throws IllegalStateException if it is unknown, which intake rejects
   */
  public Offering offering(OfferingId id) {
    Offering offering = offerings.get(id);
    if (offering == null) {
      throw new IllegalStateException("offering '%s' has usages but is unknown".formatted(id));
    }
    return offering;
  }

  /** The output with its newest contributions, null if nothing is known of it. */
  public @Nullable Output output(String code) {
    return outputs.get(code);
  }

  /** The exclusions in force: a usage that meets all conditions of one counts nowhere. */
  public List<Exclusion> exclusions() {
    return Collections.unmodifiableList(exclusions);
  }

  /** What offerings lay down for their usage. */
  Policies policies() {
    return policies;
  }

  /** The party and all it is a member of on a day, directly or through others; the party first. */
  public List<PartyId> licensors(PartyId party, LocalDate day) {
    var found = new ArrayList<PartyId>();
    Set<PartyId> seen = new HashSet<>();
    found.add(party);
    seen.add(party);
    for (int i = 0; i < found.size(); i++) {
      for (Membership membership : memberships.getOrDefault(found.get(i), List.of())) {
        if (membership.window().contains(day) && seen.add(membership.memberOf())) {
          found.add(membership.memberOf());
        }
      }
    }
    return found;
  }

  /**
   * The licences that a party gives in an offering for exactly this, in no order.
   *
   * @param asset null is those for all assets
   */
  List<Licence> licences(PartyId licensor, OfferingId offering, @Nullable AssetId asset) {
    return licences.getOrDefault(new Licensed(licensor, offering, asset), List.of());
  }

  /**
   * @throws IllegalStateException if it is unknown
   */
  public Licence licence(LicenceId id) {
    Licence licence = licencesById.get(id);
    if (licence == null) {
      throw new IllegalStateException("licence '%s' is unknown".formatted(id));
    }
    return licence;
  }

  boolean knows(LicenceId licence) {
    return licencesById.containsKey(licence);
  }

  /** The licences in an offering with a fallback for what is not attributed, in no order. */
  List<Licence> fallbacks(OfferingId offering) {
    return fallbacks.getOrDefault(offering, List.of());
  }

  /** The confidences from which on some fallback relies on an attribution, ascending. */
  List<BigDecimal> limits() {
    return List.copyOf(limits);
  }

  /** All licences, in no order. */
  Collection<Licence> licences() {
    return licencesById.values();
  }

  /**
   * A party's word on a scope and day: the asset's own before that on all, then the latest.
   *
   * @param asset null for a contribution that names the party itself
   * @return null if it has given none
   */
  public Consent.@Nullable Decision decision(
      PartyId party, @Nullable AssetId asset, Offering.Scope scope, LocalDate day) {
    Consent word = word(party, asset, scope, day);
    return word == null ? null : word.decision();
  }

  /** The same with all that it says. */
  @Nullable Consent word(
      PartyId party, @Nullable AssetId asset, Offering.Scope scope, LocalDate day) {
    Consent own = asset == null ? null : latest(new Asked(party, asset, scope), day);
    return own == null ? latest(new Asked(party, null, scope), day) : own;
  }

  /** Of two from one day, which one key cannot have, OPT_OUT. */
  private @Nullable Consent latest(Asked asked, LocalDate day) {
    Consent latest = null;
    for (Consent it : consents.getOrDefault(asked, List.of())) {
      if (it.window().contains(day) && (latest == null || LATER.compare(it, latest) > 0)) {
        latest = it;
      }
    }
    return latest;
  }

  /** Who holds an asset for a use, under the claims that are in force. */
  Holding holding(AssetId asset, Territory territory, LocalDate day) {
    Holding split = split(asset, territory, day);
    List<Claim> all = claims(asset, territory, day);
    return all.isEmpty() ? split : Claimed.of(split, all);
  }

  /** The claims on an asset that are in force for a use, by their ids. */
  List<Claim> claims(AssetId asset, Territory territory, LocalDate day) {
    List<Claim> all = claims.get(asset);
    return all == null
        ? List.of()
        : all.stream()
            .filter(it -> it.window().contains(day))
            .filter(
                it ->
                    it.territory().equals(territory) || it.territory().equals(Territory.WORLDWIDE))
            .toList();
  }

  /** The territory whose split serves, null without one. */
  @Nullable Territory splitTerritory(AssetId asset, Territory territory, LocalDate day) {
    Map<Territory, NavigableMap<LocalDate, Holding>> tables = splits.getOrDefault(asset, Map.of());
    for (Territory it : List.of(territory, Territory.WORLDWIDE)) {
      if (!on(tables.get(it), day).isNone()) {
        return it;
      }
    }
    return null;
  }

  /** How a party is a member of another on a day, the shortest way; empty if it is not. */
  List<Membership> membershipsTo(PartyId party, PartyId of, LocalDate day) {
    Map<PartyId, Membership> ways = new HashMap<>();
    var found = new ArrayList<>(List.of(party));
    for (int i = 0; i < found.size(); i++) {
      for (Membership it : memberships.getOrDefault(found.get(i), List.of())) {
        if (it.window().contains(day)
            && !it.memberOf().equals(party)
            && ways.putIfAbsent(it.memberOf(), it) == null) {
          found.add(it.memberOf());
        }
      }
    }
    var way = new ArrayList<Membership>();
    for (Membership it = ways.get(of); it != null; it = ways.get(it.party())) {
      way.addFirst(it);
    }
    return way;
  }

  /** The territory's own split before Worldwide. */
  private Holding split(AssetId asset, Territory territory, LocalDate day) {
    Map<Territory, NavigableMap<LocalDate, Holding>> tables = splits.getOrDefault(asset, Map.of());
    Holding own = on(tables.get(territory), day);
    return own.isNone() ? on(tables.get(Territory.WORLDWIDE), day) : own;
  }

  static Holding on(@Nullable NavigableMap<LocalDate, Holding> table, LocalDate day) {
    Map.Entry<LocalDate, Holding> since = table == null ? null : table.floorEntry(day);
    return since == null ? Holding.NONE : since.getValue();
  }

  /** By the day from which each holds. */
  static NavigableMap<LocalDate, Holding> holdings(Splits table) {
    var holdings = new TreeMap<LocalDate, Holding>();
    table.eachChange((day, shares) -> holdings.put(day, Holding.of(shares)));
    return holdings;
  }

  /** The place of a contribution's target among {@link #target}, {@link #UNKNOWN} without one. */
  int place(boolean byParty, String code) {
    if (byParty) {
      int party = parties.find(code);
      return party == Words.ABSENT ? UNKNOWN : assets.size() + party;
    }
    SoughtAsset sought = SoughtAsset.parse(code);
    return sought == null ? assets.find(code) : place(sought);
  }

  private int place(SoughtAsset sought) {
    int found = lowest(byIsrc, sought.isrcs());
    if (found < 0) {
      found = lowest(byIswc, sought.iswcs());
    }
    return found < 0 ? assets.find(sought.resourceId()) : found;
  }

  /** Places of assets run in the order of their ids. */
  private static int lowest(Map<String, Integer> places, List<String> codes) {
    return codes.stream()
        .mapToInt(it -> places.getOrDefault(it, -1))
        .filter(it -> it >= 0)
        .min()
        .orElse(-1);
  }

  /** The places of all assets that a licence for all was recorded with, or after. */
  List<Integer> repertoire(LicenceId licence) {
    var places = new ArrayList<Integer>();
    for (int place = 0; place < assets.size(); place++) {
      if (!later.isAfter(assets.word(place), licence)) {
        places.add(place);
      }
    }
    return places;
  }

  Target target(int place) {
    return targets.get(place);
  }

  /** How many targets are known; their places run from 0. */
  int targetCount() {
    return targets.size();
  }

  Days days() {
    return days;
  }
}
