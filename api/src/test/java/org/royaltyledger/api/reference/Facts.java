package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** "Input files": everything imported so far, the newest version of each key. */
final class Facts {
  /** "Ids … compare by their UTF-8 bytes." */
  static final Comparator<String> BY_BYTES =
      Comparator.comparing((String id) -> id.getBytes(UTF_8), Arrays::compareUnsigned);

  /** "{@code from} is inclusive, {@code to} exclusive, empty {@code to} is open." */
  record Window(LocalDate from, @Nullable LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
  }

  /** Who earns by a contribution: "an asset and a party of one id are two". */
  record Earner(boolean isParty, String id) {}

  record Contribution(Earner earner, BigDecimal weight) {}

  record Membership(String party, String memberOf, Window window) {}

  record Offering(
      String service,
      String scope,
      boolean suspends,
      boolean normalises,
      boolean ownMonth,
      boolean joint) {}

  record SplitRow(String party, BigDecimal percent, Window window) {}

  record Part(JsonNode terms, String allocation, boolean guaranteed, @Nullable JsonNode fallback) {}

  /** {@code assets} and {@code modelVersions} are null for {@code "*"}. */
  record Licence(
      String id,
      String licensor,
      String offering,
      List<String> useTypes,
      List<String> territories,
      @Nullable List<String> assets,
      @Nullable List<String> modelVersions,
      Window window,
      boolean wholeBase,
      boolean ownListeners,
      List<Part> parts,
      @Nullable JsonNode minimum,
      String mostFavoured,
      String comparable) {}

  record Consent(String party, String asset, String scope, Window window, boolean optIn) {}

  /** {@code share} is null and {@code against} empty where the claim names none. */
  record Claim(
      String asset,
      String territory,
      String party,
      String kind,
      @Nullable BigDecimal share,
      String against,
      String holds,
      String status,
      Window window) {}

  /**
   * "All given conditions must hold", by column; an appeal takes the whole exclusion back.
   *
   * @param conditions those that are given
   */
  record Exclusion(boolean inForce, Map<String, String> conditions) {}

  /**
   * What an offering lays down.
   *
   * @param subject as written, like {@code asset:a1}
   * @param value zero where there is none
   */
  record Policy(
      String offering,
      String rule,
      String subject,
      Window window,
      Fraction value,
      int months,
      boolean inForce) {}

  /** Figures that are not reported are absent from {@code figures}. */
  record Row(
      YearMonth period,
      String offering,
      String territory,
      String currency,
      Map<String, Fraction> figures) {}

  record Rate(LocalDate date, String from, String to, Fraction rate) {}

  /** {@code contributions} is empty where the usage only names its {@code output}. */
  record Usage(
      String id,
      LocalDate day,
      String useType,
      String offering,
      String territory,
      @Nullable String listener,
      BigInteger quantity,
      @Nullable String modelVersion,
      String output,
      @Nullable BigDecimal confidence,
      List<Contribution> contributions) {
    YearMonth usedIn() {
      return YearMonth.from(day);
    }
  }

  final Map<String, String> parties = new LinkedHashMap<>();
  final Map<List<String>, Membership> memberships = new LinkedHashMap<>();
  final Map<String, Offering> offerings = new LinkedHashMap<>();
  final Map<String, String> controllerOfAsset = new LinkedHashMap<>();
  final Map<String, String> kindOfAsset = new LinkedHashMap<>();
  final Map<List<String>, List<SplitRow>> splits = new LinkedHashMap<>();
  final Map<String, Licence> licences = new LinkedHashMap<>();
  final Map<List<String>, Consent> consents = new LinkedHashMap<>();
  final Map<String, Claim> claims = new LinkedHashMap<>();
  final Map<List<String>, Row> revenue = new LinkedHashMap<>();
  final Map<List<String>, Rate> rates = new LinkedHashMap<>();
  final Map<String, Exclusion> exclusions = new LinkedHashMap<>();
  final Map<List<String>, Policy> policies = new LinkedHashMap<>();
  final Map<String, List<Contribution>> outputs = new LinkedHashMap<>();
  final Map<String, Optional<BigDecimal>> confidences = new LinkedHashMap<>();
  final Map<String, Usage> usages = new LinkedHashMap<>();

  /** Of licences for all assets: those that were known at the first close that knew the licence. */
  final Map<String, Set<String>> repertoires = new LinkedHashMap<>();

  /** The same facts with others of those that have no dates. */
  Facts with(
      Map<String, Offering> otherOfferings,
      Map<String, String> otherControllers,
      Map<String, Set<String>> otherRepertoires) {
    Facts other = new Facts();
    other.parties.putAll(parties);
    other.memberships.putAll(memberships);
    other.offerings.putAll(otherOfferings);
    other.controllerOfAsset.putAll(otherControllers);
    other.kindOfAsset.putAll(kindOfAsset);
    other.splits.putAll(splits);
    other.licences.putAll(licences);
    other.consents.putAll(consents);
    other.claims.putAll(claims);
    other.revenue.putAll(revenue);
    other.rates.putAll(rates);
    other.exclusions.putAll(exclusions);
    other.policies.putAll(policies);
    other.outputs.putAll(outputs);
    other.confidences.putAll(confidences);
    other.repertoires.putAll(otherRepertoires);
    return other;
  }

