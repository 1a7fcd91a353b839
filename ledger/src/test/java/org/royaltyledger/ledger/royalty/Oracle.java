package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.licence.Term;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.value.Period;

/**
 * The contract read word by word, as slowly as it stands there: one contribution after the other,
 * fractions only, lists instead of tables. It shares no line with what it checks, and answers in
 * text: what, and how much.
 */
final class Oracle {

  /** A play and where its block put it. */
  record Placed(long place, int row, Story.Play play) {}

  /** One contribution that counts in a row. */
  private record Counted(
      Placed usage,
      Period month,
      String target,
      BigFraction units,
      String state,
      @Nullable Licence licence,
      Map<String, BigDecimal> shares) {}

  private static final String NOBODY = "\uFFFF"; // after all parties
  private static final BigInteger VOTE = BigInteger.TEN.pow(18);

  private final List<Asset> assets;
  private final Set<String> parties = new HashSet<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final List<Licence> licences = new ArrayList<>();
  private final List<Consent> consents = new ArrayList<>();
  private final List<Splits> splits;
  private final List<Offering> offerings;
  private final List<Revenue> revenue;
  private final List<RevenueEvent.RateRecorded> rates;
  private final List<Output> outputs;
  private final Counting counting;
  private final TreeMap<String, Object> answer = new TreeMap<>();

  private Oracle(FactBook book, Counting counting) {
    this.counting = counting;
    assets = book.all(CatalogueEvent.AssetRecorded.class).stream().map(Asset::from).toList();
    splits = book.all(CatalogueEvent.SplitsRecorded.class).stream().map(Splits::from).toList();
    offerings =
        book.all(CatalogueEvent.OfferingRecorded.class).stream().map(Offering::from).toList();
    book.all(PartyEvent.PartyRecorded.class).forEach(it -> parties.add(it.partyId()));
    book.all(PartyEvent.MembershipRecorded.class)
        .forEach(it -> memberships.add(Membership.from(it)));
    book.all(LicenceEvent.LicenceRecorded.class).forEach(it -> licences.add(Licence.from(it)));
    book.all(LicenceEvent.ConsentRecorded.class).forEach(it -> consents.add(Consent.from(it)));
    revenue =
        book.all(RevenueEvent.RevenueRecorded.class).stream()
            .map(Revenue::from)
            .filter(it -> it.row().period().equals(counting.period()))
            .toList();
    rates = book.all(RevenueEvent.RateRecorded.class);
    outputs = book.all(OutputEvent.OutputRecorded.class).stream().map(Output::from).toList();
  }

  static Map<String, Object> answer(FactBook book, Counting counting, List<Placed> plays) {
    var oracle = new Oracle(book, counting);
    oracle.run(plays);
    return oracle.answer;
  }

  /** What was calculated, in the same words. */
  static Map<String, Object> told(RunResult result) {
    var told = new TreeMap<String, Object>();
    for (RunResult.Row it : result.rows()) {
      String key = "row %s %s ".formatted(it.offering(), it.territory());
      told.put(key + "units", it.units().stripTrailingZeros());
      told.put(key + "uncovered", it.uncoveredUnits().stripTrailingZeros());
      told.put(key + "aside", it.setAside());
      told.put(key + "retained", it.retained());
    }
    for (RunResult.Pool it : result.pools()) {
      String key =
          "pool %s %d %s %s ".formatted(it.licence(), it.part(), it.offering(), it.territory());
      told.put(key, it.amount());
      it.parties().forEach((party, amount) -> told.put(key + party, amount));
      if (it.noSplit().signum() != 0) {
        told.put(key + "no-split", it.noSplit());
      }
    }
    for (RunResult.Waiting it : result.waiting()) {
      String key =
          "waiting %s %s %s ".formatted(it.offering(), it.territory(), it.state().written());
      told.put(key, it.amount());
      told.put(key + "units", it.units().stripTrailingZeros());
      it.details()
          .forEach(
              detail ->
                  told.put(
                      key + detail.kind() + " " + detail.target(),
                      detail.units().stripTrailingZeros() + " in " + detail.usages()));
    }
    for (RunResult.Line it : result.lines()) {
      told.put(
          "line %s %s %s %s %s %s %d %s %s"
              .formatted(
                  it.party() == null ? "no-split" : it.party(),
                  it.offering(),
                  it.territory(),
                  it.territoryOfUse(),
                  it.useType(),
                  it.asset() == null ? "PARTY" : "ASSET " + it.asset(),
                  it.part(),
                  it.licence() + " " + it.usedIn(),
                  it.share()),
          it.units().stripTrailingZeros() + " for " + it.exact());
    }
    for (RunResult.Notice notice : result.notices()) {
      if (notice instanceof RunResult.WithoutRevenue it) {
        told.put(
            "unpaid %s %s %s".formatted(it.offering(), it.territory(), it.month()),
            it.quantity() + " in " + it.usages());
      }
    }
    for (ExchangeRate it : Objects.requireNonNull(result.rates())) {
      told.put(
          "rate %s %s".formatted(it.from().getCurrencyCode(), it.to().getCurrencyCode()),
          it.rate().toPlainString() + " of " + it.date());
    }
    return told;
  }

