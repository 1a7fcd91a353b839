package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Contracts, advances and what else is agreed with rights holders, at random: new, changed,
 * corrected and ended, for the parties and income of one history.
 */
final class RandomAgreements {
  private static final List<String> CONTRACTS = List.of("c-1", "c-2", "C-3", "ｃ-4");
  private static final List<String> REASONS = List.of("agent", "Vertrieb", "admin");
  private static final List<String> USE_TYPES =
      List.of("OnDemandStream", "UserMakeAvailableLabelProvided");

  private final Dice dice;
  private final List<String> parties;
  private final List<String> assets;
  private final List<String> licences;
  private final List<String> offerings;

  /** The contracts that each advance names. */
  private final Map<String, List<String>> named = new LinkedHashMap<>();

  /** Contracts by id, each by field; {@code null} is none. */
  private final Map<String, Map<String, String>> contracts = new TreeMap<>();

  /** Advances written before: all but the amount stays. */
  private final Map<String, String> advances = new LinkedHashMap<>();

  /**
   * Reads whom and what there is.
   *
   * @param facts the first files of a history
   */
  RandomAgreements(Dice dice, Path facts) {
    this.dice = dice;
    this.parties = column(facts, "parties", "partyId");
    this.assets = column(facts, "assets", "assetId");
    this.offerings = column(facts, "offerings", "offering");
    this.licences =
        Facts.files(facts).stream()
            .filter(it -> Facts.name(it).startsWith("licences"))
            .flatMap(it -> InputFile.jsonArray(it).stream())
            .map(it -> it.path("licenceId").asString())
            .distinct()
            .sorted()
            .toList();
  }

  /** Whether a contract earns back an advance that names another one, of its group. */
  boolean crosses(String contract, String advance) {
    return !Facts.get(named, advance).contains(contract);
  }

  /** Files of one import before the close of {@code period}. */
  Path write(Path folder, YearMonth period) {
    List<String> written = new ArrayList<>();
    for (String id : dice.some(CONTRACTS, dice.between(1, 4))) {
      written.add(contract(id, period));
    }
    write(folder, "contracts.json", "[" + String.join(",\n", written) + "]");
    csv(folder, "advances", "advance,contracts,kind,date,currency,amount,paidBy", advances(period));
    List<String> minimums = new ArrayList<>();
    if (dice.percent(30)) {
      minimums.add("*,EUR,%s-01,,%d".formatted(period, dice.one(0, 5, 50)));
    }
    if (dice.percent(30)) {
      minimums.add(
          "%s,%s,%s-01,%s,%d"
              .formatted(
                  quoted(dice.one(parties)),
                  dice.one("EUR", "JPY"),
                  period,
                  ending(period),
                  dice.one(0, 1, 2000)));
    }
    csv(folder, "minimums", "partyId,currency,from,to,amount", minimums);
    if (dice.percent(40)) {
      csv(
          folder,
          "taxes",
          "country,from,to,rate,treatyRate,source",
          List.of(
              "SE,%s-01,%s,%s,,".formatted(period, ending(period), dice.one("30", "0", "100")),
              "DE,%s-01,,7.125,%s,the law".formatted(period, dice.one("1", "", "0"))));
    }
    List<String> payees = new ArrayList<>();
    for (String party : dice.some(parties, dice.one(0, 0, 1, 2))) {
      payees.add(
          "%s,%s-01,%s,%s,%s"
              .formatted(
                  quoted(party),
                  period,
                  ending(period),
                  dice.one("EUR", "USD", "JPY", ""),
                  dice.one("proof", "")));
    }
    csv(folder, "payees", "partyId,from,to,currency,treaty", payees);
    return folder;
  }

  /** One or two new ones, and one of before with another amount. */
  private List<String> advances(YearMonth period) {
    Map<String, String> rows = new LinkedHashMap<>();
    if (!advances.isEmpty() && dice.percent(75)) {
      String id = dice.one(List.copyOf(advances.keySet()));
      rows.put(id, Facts.get(advances, id));
    }
    for (int i = dice.one(0, 1, 1, 2); i > 0; i--) {
      String id = "a-" + dice.between(1, 99);
      if (!advances.containsKey(id)) {
        String kind = dice.one("ADVANCE", "COST", "FIRST_OUT", "");
        LocalDate date =
            dice.one(
                LocalDate.of(2020, 1, dice.between(1, 2)),
                period.atDay(dice.between(1, 28)),
                period.plusMonths(1).atDay(1));
        String paidBy = dice.percent(60) ? quoted(dice.one(parties)) : "";
        named.put(id, dice.some(List.copyOf(contracts.keySet()), dice.one(1, 1, 2, 3)));
        advances.put(
            id,
            "%s,%s,%s,%s,%s,%%s,%s"
                .formatted(
                    id,
                    String.join("|", Facts.get(named, id)),
                    kind,
                    date,
                    dice.one("EUR", "EUR", "EUR", "USD", "JPY", "KWD"),
                    paidBy));
        rows.put(id, Facts.get(advances, id));
      }
    }
    return rows.values().stream().map(row -> row.formatted(amount(row))).toList();
  }

  /** Of all sizes, as incomes are. */
  private String amount(String row) {
    BigDecimal cents =
        new BigDecimal(dice.one(1L, 1L, 100L, 10_000L, 1_000_000_000L))
            .multiply(BigDecimal.valueOf(dice.one(0, 1, dice.between(0, 5000))));
    return row.contains(",JPY,") ? cents.toPlainString() : cents.movePointLeft(2).toPlainString();
  }

