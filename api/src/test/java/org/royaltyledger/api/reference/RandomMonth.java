package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A small nasty history of one to four months: import steps with closes between, good lines only.
 * The same seed writes the same bytes.
 */
final class RandomMonth {
  sealed interface Step {
    record Import(Path folder) implements Step {}

    /**
     * A close.
     *
     * @param repair an import after which a refused close goes through
     */
    record Close(String period, Path repair) implements Step {}
  }

  /** Their order by UTF-8 bytes is neither that of UTF-16 nor that of a Turkish dictionary. */
  private static final List<String> PARTY_IDS =
      List.of("ann", "Ben", "ida", "Iris", "o,k", "ｚed", "𠀀wei", "Zoë", "ISNI::0000000063037346");

  private static final List<String> ASSET_IDS =
      List.of("USRC17607839", "T9109247316", "a1", "A1", "i,1", "ｖ1", "𠀀v", "vöice");
  private static final List<String> TERRITORIES = List.of("SE", "DE", "US");
  private static final List<String> USE_TYPES =
      List.of("OnDemandStream", "UserMakeAvailableLabelProvided");
  private static final List<String> MODEL_VERSIONS = List.of("remix-1", "remix-2");
  private static final List<String> ALLOCATIONS =
      List.of("PRO_RATA", "USER_CENTRIC", "SHAPLEY_INDEX", "EQUAL", "EQUAL_LICENSED");
  private static final List<String> OUTPUTS = List.of("o-1", "o-2", "o-3", "o-4");
  private static final List<String> CONDITIONS =
      List.of(
          "usageId",
          "asset",
          "output",
          "listener",
          "offering",
          "territory",
          "source",
          "from",
          "to");
  private static final List<String> TIED = List.of("ｚed", "𠀀wei");
  private static final BigDecimal FIFTY = BigDecimal.valueOf(50);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String EARLY = "2020-01-01";

  private final Dice dice;
  private final Path root;
  private final YearMonth first = YearMonth.of(2026, 10);
  private final List<YearMonth> months = new ArrayList<>();
  private final List<String> parties = new ArrayList<>();
  private final List<String> controllers;
  private final List<String> agencies;
  private final List<String> assets = new ArrayList<>();
  private final Map<String, String> scopes = new LinkedHashMap<>();
  private final Map<String, Boolean> normalises = new LinkedHashMap<>();
  private final Map<String, String> currencies = new LinkedHashMap<>();
  private final List<Licence> licences = new ArrayList<>();
  private final Map<String, Map<String, String>> excluded = new LinkedHashMap<>();
  private final List<Usage> written = new ArrayList<>();
  private final boolean listenersMayMiss;
  private final boolean calm; // small even quantities, so that there are ties
  private final boolean policed;
  private int usages;

  private RandomMonth(long seed, Path root) {
    this.dice = new Dice(seed);
    this.root = root;
    int count = dice.one(1, 1, 2, 2, 3, 4);
    for (int i = 0; i < count; i++) {
      months.add(i == 0 ? first : months.getLast().plusMonths(dice.percent(85) ? 1 : 2));
    }
    List<String> chosen = new ArrayList<>(dice.some(PARTY_IDS, dice.between(4, 7)));
    chosen.removeAll(TIED);
    chosen.addAll(TIED.subList(0, dice.one(1, 2, 2)));
    while (chosen.size() < 5) {
      chosen.add("party-" + chosen.size());
    }
    parties.addAll(dice.shuffled(chosen));
    controllers = parties.subList(0, dice.between(1, 3));
    agencies = parties.subList(3, 5);
    assets.addAll(dice.some(ASSET_IDS, dice.between(2, 6)));
    if (dice.percent(50)) {
      assets.add(controllers.getFirst()); // "an asset and a party of one id are two"
    }
    for (String offering : List.of("ai-remix", "Ai-generate").subList(0, dice.between(1, 2))) {
      scopes.put(offering, dice.one("PLAY", "GENERATE", "REMIX", "VOICE", "TRAIN"));
      normalises.put(offering, dice.percent(25));
    }
    calm = dice.percent(40);
    listenersMayMiss = dice.percent(35);
    policed = new Dice(-seed).percent(35); // of its own: months without policies stay as they were
  }

