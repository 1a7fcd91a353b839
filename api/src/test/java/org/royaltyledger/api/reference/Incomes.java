package org.royaltyledger.api.reference;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** "Income": which contracts take what each party earned. */
final class Incomes {

  /**
   * Income of a party that the same contracts take.
   *
   * @param top the contract off the top, empty for none
   * @param share the contract from share, empty for none
   */
  record Income(
      String party,
      String currency,
      String top,
      boolean recoupsTop,
      String share,
      boolean recoupsShare) {

    /** "Ties in the order of contract ids", none last, what does not recoup before what does. */
    static final Comparator<Income> ORDER =
        Comparator.comparing(Income::party, Facts.BY_BYTES)
            .thenComparing(Income::currency)
            .thenComparing((Income it) -> it.top.isEmpty())
            .thenComparing(Income::top, Facts.BY_BYTES)
            .thenComparing(Income::recoupsTop)
            .thenComparing((Income it) -> it.share.isEmpty())
            .thenComparing(Income::share, Facts.BY_BYTES)
            .thenComparing(Income::recoupsShare);

    String contract(boolean offTheTop) {
      return offTheTop ? top : share;
    }

    boolean recoups(boolean offTheTop) {
      return offTheTop ? recoupsTop : recoupsShare;
    }
  }

  private final Agreements agreed;
  private final LocalDate day;

  Incomes(Agreements agreed, LocalDate day) {
    this.agreed = agreed;
    this.day = day;
  }

  /** Of all statements of a month. */
  Map<Income, BigDecimal> of(JsonNode statements) {
    Map<Income, BigDecimal> incomes = new TreeMap<>(Income.ORDER);
    for (JsonNode statement : statements) {
      for (JsonNode pool : pools(statement)) {
        divided(statement, pool)
            .forEach((income, amount) -> incomes.merge(income, amount, BigDecimal::add));
      }
    }
    return incomes;
  }

  /** Those that are listed, and those of which lines tell but which come to nothing. */
  private static List<JsonNode> pools(JsonNode statement) {
    List<JsonNode> pools = new ArrayList<>(statement.path("pools").valueStream().toList());
    for (JsonNode line : statement.path("lines")) {
      if (pools.stream().noneMatch(pool -> samePool(pool, line))) {
        ObjectNode pool = ((ObjectNode) line).deepCopy();
        pool.put("asset", "").put("useType", "");
        pools.add(
            pool.put(
                "amount",
                BigDecimal.ZERO
                    .setScale(Calculation.decimals(statement.path("currency").asString()))
                    .toPlainString()));
      }
    }
    return pools;
  }

  /** "Each part cut down, what is left given out by largest remainder." */
  private Map<Income, BigDecimal> divided(JsonNode statement, JsonNode pool) {
    BigDecimal amount = new BigDecimal(pool.path("amount").asString());
    Fraction minorUnits = Fraction.of(BigInteger.TEN.pow(amount.scale()));
    Map<Income, Fraction> exact = new TreeMap<>(Income.ORDER);
    for (JsonNode line : statement.path("lines")) {
      if (samePool(pool, line)) {
        exact.merge(
            income(statement, line),
            fraction(line.path("exact").asString()).times(minorUnits),
            Fraction::plus);
      }
    }
    if (exact.isEmpty()) { // "that cent is income of no asset"
      return Map.of(income(statement, pool), amount);
    }
    Map<Income, BigInteger> parts = new LinkedHashMap<>();
    exact.forEach((income, part) -> parts.put(income, part.floor()));
    BigInteger left = amount.unscaledValue();
    for (BigInteger part : parts.values()) {
      left = left.subtract(part);
    }
    List<Income> byRemainder = new ArrayList<>(exact.keySet());
    byRemainder.sort(
        Comparator.comparing(
                (Income it) -> Facts.get(exact, it).minus(Fraction.of(Facts.get(parts, it))))
            .reversed());
    for (int i = 0; left.signum() > 0; i++, left = left.subtract(BigInteger.ONE)) {
      parts.merge(byRemainder.get(i % byRemainder.size()), BigInteger.ONE, BigInteger::add);
    }
    for (int i = 1; left.signum() < 0; i++, left = left.add(BigInteger.ONE)) {
      parts.merge(
          byRemainder.get(Math.floorMod(-i, byRemainder.size())),
          BigInteger.ONE.negate(),
          BigInteger::add);
    }
    return parts.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, it -> new BigDecimal(it.getValue(), amount.scale())));
  }

  private Income income(JsonNode statement, JsonNode line) {
    String party = statement.path("party").asString();
    Optional<Contract> top = agreed.taking(true, party, line, day);
    Optional<Contract> share = agreed.taking(false, party, line, day);
    return new Income(
        party,
        statement.path("currency").asString(),
        top.map(Contract::id).orElse(""),
        top.filter(it -> it.recoups().means(line)).isPresent(),
        share.map(Contract::id).orElse(""),
        share.filter(it -> it.recoups().means(line)).isPresent());
  }

  private static boolean samePool(JsonNode pool, JsonNode line) {
    return Stream.of("offering", "territory", "licence", "part", "adjusts")
        .allMatch(field -> pool.path(field).equals(line.path(field)));
  }

  private static Fraction fraction(String text) {
    int slash = text.indexOf('/');
    return new Fraction(
        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
  }
}
