package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * "Contracts": what becomes of income between being earned and being paid.
 *
 * @param parties null for everyone
 * @param group empty for none
 * @param reserve null for none
 */
record Contract(
    String id,
    @Nullable List<String> parties,
    boolean offTheTop,
    Which income,
    Which recoups,
    Facts.Window window,
    List<Charge> fees,
    String group,
    boolean crossesAll,
    @Nullable Reserve reserve,
    List<Charge> directions,
    List<String> waitsFor) {

  /**
   * A fee or a letter of direction.
   *
   * @param name the fee's reason, or the party that is directed to
   * @param to empty for the organisation
   */
  record Charge(String name, BigDecimal percent, String to) {}

  record Reserve(BigDecimal percent, List<Release> releases) {}

  record Release(int after, BigDecimal percent) {}

  /** Which income: each list that is given has to name it, null is all. */
  record Which(
      @Nullable List<String> offerings,
      @Nullable List<String> licences,
      @Nullable List<String> assets,
      @Nullable List<String> useTypes) {

    static Which of(JsonNode it) {
      return new Which(
          texts(it.path("offerings")),
          texts(it.path("licences")),
          texts(it.path("assets")),
          texts(it.path("useTypes")));
    }

    /**
     * Whether it means a line of a statement.
     *
     * @param line a pool counts as a line of no asset and no use type
     */
    boolean means(JsonNode line) {
      return named(offerings, line.path("offering"))
          && named(licences, line.path("licence"))
          && named(assets, line.path("asset"))
          && named(useTypes, line.path("useType"));
    }

    private static boolean named(@Nullable List<String> these, JsonNode one) {
      return these == null || these.contains(one.asString(""));
    }
  }

  static Contract of(JsonNode it) {
    List<Charge> fees = new ArrayList<>();
    for (JsonNode fee : it.path("fees")) {
      fees.add(
          new Charge(
              fee.path("reason").asString(), percent(fee.path("percent")), text(fee.path("to"))));
    }
    List<Charge> directions = new ArrayList<>();
    for (JsonNode one : it.path("directions")) {
      directions.add(
          new Charge(text(one.path("to")), percent(one.path("percent")), text(one.path("to"))));
    }
    List<String> waitsFor = texts(it.path("payableWhenRecouped"));
    return new Contract(
        it.path("contractId").asString(),
        texts(it.path("parties")),
        text(it.path("basis")).equals("OFF_THE_TOP"),
        Which.of(it.path("income")),
        Which.of(it.path("recoups")),
        Facts.window(text(it.path("from")), text(it.path("to"))),
        fees,
        text(it.path("group")),
        !text(it.path("crosses")).equals("RECOUPED_BALANCES"),
        it.path("reserve").isObject() ? reserve(it.path("reserve")) : null,
        directions,
        waitsFor == null ? List.of() : waitsFor.stream().sorted(Facts.BY_BYTES).toList());
  }

  private static Reserve reserve(JsonNode it) {
    List<Release> releases = new ArrayList<>();
    for (JsonNode release : it.path("releases")) {
      releases.add(new Release(release.path("after").asInt(), percent(release.path("percent"))));
    }
    return new Reserve(percent(it.path("percent")), releases);
  }

  boolean takes(String party, JsonNode line) {
    return (parties == null || parties.contains(party)) && income.means(line);
  }

  private static BigDecimal percent(JsonNode it) {
    return new BigDecimal(it.asString());
  }

  private static String text(JsonNode it) {
    return it.asString("");
  }

  private static @Nullable List<String> texts(JsonNode it) {
    if (!it.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    it.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
