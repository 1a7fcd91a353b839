package org.royaltyledger.api.reference;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Random terms as JSON text, nested to a small depth.
 *
 * @param gentle only what never refuses a close: no step that may start too late
 */
record RandomTerms(Dice dice, YearMonth first, boolean gentle) {
  static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

  String term(int depth) {
    if (depth == 0 || dice.percent(45)) {
      return leaf();
    }
    return switch (dice.between(1, 6)) {
      case 1 -> "{\"greaterOf\":[%s]}".formatted(terms(depth));
      case 2 -> "{\"lesserOf\":[%s]}".formatted(terms(depth));
      case 3 -> "{\"sum\":[%s]}".formatted(terms(depth));
      case 4 -> "{\"minus\":[%s,%s]}".formatted(term(depth - 1), term(depth - 1));
      case 5 -> "{\"stepsByUnits\":[%s]}".formatted(stepsByUnits(depth));
      default -> "{\"steps\":[%s]}".formatted(steps(depth));
    };
  }

  private String terms(int depth) {
    List<String> terms = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      terms.add(term(depth - 1));
    }
    return String.join(",", terms);
  }

  private String steps(int depth) {
    List<String> froms = new ArrayList<>();
    if (gentle || dice.percent(96)) {
      froms.add(dice.one("2020-01-01", first.atDay(1).toString()));
    }
    froms.add(first.atDay(2).toString());
    if (dice.percent(50)) {
      froms.add(first.plusMonths(1).atDay(1).toString());
    }
    return String.join(
        ",",
        dice.shuffled(froms).stream()
            .map(from -> "{\"from\":\"%s\",\"term\":%s}".formatted(from, term(depth - 1)))
            .toList());
  }

  private String stepsByUnits(int depth) {
    List<String> froms = new ArrayList<>(List.of("0"));
    froms.addAll(dice.some(List.of("1", "2", "3.5", "1000000000000"), dice.between(0, 2)));
    return String.join(
        ",",
        dice.shuffled(froms).stream()
            .map(from -> "{\"from\":\"%s\",\"term\":%s}".formatted(from, term(depth - 1)))
            .toList());
  }

  private String leaf() {
    String currency = dice.one("EUR", "EUR", "JPY", "KWD");
    return switch (dice.between(1, 10)) {
      case 1, 2, 3, 4 ->
          "{\"percentOf\":[\"%s\",\"%s\"]}"
              .formatted(
                  dice.one("netRevenue", "netRevenue", "grossRevenue", "totalContentCost"),
                  dice.one("60", "15.1", "33.333333", "0.0001", "100", "50", "10.5", "0"));
      case 5, 6 ->
          "{\"perUse\":[\"%s\",\"%s\"]}"
              .formatted(dice.one("0.005", "0.0000001", "0.012863765233", "1"), currency);
      case 7 ->
          "{\"perSubscriber\":[\"%s\",\"%s\"]}".formatted(dice.one("0.50", "0.003", "1"), currency);
      case 8 -> "{\"flat\":[\"%s\",\"%s\"]}".formatted(dice.one("10000", "1", "334"), currency);
      case 9 -> "{\"flat\":[\"%s\",\"%s\",\"ROW\"]}".formatted(dice.one("100", "1", "7"), currency);
      default -> "{\"amountOf\":\"performanceRoyalties\"}";
    };
  }
}