  /** Writes the files below {@code root} and tells in which order to import and close them. */
  static List<Step> write(long seed, Path root) {
    return new RandomMonth(seed, root).steps();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Folder facts = folder("0-facts");
    parties(facts);
    facts(facts);
    rates(facts, false);
    if (dice.percent(30)) { // revenue may be known early, and corrected later
      months.forEach(month -> revenue(facts, month, false));
    }
    steps.add(new Step.Import(facts.write()));
    for (YearMonth month : months) {
      for (int batch = dice.between(1, 2); batch > 0; batch--) {
        Folder folder = folder(month + "-" + batch);
        if (dice.percent(month.equals(first) ? 20 : 60)) {
          changes(folder);
        }
        if (!month.equals(first) && dice.percent(35)) {
          revenue(folder, dice.one(months.subList(0, months.indexOf(month))), false);
        }
        if (dice.percent(10)) {
          rates(folder, false);
        }
        if (batch == 1) {
          revenue(folder, month, false);
        }
        exclusions(folder);
        outputs(folder);
        for (int i = dice.between(3, 14); i > 0; i--) {
          usage(folder, monthOfUse(month));
        }
        repeats(folder);
        steps.add(new Step.Import(folder.write()));
      }
      steps.add(new Step.Close(month.toString(), repair(month)));
    }
    return steps;
  }

  private Folder folder(String name) {
    return new Folder(root.resolve(name), dice);
  }

  /** Mostly the month itself; else late, of a month without revenue, or of a later month. */
  private YearMonth monthOfUse(YearMonth month) {
    return dice.percent(75) ? month : first.plusMonths(dice.between(-1, months.size()));
  }

  // ---- facts

  private void parties(Folder folder) {
    for (String party : parties) {
      folder.row(
          "parties",
          "partyId",
          party,
          "name",
          dice.one("A, B & \"C\"", "Ünal", "line\nend", party),
          "kind",
          dice.one("LABEL", "PUBLISHER", "ARTIST", "WRITER", "PRODUCER"),
          "country",
          dice.one("SE", "DE", ""),
          "currency",
          dice.one("EUR", "JPY", ""),
          "isni",
          "",
          "ipi",
          "",
          "dpid",
          "");
    }
    for (String offering : scopes.keySet()) {
      offering(folder, offering);
    }
  }

  private void offering(Folder folder, String offering) {
    folder.row(
        "offerings",
        "offering",
        offering,
        "service",
        dice.one("RemixCo", "RemixCo", "Remix, Inc."),
        "scope",
        Facts.get(scopes, offering),
        "uncovered",
        dice.one("SUSPEND", "SUSPEND", "", "EXCLUDE", "EXCLUDE"),
        "weights",
        Facts.get(normalises, offering) ? "NORMALISE" : dice.one("EXACT", ""),
        "lateUsage",
        dice.one("OPEN_MONTH", "", "OWN_MONTH"),
        "clearance",
        dice.percent(12) ? "JOINT" : dice.one("", "SEPARATE"));
  }

  private void facts(Folder folder) {
    for (String controller : controllers) { // a chain: controller, agency, agency of agencies
      if (dice.percent(60)) {
        membership(folder, controller, agencies.getFirst());
      }
    }
    if (dice.percent(70)) {
      membership(folder, agencies.getFirst(), agencies.getLast());
    }
    for (String asset : assets) {
      asset(folder, asset, dice.one(controllers));
      split(folder, asset);
    }
    for (String party : parties) {
      consents(folder, party);
    }
    List<String> licensors = new ArrayList<>(controllers);
    licensors.addAll(agencies);
    for (String controller : controllers) {
      licences.add(licence(controller, dice.percent(70)));
    }
    for (int i = dice.between(2, 5); i > 0; i--) {
      licences.add(licence(dice.one(licensors), dice.percent(40)));
    }
    licences.forEach(licence -> folder.licence(licence.text(false)));
    if (policed) {
      for (int i = dice.between(1, 4); i > 0; i--) {
        policy(folder);
      }
    }
    for (int i = dice.one(0, 0, 0, 1, 2); i > 0; i--) {
      claim(folder);
    }
  }