  private void run(List<Placed> plays) {
    var byRow = new ArrayList<List<Counted>>();
    revenue.forEach(_ -> byRow.add(new ArrayList<>()));
    var unpaid = new TreeMap<String, long[]>();
    for (Placed usage : plays) {
      Period month = Period.of(day(usage.play()));
      boolean counts =
          usage.place() <= counting.upTo()
              && month.compareTo(counting.period()) <= 0
              && (counting.number() == 0
                  || month.compareTo(counting.cutOffs().getFirst().period()) > 0
                  || usage.place() > counting.cutOffs().getFirst().place());
      if (!counts) {
        continue;
      }
      int row = row(usage.play(), usage.play().territory);
      row = row < 0 ? row(usage.play(), "Worldwide") : row;
      if (row < 0) {
        long[] sum =
            unpaid.computeIfAbsent(
                "unpaid %s %s %s".formatted(usage.play().offering, usage.play().territory, month),
                _ -> new long[2]);
        sum[0] += usage.play().quantity;
        sum[1]++;
      } else {
        byRow.get(row).addAll(counted(usage, month));
      }
    }
    unpaid.forEach((key, sum) -> answer.put(key, sum[0] + " in " + sum[1]));
    for (int i = 0; i < revenue.size(); i++) {
      calculate(revenue.get(i), byRow.get(i), byRow);
    }
  }

  private int row(Story.Play play, String territory) {
    for (int i = 0; i < revenue.size(); i++) {
      Revenue.Row row = revenue.get(i).row();
      if (row.offering().code().equals(play.offering) && row.territory().code().equals(territory)) {
        return i;
      }
    }
    return -1;
  }

