package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.revenue.RevenueEvent;
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

  private record Licensed(PartyId licensor, OfferingId offering) {}

  private record Asked(PartyId party, Offering.Scope scope) {}

  private final Map<String, Integer> assets = new HashMap<>();
  private final Map<String, Integer> parties = new HashMap<>();
  private final Map<String, Integer> byIsrc = new HashMap<>();
  private final Map<String, Integer> byIswc = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final Map<PartyId, List<Membership>> memberships = new HashMap<>();
  private final Map<OfferingId, Offering> offerings = new HashMap<>();
  private final Map<AssetId, Map<Territory, Splits>> splits = new HashMap<>();
  private final Map<LicenceId, Licence> licencesById = new HashMap<>();
  private final Map<Licensed, List<Licence>> licences = new HashMap<>();
  private final Map<Asked, List<Consent>> consents = new HashMap<>();
  private final Map<Period, SortedMap<Revenue.Row, Revenue>> revenue = new HashMap<>();
  private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
  private final Map<String, Output> outputs = new HashMap<>();
  private final Days days;

  private Facts(FactBook book) {
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
          splits.computeIfAbsent(table.asset(), _ -> new HashMap<>()).put(table.territory(), table);
          table.shares().forEach(share -> edges.add(share.window()));
        }
      }
    }
    // In the order of ids, so that of several assets with one ISRC the lowest stays.
    for (Asset asset : catalogue.values()) {
      int place = targets.size();
      targets.add(new Target.OfAsset(asset));
      assets.put(asset.id().code(), place);
      if (asset.isrc() != null) {
        byIsrc.putIfAbsent(asset.isrc().code(), place);
      }
      if (asset.iswc() != null) {
        byIswc.putIfAbsent(asset.iswc().code(), place);
      }
    }
    var registered = new TreeSet<PartyId>();
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
      parties.put(party.code(), targets.size());
      targets.add(new Target.OfParty(party));
    }
    for (LicenceEvent fact : book.all(LicenceEvent.class)) {
      switch (fact) {
        case LicenceEvent.LicenceRecorded it -> {
          Licence licence = Licence.from(it);
          licencesById.put(licence.id(), licence);
          licences
              .computeIfAbsent(
                  new Licensed(licence.licensor(), licence.offering()), _ -> new ArrayList<>())
              .add(licence);
          edges.add(licence.window());
        }
        case LicenceEvent.ConsentRecorded it -> {
          Consent consent = Consent.from(it);
          consents
              .computeIfAbsent(new Asked(consent.party(), consent.scope()), _ -> new ArrayList<>())
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
              .put(rate.date(), rate.rate());
        }
      }
    }
    for (OutputEvent fact : book.all(OutputEvent.class)) {
      switch (fact) {
        case OutputEvent.OutputRecorded it -> outputs.put(it.output(), Output.from(it));
      }
    }
    days = edges.build();
  }

  /** The newest versions in the book, which may change afterwards without being noticed here. */
  public static Facts of(FactBook book) {
    return new Facts(book);
  }

  /** The revenue rows of a period, by offering and territory. */
  public List<Revenue> revenue(Period period) {
    SortedMap<Revenue.Row, Revenue> rows = revenue.get(period);
    return rows == null ? List.of() : List.copyOf(rows.values());
  }

  /** The newest rate on or before a day, null without one; no inverse or cross rates. */
  public @Nullable BigDecimal rate(CurrencyUnit from, CurrencyUnit to, LocalDate day) {
    NavigableMap<LocalDate, BigDecimal> known = rates.get(new Pair(from, to));
    Map.Entry<LocalDate, BigDecimal> newest = known == null ? null : known.floorEntry(day);
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

  /** All licences that a party gives in an offering, in no order. */
  List<Licence> licences(PartyId licensor, OfferingId offering) {
    return licences.getOrDefault(new Licensed(licensor, offering), List.of());
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

  private static final Comparator<Consent> STRONGER =
      Comparator.comparing((Consent it) -> it.asset() != null)
          .thenComparing(it -> it.window().from())
          .thenComparing(it -> it.decision() == Consent.Decision.OPT_OUT);

  /**
   * A party's word on a scope and day.
   *
   * @param asset null for a contribution that names the party itself
   * @return null if it has given none
   */
  public Consent.@Nullable Decision decision(
      PartyId party, @Nullable AssetId asset, Offering.Scope scope, LocalDate day) {
    return consents.getOrDefault(new Asked(party, scope), List.of()).stream()
        .filter(it -> it.window().contains(day))
        .filter(it -> it.asset() == null || it.asset().equals(asset))
        .max(STRONGER)
        .map(Consent::decision)
        .orElse(null);
  }

  /** Who holds an asset for a use: the territory's own split before Worldwide. */
  Holding holding(AssetId asset, Territory territory, LocalDate day) {
    Map<Territory, Splits> tables = splits.getOrDefault(asset, Map.of());
    Holding own = on(tables.get(territory), day);
    return own.isNone() ? on(tables.get(Territory.WORLDWIDE), day) : own;
  }

  private static Holding on(@Nullable Splits table, LocalDate day) {
    return table == null ? Holding.NONE : Holding.of(table.on(day));
  }

  /** The place of a contribution's target among {@link #target}, -1 if it is unknown. */
  int place(boolean byParty, String code) {
    if (byParty) {
      return parties.getOrDefault(code, -1);
    }
    SoughtAsset sought = SoughtAsset.parse(code);
    return sought == null ? assets.getOrDefault(code, -1) : place(sought);
  }

  private int place(SoughtAsset sought) {
    int found = lowest(byIsrc, sought.isrcs());
    if (found < 0) {
      found = lowest(byIswc, sought.iswcs());
    }
    return found < 0 ? assets.getOrDefault(sought.resourceId(), -1) : found;
  }

  /** Places of assets run in the order of their ids. */
  private static int lowest(Map<String, Integer> places, List<String> codes) {
    return codes.stream()
        .mapToInt(it -> places.getOrDefault(it, -1))
        .filter(it -> it >= 0)
        .min()
        .orElse(-1);
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