  /** New versions of facts, between two months or in the middle of one. */
  private void changes(Folder folder) {
    if (dice.percent(40)) {
      asset(folder, dice.one(assets), dice.one(controllers));
    }
    if (dice.percent(60)) {
      split(folder, dice.one(assets));
    }
    if (dice.percent(40)) {
      consents(folder, dice.one(parties));
    }
    if (dice.percent(30)) {
      membership(folder, dice.one(controllers), agencies.getFirst());
    }
    if (dice.percent(40)) {
      int changed = dice.between(0, licences.size() - 1);
      Licence old = licences.get(changed);
      licences.set(changed, new Licence(old.id(), licence(old.licensor(), true)));
      folder.licence(licences.get(changed).text(false));
    }
    if (dice.percent(40)) {
      claim(folder);
    }
    if (policed && dice.percent(60)) {
      policy(folder);
    }
    if (dice.percent(25)) { // what was used before it was known
      asset(folder, "lost", dice.one(controllers));
      split(folder, "lost");
    }
    String offering = dice.one(List.copyOf(scopes.keySet()));
    if (dice.percent(25)) {
      offering(folder, offering);
    }
    if (dice.percent(15)) { // never back to EXACT: a repeated usage would no longer be a good line
      normalises.put(offering, true);
      offering(folder, offering);
    }
  }

  private void membership(Folder folder, String party, String memberOf) {
    folder.row(
        "memberships",
        "partyId",
        party,
        "memberOf",
        memberOf,
        "from",
        dice.one(EARLY, EARLY, "2026-09-20"),
        "to",
        dice.one("", "", day(dice.one(months))));
  }

  private void asset(Folder folder, String asset, String controller) {
    folder.row(
        "assets",
        "assetId",
        asset,
        "kind",
        dice.one("RECORDING", "WORK", "VOICE"),
        "title",
        "t",
        "artist",
        "",
        "isrc",
        "",
        "iswc",
        "",
        "controller",
        controller,
        "containsAI",
        dice.one("All", "None", "Partly", ""));
  }

  /** None, worldwide or by territory; one table or several in turn, maybe with a gap. */
  private void split(Folder folder, String asset) {
    List<String> territories = new ArrayList<>();
    if (dice.percent(80)) {
      territories.add("Worldwide");
    }
    if (dice.percent(35)) {
      territories.add(dice.one(TERRITORIES));
    }
    for (String territory : territories) {
      List<String> cuts = new ArrayList<>(List.of(dice.percent(85) ? EARLY : day(first)));
      for (int day : dice.days(dice.one(0, 0, 1, 2), 2, 27)) {
        cuts.add(dice.one(first, months.getLast()).atDay(day).toString());
      }
      List<String> ascending = cuts.stream().distinct().sorted().toList();
      for (int i = 0; i < ascending.size(); i++) {
        if (i == 0 || dice.percent(90)) {
          boolean last = i + 1 == ascending.size();
          String to =
              last
                  ? dice.one(
                      "",
                      "",
                      "",
                      LocalDate.parse(ascending.get(i)).plusDays(dice.between(1, 40)).toString())
                  : ascending.get(i + 1);
          table(folder, asset, territory, ascending.get(i), to);
        }
      }
    }
  }

  private void table(Folder folder, String asset, String territory, String from, String to) {
    List<String> holders = new ArrayList<>(dice.some(parties, dice.one(1, 2, 2, 3, 4)));
    List<BigDecimal> shares = dice.parts(HUNDRED, holders.size(), dice.one(0, 2, 6));
    if (parties.containsAll(TIED) && dice.percent(50)) {
      holders = new ArrayList<>(dice.shuffled(TIED));
      shares = new ArrayList<>(List.of(FIFTY, FIFTY));
    }
    if (dice.percent(15)) {
      holders.set(0, "UNCLAIMED");
    }
    if (holders.size() > 1 && dice.percent(15)) { // a share of 0 %
      shares.set(0, shares.get(0).add(shares.get(1)));
      shares.set(1, BigDecimal.ZERO);
    }
    for (int i = 0; i < holders.size(); i++) {
      folder.row(
          "splits",
          "assetId",
          asset,
          "territory",
          territory,
          "partyId",
          holders.get(i),
          "share",
          shares.get(i).toPlainString(),
          "from",
          from,
          "to",
          to);
    }
  }