  private static LocalDate day(Story.Play play) {
    return OffsetDateTime.parse(play.at).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  private List<Counted> counted(Placed usage, Period month) {
    Story.Play play = usage.play();
    List<Output.Contribution> contributions = play.contributions;
    if (contributions.isEmpty()) {
      contributions =
          outputs.stream()
              .filter(it -> it.id().code().equals(play.output))
              .findFirst()
              .map(Output::contributions)
              .orElse(List.of());
    }
    BigFraction quantity = BigFraction.of(play.quantity);
    if (contributions.isEmpty()) {
      return List.of(
          new Counted(
              usage, month, "OUTPUT " + play.output, quantity, "unattributed", null, Map.of()));
    }
    var counted = new ArrayList<Counted>();
    for (Output.Contribution it : contributions) {
      BigFraction units = fraction(it.weight().toBigDecimal()).multiply(quantity);
      if (units.signum() > 0) {
        counted.add(decide(usage, month, it, units));
      }
    }
    return counted;
  }

  private Counted decide(
      Placed usage, Period month, Output.Contribution contribution, BigFraction units) {
    Story.Play play = usage.play();
    LocalDate day = day(play);
    Asset asset = contribution.byParty() ? null : asset(contribution.target());
    boolean known =
        contribution.byParty() ? parties.contains(contribution.target()) : asset != null;
    String code = asset != null ? asset.id().code() : contribution.target();
    if (!known && !contribution.byParty() && code.contains("\t")) {
      code = code.replaceFirst("^[\t|]+", "").split("[\t|]", -1)[0];
    }
    String target = (contribution.byParty() ? "PARTY " : "ASSET ") + code;
    if (!known) {
      return new Counted(usage, month, target, units, "unmatched", null, Map.of());
    }
    String controller = asset == null ? code : asset.controller().code();
    Set<String> above = new TreeSet<>();
    climb(controller, day, above);
    String assetCode = asset == null ? null : code;
    Licence best = null;
    for (Licence it : licences) {
      if (above.contains(it.licensor().code())
          && it.offering().code().equals(play.offering)
          && it.window().contains(day)
          && it.useTypes().contains(play.useType)
          && it.territories().stream()
              .anyMatch(t -> t.code().equals(play.territory) || t.code().equals("Worldwide"))
          && (it.modelVersions() == null
              || it.modelVersions().stream().anyMatch(m -> m.equals(play.model)))
          && (it.assets() == null || it.assets().stream().anyMatch(a -> a.code().equals(assetCode)))
          && (best == null || before(it, best, controller, play.territory))) {
        best = it;
      }
    }
    if (best == null) {
      return new Counted(usage, month, target, units, "unlicensed", null, Map.of());
    }
    Map<String, BigDecimal> shares = new TreeMap<>();
    if (asset == null) {
      shares.put(code, BigDecimal.valueOf(100));
    } else {
      shares = shares(code, play.territory, day);
      if (shares.isEmpty()) {
        shares = shares(code, "Worldwide", day);
      }
    }
    Offering.Scope scope = offering(play.offering).scope();
    boolean yes = "OPT_IN".equals(word(controller, assetCode, scope, day));
    for (String party : shares.keySet()) {
      yes &= !"OPT_OUT".equals(word(party, assetCode, scope, day));
    }
    if (!yes) {
      return new Counted(usage, month, target, units, "no-consent", null, Map.of());
    }
    return new Counted(usage, month, target, units, "", best, shares);
  }

  private @Nullable Asset asset(String code) {
    if (!code.contains("\t")) {
      return assets.stream().filter(it -> it.id().code().equals(code)).findFirst().orElse(null);
    }
    String[] cells = code.split("\t", -1);
    var sorted = new ArrayList<>(assets);
    sorted.sort(Comparator.comparing(Asset::id));
    for (Asset it : sorted) {
      if (it.isrc() != null && List.of(cells[0].split("\\|")).contains(it.isrc().code())) {
        return it;
      }
    }
    for (Asset it : sorted) {
      if (it.iswc() != null && List.of(cells[1].split("\\|")).contains(it.iswc().code())) {
        return it;
      }
    }
    return sorted.stream().filter(it -> it.id().code().equals(cells[2])).findFirst().orElse(null);
  }

  private void climb(String party, LocalDate day, Set<String> found) {
    if (found.add(party)) {
      for (Membership it : memberships) {
        if (it.party().code().equals(party) && it.window().contains(day)) {
          climb(it.memberOf().code(), day, found);
        }
      }
    }
  }

  private static boolean before(Licence a, Licence b, String controller, String territory) {
    boolean ownA = a.licensor().code().equals(controller);
    boolean ownB = b.licensor().code().equals(controller);
    if (ownA != ownB) {
      return ownA;
    }
    boolean namesA = a.territories().stream().anyMatch(it -> it.code().equals(territory));
    boolean namesB = b.territories().stream().anyMatch(it -> it.code().equals(territory));
    if (namesA != namesB) {
      return namesA;
    }
    int from = a.window().from().compareTo(b.window().from());
    return from != 0 ? from > 0 : a.id().compareTo(b.id()) < 0;
  }

  private Map<String, BigDecimal> shares(String asset, String territory, LocalDate day) {
    var shares = new TreeMap<String, BigDecimal>();
    for (Splits table : splits) {
      if (table.asset().code().equals(asset) && table.territory().code().equals(territory)) {
        for (Splits.Share it : table.shares()) {
          if (it.window().contains(day) && it.percent().signum() > 0) {
            shares.merge(it.party().code(), it.percent(), BigDecimal::add);
          }
        }
      }
    }
    return shares;
  }

  private @Nullable String word(
      String party, @Nullable String asset, Offering.Scope scope, LocalDate day) {
    Consent best = null;
    for (Consent it : consents) {
      if (it.party().code().equals(party)
          && it.scope() == scope
          && it.window().contains(day)
          && (it.asset() == null || it.asset().code().equals(asset))) {
        if (best == null
            || (best.asset() == null && it.asset() != null)
            || ((best.asset() == null) == (it.asset() == null)
                && it.window().from().isAfter(best.window().from()))) {
          best = it;
        }
      }
    }
    return best == null ? null : best.decision().name();
  }

  private Offering offering(String code) {
    return offerings.stream().filter(it -> it.id().code().equals(code)).findFirst().orElseThrow();
  }

  private void calculate(Revenue row, List<Counted> all, List<List<Counted>> everywhere) {
    String name = row.row().offering() + " " + row.row().territory();
    boolean excludes =
        offering(row.row().offering().code()).uncovered() == Offering.Uncovered.EXCLUDE;
    BigFraction covered = sum(all.stream().filter(it -> it.licence() != null).toList());
    BigFraction uncovered = sum(all).subtract(covered);
    BigFraction total = excludes ? covered : sum(all);
    BigFraction q = excludes || total.signum() == 0 ? BigFraction.ZERO : uncovered.divide(total);
    int decimals = row.currency().getDefaultFractionDigits();
    BigDecimal aside = round(fraction(row.netRevenue()).multiply(q), decimals);
    answer.put("row " + name + " units", decimal(total));
    answer.put("row " + name + " uncovered", decimal(uncovered));
    answer.put("row " + name + " aside", aside);

    var waits = new TreeMap<String, BigFraction>();
    for (Counted it : all) {
      if (it.licence() == null) {
        waits.merge(it.state(), it.units(), BigFraction::add);
      }
    }
    Map<String, BigDecimal> parts = largestRemainder(aside, waits, decimals);
    parts.forEach((state, amount) -> answer.put("waiting " + name + " " + state + " ", amount));
    waits.forEach(
        (state, units) -> answer.put("waiting " + name + " " + state + " units", decimal(units)));
    for (Counted it : all) {
      if (it.licence() == null) {
        List<Counted> same =
            all.stream()
                .filter(o -> o.state().equals(it.state()) && o.target().equals(it.target()))
                .toList();
        long usages = same.stream().map(Counted::usage).distinct().count();
        answer.put(
            "waiting " + name + " " + it.state() + " " + it.target(),
            decimal(sum(same)) + " in " + usages);
      }
    }

    BigDecimal retained = row.netRevenue().setScale(decimals).subtract(aside);
    for (Licence licence : licences) {
      List<Counted> its = all.stream().filter(it -> licence.equals(it.licence())).toList();
      if (its.isEmpty()) {
        continue;
      }
      BigFraction factor =
          licence.base() == Licence.Base.SHARE
              ? sum(its).divide(total)
              : BigFraction.ONE.subtract(q);
      BigFraction inAllRows =
          sum(
              everywhere.stream()
                  .flatMap(List::stream)
                  .filter(it -> licence.equals(it.licence()))
                  .toList());
      for (int part = 0; part < licence.parts().size(); part++) {
        BigFraction exact =
            term(
                licence.parts().get(part).terms(),
                row,
                factor,
                sum(its),
                sum(its).divide(inAllRows));
        BigDecimal pool = round(exact.signum() < 0 ? BigFraction.ZERO : exact, decimals);
        retained = retained.subtract(pool);
        String key = "pool %s %d %s ".formatted(licence.id(), part, name);
        answer.put(key, pool);
        pay(key, row, licence, part, pool, its);
      }
    }
    answer.put("row " + name + " retained", retained);
  }

  private void pay(
      String key, Revenue row, Licence licence, int part, BigDecimal pool, List<Counted> its) {
    var weights = weights(licence.parts().get(part).allocation(), its);
    BigFraction all = weights.values().stream().reduce(BigFraction.ZERO, BigFraction::add);
    var byParty = new TreeMap<String, BigFraction>();
    var lines = new TreeMap<String, BigFraction>();
    var units = new TreeMap<String, BigFraction>();
    for (Counted it : its) {
      BigFraction ofTarget = sum(its.stream().filter(o -> o.target().equals(it.target())).toList());
      BigFraction money =
          fraction(pool)
              .multiply(weights.get(it.target()))
              .divide(all)
              .multiply(it.units())
              .divide(ofTarget);
      Map<String, BigDecimal> shares =
          it.shares().isEmpty() ? Map.of("no-split", BigDecimal.valueOf(100)) : it.shares();
      shares.forEach(
          (holder, percent) -> {
            String party = holder.equals("UNCLAIMED") ? "no-split" : holder;
            BigFraction amount = money.multiply(fraction(percent)).divide(100);
            byParty.merge(party.equals("no-split") ? NOBODY : party, amount, BigFraction::add);
            String line =
                "line %s %s %s %s %s %s %d %s %s"
                    .formatted(
                        party,
                        row.row().offering(),
                        row.row().territory(),
                        it.usage().play().territory,
                        it.usage().play().useType,
                        it.target().startsWith("PARTY") ? "PARTY" : it.target(),
                        part,
                        licence.id() + " " + it.month(),
                        plain(percent));
            lines.merge(line, amount, BigFraction::add);
            units.merge(line, it.units(), BigFraction::add);
          });
    }
    lines.forEach((line, amount) -> answer.put(line, decimal(units.get(line)) + " for " + amount));
    largestRemainder(pool, byParty, row.currency().getDefaultFractionDigits())
        .forEach(
            (party, amount) -> {
              if (!party.equals(NOBODY)) {
                answer.put(key + party, amount);
              } else if (amount.signum() != 0) {
                answer.put(key + "no-split", amount);
              }
            });
  }

  private static SortedMap<String, BigFraction> weights(
      Licence.Allocation allocation, List<Counted> its) {
    var weights = new TreeMap<String, BigFraction>();
    if (allocation == Licence.Allocation.PRO_RATA || allocation == Licence.Allocation.EQUAL) {
      for (Counted it : its) {
        if (allocation == Licence.Allocation.EQUAL) {
          weights.put(it.target(), BigFraction.ONE);
        } else {
          weights.merge(it.target(), it.units(), BigFraction::add);
        }
      }
      return weights;
    }
    var listeners = new TreeMap<String, TreeMap<String, BigFraction>>();
    for (Counted it : its) {
      String listener = it.usage().play().listener;
      String key = listener == null ? it.usage().place() + "\t" + it.usage().row() : listener;
      listeners
          .computeIfAbsent(key, _ -> new TreeMap<>())
          .merge(it.target(), it.units(), BigFraction::add);
    }
    for (TreeMap<String, BigFraction> used : listeners.values()) {
      BigFraction all = used.values().stream().reduce(BigFraction.ZERO, BigFraction::add);
      used.forEach(
          (target, units) -> {
            BigFraction vote =
                allocation == Licence.Allocation.USER_CENTRIC
                    ? units.multiply(VOTE).divide(all)
                    : BigFraction.of(VOTE, BigInteger.valueOf(used.size()));
            weights.merge(
                target,
                BigFraction.of(vote.getNumerator().divide(vote.getDenominator())),
                BigFraction::add);
          });
    }
    return weights;
  }

  private BigFraction term(
      Term term, Revenue row, BigFraction factor, BigFraction units, BigFraction flat) {
    return switch (term) {
      case Term.PercentOf it -> {
        BigDecimal figure =
            switch (it.basis()) {
              case NET_REVENUE -> row.netRevenue();
              case GROSS_REVENUE -> row.grossRevenue();
              case TOTAL_CONTENT_COST -> row.totalContentCost();
            };
        yield fraction(figure).multiply(factor).multiply(fraction(it.percent())).divide(100);
      }
      case Term.PerUse it ->
          money(it.amount(), it.currency().getCurrencyCode(), row).multiply(units);
      case Term.PerSubscriber it ->
          money(it.amount(), it.currency().getCurrencyCode(), row)
              .multiply(fraction(row.subscribers()))
              .multiply(factor);
      case Term.Flat it ->
          it.perRow()
              ? money(it.amount(), it.currency().getCurrencyCode(), row)
              : money(it.amount(), it.currency().getCurrencyCode(), row).multiply(flat);
      case Term.PerformanceRoyalties _ -> fraction(row.performanceRoyalties()).multiply(factor);
      case Term.GreaterOf it ->
          it.terms().stream()
              .map(each -> term(each, row, factor, units, flat))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      case Term.LesserOf it ->
          it.terms().stream()
              .map(each -> term(each, row, factor, units, flat))
              .min(Comparator.naturalOrder())
              .orElseThrow();
      case Term.Sum it ->
          it.terms().stream()
              .map(each -> term(each, row, factor, units, flat))
              .reduce(BigFraction.ZERO, BigFraction::add);
      case Term.Minus it ->
          term(it.from(), row, factor, units, flat)
              .subtract(term(it.less(), row, factor, units, flat));
      case Term.StepsByUnits it -> {
        BigFraction all = units.divide(flat); // the row's part of a flat fee is by units too
        Term reached =
            it.steps().stream()
                .filter(step -> fraction(step.from()).subtract(all).signum() <= 0)
                .max(Comparator.comparing(Term.UnitStep::from))
                .orElseThrow()
                .term();
        yield term(reached, row, factor, units, flat);
      }
      case Term.Steps it -> {
        Term begun = null;
        LocalDate since = LocalDate.MIN;
        for (Term.Step step : it.steps()) {
          if (!step.from().isAfter(counting.period().firstDay()) && step.from().isAfter(since)) {
            since = step.from();
            begun = step.term();
          }
        }
        yield term(Objects.requireNonNull(begun), row, factor, units, flat);
      }
    };
  }

  private BigFraction money(BigDecimal amount, String currency, Revenue row) {
    if (currency.equals(row.currency().getCurrencyCode())) {
      return fraction(amount);
    }
    return rates.stream()
        .filter(
            it -> it.from().equals(currency) && it.to().equals(row.currency().getCurrencyCode()))
        .filter(it -> !it.date().isAfter(counting.period().lastDay()))
        .max(Comparator.comparing(RevenueEvent.RateRecorded::date))
        .map(
            it -> {
              answer.put(
                  "rate %s %s".formatted(it.from(), it.to()), it.rate() + " of " + it.date());
              return fraction(amount).multiply(fraction(new BigDecimal(it.rate())));
            })
        .orElseThrow();
  }

  /** Ties go to the lower key. */
  private static Map<String, BigDecimal> largestRemainder(
      BigDecimal whole, SortedMap<String, BigFraction> weights, int decimals) {
    var parts = new TreeMap<String, BigDecimal>();
    BigFraction all = weights.values().stream().reduce(BigFraction.ZERO, BigFraction::add);
    BigDecimal left = whole;
    var lost = new ArrayList<Map.Entry<String, BigFraction>>();
    for (Map.Entry<String, BigFraction> it : weights.entrySet()) {
      BigFraction exact =
          whole.signum() == 0
              ? BigFraction.ZERO
              : fraction(whole).multiply(it.getValue()).divide(all);
      BigDecimal floor = exact.bigDecimalValue(decimals, RoundingMode.FLOOR);
      parts.put(it.getKey(), floor);
      left = left.subtract(floor);
      lost.add(Map.entry(it.getKey(), exact.subtract(fraction(floor))));
    }
    lost.sort(Map.Entry.<String, BigFraction>comparingByValue().reversed());
    BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
    for (int i = 0; left.signum() > 0; i++) {
      parts.merge(lost.get(i).getKey(), unit, BigDecimal::add);
      left = left.subtract(unit);
    }
    return parts;
  }

  private static BigFraction sum(List<Counted> its) {
    return its.stream().map(Counted::units).reduce(BigFraction.ZERO, BigFraction::add);
  }

  private static BigFraction fraction(@Nullable BigDecimal decimal) {
    BigDecimal it = Objects.requireNonNull(decimal).setScale(40);
    return BigFraction.of(it.unscaledValue(), BigInteger.TEN.pow(40));
  }

  private static BigDecimal round(BigFraction exact, int decimals) {
    return exact.bigDecimalValue(decimals, RoundingMode.HALF_UP);
  }

  private static BigDecimal decimal(@Nullable BigFraction units) {
    return Objects.requireNonNull(units)
        .bigDecimalValue(12, RoundingMode.UNNECESSARY)
        .stripTrailingZeros();
  }

  private static String plain(BigDecimal percent) {
    BigDecimal stripped = percent.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toString();
  }
}
