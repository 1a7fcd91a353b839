package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.TermText;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.Party;
import org.royaltyledger.ledger.party.PartyKind;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.Isrc;
import org.royaltyledger.ledger.value.Iswc;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Weight;
import org.royaltyledger.ledger.value.Window;

/**
 * Facts and usages in few words. What is not said is usual: October 2026, offering "remix" with
 * scope REMIX, territory SE, use type OnDemandStream, everything in force from 2026-01-01.
 */
final class Story {

  static final LocalDate START = LocalDate.of(2026, 1, 1);
  static final Period OCTOBER = Period.parse("2026-10");

  final FactBook book = new FactBook();
  final List<Play> plays = new ArrayList<>();

  /** A usage, changed by its methods. */
  static final class Play {
    String id = "";
    String at = "2026-10-03T12:00:00Z";
    String useType = "OnDemandStream";
    String offering = "remix";
    String territory = "SE";
    @Nullable String listener;
    long quantity = 1;
    @Nullable String model;
    @Nullable String output;
    Attribution attribution = Attribution.NONE;
    final List<Output.Contribution> contributions = new ArrayList<>();

    Play at(String instant) {
      at = instant;
      return this;
    }

    Play useType(String type) {
      useType = type;
      return this;
    }

    Play offering(String id) {
      offering = id;
      return this;
    }

    Play in(String code) {
      territory = code;
      return this;
    }

    Play by(@Nullable String pseudonym) {
      listener = pseudonym;
      return this;
    }

    Play times(long count) {
      quantity = count;
      return this;
    }

    Play model(@Nullable String version) {
      model = version;
      return this;
    }

    Play confidence(String decimal) {
      attribution = new Attribution("acme", null, null, decimal);
      return this;
    }

    Play output(String id) {
      output = id;
      return this;
    }

    Play asset(String id, String weight) {
      contributions.add(contribution(false, id, weight));
      return this;
    }

    Play named(String party, String weight) {
      contributions.add(contribution(true, party, weight));
      return this;
    }

    void addTo(UsageBlock.Builder builder) {
      var instant = OffsetDateTime.parse(at).toInstant();
      builder.usage(
          id,
          instant.getEpochSecond(),
          instant.getNano(),
          useType,
          offering,
          territory,
          listener,
          quantity,
          model,
          null,
          output,
          attribution);
      contributions.forEach(
          it ->
              builder.contribution(
                  it.byParty(),
                  it.target(),
                  it.role(),
                  it.weight().trillionths(),
                  it.weight().trillionths()));
    }
  }

  /** A licence, changed by its methods; each changes the book. */
  final class Grant {
    private final LicenceId id;
    private final PartyId licensor;
    private String offering = "remix";
    private List<String> useTypes = List.of("OnDemandStream");
    private List<String> territories = List.of("Worldwide");
    private @Nullable List<String> assets;
    private @Nullable List<String> models;
    private Window window = new Window(START, null);
    private Licence.Base base = Licence.Base.SHARE;
    private Licence.WithoutListener without = Licence.WithoutListener.REFUSE;
    private final List<Licence.Part> parts = new ArrayList<>();
    private Licence.@Nullable MinimumGuarantee minimum;
    private @Nullable String mostFavoured;
    private @Nullable String comparable;

    private Grant(String id, String licensor) {
      this.id = new LicenceId(id);
      this.licensor = new PartyId(licensor);
      put();
    }

    private Grant put() {
      book.put(
          new Licence(
                  id,
                  licensor,
                  new OfferingId(offering),
                  new TreeSet<>(useTypes),
                  new TreeSet<>(territories.stream().map(Territory::new).toList()),
                  assets == null ? null : new TreeSet<>(assets.stream().map(AssetId::new).toList()),
                  models == null ? null : new TreeSet<>(models),
                  window,
                  base,
                  without,
                  parts,
                  minimum,
                  mostFavoured,
                  comparable)
              .recorded());
      return this;
    }

    Grant offering(String given) {
      offering = given;
      return put();
    }

    Grant useTypes(String... given) {
      useTypes = List.of(given);
      return put();
    }

    Grant in(String... given) {
      territories = List.of(given);
      return put();
    }

    Grant assets(String... given) {
      assets = List.of(given);
      return put();
    }

    Grant models(String... given) {
      models = List.of(given);
      return put();
    }

    Grant window(String from, @Nullable String to) {
      window = days(from, to);
      return put();
    }

    Grant base(Licence.Base given) {
      base = given;
      return put();
    }

    Grant ownListener() {
      without = Licence.WithoutListener.OWN;
      return put();
    }

    Grant part(String terms, Licence.Allocation allocation) {
      parts.add(new Licence.Part(TermText.read(terms), allocation));
      return put();
    }

    Grant mostFavoured(String group) {
      mostFavoured = group;
      return put();
    }

    Grant comparable(String group) {
      comparable = group;
      return put();
    }

    Grant atLeast(String amount, String currency, Licence.@Nullable Allocation allocation) {
      minimum =
          new Licence.MinimumGuarantee(new BigDecimal(amount), Currencies.of(currency), allocation);
      return put();
    }

    Grant fallback(String terms, Licence.Allocation allocation, String below) {
      parts.add(
          new Licence.Part(
              TermText.read(terms),
              allocation,
              false,
              new Licence.Fallback(new BigDecimal(below), Licence.Allocation.EQUAL_LICENSED)));
      return put();
    }