  /** Few first days and subjects, so that rules come again, and others take their place. */
  private void policy(Folder folder) {
    String rule = dice.one("MIN_STREAMS", "LISTENER_CAP", "BOOST", "BOOST", "FREE_TRIAL");
    String subject =
        switch (rule) {
          case "BOOST" ->
              dice.one(
                  "asset:" + dice.one(assets),
                  "party:" + dice.one(controllers),
                  "useType:" + dice.one(USE_TYPES));
          case "FREE_TRIAL" ->
              dice.one("useType:" + dice.one(USE_TYPES), "listener:l-1", "listener:ｌ-4");
          default -> "";
        };
    String value =
        switch (rule) {
          case "MIN_STREAMS" -> dice.one("1", "2", "5", "1000", "1000000000000");
          case "LISTENER_CAP" -> dice.one("1", "2", "7", "1000", "1000000000000");
          case "BOOST" -> dice.one("0", "2", "2", "1.5", "0.3333", "99.9999", "100");
          default -> "";
        };
    folder.row(
        "policies",
        "offering",
        dice.one(List.copyOf(scopes.keySet())),
        "rule",
        rule,
        "subject",
        subject,
        "from",
        dice.one(EARLY, day(first), day(dice.one(months))),
        "to",
        dice.one("", "", "", day(months.getLast().plusMonths(1))),
        "value",
        value,
        "months",
        rule.equals("MIN_STREAMS") ? dice.one("1", "2", "3", "12") : "",
        "status",
        dice.one("", "", "IN_FORCE", "WITHDRAWN"));
  }

  /** One of few ids, so that claims are decided later, or say something else. */
  private void claim(Folder folder) {
    String kind = dice.one("SHARE", "SHARE", "DISPUTE", "IDENTITY");
    boolean whole = kind.equals("IDENTITY");
    List<String> two = dice.some(parties, 2);
    String share =
        kind.equals("SHARE") || (!whole && dice.percent(60))
            ? dice.one("10", "12.5", "100", "33.333333333333333333", "0.000000000000000001")
            : "";
    String against = !whole && dice.percent(50) ? two.getLast() : "";
    folder.row(
        "claims",
        "claim",
        dice.one("c1", "C1", "ｃ2"),
        "assetId",
        dice.one(assets),
        "territory",
        dice.one("", "Worldwide", "SE"),
        "partyId",
        two.getFirst(),
        "kind",
        kind,
        "share",
        share,
        "against",
        against,
        "holds",
        whole || (share.isEmpty() && against.isEmpty())
            ? "WHOLE"
            : dice.one("WHOLE", "SHARE", "SHARE"),
        "status",
        dice.one("OPEN", "OPEN", "", "RELEASED", "REDIRECTED", "REDIRECTED"),
        "from",
        dice.one(EARLY, EARLY, day(first)),
        "to",
        dice.one("", "", day(months.getLast().plusMonths(1))),
        "evidence",
        dice.one("", "case 7"));
  }

  private void consents(Folder folder, String party) {
    boolean controls = controllers.contains(party);
    for (String scope : scopes.values().stream().distinct().toList()) {
      if (controls ? dice.percent(90) : dice.percent(25)) {
        String from = dice.one(EARLY, EARLY, "2026-10-03");
        consent(folder, party, "*", scope, from, "", "OPT_IN");
      }
      for (int i = dice.one(0, 1, 1, 2); i > 0; i--) {
        consent(
            folder,
            party,
            dice.percent(75) ? dice.one(assets) : "*",
            scope,
            dice.one(day(first), "2020-02-29"),
            dice.one("", "", day(months.getLast().plusMonths(1))),
            controls ? dice.one("OPT_IN", "OPT_IN", "OPT_OUT") : dice.one("OPT_IN", "OPT_OUT"));
      }
    }
  }

  private static void consent(
      Folder folder,
      String party,
      String asset,
      String scope,
      String from,
      String to,
      String decision) {
    folder.row(
        "consents",
        "partyId",
        party,
        "assetId",
        asset,
        "scope",
        scope,
        "from",
        from,
        "to",
        to,
        "decision",
        decision);
  }

