package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What is agreed with rights holders, and laid down for payments: the newest version of each key.
 */
final class Agreements {

  /**
   * An advance or a cost.
   *
   * @param paidBy empty for the organisation
   */
  record Advance(
      String id,
      List<String> contracts,
      LocalDate date,
      String currency,
      BigDecimal amount,
      String paidBy) {

    /** "The oldest first (by date, then id)." */
    static final Comparator<Advance> BY_AGE =
        Comparator.comparing(Advance::date).thenComparing(Advance::id, Facts.BY_BYTES);
  }

  record Tax(BigDecimal percent, String source) {}

  record Rate(BigDecimal rate, String source) {}

  final Map<String, Contract> contracts = new TreeMap<>(Facts.BY_BYTES);
  final Map<String, Advance> advances = new TreeMap<>(Facts.BY_BYTES);
  private final Map<String, Map<String, String>> parties = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, String>> payees = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, String>> minimums = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, String>> taxes = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, String>> rates = new LinkedHashMap<>();

  void importFolder(Path folder) {
    rows(folder, "parties", row -> parties.put(cell(row, "partyId"), row));
    rows(folder, "rates", row -> rates.put(key(row, "date", "from", "to"), row));
    for (Path file : files(folder, "contracts")) {
      for (JsonNode it : InputFile.jsonArray(file)) {
        contracts.put(it.path("contractId").asString(), Contract.of(it));
      }
    }
    rows(folder, "advances", row -> advances.put(cell(row, "advance"), advance(row)));
    rows(folder, "payees", row -> payees.put(key(row, "partyId", "from"), row));
    rows(folder, "minimums", row -> minimums.put(key(row, "partyId", "currency", "from"), row));
    rows(folder, "taxes", row -> taxes.put(key(row, "country", "from"), row));
  }

  /**
   * The contract that takes a line.
   *
   * <p>"Of several contracts of one basis that take the same income, the one that names the party
   * comes first, then one that names assets, then the latest {@code from}, then the lowest id."
   */
  Optional<Contract> taking(boolean offTheTop, String party, JsonNode line, LocalDate day) {
    return contracts.values().stream()
        .filter(it -> it.offTheTop() == offTheTop && it.window().holds(day))
        .filter(it -> it.takes(party, line))
        .min(
            Comparator.comparing((Contract it) -> it.parties() == null)
                .thenComparing(it -> it.income().assets() == null)
                .thenComparing(it -> it.window().from(), Comparator.reverseOrder())
                .thenComparing(Contract::id, Facts.BY_BYTES));
  }

  /** "Default: that of the party, else that of the statement." */
  String payoutCurrency(String party, String currency, LocalDate day) {
    return Stream.of(
            payee(party, day).map(it -> cell(it, "currency")),
            Optional.ofNullable(parties.get(party)).map(it -> cell(it, "currency")))
        .flatMap(Optional::stream)
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse(currency);
  }

  /** "A country without a row has none." */
  Optional<Tax> tax(String party, LocalDate day) {
    String country = cell(Facts.get(parties, party), "country");
    return latest(taxes, day, row -> cell(row, "country").equals(country))
        .map(
            row -> {
              boolean proof =
                  payee(party, day).filter(it -> !cell(it, "treaty").isEmpty()).isPresent();
              String rate =
                  proof && !cell(row, "treatyRate").isEmpty()
                      ? cell(row, "treatyRate")
                      : cell(row, "rate");
              return new Tax(new BigDecimal(rate), sourced(country, row));
            });
  }

  /** "A party, or * for everyone without a row of their own." */
  BigDecimal minimum(String party, String currency, LocalDate day) {
    return Stream.of(party, "*")
        .map(
            whose ->
                latest(
                    minimums,
                    day,
                    row ->
                        cell(row, "partyId").equals(whose)
                            && cell(row, "currency").equals(currency)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(row -> money(cell(row, "amount"), currency))
        .orElse(BigDecimal.ZERO);
  }

  /** "The newest rate on or before the month's last day. There are no inverse or cross rates." */
  Optional<Rate> rate(String from, String to, LocalDate day) {
    return rates.values().stream()
        .filter(row -> cell(row, "from").equals(from) && cell(row, "to").equals(to))
        .filter(row -> !LocalDate.parse(cell(row, "date")).isAfter(day))
        .max(Comparator.comparing(row -> LocalDate.parse(cell(row, "date"))))
        .map(row -> new Rate(new BigDecimal(cell(row, "rate")), sourced(cell(row, "date"), row)));
  }

  private static String sourced(String what, Map<String, String> row) {
    return cell(row, "source").isEmpty() ? what : what + ": " + cell(row, "source");
  }

  private Optional<Map<String, String>> payee(String party, LocalDate day) {
    return latest(payees, day, row -> cell(row, "partyId").equals(party));
  }

  /** "Of several rows in force on a month's last day the latest from counts." */
  private static Optional<Map<String, String>> latest(
      Map<List<String>, Map<String, String>> rows,
      LocalDate day,
      Predicate<Map<String, String>> which) {
    return rows.values().stream()
        .filter(which)
        .filter(row -> Facts.window(cell(row, "from"), cell(row, "to")).holds(day))
        .max(Comparator.comparing(row -> LocalDate.parse(cell(row, "from"))));
  }

  private static Advance advance(Map<String, String> row) {
    return new Advance(
        cell(row, "advance"),
        List.of(cell(row, "contracts").split("\\|")),
        LocalDate.parse(cell(row, "date")),
        cell(row, "currency"),
        money(cell(row, "amount"), cell(row, "currency")),
        cell(row, "paidBy"));
  }

  private static BigDecimal money(String amount, String currency) {
    return new BigDecimal(amount).setScale(Calculation.decimals(currency));
  }

  private static List<Path> files(Path folder, String kind) {
    return Facts.files(folder).stream().filter(it -> Facts.name(it).startsWith(kind)).toList();
  }

  private static void rows(Path folder, String kind, Consumer<Map<String, String>> each) {
    files(folder, kind).forEach(file -> InputFile.csv(file).forEach(each));
  }

  private static List<String> key(Map<String, String> row, String... columns) {
    List<String> key = new ArrayList<>();
    for (String column : columns) {
      key.add(cell(row, column));
    }
    return key;
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