  /** "Facts first …; then outputs, then usages; files of one kind in name order." */
  void importFolder(Path folder) {
    forEach(folder, "parties", this::parties);
    forEach(folder, "memberships", this::memberships);
    forEach(folder, "offerings", this::offerings);
    forEach(folder, "assets", this::assets);
    forEach(folder, "splits", this::splits);
    forEach(folder, "licences", this::licences);
    forEach(folder, "consents", this::consents);
    forEach(folder, "claims", this::claims);
    forEach(folder, "revenue", this::revenue);
    forEach(folder, "rates", this::rates);
    forEach(folder, "exclusions", this::exclusions);
    forEach(folder, "policies", this::policies);
    forEach(folder, "outputs", this::outputs);
    forEach(folder, "usages", this::usages);
  }

  /** The input files of a folder, in name order. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(Facts::name, BY_BYTES)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return requireNonNull(file.getFileName()).toString();
  }

  private interface Reader {
    void read(Path file);
  }

  private static void forEach(Path folder, String kind, Reader reader) {
    files(folder).stream().filter(file -> name(file).startsWith(kind)).forEach(reader::read);
  }

  private void parties(Path file) {
    InputFile.csv(file).forEach(row -> parties.put(cell(row, "partyId"), cell(row, "name")));
  }

  private void memberships(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      memberships.put(
          key(row, "partyId", "memberOf", "from"),
          new Membership(cell(row, "partyId"), cell(row, "memberOf"), window(row)));
    }
  }

  private void offerings(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      offerings.put(
          cell(row, "offering"),
          new Offering(
              cell(row, "service"),
              cell(row, "scope"),
              !cell(row, "uncovered").equals("EXCLUDE"),
              cell(row, "weights").equals("NORMALISE"),
              cell(row, "lateUsage").equals("OWN_MONTH"),
              cell(row, "clearance").equals("JOINT")));
    }
  }

  private void assets(Path file) {
    InputFile.csv(file)
        .forEach(
            row -> {
              controllerOfAsset.put(cell(row, "assetId"), cell(row, "controller"));
              kindOfAsset.put(cell(row, "assetId"), cell(row, "kind"));
            });
  }

  /** "A file replaces the whole table of each (asset, territory) that it names." */
  private void splits(Path file) {
    Map<List<String>, List<SplitRow>> tables = new LinkedHashMap<>();
    for (Map<String, String> row : InputFile.csv(file)) {
      tables
          .computeIfAbsent(key(row, "assetId", "territory"), _ -> new ArrayList<>())
          .add(new SplitRow(cell(row, "partyId"), new BigDecimal(cell(row, "share")), window(row)));
    }
    splits.putAll(tables);
  }