  /** Everything of a licence but what a repair changes: missing listeners and late steps. */
  private record Licence(
      String id, String licensor, String head, boolean refuses, List<String[]> parts) {
    Licence(String id, Licence other) {
      this(id, other.licensor, other.head, other.refuses, other.parts);
    }

    String text(boolean repaired) {
      return "{\"licenceId\":\"%s\",\"licensor\":\"%s\",%s,%s\"parts\":[%s]}"
          .formatted(
              id,
              licensor,
              head,
              refuses && !repaired ? "" : "\"withoutListener\":\"OWN\",",
              String.join(
                  ",",
                  parts.stream()
                      .map(
                          part ->
                              "{\"terms\":%s,\"allocation\":\"%s\"%s}"
                                  .formatted(
                                      repaired
                                          ? part[0].replace("2026-10-02", "2019-01-01")
                                          : part[0],
                                      part[1],
                                      part[2]))
                      .toList()));
    }
  }

  private Licence licence(String licensor, boolean broad) {
    List<String> ids = List.of("L1", "l1", "L,2", "ｌ3", "𠀀l", "L4", "L5", "L6");
    List<String[]> parts = new ArrayList<>();
    for (int i = dice.one(1, 1, 2, 3); i > 0; i--) {
      String allocation = dice.one(ALLOCATIONS);
      String more =
          dice.percent(20) ? ",\"guaranteed\":true" : dice.one("", ",\"guaranteed\":false");
      if (List.of("PRO_RATA", "EQUAL").contains(allocation) && dice.percent(25)) {
        more +=
            ",\"fallback\":{\"below\":\"%s\",\"allocation\":\"EQUAL_LICENSED\"}"
                .formatted(dice.one("0.6", "0.60", "0", "1", "0.93", "0.59999999999999999999"));
      }
      parts.add(
          new String[] {
            new RandomTerms(dice, first, false).term(dice.between(0, 3)), allocation, more
          });
    }
    String from = broad ? EARLY : dice.one(EARLY, "2026-09-20", day(first));
    String to =
        broad || dice.percent(60) || from.compareTo("2026-10-01") >= 0
            ? ""
            : months.getLast().atDay(dice.between(2, 28)).toString();
    String head =
        "\"offering\":\"%s\",\"useTypes\":%s,\"territories\":%s,\"assets\":%s,\"modelVersions\":%s,\"from\":\"%s\",%s\"base\":\"%s\"%s"
            .formatted(
                dice.one(List.copyOf(scopes.keySet())),
                list(broad ? USE_TYPES : dice.some(USE_TYPES, dice.between(1, 2))),
                list(
                    broad || dice.percent(30)
                        ? List.of("Worldwide")
                        : dice.some(List.of("SE", "DE", "US", "Worldwide"), dice.between(1, 3))),
                broad || dice.percent(50)
                    ? "\"*\""
                    : list(
                        dice.percent(40)
                            ? List.of(assets.getLast())
                            : dice.some(assets, dice.between(1, 3))),
                broad || dice.percent(50)
                    ? "\"*\""
                    : list(dice.some(MODEL_VERSIONS, dice.between(1, 2))),
                from,
                to.isEmpty() ? "" : field("to", to) + ",",
                dice.one("SHARE", "SHARE", "WHOLE"),
                minimum() + groups());
    return new Licence(
        ids.get(licences.size() % ids.size()),
        licensor,
        head,
        dice.percent(50) && (!listenersMayMiss || dice.percent(50)),
        parts);
  }

  private String groups() {
    return dice.one("", "", "", ",\"comparable\":\"majors\"", ",\"mostFavoured\":\"majors\"");
  }

  private String minimum() {
    return dice.percent(85)
        ? ""
        : ",\"minimumGuarantee\":{\"amount\":[\"%s\",\"%s\"]%s}"
            .formatted(
                dice.one("0.0001", "100", "10000", "333333333.33"),
                dice.one("EUR", "EUR", "JPY", "KWD"),
                dice.one("", ",\"allocation\":\"EQUAL_LICENSED\"", ",\"allocation\":\"PRO_RATA\""));
  }