  /** A new one, or one of before of which little changes. */
  private String contract(String id, YearMonth period) {
    Map<String, String> fields = contracts.computeIfAbsent(id, _ -> new LinkedHashMap<>());
    int chance = fields.isEmpty() ? 100 : dice.one(15, 30, 60);
    field(fields, chance, "contractId", () -> json(id));
    field(fields, chance, "from", () -> json((dice.percent(50) ? period : "2020-01") + "-01"));
    field(
        fields,
        chance,
        "to",
        () ->
            dice.percent(15)
                ? json(period.plusMonths(dice.between(0, 1)).atDay(20).toString())
                : "null");
    field(
        fields,
        chance,
        "parties",
        () -> dice.percent(40) ? "\"*\"" : array(dice.some(parties, dice.between(1, 3))));
    field(fields, chance, "basis", () -> json(dice.one("OFF_THE_TOP", "FROM_SHARE")));
    field(fields, chance, "income", () -> dice.percent(35) ? which() : "null");
    field(fields, chance, "recoups", () -> dice.percent(35) ? which() : "null");
    field(fields, chance, "fees", () -> dice.percent(60) ? fees() : "null");
    field(fields, chance, "group", () -> dice.one("null", "\"g\"", "\"g\"", "\"h\""));
    field(fields, chance, "crosses", () -> dice.one("\"ALL\"", "\"RECOUPED_BALANCES\""));
    field(fields, chance, "reserve", () -> dice.percent(40) ? reserve() : "null");
    field(fields, chance, "directions", () -> dice.percent(40) ? directions() : "null");
    field(
        fields,
        2 * chance,
        "payableWhenRecouped",
        () -> dice.percent(40) ? array(dice.some(CONTRACTS, dice.between(1, 2))) : "null");
    if (Facts.get(fields, "group").equals("null")) {
      fields.put("crosses", "null");
    }
    if (Facts.get(fields, "to").compareTo(Facts.get(fields, "from")) <= 0) {
      fields.put("to", "null");
    }
    for (String party : parties) { // who is named directs nothing to itself
      if (Facts.get(fields, "parties").contains(json(party))
          && Facts.get(fields, "directions").contains(json(party))) {
        fields.put("directions", "null");
      }
    }
    List<String> written = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (!value.equals("null")) {
            written.add(json(name) + ":" + value);
          }
        });
    return "{" + String.join(",", written) + "}";
  }

  private void field(Map<String, String> fields, int chance, String name, Supplier<String> value) {
    if (!fields.containsKey(name) || dice.percent(chance)) {
      fields.put(name, value.get());
    }
  }

  private String reserve() {
    return "{\"percent\":\"%s\",\"releases\":[%s]}"
        .formatted(
            dice.one("10", "33.333", "100"),
            dice.one(
                "{\"after\":1,\"percent\":\"33.3\"},{\"after\":2,\"percent\":\"66.7\"}",
                "{\"after\":2,\"percent\":\"100\"}",
                "{\"after\":1,\"percent\":\"25\"},{\"after\":2,\"percent\":\"25\"},{\"after\":3,\"percent\":\"50\"}"));
  }

  private String directions() {
    List<String> directions = new ArrayList<>();
    for (String one : dice.some(parties, dice.between(1, 2))) {
      directions.add(
          "{\"to\":%s,\"percent\":\"%s\"}".formatted(json(one), dice.one("12.5", "50", "33.333")));
    }
    return "[" + String.join(",", directions) + "]";
  }

  private String fees() {
    List<String> charges = new ArrayList<>();
    for (String reason : dice.some(REASONS, dice.between(1, 3))) {
      String to = dice.percent(60) ? ",\"to\":" + json(dice.one(parties)) : "";
      charges.add(
          "{\"reason\":%s,\"percent\":\"%s\"%s}"
              .formatted(json(reason), dice.one("15", "2.75", "0", "33.3"), to));
    }
    return "[" + String.join(",", charges) + "]";
  }

  /** Some of all income, told in one or two ways. */
  private String which() {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("offerings", offerings);
    ways.put("licences", licences);
    ways.put("assets", assets);
    ways.put("useTypes", USE_TYPES);
    List<String> fields = new ArrayList<>();
    for (String way : dice.some(List.copyOf(ways.keySet()), dice.one(1, 1, 2))) {
      List<String> all = Facts.get(ways, way);
      fields.add(
          json(way)
              + ":"
              + (dice.percent(15)
                  ? "\"*\""
                  : array(dice.some(all, dice.between(1, Math.max(1, all.size() - 1))))));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private String ending(YearMonth period) {
    return dice.one("", "", period.plusMonths(1).atDay(1).toString());
  }

  private static List<String> column(Path folder, String kind, String column) {
    return new ArrayList<>(
        new TreeSet<>(
            Facts.files(folder).stream()
                .filter(it -> Facts.name(it).startsWith(kind))
                .flatMap(it -> InputFile.csv(it).stream())
                .map(it -> Facts.get(it, column))
                .toList()));
  }

  private static void csv(Path folder, String kind, String header, List<String> rows) {
    if (!rows.isEmpty()) {
      write(folder, kind + ".csv", header + "\n" + String.join("\n", rows) + "\n");
    }
  }

  private static void write(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String array(List<String> texts) {
    return "[" + String.join(",", texts.stream().map(RandomAgreements::json).toList()) + "]";
  }

  private static String json(String text) {
    return InputFile.JSON.writeValueAsString(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