  private void licences(Path file) {
    for (JsonNode it : InputFile.jsonArray(file)) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : it.path("parts")) {
        parts.add(
            new Part(
                part.path("terms"),
                text(part, "allocation"),
                part.path("guaranteed").asBoolean(false),
                part.get("fallback")));
      }
      licences.put(
          text(it, "licenceId"),
          new Licence(
              text(it, "licenceId"),
              text(it, "licensor"),
              text(it, "offering"),
              requireNonNull(listOrAll(it.path("useTypes"))),
              requireNonNull(listOrAll(it.path("territories"))),
              listOrAll(it.path("assets")),
              listOrAll(it.path("modelVersions")),
              new Window(LocalDate.parse(text(it, "from")), day(text(it, "to"))),
              text(it, "base").equals("WHOLE"),
              text(it, "withoutListener").equals("OWN"),
              parts,
              it.get("minimumGuarantee"),
              text(it, "mostFavoured"),
              text(it, "comparable")));
    }
  }

  private void consents(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      consents.put(
          key(row, "partyId", "assetId", "scope", "from"),
          new Consent(
              cell(row, "partyId"),
              cell(row, "assetId"),
              cell(row, "scope"),
              window(row),
              cell(row, "decision").equals("OPT_IN")));
    }
  }

  private void claims(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      String share = cell(row, "share");
      claims.put(
          cell(row, "claim"),
          new Claim(
              cell(row, "assetId"),
              cell(row, "territory").isEmpty() ? Coverage.WORLDWIDE : cell(row, "territory"),
              cell(row, "partyId"),
              cell(row, "kind"),
              share.isEmpty() ? null : new BigDecimal(share),
              cell(row, "against"),
              cell(row, "holds"),
              cell(row, "status").isEmpty() ? "OPEN" : cell(row, "status"),
              window(row)));
    }
  }

  private void revenue(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      Map<String, Fraction> figures = new HashMap<>();
      for (String figure :
          List.of(
              "grossRevenue",
              "netRevenue",
              "subscribers",
              "totalContentCost",
              "performanceRoyalties")) {
        if (!cell(row, figure).isEmpty()) {
          figures.put(figure, Fraction.of(cell(row, figure)));
        }
      }
      revenue.put(
          key(row, "period", "offering", "territory"),
          new Row(
              YearMonth.parse(cell(row, "period")),
              cell(row, "offering"),
              cell(row, "territory"),
              cell(row, "currency"),
              figures));
    }
  }

  private void rates(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      rates.put(
          key(row, "date", "from", "to"),
          new Rate(
              LocalDate.parse(cell(row, "date")),
              cell(row, "from"),
              cell(row, "to"),
              Fraction.of(cell(row, "rate"))));
    }
  }

  private void exclusions(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      Map<String, String> conditions = new LinkedHashMap<>(row);
      List.of("exclusion", "reason", "evidence", "decision").forEach(conditions::remove);
      conditions.values().removeIf(String::isEmpty);
      boolean inForce = !cell(row, "decision").equals("REINSTATE");
      exclusions.put(
          cell(row, "exclusion"),
          new Exclusion(
              inForce,
              inForce ? conditions : get(exclusions, cell(row, "exclusion")).conditions()));
    }
  }

  private void policies(Path file) {
    for (Map<String, String> row : InputFile.csv(file)) {
      policies.put(
          key(row, "offering", "rule", "subject", "from"),
          new Policy(
              cell(row, "offering"),
              cell(row, "rule"),
              cell(row, "subject"),
              window(row),
              cell(row, "value").isEmpty() ? Fraction.ZERO : Fraction.of(cell(row, "value")),
              cell(row, "months").isEmpty() ? 0 : Integer.parseInt(cell(row, "months")),
              !cell(row, "status").equals("WITHDRAWN")));
    }
  }

  /** "Of several in force on a day, the latest from." */
  Optional<Policy> policy(String offering, String rule, String subject, LocalDate day) {
    return policies.values().stream()
        .filter(it -> it.inForce() && it.window().holds(day))
        .filter(it -> it.offering().equals(offering) && it.rule().equals(rule))
        .filter(it -> it.subject().equals(subject))
        .max(Comparator.comparing(it -> it.window().from()));
  }

  private void outputs(Path file) {
    for (JsonNode it : InputFile.jsonLines(file)) {
      outputs.put(text(it, "output"), contributions(it));
      confidences.put(text(it, "output"), Optional.ofNullable(confidence(it)));
    }
  }

  /** The first usage of an id stands; the same again changes nothing. */
  private void usages(Path file) {
    for (JsonNode it : InputFile.jsonLines(file)) {
      Offering offering = get(offerings, text(it, "offering"));
      List<Contribution> given = contributions(it);
      usages.putIfAbsent(
          text(it, "usageId"),
          new Usage(
              text(it, "usageId"),
              OffsetDateTime.parse(text(it, "usedAt"))
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toLocalDate(),
              text(it, "useType"),
              text(it, "offering"),
              text(it, "territory"),
              text(it, "listener").isEmpty() ? null : text(it, "listener"),
              it.has("quantity") ? it.path("quantity").bigIntegerValue() : BigInteger.ONE,
              text(it, "modelVersion").isEmpty() ? null : text(it, "modelVersion"),
              text(it, "output"),
              confidence(it),
              offering.normalises() ? normalised(given) : given));
    }
  }

  /** "Divided by their sum …, cut to 12 decimals by largest remainder, ties to the earlier." */
  private static List<Contribution> normalised(List<Contribution> given) {
    List<BigInteger> parts =
        LargestRemainder.divide(
            BigInteger.TEN.pow(12), given.stream().map(it -> Fraction.of(it.weight())).toList());
    List<Contribution> used = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      used.add(new Contribution(given.get(i).earner(), new BigDecimal(parts.get(i), 12)));
    }
    return used;
  }

  private static @Nullable BigDecimal confidence(JsonNode it) {
    JsonNode confidence = it.path("attribution").path("confidence");
    return confidence.isNumber() ? confidence.decimalValue() : null;
  }

  private static List<Contribution> contributions(JsonNode it) {
    List<Contribution> contributions = new ArrayList<>();
    for (JsonNode one : it.path("contributions")) {
      boolean isParty = one.has("party");
      contributions.add(
          new Contribution(
              new Earner(isParty, text(one, isParty ? "party" : "asset")),
              one.path("weight").decimalValue()));
    }
    return contributions;
  }

  /** The value of a key that must be there. */
  static <K, V> V get(Map<K, V> map, K key) {
    return requireNonNull(map.get(key), () -> "nothing for " + key);
  }

  private static String cell(Map<String, String> row, String column) {
    return requireNonNull(row.getOrDefault(column, ""));
  }

  private static List<String> key(Map<String, String> row, String... columns) {
    return Stream.of(columns).map(column -> cell(row, column)).toList();
  }

  private static Window window(Map<String, String> row) {
    return window(cell(row, "from"), cell(row, "to"));
  }

  static Window window(String from, String to) {
    return new Window(LocalDate.parse(from), day(to));
  }

  private static @Nullable LocalDate day(String text) {
    return text.isEmpty() ? null : LocalDate.parse(text);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static @Nullable List<String> listOrAll(JsonNode node) {
    if (!node.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    node.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