  private static String list(List<String> texts) {
    return "[" + String.join(",", texts.stream().map(it -> '"' + it + '"').toList()) + "]";
  }

  // ---- money of the month

  private void revenue(Folder folder, YearMonth month, boolean complete) {
    for (String offering : scopes.keySet()) {
      List<String> territories = new ArrayList<>();
      if (complete || dice.percent(60)) {
        territories.add("Worldwide");
      }
      territories.addAll(dice.some(TERRITORIES, dice.between(territories.isEmpty() ? 1 : 0, 2)));
      for (String territory : territories) {
        // One currency for a key for ever: a second one is rejected.
        String currency =
            currencies.computeIfAbsent(
                month + " " + offering + " " + territory,
                _ -> dice.one("EUR", "EUR", "JPY", "KWD"));
        folder.row(
            "revenue",
            "period",
            month.toString(),
            "offering",
            offering,
            "territory",
            territory,
            "currency",
            currency,
            "grossRevenue",
            figure(currency, complete),
            "netRevenue",
            figure(currency, true),
            "subscribers",
            complete || dice.percent(98) ? Integer.toString(dice.one(0, 3, 1_000_003)) : "",
            "totalContentCost",
            figure(currency, complete),
            "performanceRoyalties",
            figure(currency, complete));
      }
    }
  }