    Grant guaranteed(String terms, Licence.Allocation allocation) {
      parts.add(new Licence.Part(TermText.read(terms), allocation, true, null));
      return put();
    }

    Grant part(String terms) {
      return part(terms, Licence.Allocation.PRO_RATA);
    }
  }

  static Output.Contribution contribution(boolean byParty, String target, String weight) {
    return new Output.Contribution(
        byParty,
        target,
        "voice",
        new Weight(new BigDecimal(weight).movePointRight(12).longValueExact()));
  }

  static Window days(String from, @Nullable String to) {
    return new Window(LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
  }

  Story parties(String... ids) {
    for (String id : ids) {
      book.put(
          new Party(new PartyId(id), PartyKind.LABEL, null, null, null, null, null).recorded(""));
    }
    return this;
  }

  Story member(String party, String of, String from, @Nullable String to) {
    book.put(new Membership(new PartyId(party), new PartyId(of), days(from, to)).recorded());
    return this;
  }

  Story offering(String id, Offering.Uncovered uncovered) {
    book.put(
        new Offering(
                new OfferingId(id),
                "service",
                Offering.Scope.REMIX,
                uncovered,
                Offering.Weights.EXACT,
                Offering.LateUsage.OPEN_MONTH)
            .recorded());
    return this;
  }

  Story asset(String id, String controller) {
    return asset(id, controller, null, null);
  }

  Story asset(String id, String controller, @Nullable String isrc, @Nullable String iswc) {
    book.put(
        new Asset(
                new AssetId(id),
                Asset.Kind.RECORDING,
                null,
                isrc == null ? null : new Isrc(isrc),
                iswc == null ? null : new Iswc(iswc),
                new PartyId(controller),
                null)
            .recorded(null));
    return this;
  }

  /** Shares are {@code party percent}, with {@code from} and {@code to} where they are not open. */
  Story split(String asset, String territory, String... shares) {
    var rows = new ArrayList<Splits.Share>();
    for (String share : shares) {
      String[] cells = share.split(" ", -1);
      rows.add(
          new Splits.Share(
              new PartyId(cells[0]),
              new BigDecimal(cells[1]),
              days(
                  cells.length > 2 ? cells[2] : START.toString(),
                  cells.length > 3 ? cells[3] : null)));
    }
    book.put(new Splits(new AssetId(asset), new Territory(territory), rows).recorded());
    return this;
  }

  Story consent(
      String party, String asset, String from, @Nullable String to, Consent.Decision decision) {
    book.put(
        new Consent(
                new PartyId(party),
                asset.equals("*") ? null : new AssetId(asset),
                Offering.Scope.REMIX,
                days(from, to),
                decision)
            .recorded());
    return this;
  }

  Story optIn(String... parties) {
    for (String party : parties) {
      consent(party, "*", START.toString(), null, Consent.Decision.OPT_IN);
    }
    return this;
  }

  Grant licence(String id, String licensor) {
    return new Grant(id, licensor);
  }

  /** A revenue row of October; figures are net, gross, subscribers, cost, performance. */
  Story revenue(String offering, String territory, String currency, @Nullable String... figures) {
    book.put(
        new Revenue(
                new Revenue.Row(OCTOBER, new OfferingId(offering), new Territory(territory)),
                Currencies.of(currency),
                figure(figures, 1),
                new BigDecimal(Objects.requireNonNull(figures[0])),
                figure(figures, 2),
                figure(figures, 3),
                figure(figures, 4))
            .recorded());
    return this;
  }

  private static @Nullable BigDecimal figure(@Nullable String[] figures, int place) {
    String text = place < figures.length ? figures[place] : null;
    return text == null ? null : new BigDecimal(text);
  }

  Story rate(String date, String from, String to, String rate) {
    book.put(
        new ExchangeRate(
                LocalDate.parse(date),
                Currencies.of(from),
                Currencies.of(to),
                new BigDecimal(rate),
                "ECB")
            .recorded());
    return this;
  }

  Story made(String output, Output.Contribution... contributions) {
    return made(output, Attribution.NONE, contributions);
  }

  Story made(String output, Attribution attribution, Output.Contribution... contributions) {
    book.put(
        new Output(new OutputId(output), Arrays.asList(contributions), attribution, null)
            .recorded());
    return this;
  }

  Play play() {
    var play = new Play();
    play.id = "u-%04d".formatted(plays.size());
    plays.add(play);
    return play;
  }

  static UsageBlock block(List<Play> plays) {
    var builder = new UsageBlock.Builder();
    plays.forEach(it -> it.addTo(builder));
    return builder.build();
  }

  /** October, nothing closed before, all plays in one block. */
  RunResult close() {
    return fold().result();
  }

  MonthFold fold() {
    return new MonthFold(Facts.of(book), counting(1)).add(1, block(plays));
  }

  /** October, the first month that is closed. */
  static Counting counting(long cutOff) {
    return new Counting(List.of(cutOff(OCTOBER, cutOff)), 0);
  }

  /** October, after another month. */
  static Counting counting(Period lastClosed, long lastCutOff, long cutOff) {
    return new Counting(List.of(cutOff(lastClosed, lastCutOff), cutOff(OCTOBER, cutOff)), 1);
  }

  private static Counting.CutOff cutOff(Period period, long place) {
    return new Counting.CutOff(period, place, Set.of());
  }
}