  /**
   * By id or by rule, of now or of months closed long ago; some are taken back, some are others.
   */
  private void exclusions(Folder folder) {
    for (int i = dice.one(0, 0, 0, 1, 1, 2, 3); i > 0; i--) {
      String id =
          excluded.isEmpty() || dice.percent(50)
              ? dice.one("x-1", "X-1", "ｘ,2", "x-3")
              : dice.one(List.copyOf(excluded.keySet()));
      boolean appeal = excluded.containsKey(id) && dice.percent(60);
      Map<String, String> conditions =
          appeal ? Facts.get(excluded, id) : conditions(dice.one(1, 1, 1, 2, 3));
      excluded.put(id, conditions);
      boolean silent = appeal && dice.percent(50);
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of("exclusion", id));
      cells.addAll(List.of("reason", dice.one("FRAUD", "SPAM", "IMPERSONATION")));
      cells.addAll(List.of("evidence", "case " + dice.between(1, 9)));
      cells.addAll(List.of("decision", appeal ? "REINSTATE" : dice.one("EXCLUDE", "")));
      for (String column : CONDITIONS) {
        cells.addAll(List.of(column, silent ? "" : conditions.getOrDefault(column, "")));
      }
      folder.row("exclusions", cells.toArray(String[]::new));
    }
  }

  private Map<String, String> conditions(int count) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      switch (dice.between(1, 8)) {
        case 1, 2 ->
            conditions.put(
                "usageId", dice.one("u", "U") + dice.between(0, Math.max(1, usages / 2)));
        case 3 -> conditions.put("asset", dice.one(dice.one(assets), "lost"));
        case 4 -> conditions.put("output", dice.one(OUTPUTS));
        case 5 -> conditions.put("listener", dice.one("l-1", "l-2", "l-3", "ｌ-4"));
        case 6 -> conditions.put("source", dice.one("RemixCo", "Remix, Inc."));
        case 7 -> conditions.put("offering", dice.one(List.copyOf(scopes.keySet())));
        default -> conditions.put("territory", dice.one("SE", "DE", "US", "NO"));
      }
    }
    boolean wide =
        conditions.keySet().stream()
            .allMatch(it -> it.equals("offering") || it.equals("territory"));
    if (wide || dice.percent(30)) {
      LocalDate from = LocalDate.parse(day(dice.one(months)));
      conditions.put("from", from.toString());
      if (dice.percent(70)) {
        conditions.put("to", from.plusDays(dice.between(1, 12)).toString());
      }
    }
    return conditions;
  }

  private String figure(String currency, boolean required) {
    if (!required && dice.percent(3)) {
      return "";
    }
    long minor =
        dice.one(0L, 1L, 100L, 3334L, dice.below(1_000_000), dice.below(1_000_000_000_000L));
    return new BigDecimal(minor)
        .movePointLeft(Calculation.decimals(currency))
        .setScale(Calculation.decimals(currency), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private void rates(Folder folder, boolean complete) {
    for (String from : RandomTerms.CURRENCIES) {
      for (String to : RandomTerms.CURRENCIES) {
        if (!from.equals(to) && (complete || dice.percent(98))) {
          folder.row(
              "rates", "date", EARLY, "from", from, "to", to, "rate", rate(to), "source", "ECB");
          for (int i = dice.between(0, 2); i > 0; i--) {
            folder.row(
                "rates",
                "date",
                dice.one(
                    day(first), day(months.getLast()), months.getLast().atEndOfMonth().toString()),
                "from",
                from,
                "to",
                to,
                "rate",
                rate(to),
                "source",
                "");
          }
        }
      }
    }
  }

  private String rate(String to) {
    return to.equals("JPY") ? dice.one("161.37", "500") : dice.one("0.3571", "1", "2.999999999");
  }

  /** Every figure, every rate, every listener: after this no close is refused. */
  private Path repair(YearMonth month) {
    Folder folder = folder(month + "-repair");
    for (String key : List.copyOf(currencies.keySet())) {
      List<String> parts = List.of(key.split(" ", -1));
      if (parts.getFirst().compareTo(month.toString()) <= 0) {
        String currency = Facts.get(currencies, key);
        folder.row(
            "revenue",
            "period",
            parts.getFirst(),
            "offering",
            parts.get(1),
            "territory",
            parts.get(2),
            "currency",
            currency,
            "grossRevenue",
            figure(currency, true),
            "netRevenue",
            figure(currency, true),
            "subscribers",
            "17",
            "totalContentCost",
            figure(currency, true),
            "performanceRoyalties",
            figure(currency, true));
      }
    }
    rates(folder, true);
    licences.forEach(licence -> folder.licence(licence.text(true)));
    return folder.write();
  }

  // ---- usages and outputs

  /** {@code head}: all fields that are always written alike. */
  private record Usage(
      String head, String quantity, List<String> earners, List<BigDecimal> weights) {
    /** "The same again after parsing": quantity 1 may be left out, a weight may end in zeros. */
    String text(Dice dice) {
      String written = quantity.equals("1") && dice.percent(70) ? "" : ",\"quantity\":" + quantity;
      return "{"
          + head
          + written
          + (earners.isEmpty() ? "" : "," + contributions(earners, weights, dice))
          + "}";
    }
  }

  private static final List<String> ROLES = List.of("voice", "stem", "composition");

  private static String contributions(List<String> earners, List<BigDecimal> weights, Dice dice) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < earners.size(); i++) {
      BigDecimal bare = weights.get(i).stripTrailingZeros();
      int scale = Math.max(0, bare.scale());
      texts.add(
          "{%s,\"role\":\"%s\",\"weight\":%s}"
              .formatted(
                  earners.get(i),
                  ROLES.get((i + earners.get(i).length()) % ROLES.size()),
                  bare.setScale(dice.percent(70) ? scale : dice.between(scale, 12))
                      .toPlainString()));
    }
    return "\"contributions\":[" + String.join(",", texts) + "]";
  }

  private List<String> earners(int count) {
    List<String> earners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = dice.between(1, 100);
      if (kind <= 80) {
        earners.add("\"asset\":\"%s\"".formatted(dice.one(assets)));
      } else if (kind <= 95) {
        earners.add(
            "\"party\":\"%s\""
                .formatted(
                    dice.one(dice.one(controllers), controllers.getFirst(), dice.one(parties))));
      } else {
        earners.add(dice.one("\"asset\":\"lost\"", "\"party\":\"nobody\""));
      }
    }
    return earners;
  }

  private List<BigDecimal> weights(int count, boolean any) {
    if (!any) {
      return dice.parts(BigDecimal.ONE, count, calm ? 1 : dice.one(1, 2, 12));
    }
    List<BigDecimal> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weights.add(
          dice.one(
              BigDecimal.ZERO,
              BigDecimal.ONE,
              new BigDecimal("0.3"),
              new BigDecimal("0.000000000001"),
              BigDecimal.valueOf(dice.below(1_000_000_000_000L), 12)));
    }
    if (weights.stream().allMatch(weight -> weight.signum() == 0)) { // a sum of 0 is rejected
      weights.set(0, new BigDecimal("0.7"));
    }
    return weights;
  }

  /** Analyses come before or after the plays, some never, some are corrected. */
  private void outputs(Folder folder) {
    for (String output : OUTPUTS) {
      if (dice.percent(35)) {
        int count = dice.between(1, 3);
        folder.output(
            "{\"output\":\"%s\",%s%s}"
                .formatted(
                    output,
                    dice.percent(70) ? attribution() + "," : "",
                    contributions(earners(count), weights(count, false), dice)));
      }
    }
  }

  private String attribution() {
    return "\"attribution\":{\"provider\":\"acme\"%s}"
        .formatted(
            dice.one(
                "",
                ",\"confidence\":0.93",
                ",\"confidence\":0.6",
                ",\"confidence\":0.5999999999999999999",
                ",\"confidence\":0",
                ",\"confidence\":1"));
  }

  private void usage(Folder folder, YearMonth month) {
    usages++;
    String offering = dice.one(List.copyOf(scopes.keySet()));
    List<String> head = new ArrayList<>();
    head.add(field("usageId", (usages % 2 == 0 ? "u" : "U") + usages / 2));
    head.add(field("usedAt", moment(month)));
    head.add(field("useType", dice.one(USE_TYPES)));
    head.add(field("offering", offering));
    head.add(field("territory", dice.one("SE", "SE", "DE", "DE", "US", "NO", "Worldwide")));
    if (!listenersMayMiss || dice.percent(65)) {
      head.add(field("listener", dice.one("l-1", "l-1", "l-2", "l-3", "ｌ-4")));
    }
    if (dice.percent(70)) {
      head.add(field("modelVersion", dice.one(MODEL_VERSIONS)));
    }
    if (dice.percent(30)) {
      head.add(field("containsAI", dice.one("All", "None", "Partly")));
    }
    if (dice.percent(60)) {
      head.add(attribution());
    }
    boolean byOutput = dice.percent(25);
    if (byOutput) {
      head.add(field("output", dice.one(OUTPUTS)));
    }
    int count = byOutput && dice.percent(80) ? 0 : dice.one(1, 2, 3, 3, 4);
    String quantity =
        calm
            ? dice.one("1", "1", "2")
            : dice.one(
                "1",
                "1",
                "1",
                "2",
                "10",
                "1000",
                "1000000000000",
                Long.toString(1 + dice.below(1_000_000_000_000L)));
    Usage usage =
        new Usage(
            String.join(",", head),
            quantity,
            earners(count),
            count == 0 ? List.of() : weights(count, Facts.get(normalises, offering)));
    written.add(usage);
    folder.usage(usage.text(dice));
  }

  /** Usages that come again count once. */
  private void repeats(Folder folder) {
    for (int i = dice.one(0, 0, 1, 3); i > 0; i--) {
      folder.usage(dice.one(written).text(dice));
    }
  }

  /** RFC 3339 with any offset: the UTC month is what counts, often by a hair. */
  private String moment(YearMonth month) {
    long first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    long last = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1;
    long second =
        dice.one(first, last, first + dice.below(last - first), first + dice.below(last - first));
    return Instant.ofEpochSecond(second)
        .atOffset(ZoneOffset.of(dice.one("Z", "Z", "+02:00", "-05:30", "+13:00")))
        .format(
            DateTimeFormatter.ofPattern(
                dice.one(
                    "uuuu-MM-dd'T'HH:mm:ssXXX",
                    "uuuu-MM-dd'T'HH:mm:ssXXX",
                    "uuuu-MM-dd'T'HH:mm:ss'.999999'XXX"),
                Locale.ROOT));
  }

  private static String field(String name, String value) {
    return "\"%s\":\"%s\"".formatted(name, value);
  }

  // ---- small things

  /** A day of a month, near its ends more often than not. */
  private String day(YearMonth month) {
    int day = dice.one(1, 2, 15, month.lengthOfMonth(), dice.between(1, month.lengthOfMonth()));
    return month.atDay(day).toString();
  }
}
